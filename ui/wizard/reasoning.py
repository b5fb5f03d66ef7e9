"""The reasoning of a determination, step by step, and the points that can be read in two ways."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.acts.rows import Reading, WhyStep
from app.language import Language
from app.terms.clause import because
from ui.dossier.why import ReadingLine
from ui.parts.chips import Chip, ClauseChip, StepDisc
from ui.parts.frames import column, row
from ui.parts.words import Words


class Reasoning(QWidget):
    """Numbered steps: a title with its clause, a sentence, the result in bold."""

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
        words.addWidget(Words(step.sentence, "body", "text2", wrap=True), 1, 0, 1, 2)
        if step.result is not None:
            words.addWidget(Words(step.result, "strong", wrap=True), 2, 0, 1, 2)
        if len(step.clauses) > 1:
            # One chip per step is enough to click; the rest is there to be cited.
            words.addWidget(Words(" · ".join(step.clauses[1:]), "caption", "text3", wrap=True), 3, 0, 1, 2)
        return words

    def _chip(self, clause: str) -> ClauseChip:
        chip = ClauseChip(clause)
        chip.asked.connect(self.clause_asked)
        return chip


class ReadingBox(QWidget):
    """A contested point: the question, the reading in force, and what the others would give."""

    def __init__(self, reading: Reading, language: Language) -> None:
        super().__init__()
        heading = row(Words(because("Read in two ways"), "strong"), None, Chip(reading.id))
        layout = column(heading, Words(reading.question, "body", "text2", wrap=True), spacing=4)
        for index, (words, result) in enumerate(zip(reading.readings, reading.results, strict=True)):
            said, gives = language.say(words), language.say(result)
            layout.addWidget(ReadingLine(said, gives, default=index == 0, language=language))
        self.setLayout(layout)
