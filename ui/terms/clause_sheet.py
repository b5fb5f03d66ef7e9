"""The page of one clause, from its number to the cases that rest on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from app.acts.clause_browser import ClauseLine
from app.acts.clause_page import NATURES, ClausePage, ClauseUses, NumberLine
from app.language import Language
from app.records.rows import Hit
from app.terms.clause import Because, because, because_count, cited
from app.terms.edition_names import edition_name
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.chips import Chip, ClauseChip
from ui.parts.frames import Rule, clear, column, row
from ui.parts.words import Words
from ui.parts.wrapped_row import WrappedRow
from ui.speech import speak_all
from ui.tables.row_table import RowTable
from ui.terms.case_columns import CASE_COLUMNS
from ui.terms.marked_words import MarkedWords
from ui.theme.marks import Mark
from ui.theme.tokens import GROUP, ROW_TWO_LINES

if TYPE_CHECKING:
    from app.terms.contested import ContestedPoint, Reading

_TONES = {"automated": "ok", "information": "sunken", "for_a_human": "warn"}


class ClauseSheet(QWidget):
    """``clause_asked`` follows a link to another clause, ``case_asked`` carries a case as the search finds it,
    ``official_asked`` wants the official text at this clause, ``part_asked`` a part of the page brought in sight."""

    clause_asked = Signal(str)
    official_asked = Signal()
    case_asked = Signal(object)
    part_asked = Signal(QWidget)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.page: ClausePage | None = None
        self._summary: MarkedWords | None = None
        self._chips: list[ClauseChip] = []
        self._head_parts = QVBoxLayout()
        self._head_parts.setSpacing(GROUP - 8)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(GROUP - 8)
        self.official = Button(because("Open the official text"), "secondary", "file-text")
        self.official.clicked.connect(self.official_asked)
        self.to_readings = Button("", "link", "scale")
        self.to_cases = Button("", "link", "folder")
        self._part_of: dict[Button, QWidget] = {}
        for button in (self.to_readings, self.to_cases):
            button.clicked.connect(partial(self._ask_for_part, button))
        self._tools = WrappedRow((self.official, self.to_readings, self.to_cases), gap=8)
        self._uses = QVBoxLayout()
        self._uses.setSpacing(8)
        self.setLayout(
            column(
                self._head_parts,
                self._tools,
                self._parts,
                self._uses,
                None,
                spacing=GROUP - 8,
                margins=(24, 16, 24, 20),
            )
        )

        for button in (self.official, self.to_readings, self.to_cases):
            button.hide()

    def speak(self, language: Language) -> None:
        """Remember the language for pages shown later."""
        self._language = language

    def show_page(self, page: ClausePage, query: str, readings: frozenset[str]) -> None:
        """Show ``page`` with the words of ``query`` marked; ``readings`` are those the organisation chose."""
        self.page = page
        for part in (self._head_parts, self._parts, self._uses):
            clear(part)
        self._chips = []
        self._head_parts.addLayout(self._head(page))
        self._summary = MarkedWords(page.words.summary, query, "hit")
        self._head_parts.addWidget(self._summary)
        if not page.words.checked:
            unread = because("The text of this article was not checked yet.")
            self._head_parts.addWidget(NoteBox("warn", unread))
        if page.numbers:
            self._section(because("Numbers it states"), _numbers(page.numbers))
        if page.preset:
            self._section(because("Preset, not in the text"), _numbers(page.preset))
        boxes = [self._reading(point, readings) for point in page.readings]
        for box in boxes:
            self._parts.addWidget(box)
        counted = because_count("{count} contested point", "{count} contested points", len(boxes))
        self._lead_to(self.to_readings, counted, boxes[0] if boxes else None)
        self._lead_to(self.to_cases, counted, None)
        if page.beside:
            law = because("The law on the same matter") if page.edition else because("The clauses on the same matter")
            self._section(law, self._links(page.beside))
        if page.below:
            self._section(because("Its parts"), self._links(page.below))
        around = tuple(line for line in (page.before, page.after) if line is not None)
        if around:
            self._section(because("Before and after it"), self._links(around))
        speak_all(self, self._language)

    def show_official(self, words: Because | None) -> None:
        """Offer the official text in these words; not at all for none."""
        self.official.setVisible(words is not None)
        if words is not None:
            self.official.say(words, self._language)

    def mark(self, query: str) -> None:
        """Mark the words of another question in what is shown."""
        if self._summary is not None:
            self._summary.mark(query)

    def show_uses(self, uses: ClauseUses) -> None:
        """Show the cases that rest on the clause."""
        clear(self._uses)
        heading = Words(because("Cases that rest on it"), "strong")
        self._uses.addWidget(Rule())
        self._uses.addWidget(heading)
        counted = because_count("{count} case", "{count} cases", uses.in_all)
        self._lead_to(self.to_cases, counted, heading if uses.cases else None)
        if not uses.cases:
            self._uses.addWidget(Words(because("No case rests on it yet."), "body", "text2"))
        else:
            if uses.in_all > len(uses.cases):
                shown = because_count(
                    "The latest one of {in_all} is shown.",
                    "The latest {count} of {in_all} are shown.",
                    len(uses.cases),
                    in_all=uses.in_all,
                )
                self._uses.addWidget(Words(shown, "caption", "text2"))
            name = because("Cases that rest on it")
            table = RowTable(name, CASE_COLUMNS, self._language, row_height=ROW_TWO_LINES, whole=True)
            for opened in (table.started, table.followed):
                opened.connect(self._open_case)
            self._uses.addWidget(table)
            table.show_rows(uses.cases, select=None)
        speak_all(self, self._language)

    def links(self) -> list[ClauseChip]:
        """The links to other clauses, in the order of the page."""
        return list(self._chips)

    def _lead_to(self, button: Button, words: Because, part: QWidget | None) -> None:
        """Let a button of the head lead to ``part`` below; without one there is nothing to lead to."""
        button.setVisible(part is not None)
        if part is not None:
            self._part_of[button] = part
            button.say(words, self._language)

    def _ask_for_part(self, button: Button) -> None:
        self.part_asked.emit(self._part_of[button])

    def _open_case(self, hit: Hit) -> None:
        self.case_asked.emit(hit)

    def _head(self, page: ClausePage) -> QVBoxLayout:
        words = page.words
        place = row(spacing=8)
        own = cited(words.number)
        for line in page.above:
            place.addWidget(self._chip(line))
            if cited(line.number) != own:
                place.addWidget(Words("›", "body", "text3"))
        if not page.above or cited(page.above[-1].number) != own:
            place.addWidget(Words(own, "strong", "text2"))
        place.addStretch(1)
        if page.edition:
            place.addWidget(Words(edition_name(page.edition), "caption", "text3"))
        head = column(place, Words(words.title, "page", wrap=True), spacing=6)
        if page.edition:
            tags = [Chip(NATURES[page.nature], _TONES[page.nature])]
            if page.binds is not None:
                tags.insert(0, Chip(page.binds))
            head.addLayout(WrappedRow(tags, gap=8))
        return head

    def _section(self, title: Because, inside: QLayout) -> None:
        section = column(Words(title, "strong"), spacing=8)
        section.addLayout(inside)
        self._parts.addLayout(section)

    def _links(self, lines: tuple[ClauseLine, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(lines):
            grid.addWidget(self._chip(line), place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Words(line.title, "body", "text2", wrap=True), place, 1)
        return grid

    def _chip(self, line: ClauseLine) -> ClauseChip:
        chip = ClauseChip(line.number)
        chip.setToolTip(line.title)
        chip.asked.connect(self.clause_asked)
        self._chips.append(chip)
        return chip

    def _reading(self, point: ContestedPoint, chosen: frozenset[str]) -> NoteBox:
        all_readings = (point.default, *point.others)
        title = because("Read in two ways") if len(all_readings) == 2 else because("Read in several ways")
        box = NoteBox("warn", title, (point.question,), remark=point.id)
        in_force = next((one.id for one in all_readings if one.id in chosen), point.default.id)
        for one in all_readings:
            box.add(_reading_line(one, in_force=one.id == in_force, default=one is point.default))
        box.add(Words(point.reason, "body", "text2", wrap=True))
        who = (
            because("The organisation chooses for all its cases, a supervisor for one.")
            if point.supervisor_chooses
            else because("Only the organisation chooses, for all its cases.")
        )
        box.add(Words(who, "caption", "text2", wrap=True))
        return box


def _reading_line(reading: Reading, *, in_force: bool, default: bool) -> QWidget:
    """One reading, with a mark before the one in force. Choosing is done in a case or in the settings, not here."""
    words: Because = reading.holds
    if default:
        words = because("{reading} (default)", reading=reading.holds)
    elif in_force:
        words = because("{reading} (chosen by the organisation)", reading=reading.holds)
    line = QWidget()
    layout = row(spacing=8)
    layout.addWidget(Mark("done" if in_force else "ready"), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Words(words, "name" if in_force else "body", "text" if in_force else "text2", wrap=True), 1)
    line.setLayout(layout)
    return line


def _numbers(lines: tuple[NumberLine, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for place, line in enumerate(lines):
        amount = Words(line.amount, "strong")
        grid.addWidget(amount, place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(Words(line.meaning, "body", "text2", wrap=True), place, 1)
    return grid
