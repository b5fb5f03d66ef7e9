"""Status by shape and colour: one painter draws every mark, for lists, chips and charts. The word stands beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import MARK, Colours, colours_of

# All shapes are drawn on a square of 16 units and scaled to the place they stand in.
_GRID = 16.0


def _pen(colours: Colours, token: str, width: float = 1.6) -> QPen:
    return QPen(colours[token], width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _filled(painter: QPainter, colours: Colours, token: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours[token])


def _ring(painter: QPainter, colours: Colours, token: str) -> None:
    painter.setPen(_pen(colours, token))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(8, 8), 6.7, 6.7)


def _done(painter: QPainter, colours: Colours) -> None:
    _filled(painter, colours, "ok")
    painter.drawEllipse(QPointF(8, 8), 7.6, 7.6)
    painter.setPen(_pen(colours, "on_mark", 1.9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(4.7, 8.3), QPointF(7.1, 10.7), QPointF(11.4, 5.8)]))


def _exclamation(painter: QPainter, colours: Colours, top: float, bottom: float, dot: float) -> None:
    painter.setPen(_pen(colours, "on_mark", 1.9))
    painter.drawLine(QPointF(8, top), QPointF(8, bottom))
    _filled(painter, colours, "on_mark")
    painter.drawEllipse(QPointF(8, dot), 1.1, 1.1)


def _approval(painter: QPainter, colours: Colours) -> None:
    painter.setPen(_pen(colours, "warn", 1.2))
    painter.setBrush(colours["warn"])
    painter.drawPolygon(QPolygonF([QPointF(8, 0.4), QPointF(15.6, 8), QPointF(8, 15.6), QPointF(0.4, 8)]))
    _exclamation(painter, colours, 4.4, 8.6, 11.5)


def _question(painter: QPainter, colours: Colours) -> None:
    pen = _pen(colours, "accent")
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.2, 1.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(8, 8), 7.0, 7.0)
    hook = QPainterPath(QPointF(6.0, 6.5))
    hook.cubicTo(QPointF(6.0, 3.9), QPointF(10.1, 3.9), QPointF(10.1, 6.4))
    hook.cubicTo(QPointF(10.1, 7.9), QPointF(8.0, 7.9), QPointF(8.0, 9.3))
    painter.setPen(_pen(colours, "accent"))
    painter.drawPath(hook)
    _filled(painter, colours, "accent")
    painter.drawEllipse(QPointF(8, 11.6), 1.0, 1.0)


def _blocked(painter: QPainter, colours: Colours) -> None:
    _filled(painter, colours, "bad")
    painter.drawRoundedRect(QRectF(0.8, 0.8, 14.4, 14.4), 2, 2)
    painter.setPen(_pen(colours, "on_mark", 1.9))
    painter.drawLine(QPointF(5.2, 5.2), QPointF(10.8, 10.8))
    painter.drawLine(QPointF(10.8, 5.2), QPointF(5.2, 10.8))


def _today(painter: QPainter, colours: Colours) -> None:
    _ring(painter, colours, "warn")
    painter.drawPolyline(QPolygonF([QPointF(8, 4.2), QPointF(8, 8), QPointF(10.6, 9.6)]))


def _available(painter: QPainter, colours: Colours) -> None:
    _ring(painter, colours, "accent")
    painter.drawLine(QPointF(8, 5), QPointF(8, 11))
    painter.drawLine(QPointF(5, 8), QPointF(11, 8))


def _ready(painter: QPainter, colours: Colours) -> None:
    _ring(painter, colours, "text3")


def _running(painter: QPainter, colours: Colours) -> None:
    _ring(painter, colours, "accent")
    painter.setBrush(colours["accent"])
    painter.drawChord(QRectF(1.3, 1.3, 13.4, 13.4), 90 * 16, -180 * 16)


def _held(painter: QPainter, colours: Colours) -> None:
    _filled(painter, colours, "warn")
    painter.drawRoundedRect(QRectF(3.2, 2.4, 3.4, 11.2), 1, 1)
    painter.drawRoundedRect(QRectF(9.4, 2.4, 3.4, 11.2), 1, 1)


def _failed(painter: QPainter, colours: Colours) -> None:
    painter.setPen(_pen(colours, "bad", 1.2))
    painter.setBrush(colours["bad"])
    painter.drawPolygon(QPolygonF([QPointF(8, 1.2), QPointF(15.4, 14.4), QPointF(0.6, 14.4)]))
    _exclamation(painter, colours, 6.0, 9.4, 12.0)


def _off(painter: QPainter, colours: Colours) -> None:
    _ring(painter, colours, "text3")
    painter.drawLine(QPointF(5, 8), QPointF(11, 8))


def _fixed(painter: QPainter, colours: Colours) -> None:
    paint_icon(painter, "lock", "text2", QRect(0, 0, 16, 16))


_SHAPES: dict[str, Callable[[QPainter, Colours], None]] = {
    "done": _done,
    "approval": _approval,
    "question": _question,
    "blocked": _blocked,
    "today": _today,
    "available": _available,
    "ready": _ready,
    "running": _running,
    "held": _held,
    "failed": _failed,
    "off": _off,
    "fixed": _fixed,
}
_STATES = {
    "allowed": "done",
    "active": "done",
    "printed": "done",
    "finished": "done",
    "needs_approval": "approval",
    "waits_for_approval": "approval",
    "contested": "approval",
    "needs_answer": "question",
    "always_on": "fixed",
    "missing": "ready",
    "waiting": "ready",
    "open": "ready",
    "suspended": "held",
    "hold": "held",
    "partial": "held",
    "ends_on": "running",
    "ended": "off",
    "expired": "off",
    "stops": "off",
    "late": "failed",
}


def mark_of(state: str) -> str:
    """The mark for a state of a row; a state that is itself a mark is its own."""
    return _STATES.get(state, state if state in _SHAPES else "ready")


def paint_mark(painter: QPainter, state: str, where: QRect, colours: Colours) -> None:
    """Draw the mark of ``state`` into the square ``where``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.topLeft())
    painter.scale(where.width() / _GRID, where.height() / _GRID)
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    _SHAPES[mark_of(state)](painter, colours)
    painter.restore()


class Mark(QWidget):
    """One mark beside its word. It says nothing of its own: the word next to it does."""

    def __init__(self, state: str, size: int = MARK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedSize(QSize(size, size))

    def show_state(self, state: str) -> None:
        """Show another state."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self._state, self.rect(), colours_of(self.palette()))
        painter.end()
