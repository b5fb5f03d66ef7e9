"""An icon that stands still: beside words, in the colour of the theme it is drawn in."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_ROW


class Picture(QWidget):
    """One icon. The word beside it says what it means."""

    def __init__(self, icon_name: str, token: str = "text2", size: int = ICON_ROW) -> None:
        super().__init__()
        self._icon = icon_name
        self._token = token
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._icon, self._token, self.rect())
        painter.end()
