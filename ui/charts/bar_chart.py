"""Upright bars on an axis at zero, for days, weeks or lengths of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.language import Language
from app.terms.clause import Because
from ui.parts.announcing import announce
from ui.theme.fonts import font
from ui.theme.marks import paint_mark
from ui.theme.tokens import MARK_CHIP, Colours, colours_of

_HEIGHT, _LEAST = 124, 92
_LABELS, _OVER = 22, 20
"""Room below the axis for the labels, and above the highest bar for its count or its mark."""
_GROUNDS = {"weekend": "sunken", "holiday": "warn_soft"}
_FILLS = {"": "chart", "today": "warn", "late": "bad"}
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """``count`` things, ``late`` of them too late: that part is striped, with a mark above it.

    ``label`` stands below, ``told`` is the whole sentence for a tool tip and for who listens. ``tone`` is empty,
    ``today`` or ``late``, ``ground`` empty, ``weekend`` or ``holiday``.
    """

    label: str
    count: int
    told: str
    late: int = 0
    tone: str = ""
    ground: str = ""


def round_top(most: int) -> int:
    """The number at the top of the axis: even, not below ``most``, and easy to read."""
    size = 1
    while True:
        for step in _STEPS:
            if 2 * step * size >= most:
                return 2 * step * size
        size *= 10


class BarChart(QWidget):
    """``written`` writes each count above its bar where all have room; otherwise an axis at the left tells them.

    The keyboard walks the bars and hears each; Ctrl+C copies all of them as lines.
    """

    def __init__(self, name: Because, *, written: bool = False) -> None:
        super().__init__()
        self._name = name
        self._written = written
        self._bars: tuple[Bar, ...] = ()
        self._limit: tuple[int, str] | None = None
        self._current = -1
        self._number: Callable[[int], str] = str
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar], limit: tuple[int, str] | None = None) -> None:
        """Show these bars. ``limit`` is the number of bars before an upright line, and its words."""
        self._bars = tuple(bars)
        self._limit = limit
        self._current = min(self._current, len(self._bars) - 1)
        self.setAccessibleDescription("; ".join(bar.told for bar in self._bars))
        self.update()

    def speak(self, language: Language) -> None:
        """Take the name in ``language``; the bars are shown anew by whoever made them."""
        self.setAccessibleName(language.say(self._name))
        self._number = language.number

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, _LEAST)

    # Where things stand ----------------------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        return round_top(max((bar.count for bar in self._bars), default=0))

    @property
    def writes(self) -> bool:
        """Whether the counts stand above the bars: none may run into its neighbour."""
        metrics, room = QFontMetrics(font("strong")), self.width() / max(1, len(self._bars))
        widest = max((metrics.horizontalAdvance(self._number(bar.count)) for bar in self._bars), default=0)
        return self._written and widest + 2 <= room

    def _field(self) -> QRect:
        """Where the bars stand."""
        axis = QFontMetrics(font("body")).horizontalAdvance(self._number(self._top)) + 10
        left = 0 if self.writes else axis
        return self.rect().adjusted(left, _OVER, -2, -_LABELS)

    def _slot(self, number: int) -> QRectF:
        field = self._field()
        count = max(1, len(self._bars))
        first = width = field.width() / count
        if self._bars and self._bars[0].tone == "late" and count > 1:
            # The bar of all that is late stands for no day: its word needs more room than a number.
            first = max(width, QFontMetrics(font("strong")).horizontalAdvance(self._bars[0].label) + 6)
            width = (field.width() - first) / (count - 1)
        if not number:
            return QRectF(field.left(), field.top(), first, field.height())
        return QRectF(field.left() + first + (number - 1) * width, field.top(), width, field.height())

    def _block(self, number: int, count: int) -> QRectF:
        slot = self._slot(number)
        scale = max((bar.count for bar in self._bars), default=0) if self.writes else self._top
        high = slot.height() * count / max(1, scale)
        width = max(2.0, min(slot.width() * 0.72, 24.0))
        return QRectF(slot.center().x() - width / 2, slot.bottom() - high, width, high)

    # Painting --------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("body"))
        field = self._field()
        for number, bar in enumerate(self._bars):
            if bar.ground:
                ground = self._slot(number).adjusted(0, -_OVER, 0, 0)
                painter.fillRect(ground, colours[_GROUNDS[bar.ground]])
        if not self.writes:
            self._paint_axis(painter, colours, field)
        every = self._every()
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, colours, number, bar)
            if (len(self._bars) - 1 - number) % every == 0 or bar.tone:
                self._paint_label(painter, colours, number, bar)
        painter.setPen(QPen(colours["control"], 1))
        painter.drawLine(field.left(), field.bottom() + 1, field.right(), field.bottom() + 1)
        if self._limit is not None:
            self._paint_limit(painter, colours)
        painter.end()

    def _every(self) -> int:
        """Each how many-th label has room; the last one always stands."""
        metrics = QFontMetrics(font("body"))
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0) + 6
        return max(1, -(-widest // max(1, int(self._slot(1).width()))))

    def _paint_axis(self, painter: QPainter, colours: Colours, field: QRect) -> None:
        top = self._top
        for value in (0, top // 2, top):
            y = field.bottom() + 1 - field.height() * value / top
            painter.setPen(QPen(colours["line"], 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(colours["text2"])
            place = QRectF(0, y - 10, field.left() - 8, 20)
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._number(value)
            )

    def _paint_bar(self, painter: QPainter, colours: Colours, number: int, bar: Bar) -> None:
        block = self._block(number, bar.count)
        fill = colours[_FILLS[bar.tone]]
        painter.setPen(Qt.PenStyle.NoPen)
        if bar.count > bar.late:
            painter.setBrush(fill)
            painter.drawRoundedRect(block, 2, 2)
        if bar.late:
            late = self._block(number, bar.late)
            painter.setBrush(colours["surface"])
            painter.drawRect(late)
            painter.setBrush(QBrush(colours["bad"], Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(colours["bad"], 1))
            painter.drawRect(late.adjusted(0.5, 0.5, -0.5, 0))
        above = QRectF(block.center().x() - 30, block.top() - 19, 60, 18)
        if self.writes and bar.count:
            painter.setFont(font("strong"))
            painter.setPen(colours["bad" if bar.late else "warn" if bar.tone == "today" else "text2"])
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), self._number(bar.count))
            painter.setFont(font("body"))
        elif bar.late:
            place = QPoint(round(block.center().x()) - MARK_CHIP // 2, round(block.top()) - MARK_CHIP - 2)
            paint_mark(painter, "late", QRect(place, QSize(MARK_CHIP, MARK_CHIP)), colours)
        if number == self._current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours["accent"], 2))
            painter.drawRoundedRect(self._slot(number).adjusted(1, -_OVER + 2, -1, _LABELS - 2), 3, 3)

    def _paint_label(self, painter: QPainter, colours: Colours, number: int, bar: Bar) -> None:
        slot = self._slot(number)
        place = QRectF(slot.center().x() - 40, slot.bottom() + 3, 80, _LABELS - 3)
        painter.setFont(font("strong" if bar.tone else "body"))
        painter.setPen(colours[{"late": "bad", "today": "warn"}.get(bar.tone, "text2")])
        # The outermost labels must not leave the picture.
        width = QFontMetrics(painter.font()).horizontalAdvance(bar.label)
        middle = min(max(place.center().x(), width / 2), self.width() - width / 2)
        place.moveCenter(QPointF(middle, place.center().y()))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), bar.label)
        painter.setFont(font("body"))

    def _paint_limit(self, painter: QPainter, colours: Colours) -> None:
        assert self._limit is not None
        number, words = self._limit
        x = self._slot(number).left()
        field = self._field()
        painter.setPen(QPen(colours["warn"], 2))
        painter.drawLine(QPointF(x, field.top() - 2), QPointF(x, field.bottom()))
        painter.setFont(font("strong"))
        width = QFontMetrics(painter.font()).horizontalAdvance(words)
        painter.drawText(QRectF(x - width - 8, field.top() - 4, width + 2, 18), words)
        painter.setFont(font("body"))

    # Keyboard and pointer --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText("\n".join(bar.told for bar in self._bars))
        elif event.key() in steps and self._bars:
            self._go_to(self._current + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _go_to(self, number: int) -> None:
        self._current = min(max(0, number), len(self._bars) - 1)
        told = self._bars[self._current].told
        where = self._slot(self._current).bottomLeft().toPoint()
        QToolTip.showText(self.mapToGlobal(where), told, self)
        announce(self, told)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._current = max(0, self._current)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            x = event.pos().x()
            under = [bar for number, bar in enumerate(self._bars) if self._slot(number).left() <= x]
            if under:
                QToolTip.showText(event.globalPos(), under[-1].told, self)
            return True
        return super().event(event)
