"""Several things to choose from, each with its facts in columns: the bookings of a withdrawal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.acts.step import Choice
from app.terms.clause import Because
from ui.parts.fields import CheckField
from ui.parts.frames import Rule, row
from ui.parts.words import Words
from ui.theme.marks import Mark

_INDENT, _MARKED = 28, 24
"""Where the words of a choice begin, and how much further behind a mark."""


class Checks(QWidget):
    """Check boxes. ``chosen`` carries the values checked, in their order; a blocked choice says why instead."""

    chosen = Signal(object)

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self._order = [choice.value for choice in choices]
        self.boxes: dict[str, CheckField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        heads = _heads(choices)
        line = 0
        if heads:
            for column, head in enumerate(heads, 1):
                self._grid.addWidget(Words(head, "head", "text3"), 0, column, Qt.AlignmentFlag.AlignRight)
            line = 1
        for choice in sorted(choices, key=lambda one: one.blocked is not None):
            if line:
                self._grid.addWidget(Rule(), line, 0, 1, len(heads) + 1)
            line = self._add(choice, heads, line + 1)

    def _add(self, choice: Choice, heads: list[Because], line: int) -> int:
        box = CheckField(choice.label)
        box.setEnabled(choice.blocked is None)
        box.clicked.connect(self._tell)
        self.boxes[choice.value] = box
        label = row(box, spacing=8)
        if choice.state:
            label.insertWidget(0, Mark(choice.state))
        label.addStretch(1)
        self._grid.addLayout(label, line, 0)
        facts = dict(choice.facts)
        for column, head in enumerate(heads, 1):
            if head in facts:
                self._grid.addWidget(Words(facts[head], "body"), line, column, Qt.AlignmentFlag.AlignRight)
        sentence = choice.blocked or choice.detail
        if sentence is not None:
            line += 1
            words = Words(
                sentence, "caption", "bad" if choice.state == "blocked" or choice.blocked else "text2", wrap=True
            )
            indented = row(words, margins=(_INDENT + (_MARKED if choice.state else 0), 0, 0, 4))
            self._grid.addLayout(indented, line, 0, 1, len(heads) + 1)
        return line + 1

    def set_value(self, value: tuple[str, ...] | None) -> None:
        """Show the values checked."""
        for name, box in self.boxes.items():
            box.setChecked(name in (value or ()))

    def _tell(self) -> None:
        self.chosen.emit(tuple(name for name in self._order if self.boxes[name].isChecked()))


def _heads(choices: tuple[Choice, ...]) -> list[Because]:
    """The labels of all facts, each once, in the order they first stand in."""
    return list(dict.fromkeys(label for choice in choices for label, _ in choice.facts))
