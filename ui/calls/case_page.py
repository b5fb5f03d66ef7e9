"""A recorded case in the call's tab: what was entered, why it came out as it did, its letters, money and journal."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.acts import act
from app.acts.case_record import CaseRecord
from app.acts.nouns import noun
from app.acts.panel_rows import Fact
from app.acts.rows import Overview
from app.language import Language
from app.records.consequence_rows import CaseMoveRow, Refund
from app.records.rows import JournalEntry, LetterRow
from app.terms.clause import Because, Cents, because
from app.terms.edition_names import edition_name
from ui.calls.case_words import DUE, ENTRIES, REFUND_MARKS, SUSPENSIONS, refund_state
from ui.dossier.naming import (
    CASE_MARKS,
    CASE_STATES,
    LETTER_KINDS,
    LETTER_MARKS,
    LETTER_STATES,
    named,
)
from ui.frame.status_bar import Keys
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.frames import Card, Panel, Scroll, clear, column, row
from ui.parts.reasoning import Reasoning
from ui.parts.words import Words
from ui.services.facts import fact_grid
from ui.speech import Text, speak_all
from ui.tables.columns import Cell, Column
from ui.tables.row_table import RowTable
from ui.theme.marks import Mark
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, MARK, ROW_COMPACT

_BESIDE = 380


class CasePage(QWidget):
    """``closed`` goes back to the dossier, ``letter_asked`` carries a letter's number, ``case_asked`` a case's.

    ``started`` carries the act that cancels or corrects the case, ``refusal_asked`` one that is not possible.
    ``renewed`` carries the dossier as it is now, from which the page wants its case again.
    """

    closed = Signal()
    letter_asked = Signal(str)
    case_asked = Signal(str)
    started = Signal(object)
    refusal_asked = Signal(object)
    clause_asked = Signal(str)
    renewed = Signal(object)

    def __init__(self, record: CaseRecord, language: Language) -> None:
        super().__init__()
        self._language = language
        self._parts = column(spacing=0)
        self.setLayout(self._parts)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        self._fill(record)

    def show_overview(self, overview: Overview) -> None:
        """Something was written in the dossier: it may have been on this case."""
        self.renewed.emit(overview)

    def show_record(self, record: CaseRecord) -> None:
        """Show the case as it is now, at the same place of the page."""
        if record == self.record:
            return
        focus = QApplication.focusWidget()
        place, focused = self._area.verticalScrollBar().value(), focus is not None and self.isAncestorOf(focus)
        clear(self._parts)
        self._fill(record)
        # The new content gets its height once it is laid out.
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(place))
        if focused:
            self.take_focus()

    def _fill(self, record: CaseRecord) -> None:
        language = self._language
        self.record = record
        self.letters = RowTable(
            because("Letters"), _LETTERS, language, row_height=ROW_COMPACT, sortable=False, whole=True
        )
        self.letters.show_rows(record.letters)
        self.letters.started.connect(lambda letter: self.letter_asked.emit(letter.number))
        self.buttons: dict[str, Button] = {}
        main = column(*self._cards(), None, spacing=BETWEEN_CARDS)
        reasons = self._reasons()
        body = row(spacing=BETWEEN_CARDS, margins=(CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS))
        body.addLayout(main, 1)
        body.addWidget(reasons)
        page = QWidget()
        page.setLayout(body)
        self._area = Scroll(page)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._parts.addWidget(self._bar())
        self._parts.addWidget(self._area)
        speak_all(self, language)

    def _bar(self) -> Panel:
        case = self.record.case
        back = Button(because("Back to the dossier"), "quiet", "arrow-left")
        back.clicked.connect(self.closed)
        words = (Words(noun(case.act), "strong"), Words(because("Case {number}", number=case.number), "body"))
        bar = Panel("surface", "bottom")
        layout = row(back, 4, *words, None, margins=(8, 6, 16, 6))
        for option in self.record.undo:
            button = Button(act(option.act).TITLE, "secondary", _ICONS.get(option.act, ""))
            signal = self.refusal_asked if option.state == "blocked" else self.started
            button.clicked.connect(lambda _=False, one=option, to=signal: to.emit(one))
            self.buttons[option.act] = button
            layout.addWidget(button)
        bar.setLayout(layout)
        return bar

    # The cards ---------------------------------------------------------------------------------------------------

    def _cards(self) -> list[QWidget]:
        record = self.record
        cards: list[QWidget] = [self._state()]
        if len(record.moves) > 1:
            way = because("The way of the case")
            cards.append(_card(way, _table(way, _MOVES, record.moves, self._language)))
        if record.entered:
            cards.append(_card(because("What was entered"), fact_grid([Fact(*one) for one in record.entered])))
        if record.letters:
            cards.append(_card(because("Letters"), self.letters))
        if record.refunds:
            cards.append(_card(because("Refund"), _table(because("Refund"), _REFUNDS, record.refunds, self._language)))
        if record.journal:
            cards.append(
                _card(because("Journal"), _table(because("Journal"), _JOURNAL, record.journal, self._language))
            )
        return cards

    def _state(self) -> Card:
        """What became of the case, and why it can be undone no more."""
        record, case = self.record, self.record.case
        state = row(
            Mark(CASE_MARKS.get(case.state, "ready"), MARK), Words(named(CASE_STATES, case.state), "name"), None
        )
        inside = column(state, fact_grid(_facts(record)), spacing=8)
        for title, number in ((because("Corrects case {number}", number=case.corrects), case.corrects),
                              (because("Undone by case {number}", number=case.undone_by), case.undone_by)):  # fmt: skip
            if number:
                other = Button(title, "link", "folder")
                other.clicked.connect(lambda _=False, one=number: self.case_asked.emit(one))
                inside.addLayout(row(other, None))
        for why in _not_undone(record):
            line = row(spacing=8)
            line.addWidget(Mark("blocked"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Words(why, "body", "text2", wrap=True), 1)
            inside.addLayout(line)
        body = QWidget()
        body.setLayout(inside)
        return _card(because("Result"), body)

    def _reasons(self) -> Card:
        record = self.record
        parts: list[QWidget] = []
        if record.otherwise:
            parts.append(NoteBox("warn", because("This case follows another reading"), record.otherwise))
        if record.why:
            steps = Reasoning(record.why)
            steps.clause_asked.connect(self.clause_asked)
            parts.append(steps)
        else:
            parts.append(Words(because("Nothing is recorded here."), "body", "text2", wrap=True))
        body = QWidget()
        body.setLayout(column(*parts, spacing=12))
        edition = because("Edition {edition}", edition=edition_name(record.edition)) if record.edition else ""
        card = _card(because("Findings"), body, edition)
        card.setFixedWidth(_BESIDE)
        return card

    def take_focus(self) -> None:
        """Give the keyboard to the letters, where there are some."""
        target = self.letters if self.record.letters else self._area
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def page_keys(self) -> Keys:
        """The keys worth knowing here."""
        opens: Keys = (("Enter", because("Open the letter")),) if self.record.letters else ()
        return (*opens, ("Esc", because("Back")))


_ICONS = {"cancel_case": "x", "correct_case": "pencil"}


def _facts(record: CaseRecord) -> list[Fact]:
    case = record.case
    about = Because("{all}", (("all", record.subjects),))
    facts = [
        Fact(because("Concerns"), about),
        Fact(because("Received on"), _day(case.received_on)),
        Fact(because("Recorded on"), because("{at}, by {agent}", at=case.recorded_at, agent=case.agent)),
    ]
    if case.last_service_day is not None:
        facts.append(Fact(because("Last service day"), _day(case.last_service_day)))
    if case.refund is not None:
        facts.append(Fact(because("Refund"), _amount(case.refund)))
    if case.refund is not None and case.refund and case.refund_due_by is not None:
        facts.append(Fact(because("Refund by"), _day(case.refund_due_by)))
    if case.due_on is not None:
        facts.append(Fact(named(DUE, case.due_what), _day(case.due_on)))
    for rest in record.suspensions:
        held = because("from {start}", start=rest.from_on)
        if rest.until_on is not None:
            held = because("{start} to {end}", start=rest.from_on, end=rest.until_on)
        facts.append(Fact(named(SUSPENSIONS, rest.cause), held))
    return facts


def _not_undone(record: CaseRecord) -> list[Because]:
    """Why the case cannot be cancelled or corrected."""
    if record.settled is not None:
        return [] if record.case.undone_by else [record.settled]
    blocked = [one for one in record.undo if one.state == "blocked" and one.reason is not None]
    return [because("{label}: {value}", label=act(one.act).TITLE, value=one.reason) for one in blocked]


def _day(day: object) -> Because:
    return Because("{day}", (("day", day),))


def _amount(amount: Cents) -> Because:
    return Because("{amount}", (("amount", amount),))


def _card(title: Text, body: QWidget, beside: Text = "") -> Card:
    """A card with its title and one thing below; a table goes from edge to edge."""
    card = Card()
    layout = column(spacing=8, margins=(1, CARD_PADDING - 4, 1, 6 if isinstance(body, RowTable) else CARD_PADDING - 2))
    layout.addLayout(_inset(row(Words(title, "card"), None, Words(beside, "body", "text3"))))
    if isinstance(body, RowTable):
        layout.addWidget(body)
    else:
        layout.addLayout(_inset(row(body)))
    layout.addStretch(1)
    card.setLayout(layout)
    return card


def _inset(layout: QHBoxLayout) -> QHBoxLayout:
    layout.setContentsMargins(CARD_PADDING - 1, 0, CARD_PADDING - 1, 0)
    return layout


def _table(name: Text, columns: tuple[Column, ...], rows: tuple[object, ...], language: Language) -> RowTable:
    table = RowTable(name, columns, language, row_height=ROW_COMPACT, sortable=False, whole=True)
    table.show_rows(rows, select=None)
    return table


# Cells --------------------------------------------------------------------------------------------------------------


def _letter(letter: LetterRow, language: Language) -> Cell:
    return Cell(letter.number, "name", icon="mail")


def _kind(letter: LetterRow, language: Language) -> Cell:
    return Cell(language.say(named(LETTER_KINDS, letter.kind)))


def _letter_state(letter: LetterRow, language: Language) -> Cell:
    return Cell(language.say(named(LETTER_STATES, letter.state)), mark=LETTER_MARKS.get(letter.state, "ready"))


_LETTERS = (
    Column("number", because("Number"), _letter),
    Column("kind", because("What"), _kind, stretch=True),
    Column("state", because("State"), _letter_state, most=140),
)


def _money(refund: Refund, language: Language) -> Cell:
    words = language.money(refund.amount) if refund.amount is not None else language.text("Not set yet")
    return Cell(words, "strong", whole=refund.amount is not None)


def _subject(refund: Refund, language: Language) -> Cell:
    return Cell(refund.subject, "name")


def _refund_state(refund: Refund, language: Language) -> Cell:
    words = refund_state(refund.state, refund.by_card)
    return Cell(language.say(words), mark=REFUND_MARKS.get(refund.state, "waiting"))


def _refund_by(refund: Refund, language: Language) -> Cell:
    return Cell(language.date(refund.due_by) if refund.due_by else "", whole=True)


_REFUNDS = (
    Column("subject", because("Booking"), _subject, stretch=True),
    Column("state", because("State"), _refund_state, most=140),
    Column("by", because("Refund by"), _refund_by, most=110),
    Column("amount", because("Amount"), _money, right=True),
)


def _came_to(move: CaseMoveRow, language: Language) -> Cell:
    mark = CASE_MARKS.get(move.after, "ready")
    return Cell(language.say(named(CASE_STATES, move.after)), mark=mark, small=move.reason)


def _moved_at(move: CaseMoveRow, language: Language) -> Cell:
    return Cell(language.moment(move.at), tone="text2")


def _moved_by(move: CaseMoveRow, language: Language) -> Cell:
    return Cell(move.by, "name")


_MOVES = (
    Column("state", because("State"), _came_to, stretch=True),
    Column("at", because("When"), _moved_at),
    Column("by", because("By"), _moved_by),
)


def _when(entry: JournalEntry, language: Language) -> Cell:
    return Cell(language.moment(entry.at), tone="text2")


def _what(entry: JournalEntry, language: Language) -> Cell:
    words = ENTRIES.get(entry.what) or named(CASE_STATES, entry.what.removeprefix("case_"))
    return Cell(language.say(words), small=entry.on)


def _who(entry: JournalEntry, language: Language) -> Cell:
    return Cell(entry.by, "name")


_JOURNAL = (
    Column("at", because("When"), _when),
    Column("what", because("What"), _what, stretch=True),
    Column("by", because("By"), _who),
)
