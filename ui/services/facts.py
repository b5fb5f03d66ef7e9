"""Facts as they stand in a pane: a label above or beside its value, headings between groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.acts.panel_rows import Fact
from app.terms.clause import Because
from ui.parts.words import Words
from ui.theme.marks import Mark
from ui.theme.tokens import MARK_CHIP

_TOP = Qt.AlignmentFlag.AlignTop


def heading(into: QVBoxLayout, text: Because) -> None:
    """A heading above the next facts."""
    into.addSpacing(6)
    into.addWidget(Words(text, "strong", "text2"))


def fact_grid(facts: Sequence[Fact]) -> QWidget:
    """Labels at the left, their marks and values at the right; a label is not said twice in a row."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    before: Because | None = None
    for number, fact in enumerate(facts):
        if fact.label != before:
            grid.addWidget(_at_top(Words(fact.label, "body", "text3", wrap=True)), number, 0)
        before = fact.label
        if fact.mark:
            grid.addWidget(_beside_first_line(fact.mark), number, 1, _TOP)
        grid.addWidget(_at_top(Words(fact.value, "body", wrap=True)), number, 2)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(2, 3)
    holder = QWidget()
    holder.setLayout(grid)
    return holder


def _at_top(words: Words) -> Words:
    """Words that begin beside the first line of their neighbour, and still take the height they need."""
    words.setAlignment(_TOP | Qt.AlignmentFlag.AlignLeft)
    return words


def _beside_first_line(state: str) -> QWidget:
    mark = Mark(state, MARK_CHIP)
    holder = QLabel()
    holder.setFixedSize(MARK_CHIP, MARK_CHIP + 3)
    mark.setParent(holder)
    mark.move(0, 2)
    return holder
