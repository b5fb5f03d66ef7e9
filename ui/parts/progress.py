"""How far something is: a bar that fills, drawn in the colours of the tokens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar

from ui.theme.tokens import colours_of

_HIGH = 8


class Progress(QProgressBar):
    """A bar without words of its own: the line above it says them."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(_HIGH)

    def sizeHint(self) -> QSize:
        return QSize(120, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["line"])
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, _HIGH / 2, _HIGH / 2)
        span = self.maximum() - self.minimum()
        if span > 0 and self.value() > self.minimum():
            share = (self.value() - self.minimum()) / span
            whole.setWidth(max(_HIGH, whole.width() * share))
            painter.setBrush(colours["accent"])
            painter.drawRoundedRect(whole, _HIGH / 2, _HIGH / 2)
        painter.end()
