"""Reasoning as it is shown everywhere: numbered steps with their clauses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.acts.rows import WhyStep
from app.terms.clause import Because, because
from ui.parts.chip_line import ChipLine
from ui.parts.chips import ClauseChip, StepDisc
from ui.parts.words import Words


class Reasoning(QWidget):
    """Numbered steps: a title with its clause, a sentence, the inputs and the arithmetic small, the result in bold."""

    clause_asked = Signal(str)

    def __init__(self, steps: tuple[WhyStep, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for index, step in enumerate(steps):
            grid.addWidget(StepDisc(index + 1), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._words(step), index, 1)

    def _words(self, step: WhyStep) -> QGridLayout:
        words = QGridLayout()
        words.setSpacing(3)
        words.setColumnStretch(0, 1)
        words.addWidget(Words(step.title, "strong", wrap=True), 0, 0)
        if step.clauses:
            words.addWidget(self._chip(step.clauses[0]), 0, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        lines = [Words(step.sentence, "body", "text2", wrap=True)]
        if step.inputs:
            lines.append(Words(inputs_of(step), "caption", "text3", wrap=True))
        if step.arithmetic is not None:
            lines.append(Words(step.arithmetic, "caption", "text2", wrap=True))
        if step.result is not None:
            lines.append(Words(step.result, "strong", wrap=True))
        for number, line in enumerate(lines, 1):
            words.addWidget(line, number, 0, 1, 2)
        if len(step.clauses) > 1:
            others = ChipLine(step.clauses[1:])
            others.clause_asked.connect(self.clause_asked)
            words.addWidget(others, len(lines) + 1, 0, 1, 2)
        return words

    def _chip(self, clause: str) -> ClauseChip:
        chip = ClauseChip(clause)
        chip.asked.connect(self.clause_asked)
        return chip


def inputs_of(step: WhyStep) -> Because:
    """The facts that went into a step, on one line."""
    named = tuple(because("{label}: {value}", label=label, value=value) for label, value in step.inputs)
    places = [f"input_{number}" for number in range(len(named))]
    return Because(" · ".join(f"{{{place}}}" for place in places), tuple(zip(places, named, strict=True)))
