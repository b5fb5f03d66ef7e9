"""A sentence that comes up at the foot of the window and goes by itself: an expected no, or news."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import Because, because
from ui.parts.announcing import announce
from ui.parts.buttons import Button, IconButton
from ui.parts.chips import ClauseChip
from ui.parts.frames import Panel, row
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.marks import Mark

_STAYS = 12_000
"""Milliseconds; long enough to read it twice. The cross closes it earlier."""


class Notice(Panel):
    """Never takes the keyboard from what the person is doing. ``clause_asked`` for a clause it rests on."""

    clause_asked = Signal(str)

    def __init__(
        self, text: Because, clauses: tuple[str, ...], language: Language, window: QWidget, *, mark: str = "blocked"
    ) -> None:
        super().__init__("popover", parent=window)
        self._window = window
        self._language = language
        close = IconButton("x", because("Close"))
        close.clicked.connect(self.deleteLater)
        words = self._words = Words(text, "body", wrap=True)
        words.setMinimumWidth(320)
        self._line = line = row(Mark(mark), spacing=10, margins=(14, 10, 8, 10))
        line.addWidget(words, 1)
        for clause in clauses:
            chip = ClauseChip(clause)
            chip.asked.connect(self.clause_asked)
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        speak_all(self, language)

    def offer(self, words: Because, icon: str, act: Callable[[], object]) -> None:
        """A button before the cross that leads to what the sentence is about."""
        button = Button(words, "secondary", icon)
        button.clicked.connect(lambda: act())
        button.clicked.connect(self.deleteLater)
        self._line.insertWidget(self._line.count() - 1, button)
        button.speak(self._language)

    def show_for_a_while(self) -> None:
        """Show the sentence above the status bar."""
        window = self._window
        self.setMaximumWidth(560)
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 48)
        self.show()
        self.raise_()
        announce(self, self._words.text())
        QTimer.singleShot(_STAYS, self, self.deleteLater)
