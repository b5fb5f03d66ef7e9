"""Chips: a word on a coloured ground, a clause one can open, a key one can press, the number of a step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from app.language import Language
from app.terms.clause import because, cited
from ui.parts.buttons import pressed_by_enter
from ui.parts.words import Words
from ui.speech import Text
from ui.theme.fonts import font


class Chip(Words):
    """A word on a ground. ``tone`` is ``sunken | accent | ok | warn | bad``."""

    def __init__(self, text: Text, tone: str = "sunken") -> None:
        super().__init__(text, "head")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class KeyHint(Words):
    """A key to press, as ``Ctrl+K``."""

    def __init__(self, keys: Text) -> None:
        super().__init__(keys, "head")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ClauseChip(QPushButton):
    """The number of a clause; a press asks for its text."""

    asked = Signal(str)

    def __init__(self, clause: str) -> None:
        super().__init__(clause)
        self.clause = clause
        self.setFont(font("head"))
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.asked.emit(self.clause))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def speak(self, language: Language) -> None:
        """Name the law as the language does, and carry a name that says what a press does."""
        self.setText(language.say(cited(self.clause)))
        self.setAccessibleName(language.say(because("Clause {clause}", clause=cited(self.clause))))


class StepDisc(QLabel):
    """The number of a step of the reasoning, on a disc."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.setFont(font("caption_strong"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(20, 20)
