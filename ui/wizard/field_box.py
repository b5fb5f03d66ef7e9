"""One field of a step as a form shows it: label, hint, clauses, the entry itself, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.acts.step import Field
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.chips import ClauseChip
from ui.parts.days import DateField, MomentField
from ui.parts.fields import ChoiceField, TextField, WritingField, mark_wrong
from ui.parts.frames import row
from ui.parts.radio import RadioCards, RadioChoice
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.marks import Mark
from ui.wizard.checks import Checks
from ui.wizard.dealers import Dealers
from ui.wizard.shown import ShownList, mark_of_all

BIG = frozenset({"cards", "checks", "dealer", "show"})
"""Fields that take a card of their own."""


_LINE = 360
"""A line asks for a number or a name: a wider one would ask for a sentence."""


class FieldBox(QWidget):
    """Asks for one field. ``entered`` carries the name and the value whenever the person changed it."""

    entered = Signal(str, object)
    clause_asked = Signal(str)

    def __init__(self, field: Field, today: date, *, keys: bool, low: bool = False) -> None:
        """``keys`` shows and takes the number keys of a field of cards: only one field of a page can have them.

        ``low`` shortens a list to read, on a page of little height.
        """
        super().__init__()
        self.field = field
        self._today = today
        self._low = low
        self._wrong = Words("", "body", "bad", wrap=True)
        self._wrong.hide()
        self._mark = Mark("blocked", 14)
        self._mark.hide()
        self.entry, self._show = self._made(keys)
        self._arrange()

    def show_value(self, value: Any) -> None:
        """Show the value of the draft."""
        self._show(value)

    def show_problem(self, sentence: Because | None, language: Language) -> None:
        """Say below the entry what is wrong with it, or nothing."""
        self._wrong.setVisible(sentence is not None)
        self._mark.setVisible(sentence is not None)
        self._wrong.say(sentence or "", language)
        spoken = language.say(sentence) if sentence is not None else ""
        for one in _edges(self.entry):
            mark_wrong(one, spoken)

    def take_focus(self) -> None:
        """Put the keyboard into the entry."""
        (_first(self.entry) or self.entry).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_number(self, number: int) -> bool:
        """Choose the card with this number; say whether there are cards."""
        if isinstance(self.entry, RadioCards) and 1 <= number <= len(self.entry.cards):
            self.entry.choose(number)
            return True
        return False

    def _arrange(self) -> None:
        big = self.field.kind in BIG
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8 if big else 4)
        label = Words(self.field.label, "card" if big else "name", wrap=True)
        label.setBuddy(self.entry)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = row(spacing=8)
        if self.field.kind == "show" and (mark := mark_of_all(self.field.choices)):
            head.addWidget(Mark(mark), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label, 1)
        for clause in self.field.clauses:
            chip = ClauseChip(clause)
            chip.asked.connect(self.clause_asked)
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        if self.field.hint is not None:
            layout.addWidget(Words(self.field.hint, "body", "text2", wrap=True))
        if self._is_narrow():
            layout.addLayout(row(self.entry, None))
        else:
            layout.addWidget(self.entry)
        wrong = row(spacing=6)
        wrong.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        wrong.addWidget(self._wrong, 1)
        layout.addLayout(wrong)

    def _is_narrow(self) -> bool:
        return self.field.kind in ("date", "choice", "yes_no")

    # One entry per kind ----------------------------------------------------------------------------------------

    def _made(self, keys: bool) -> tuple[QWidget, Callable[[Any], None]]:
        field = self.field
        match field.kind:
            case "date":
                day = DateField(field.label, self._today, optional=not field.required)
                day.picked.connect(self._enter)
                return day, day.set_value
            case "moment":
                moment = MomentField(field.label, self._today)
                moment.picked.connect(self._enter)
                return moment, moment.set_value
            case "choice":
                choice = ChoiceField(field.label, [(one.value, one.label, "") for one in field.choices])
                choice.chosen.connect(self._enter)
                return choice, choice.set_value
            case "text":
                return self._text()
            case "yes_no":
                return self._yes_no(keys=keys)
            case "cards":
                cards = RadioCards([RadioChoice(c.value, c.label, c.detail, c.facts) for c in field.choices], keys=keys)
                cards.chosen.connect(self._enter)
                return cards, lambda value: cards.set_value(value or "")
            case "checks":
                checks = Checks(field.choices)
                checks.chosen.connect(self._enter)
                return checks, checks.set_value
            case "dealer":
                dealers = Dealers(field.label, field.choices, field.columns)
                dealers.chosen.connect(self._enter)
                return dealers, dealers.set_value
            case "show":
                return ShownList(field.choices, low=self._low), lambda _: None

    def _text(self) -> tuple[QWidget, Callable[[Any], None]]:
        if self.field.lines == 1:
            line = TextField(self.field.label)
            line.setMaximumWidth(_LINE)
            line.textEdited.connect(lambda text: self._enter(text.strip()))
            # What is shown already, but for a blank at its end, is being typed.
            return line, lambda value: None if line.text().strip() == (value or "") else line.setText(value or "")
        writing = WritingField(self.field.label)
        writing.setFixedHeight(12 + 20 * self.field.lines)
        writing.textChanged.connect(lambda: self._enter(writing.toPlainText().strip()))
        return writing, lambda value: _write(writing, value or "")

    def _yes_no(self, *, keys: bool) -> tuple[QWidget, Callable[[Any], None]]:
        cards = RadioCards([RadioChoice("yes", because("Yes")), RadioChoice("no", because("No"))], keys=keys)
        cards.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        cards.setFixedWidth(2 * 200 + 12)
        cards.chosen.connect(lambda value: self._enter(value == "yes"))
        return cards, lambda value: cards.set_value("" if value is None else "yes" if value else "no")

    def _enter(self, value: Any) -> None:
        self.entered.emit(self.field.name, value)

    def speak(self, language: Language) -> None:
        """Carry a name that groups the cards for a screen reader."""
        if isinstance(self.entry, RadioCards):
            self.entry.setAccessibleName(language.say(self.field.label))


def _first(entry: QWidget) -> QWidget | None:
    """Where the keyboard goes in an entry of several parts: to what is chosen, else to the first that can be."""
    if not isinstance(entry, RadioCards | Checks):
        return None
    parts: list[QAbstractButton] = list(entry.cards if isinstance(entry, RadioCards) else entry.boxes.values())
    free = [part for part in parts if part.isEnabled()]
    chosen = next((part for part in free if part.isChecked()), None)
    return chosen or next(iter(free), None)


def _edges(entry: QWidget) -> list[QWidget]:
    """The parts of an entry whose edge turns red."""
    return [entry.day, entry.hour] if isinstance(entry, MomentField) else [entry]


def _write(writing: WritingField, text: str) -> None:
    if writing.toPlainText().strip() != text:
        writing.blockSignals(True)
        writing.setPlainText(text)
        writing.blockSignals(False)


def field_box(field: Field, today: date, language: Language, *, keys: bool, low: bool = False) -> FieldBox:
    """A box that already speaks ``language``."""
    box = FieldBox(field, today, keys=keys, low=low)
    speak_all(box, language)
    return box
