"""Draws the strips of days: a bar for each run of equal answers, by state a colour, a mark and a word."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPen, QPolygonF

from app.acts.rows import DayRun, DayStrip, Turn
from app.language import Language
from ui.theme.fonts import font
from ui.theme.marks import mark_of, paint_mark
from ui.theme.tokens import RADIUS_CHIP, Colours
from ui.timeline.scale import Scale

LANE, BAR, WORDS = 16.0, 24.0, 20.0
"""Of the first strip: room for the day in hand above its bar, the bar, and the flag with its word below."""
FIRST_HEIGHT = LANE + BAR + WORDS
OTHER_HEIGHT, _OTHER_BAR = 26.0, 14.0
_HANDLE_AT_LEAST = 9.0
# Fill, edge and words of a run.
_COLOURS = {
    "allowed": ("ok_soft", "ok"),
    "approval": ("warn_soft", "warn"),
    "needs_answer": ("accent_soft", "accent"),
    "blocked": ("bad_soft", "bad"),
    "gone": ("sunken", "text3"),
}
_HATCHED = ("blocked", "gone")


class StripPainting:
    """One painting of the strips; made for a paint event and thrown away."""

    def __init__(self, painter: QPainter, colours: Colours, scale: Scale, language: Language) -> None:
        self._painter = painter
        self._colours = colours
        self._scale = scale
        self._language = language

    def first(self, strip: DayStrip, top: float) -> None:
        """The strip of the message in hand."""
        self._name(strip, top + LANE, BAR, "name")
        for run in strip.runs:
            self._run(run, QRectF(self._x0(run), top + LANE, self._width(run), BAR), 16)

    def other(self, strip: DayStrip, top: float) -> None:
        """A smaller strip below, for another country or another way of sending."""
        self._name(strip, top, OTHER_HEIGHT, "body")
        top += (OTHER_HEIGHT - _OTHER_BAR) / 2
        for run in strip.runs:
            self._run(run, QRectF(self._x0(run), top, self._width(run), _OTHER_BAR), 12)

    def in_hand(self, day: date, top: float) -> None:
        """The day on which the message came in: a filled dot, as on the timeline."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colours["text"])
        self._painter.drawEllipse(QPointF(self._scale.middle(day), top + LANE / 2), 4.5, 4.5)

    def turn(self, turn: Turn, top: float) -> None:
        """The last safe day: a flag at the end of that day, its words beside it."""
        painter, colour, x = self._painter, self._colours["warn"], self._scale.end(turn.day)
        bottom = top + LANE + BAR
        painter.setPen(QPen(colour, 1.6))
        painter.drawLine(QPointF(x, top + LANE - 4), QPointF(x, bottom + 12))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        flag = QPointF(x, bottom + 4)
        painter.drawPolygon(QPolygonF([flag, flag + QPointF(10, 4.5), flag + QPointF(0, 9)]))
        text = self._language.say(turn.text)
        painter.setFont(font("caption_strong"))
        painter.setPen(colour)
        width = QFontMetricsF(font("caption_strong")).horizontalAdvance(text)
        left = x + 15 if x + 15 + width <= self._scale.right else x - 8 - width
        painter.drawText(QRectF(left, bottom, width + 2, WORDS - 1), Qt.AlignmentFlag.AlignVCenter, text)

    def handle(self, day: date, top: float, bottom: float, *, focused: bool) -> None:
        """The day looked at: a frame through all strips, with a grip above them."""
        painter, colour = self._painter, self._colours["accent"]
        width = max(self._scale.day_width, _HANDLE_AT_LEAST)
        x = self._scale.middle(day)
        frame = QRectF(x - width / 2, top + LANE - 3, width, bottom - top - LANE + 3)
        painter.setPen(QPen(self._colours["surface"], 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, RADIUS_CHIP, RADIUS_CHIP)
        painter.setPen(QPen(colour, 2))
        painter.drawRoundedRect(frame, RADIUS_CHIP, RADIUS_CHIP)
        painter.setPen(QPen(self._colours["surface"], 1.5))
        painter.setBrush(colour if focused else self._colours["control"])
        grip = QPointF(x, top + LANE + 1)
        painter.drawPolygon(QPolygonF([grip, grip + QPointF(-7, -9), grip + QPointF(7, -9)]))

    # Runs ------------------------------------------------------------------------------------------------------

    def _x0(self, run: DayRun) -> float:
        return self._scale.begin(run.first)

    def _width(self, run: DayRun) -> float:
        return self._scale.end(run.last) - self._scale.begin(run.first)

    def _run(self, run: DayRun, where: QRectF, mark: int) -> None:
        painter, colours = self._painter, self._colours
        fill, edge = _COLOURS[run.state]
        painter.fillRect(where, colours[fill])
        if run.state in _HATCHED:
            self._hatch(where, colours[edge])
        painter.setPen(QPen(colours[edge], 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(where)
        self._words(run, where, mark, fill, edge)

    def _words(self, run: DayRun, where: QRectF, mark: int, fill: str, edge: str) -> None:
        """The mark of the state, and its word, as far as they fit."""
        painter = self._painter
        style = font("caption_strong" if mark > 12 else "caption")
        text = self._language.say(run.text)
        width = QFontMetricsF(style).horizontalAdvance(text)
        fits = where.width() >= mark + width + 16
        needed = mark + 4 + (width + 6 if fits else 0)
        if where.width() < mark + 4:
            return
        middle = where.center().y()
        ground = QRectF(where.left() + 2, where.top() + 1, needed + 2, where.height() - 2)
        painter.fillRect(ground, self._colours[fill])
        place = QRect(round(where.left()) + 4, round(middle - mark / 2), mark, mark)
        paint_mark(painter, "off" if run.state == "gone" else mark_of(run.state), place, self._colours)
        if fits:
            painter.setFont(style)
            painter.setPen(self._colours[edge if edge != "text3" else "text2"])
            room = QRectF(where.left() + mark + 9, where.top(), width + 2, where.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _hatch(self, where: QRectF, colour: QColor) -> None:
        # What cannot be done is told apart in grey too.
        painter = self._painter
        painter.save()
        painter.setClipRect(where)
        thin = QColor(colour)
        thin.setAlphaF(0.45)
        painter.setPen(QPen(thin, 1))
        x = where.left() - where.height()
        while x < where.right():
            painter.drawLine(QPointF(x, where.bottom()), QPointF(x + where.height(), where.top()))
            x += 7
        painter.restore()

    def _name(self, strip: DayStrip, top: float, height: float, style: str) -> None:
        painter, metrics = self._painter, QFontMetrics(font(style))
        painter.setFont(font(style))
        painter.setPen(self._colours["text" if style == "name" else "text2"])
        text = metrics.elidedText(
            self._language.say(strip.name), Qt.TextElideMode.ElideRight, int(self._scale.left) - 12
        )
        painter.drawText(QRectF(0, top, self._scale.left, height), Qt.AlignmentFlag.AlignVCenter, text)
