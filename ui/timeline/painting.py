"""Draws the placed timeline: ground, head, bars, marks and words, in the colours of the theme."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QFontMetricsF, QPainter, QPen, QPolygonF

from app.acts.rows import Timeline
from app.language import Language
from ui.parts.wrapping import wrapped
from ui.theme.fonts import font
from ui.theme.marks import paint_mark
from ui.theme.tokens import RADIUS_CHIP, Colours
from ui.timeline.placing import MARK_RADIUS, ROW_HEIGHT, Row, Shape, Word, place_months
from ui.timeline.scale import Scale

HEAD = 68.0
_MONTH_LINE, _NAME_LINE, _DAY_LINE = 12.0, 34.0, 54.0
_BAR = 18.0
_LIFT = 7.0
"""How far a row rises to make room for a word below its bars."""
_EVERY_DAY, _EVERY_WEEK, _WEEKENDS = 17.0, 5.5, 2.5
"""The day widths from which every day is numbered, every Monday, and weekends are shaded."""
# Fill, edge and the colour of the words in a bar.
_BAR_COLOURS = {
    "window": ("accent_soft", "accent", "accent"),
    "moved": ("accent_soft", "accent", "accent"),
    "notice": ("accent_soft", "accent", "accent"),
    "used": ("ok_soft", "ok", "ok"),
    "pay": ("warn_soft", "warn", "warn"),
    "paid": ("surface", "text3", "text2"),
}
_WORD_COLOURS = {"deadline": "warn"} | {kind: colours[2] for kind, colours in _BAR_COLOURS.items()}


class Painting:
    """One painting of the picture; made for a paint event and thrown away."""

    def __init__(self, painter: QPainter, colours: Colours, scale: Scale, language: Language) -> None:
        self._painter = painter
        self._colours = colours
        self._scale = scale
        self._language = language

    def ground(self, timeline: Timeline, bottom: float) -> None:
        """Weekends, public holidays and the edge of the chart."""
        top, scale, colours = HEAD - 22, self._scale, self._colours
        if scale.day_width >= _WEEKENDS:
            for first, last in scale.weekends():
                self._stripe(scale.begin(first), scale.end(last), top, bottom, colours["sunken"])
            for day, _ in timeline.holidays:
                if scale.shows(day):
                    self._stripe(scale.begin(day), scale.end(day), top, bottom, colours["warn_soft"])
        self._painter.setPen(QPen(colours["line"], 1))
        self._painter.drawLine(QPointF(scale.left, top), QPointF(scale.left, bottom))

    def head(self, timeline: Timeline) -> None:
        """Months, names of the holidays, the numbers of the days."""
        holidays = dict(timeline.holidays)
        pill = self._today_pill(timeline.today)
        self._months(pill)
        if self._scale.day_width >= _WEEKENDS:
            self._holiday_names(timeline)
        painter, width = self._painter, self._scale.day_width
        for day in self._scale.days():
            if width < _EVERY_DAY and (width < _EVERY_WEEK or day.weekday() != 0):
                continue
            holiday = day in holidays
            painter.setFont(font("caption_strong" if holiday else "caption"))
            painter.setPen(self._colours["warn" if holiday else "text3"])
            where = QRectF(self._scale.middle(day) - 12, _DAY_LINE - 8, 24, 16)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def today(self, day: date, bottom: float) -> None:
        """The line of today, behind the bars' words and through everything else."""
        if not self._scale.shows(day):
            return
        x = self._scale.middle(day)
        self._painter.setPen(QPen(self._colours["accent"], 1.5))
        self._painter.drawLine(QPointF(x, _MONTH_LINE + 10), QPointF(x, _DAY_LINE - 9))
        self._painter.drawLine(QPointF(x, _DAY_LINE + 9), QPointF(x, bottom))

    def row(self, row: Row, top: float, *, last: bool) -> None:
        """The name, the bars, the marks and the words of one line."""
        painter, colours = self._painter, self._colours
        middle = top + row.height / 2
        if row.height < ROW_HEIGHT:
            middle -= 6  # a further line of a row stands close below the first
        if any(word.below for word in row.words):
            middle -= _LIFT
        painter.setFont(font("name"))
        painter.setPen(colours["text"])
        self._name(row.name, top)
        for shape in row.shapes:
            if shape.is_bar:
                self._bar(shape, middle)
        self._connection(row, middle)
        for shape in row.shapes:
            if not shape.is_bar:
                self._mark(shape, middle)
        for word in row.words:
            self._word(word, middle)
        if not last and not row.more:
            painter.setPen(QPen(colours["line"], 1))
            painter.drawLine(QPointF(0, top + row.height), QPointF(self._scale.right, top + row.height))

    # Head ------------------------------------------------------------------------------------------------------

    def _today_pill(self, day: date) -> QRectF:
        if not self._scale.shows(day):
            return QRectF()
        painter, text = self._painter, self._language.text("Today")
        painter.setFont(font("caption_strong"))
        width = QFontMetricsF(font("caption_strong")).horizontalAdvance(text) + 16
        x = min(max(self._scale.middle(day) - width / 2, self._scale.left), self._scale.right - width)
        pill = QRectF(x, _MONTH_LINE - 10, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["accent"])
        painter.drawRoundedRect(pill, RADIUS_CHIP, RADIUS_CHIP)
        painter.setPen(self._colours["on_accent"])
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return pill

    def _months(self, pill: QRectF) -> None:
        painter, scale = self._painter, self._scale
        if scale.day_width < _WEEKENDS:
            for day in scale.months():
                tick = scale.begin(day)
                self._stripe(tick, tick + 1, HEAD - 22, HEAD - 10, self._colours["line"])
        painter.setFont(font("caption_strong"))
        painter.setPen(self._colours["text2"])
        measure = QFontMetricsF(font("caption_strong")).horizontalAdvance
        taken = (pill.left(), pill.right()) if not pill.isNull() else None
        for x, text in place_months(scale, self._language.month, measure, taken):
            painter.drawText(QPointF(x, _MONTH_LINE + 4), text)

    def _holiday_names(self, timeline: Timeline) -> None:
        painter, measure = self._painter, QFontMetricsF(font("caption"))
        painter.setFont(font("caption"))
        painter.setPen(self._colours["warn"])
        today = self._scale.middle(timeline.today)
        free = self._scale.left
        for day, name in timeline.holidays:
            if not self._scale.shows(day):
                continue
            text = self._language.say(name)
            width = measure.horizontalAdvance(text)
            x = min(max(self._scale.middle(day) - width / 2, self._scale.left), self._scale.right - width)
            if x < today + 4 and x + width > today - 4:  # the line of today runs through here
                x = today + 6 if self._scale.middle(day) > today else today - 6 - width
            if x >= free and x + width <= self._scale.right:
                painter.drawText(QPointF(x, _NAME_LINE + 4), text)
                free = x + width + 8

    def _stripe(self, x0: float, x1: float, top: float, bottom: float, colour: QColor) -> None:
        self._painter.fillRect(QRectF(x0, top, x1 - x0, bottom - top), colour)

    def _name(self, name: str, top: float) -> None:
        """The name of a row, on two lines at most; the tool tip has all of it."""
        metrics, room = QFontMetrics(font("name")), int(self._scale.left) - 12
        lines = wrapped(name, metrics, room)
        if len(lines) > 2:
            lines = [lines[0], " ".join(lines[1:])]
        y = top + (ROW_HEIGHT - len(lines) * metrics.height()) / 2 + metrics.ascent()
        for line in lines:
            self._painter.drawText(QPointF(0, y), metrics.elidedText(line, Qt.TextElideMode.ElideRight, room))
            y += metrics.height()

    # Rows ------------------------------------------------------------------------------------------------------

    def _bar(self, shape: Shape, middle: float) -> None:
        painter, colours, kind = self._painter, self._colours, shape.span.kind
        if kind == "paid":
            self._dashes(shape, middle)
            return
        fill, edge, _ = _BAR_COLOURS[kind]
        where = QRectF(shape.x0, middle - _BAR / 2, shape.x1 - shape.x0, _BAR)
        painter.fillRect(where, colours[fill])
        if kind == "moved":
            self._hatch(where, colours[edge])
        painter.setPen(QPen(colours[edge], 1.2))
        painter.drawLine(where.topLeft(), where.topRight())
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        if not shape.open_left and kind != "moved":
            painter.drawLine(where.topLeft(), where.bottomLeft())
        if not shape.open_right:
            painter.drawLine(where.topRight(), where.bottomRight())
        self._arrows(shape, middle, colours[edge])

    def _hatch(self, where: QRectF, colour: QColor) -> None:
        # By hand: a brush pattern is a pixel map of its own and turns coarse at 150 %.
        painter = self._painter
        painter.save()
        painter.setClipRect(where)
        painter.setPen(QPen(colour, 1.2))
        x = where.left() - where.height()
        while x < where.right():
            painter.drawLine(QPointF(x, where.bottom()), QPointF(x + where.height(), where.top()))
            x += 6
        painter.restore()

    def _dashes(self, shape: Shape, middle: float) -> None:
        painter, colour = self._painter, self._colours["text3"]
        pen = QPen(colour, 1.4)
        pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        painter.drawLine(QPointF(shape.x0 + 2, middle), QPointF(shape.x1 - 2, middle))
        if not shape.open_right:
            painter.setPen(QPen(colour, 1.4))
            painter.drawLine(QPointF(shape.x1, middle - 6), QPointF(shape.x1, middle + 6))
        self._arrows(shape, middle, colour)

    def _arrows(self, shape: Shape, middle: float, colour: QColor) -> None:
        """A bar that goes on beyond the picture points out of it."""
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if shape.open_right:
            tip = QPointF(shape.x1, middle)
            painter.drawPolygon(QPolygonF([tip, tip + QPointF(-7, -4.5), tip + QPointF(-7, 4.5)]))
        if shape.open_left:
            tip = QPointF(shape.x0, middle)
            painter.drawPolygon(QPolygonF([tip, tip + QPointF(7, -4.5), tip + QPointF(7, 4.5)]))

    def _connection(self, row: Row, middle: float) -> None:
        """Posted and received are the two ends of one message."""
        ends = {shape.span.kind: shape.x0 for shape in row.shapes if shape.span.kind in ("posted", "received")}
        if len(ends) == 2:
            self._painter.setPen(QPen(self._colours["text"], 1.6))
            self._painter.drawLine(QPointF(ends["posted"], middle), QPointF(ends["received"], middle))

    def _mark(self, shape: Shape, middle: float) -> None:
        painter, colours, at = self._painter, self._colours, QPointF(shape.x0, middle)
        painter.setPen(QPen(colours["text"], 1.6))
        match shape.span.kind:
            case "posted":
                painter.setBrush(colours["surface"])
                painter.drawEllipse(at, MARK_RADIUS - 1, MARK_RADIUS - 1)
            case "received":
                painter.setBrush(colours["text"])
                painter.drawEllipse(at, MARK_RADIUS - 1, MARK_RADIUS - 1)
            case "deadline":
                self._flag(at)
            case "sim_off":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours["surface"])
                painter.drawEllipse(at, 8, 8)
                paint_mark(painter, "off", QRect(round(at.x()) - 8, round(at.y()) - 8, 16, 16), colours)
            case "ends":
                painter.setPen(QPen(colours["text"], 2.4))
                painter.drawLine(at + QPointF(0, -_BAR / 2 - 1), at + QPointF(0, _BAR / 2 + 1))
            case _:
                painter.setBrush(colours["text"])
                diamond = [QPointF(0, -5.5), QPointF(5.5, 0), QPointF(0, 5.5), QPointF(-5.5, 0)]
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawPolygon(QPolygonF([at + corner for corner in diamond]))

    def _flag(self, at: QPointF) -> None:
        painter, colour = self._painter, self._colours["warn"]
        painter.setPen(QPen(colour, 1.6))
        painter.drawLine(at + QPointF(0, _BAR / 2), at + QPointF(0, -_BAR / 2 - 9))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        top = at + QPointF(0, -_BAR / 2 - 10)
        painter.drawPolygon(QPolygonF([top, top + QPointF(10, 4), top + QPointF(0, 8)]))

    def _word(self, word: Word, middle: float) -> None:
        painter, colours = self._painter, self._colours
        # The ground of a word below begins under the edge of the bar.
        y = middle + (_BAR / 2 + 11 if word.below else 0)
        where = QRectF(word.x, y - 9, word.width + 1, 18)
        if not word.inside or word.span.kind == "paid":
            # The stripes and the line of today stop behind a word.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(colours["surface"]))
            painter.drawRoundedRect(where.adjusted(-4, 1, 3, -1), 3, 3)
        kind = word.span.kind
        painter.setFont(font("caption" if kind == "paid" else "caption_strong"))
        painter.setPen(colours[_WORD_COLOURS.get(kind, "text")])
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word.text)
