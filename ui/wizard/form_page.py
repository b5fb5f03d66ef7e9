"""A step that asks: its fields, grouped into cards. What was typed stays where it is while the rest is drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.acts.step import Field, Step
from app.language import Language
from app.terms.clause import Refusal
from ui.parts.boxes import NoteBox
from ui.parts.frames import Card, Scroll, clear
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING
from ui.wizard.field_box import BIG, FieldBox, field_box
from ui.wizard.flow import Shown

_LOW = 600
"""A page of less height shows fewer lines of what is only to be read, so that what is asked stays in sight."""


class FormPage(QFrame):
    """Draws one form step after the other. ``entered`` carries a field's name and its new value."""

    entered = Signal(str, object)
    clause_asked = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._step: Step | None = None
        self._language: Language | None = None
        self.boxes: dict[str, FieldBox] = {}
        self._problem: NoteBox | None = None
        self._inside = QFrame()
        self._cards = QVBoxLayout(self._inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(BETWEEN_CARDS)
        self._area = Scroll(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    def show_step(self, step: Step, draft: Any, problem: Shown | None, language: Language) -> None:
        """Show ``step`` with the values of ``draft`` and, where it is due, its problem at its field."""
        same = self._step is not None and self._step.name == step.name and self._language is language
        if not same or self._step is None or _shape(self._step) != _shape(step):
            self._rebuild(step, language, keep_place=same)
        elif self._step.fields != step.fields:
            self._exchange(step, language)
        self._step, self._language = step, language
        for name, box in self.boxes.items():
            box.show_value(getattr(draft, name, None))
            here = problem is not None and problem.field == name
            box.show_problem(problem.refusal.because if problem is not None and here else None, language)
        self._say_elsewhere(problem, language)

    def take_focus(self) -> None:
        """Put the keyboard into the first field, or into the page where there is only something to read."""
        boxes = [box for box in self.boxes.values() if box.field.kind != "show"]
        if boxes:
            boxes[0].take_focus()
        else:
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem_field(self, name: str) -> None:
        """Bring the field with the problem into sight, with the keyboard in it."""
        if name in self.boxes:
            self._area.ensureWidgetVisible(self.boxes[name])
            self.boxes[name].take_focus()

    def choose_number(self, number: int) -> bool:
        """Let the field of cards take the key ``number``; say whether one did."""
        name = _keyed(self._step) if self._step is not None else ""
        return name in self.boxes and self.boxes[name].choose_number(number)

    # Building --------------------------------------------------------------------------------------------------

    def _rebuild(self, step: Step, language: Language, *, keep_place: bool) -> None:
        """Make the boxes; those whose field has not changed stay, with the keyboard and the cursor in them."""
        before = self.boxes if keep_place else {}
        focused = QApplication.focusWidget()
        had_focus = next((n for n, box in before.items() if focused is not None and box.isAncestorOf(focused)), "")
        kept = {name: box for name, box in before.items() if any(field == box.field for field in step.fields)}
        for box in kept.values():
            box.setParent(self)
        place = self._area.verticalScrollBar().value() if keep_place else 0
        if focused is not None and self.isAncestorOf(focused):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would go to whatever comes next in the window
        clear(self._cards)
        self.boxes = {}
        keys = _keyed(step)
        for field in step.fields:
            self.boxes[field.name] = kept.get(field.name) or self._made(field, language, keys=field.name == keys)
        self._problem = None
        for kind, fields in groupby(step.fields, key=_group):
            self._cards.addLayout(self._group(step, kind, list(fields), language))
        self._cards.addStretch(1)
        self._area.verticalScrollBar().setValue(place)
        if had_focus in self.boxes and had_focus not in kept:
            self.boxes[had_focus].take_focus()
        elif had_focus in kept and focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _exchange(self, step: Step, language: Language) -> None:
        """Replace the boxes whose field says something else now; the others are not touched, somebody may be typing."""
        keys = _keyed(step)
        for field in step.fields:
            old = self.boxes[field.name]
            if old.field == field:
                continue
            focused = QApplication.focusWidget()
            had_focus = focused is not None and old.isAncestorOf(focused)
            new = self._made(field, language, keys=field.name == keys)
            parent = old.parentWidget()
            layout = parent.layout() if parent is not None else None
            if layout is not None:
                layout.replaceWidget(old, new)
            self.boxes[field.name] = new
            old.hide()
            old.deleteLater()
            new.show()
            if had_focus:
                new.take_focus()

    def _made(self, field: Field, language: Language, *, keys: bool) -> FieldBox:
        box = field_box(field, self._today, language, keys=keys, low=self.height() < _LOW)
        box.entered.connect(self.entered)
        box.clause_asked.connect(self.clause_asked)
        return box

    def _group(self, step: Step, kind: str, fields: Sequence[Field], language: Language) -> QHBoxLayout | QVBoxLayout:
        if kind == "show":
            # Two lists to compare stand side by side.
            beside = QHBoxLayout()
            beside.setSpacing(BETWEEN_CARDS)
            for field in fields:
                beside.addWidget(_card([self.boxes[field.name]]), 1)
            return beside
        below = QVBoxLayout()
        below.setSpacing(BETWEEN_CARDS)
        if kind == "small":
            parts: list[QWidget] = [self.boxes[field.name] for field in fields]
            if len(fields) == len(step.fields):
                title = Words(step.title, "card")
                title.speak(language)
                parts.insert(0, title)
            below.addWidget(_card(parts))
        else:
            for field in fields:
                below.addWidget(_card([self.boxes[field.name]]))
        return below

    def _say_elsewhere(self, problem: Shown | None, language: Language) -> None:
        """A problem that belongs to no field of the page stands above all of them."""
        if self._problem is not None:
            self._cards.removeWidget(self._problem)
            self._problem.deleteLater()
            self._problem = None
        if problem is not None and problem.field not in self.boxes:
            self._problem = refusal_note(problem.refusal, language)
            self._problem.clause_asked.connect(self.clause_asked)
            self._cards.insertWidget(0, self._problem)


def refusal_note(refusal: Refusal, language: Language) -> NoteBox:
    """A refusal as a red box with its clauses."""
    box = NoteBox("bad", refusal.because, (), refusal.clauses)
    speak_all(box, language)
    return box


def _keyed(step: Step) -> str:
    """The field that takes the number keys: the first of cards, else the first to answer with yes or no."""
    kinds = {field.kind: field.name for field in reversed(step.fields)}
    return kinds.get("cards") or kinds.get("yes_no", "")


def _shape(step: Step) -> list[tuple[str, str]]:
    return [(field.name, field.kind) for field in step.fields]


def _group(field: Field) -> str:
    return "show" if field.kind == "show" else "big" if field.kind in BIG else "small"


def _card(parts: Sequence[QWidget]) -> Card:
    card = Card()
    layout = QVBoxLayout(card)
    layout.setContentsMargins(CARD_PADDING, CARD_PADDING - 2, CARD_PADDING, CARD_PADDING)
    layout.setSpacing(CARD_PADDING)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return card
