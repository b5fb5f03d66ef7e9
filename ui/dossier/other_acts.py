"""Other acts: what is always possible or only for a supervisor, in sections, found by typing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.acts.rows import Option, Overview
from app.language import Language
from app.terms.clause import Because, because
from ui.dossier.naming import named
from ui.dossier.option_cells import start_cell, title_cell
from ui.frame.status_bar import Keys
from ui.parts.buttons import Button
from ui.parts.fields import TextField
from ui.parts.frames import Card, Scroll, column, row
from ui.parts.words import Words, buddy
from ui.speech import speak_all
from ui.tables.columns import Cell, Column
from ui.tables.row_table import RowTable
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, MARK_OPTION, ROW_OPTION

_WIDEST, _SEARCH = 960, 240
_SECTIONS = {
    "customer": because("The customer asks"),
    "service_inclusive": because("Service Inclusive"),
    "supervisor": because("Supervisor"),
}
_STEERING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)


def listed(overview: Overview) -> tuple[Option, ...]:
    """What the list shows, section by section. What concerns one case stands on the page of that case."""
    shown = [option for option in overview.other_acts if option.subject_kind != "case"]
    order = list(_SECTIONS)
    return tuple(sorted(shown, key=lambda one: order.index(one.section) if one.section in order else len(order)))


@dataclass(frozen=True, slots=True)
class _Line:
    """An option; ``section`` is named only in the first line of each."""

    option: Option
    section: Because | None


class OtherActsPage(QWidget):
    """``started`` carries an option to begin, ``refusal_asked`` one that is not possible, ``closed`` goes back."""

    started = Signal(object)
    refusal_asked = Signal(object)
    clause_asked = Signal(str)
    closed = Signal()

    def __init__(self, overview: Overview, language: Language) -> None:
        super().__init__()
        self._language = language
        self._options = listed(overview)
        self.search = _Search()
        self.search.setFixedWidth(_SEARCH)
        self.table = RowTable(
            because("Other acts"), _COLUMNS, language, row_height=ROW_OPTION, mark_size=MARK_OPTION, sortable=False,
            whole=True,
        )  # fmt: skip
        self._none = Words(because("No row holds what the filter asks for."), "body", "text2", wrap=True)
        self._none.setContentsMargins(CARD_PADDING, 8, CARD_PADDING, 8)
        card = Card()
        card.setMaximumWidth(_WIDEST)
        find = (buddy(because("Search"), self.search), self.search)
        head = row(Words(because("Other acts"), "card"), None, *find, margins=(CARD_PADDING, 12, CARD_PADDING, 10))
        back = Button(because("Back to the options"), "quiet", "arrow-left")
        back.clicked.connect(self.closed)
        foot = row(back, None, margins=(8, 6, 8, 6))
        card.setLayout(column(head, self.table, self._none, foot, spacing=0, margins=(1, 1, 1, 1)))
        page = QWidget()
        middle = row(spacing=0, margins=(CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS))
        middle.addWidget(card, 1)
        page.setLayout(column(middle, None))
        self.setLayout(column(Scroll(page), spacing=0))
        self._connect()
        self._show()
        speak_all(self, language)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._show())
        self.search.steered.connect(self.table.keyPressEvent)
        self.search.left.connect(self.closed)
        self.table.started.connect(self._start)
        self.table.followed.connect(lambda line: self.clause_asked.emit(line.option.clauses[0]))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._leave)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    def show_overview(self, overview: Overview) -> None:
        """Show another evaluation of the dossier."""
        self._options = listed(overview)
        self._show()

    def _show(self) -> None:
        wanted = _plain(self.search.text()).split()
        found = [one for one in self._options if all(word in self._words_of(one) for word in wanted)]
        lines, before = [], None
        for option in found:
            lines.append(_Line(option, None if option.section == before else named(_SECTIONS, option.section)))
            before = option.section
        self.table.show_rows(lines)
        self.table.setVisible(bool(lines))
        self._none.setVisible(not lines)

    def _words_of(self, option: Option) -> str:
        texts = (option.title, option.subject_name, named(_SECTIONS, option.section))
        return _plain(" ".join((*(self._language.say(text) for text in texts), *option.clauses)))

    def _start(self, line: _Line) -> None:
        (self.refusal_asked if line.option.state == "blocked" else self.started).emit(line.option)

    def _leave(self) -> None:
        """Esc empties the search first, then goes back."""
        if self.search.text():
            self.search.clear()
            self.search.setFocus()
        else:
            self.closed.emit()

    def take_focus(self) -> None:
        """Give the keyboard to the search: typing narrows the list, the arrows move in it."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def speak(self, language: Language) -> None:
        """Search and show in another language."""
        if language is not self._language:
            self._language = language
            self._show()

    def page_keys(self) -> Keys:
        """The keys worth knowing here."""
        return (("↑ ↓", because("move")), ("Enter", because("Start")), ("Esc", because("Back")))


class _Search(TextField):
    """What is typed narrows the list; ``steered`` carries the keys that move in it, ``left`` that Esc leaves it."""

    steered = Signal(QKeyEvent)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(because("Search the acts"), icon_name="search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEERING and not event.modifiers():
            self.steered.emit(event)
        elif event.key() == Qt.Key.Key_Escape and not self.text():
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


def _plain(text: str) -> str:
    """Letters without their accents, in one case."""
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)).casefold()


def _section(line: _Line, language: Language) -> Cell:
    return Cell(language.say(line.section) if line.section is not None else "", "head", "text2")


def _option(line: _Line, language: Language) -> Cell:
    cell = title_cell(line.option, language)
    if line.option.state != "blocked" or line.option.reason is None:
        return cell
    why = language.say(line.option.reason)
    return Cell(
        cell.text, cell.style, cell.tone, mark=cell.mark, small=cell.small, linked=cell.linked, below=why,
        spoken=f"{cell.spoken}. {why}",
    )  # fmt: skip


def _needs(line: _Line, language: Language) -> Cell:
    if line.option.state == "needs_answer" and line.option.missing_text is not None:
        return Cell(language.say(line.option.missing_text), "name", "accent")
    if line.option.possible_until is not None:
        return Cell(language.say(because("until {day}", day=line.option.possible_until)))
    return Cell()


def _start(line: _Line, language: Language) -> Cell:
    return start_cell(line.option, language)


_COLUMNS = (
    Column("section", "", _section, most=150),
    Column("option", because("Option"), _option, stretch=True, least=240),
    Column("needs", "", _needs, most=220, optional=True),
    Column("start", "", _start, right=True),
)
