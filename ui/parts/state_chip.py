"""A chip that keeps what is in one state: its mark, its word and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.language import Language
from app.terms.clause import Because
from ui.parts.buttons import pressed_by_enter
from ui.theme.fonts import font
from ui.theme.marks import paint_mark
from ui.theme.tokens import MARK_CHIP, colours_of

CHIP_HEIGHT = 28
_PAD, _GAP = 11, 6


class StateChip(QPushButton):
    """One chip, pressed or not. Drawn fully round, with its count after the word.

    ``state`` is what it stands for, ``mark`` the mark before its word, empty for none.
    """

    def __init__(self, state: str, word: Because, mark: str) -> None:
        super().__init__()
        self.state = state
        self.count = 0
        self._said = word
        self._mark = mark
        self._word = ""
        self._number = ""
        self.setCheckable(True)
        self.setFont(font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, language: Language) -> None:
        """Show how many there are."""
        self.count = count
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Take the word of ``language``."""
        self._word = language.say(self._said)
        self._number = language.number(self.count)
        self.setAccessibleName(language.text("{state}: {count}", state=self._word, count=self.count))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font("body")).horizontalAdvance(self._word)
        number = QFontMetrics(font("strong")).horizontalAdvance(self._number)
        return QSize(2 * _PAD + self._mark_room() + words + _GAP + number, CHIP_HEIGHT)

    def _mark_room(self) -> int:
        return MARK_CHIP + _GAP if self._mark else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pressed = self.isChecked()
        painter.setPen(QPen(colours["accent" if pressed else "control"], 1.5 if pressed else 1))
        painter.setBrush(colours["accent_soft" if pressed else "surface"])
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), CHIP_HEIGHT / 2 - 1, CHIP_HEIGHT / 2 - 1)
        left = _PAD
        if self._mark:
            mark = self.rect().adjusted(left, (CHIP_HEIGHT - MARK_CHIP) // 2, 0, 0)
            mark.setSize(QSize(MARK_CHIP, MARK_CHIP))
            paint_mark(painter, self._mark, mark, colours)
            left += self._mark_room()
        painter.setPen(colours["accent" if pressed else "text"])
        painter.setFont(font("body"))
        place = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._word)
        left += QFontMetrics(font("body")).horizontalAdvance(self._word) + _GAP
        painter.setFont(font("strong"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self._number)
        painter.end()
