"""Lying bars below each other: a word, its bar, its number. All bars of a chart have one scale, from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.fonts import font
from ui.theme.tokens import SIBLING, colours_of

_ROW, _BAR = 26, 14
_MOST_LABEL = 0.45
"""Words take at most this part of the width; longer ones are cut, and the table beside has them whole."""


@dataclass(frozen=True, slots=True)
class LyingBar:
    """``late`` of the ``count`` are striped."""

    label: str
    count: int
    written: str
    late: int = 0


class RowChart(QWidget):
    """The numbers stand in the table beside it too: that is where the keyboard goes."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[LyingBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[LyingBar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, name: str, bars: Sequence[LyingBar]) -> None:
        """Show these bars under this name."""
        self._bars = tuple(bars)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{bar.label}: {bar.written}" for bar in self._bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, max(1, len(self._bars)) * _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(font("body"))
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0)
        label = min(widest, int(self.width() * _MOST_LABEL))
        number = max((QFontMetrics(font("strong")).horizontalAdvance(bar.written) for bar in self._bars), default=0)
        left = label + SIBLING
        room = max(1, self.width() - left - number - SIBLING)
        most = max((bar.count for bar in self._bars), default=0) or 1
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        for place, bar in enumerate(self._bars):
            top = place * _ROW
            painter.setFont(font("body"))
            painter.setPen(colours["text2"])
            words = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, label)
            painter.drawText(QRectF(0, top, label + 1, _ROW), middle, words)
            width = room * bar.count / most
            block = QRectF(left, top + (_ROW - _BAR) / 2, width, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["chart"])
            painter.drawRect(block)
            if bar.late:
                late = QRectF(block.right() - room * bar.late / most, block.top(), room * bar.late / most, _BAR)
                painter.setBrush(colours["surface"])
                painter.drawRect(late)
                painter.setPen(QPen(colours["bad"], 1))
                painter.setBrush(QBrush(colours["bad"], Qt.BrushStyle.BDiagPattern))
                painter.drawRect(late.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setFont(font("strong"))
            painter.setPen(colours["text"])
            painter.drawText(QRectF(left + width + SIBLING, top, number + 2, _ROW), middle, bar.written)
        painter.setPen(QPen(colours["control"], 1))
        painter.drawLine(left, 0, left, len(self._bars) * _ROW)
        painter.end()
