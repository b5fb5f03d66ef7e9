"""The points that can be read in two ways, as the findings beside a wizard show them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.acts.rows import Reading
from app.language import Language
from app.terms.clause import because
from ui.parts.chips import Chip
from ui.parts.frames import column, row
from ui.parts.reasoning import ReadingLine
from ui.parts.words import Words


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
