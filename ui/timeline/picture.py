"""The timeline as a widget: people look before they read. What it shows is also said, for those who do not see it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.acts.rows import Span, Timeline
from app.language import Language
from ui.theme.fonts import font
from ui.theme.tokens import RADIUS_FIELD, colours_of
from ui.timeline.painting import HEAD, Painting
from ui.timeline.placing import ROW_HEIGHT, SECOND_HEIGHT, Row, lanes, place_rows
from ui.timeline.scale import Scale, days_shown

_NAMES_AT_LEAST, _NAMES_AT_MOST = 92.0, 150.0
_NARROWEST = 520
_AIR = 6
"""Between the picture and its focus ring."""
_FEWEST_DAYS, _MOST_DAYS = 10, 800


class TimelinePicture(QWidget):
    """Bars, marks and words on a line of days, for one :class:`~app.acts.rows.Timeline`.

    Left and right move it by a week, plus and minus widen and narrow it, Home returns to what matters now.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._language: Language | None = None
        self._shown: tuple[date, date] | None = None
        self._all: dict[str, list[Span]] = {}
        self._names: list[str] = []
        self._spans: list[list[Span]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_timeline(self, timeline: Timeline, language: Language) -> None:
        """Show ``timeline`` in ``language``."""
        if self._timeline != timeline or self._shown is None:
            self._shown = days_shown(timeline)
        self._timeline, self._language = timeline, language
        self._all = _by_row(timeline, language)
        first, last = days_shown(timeline)
        # A row of long ago would be an empty line; the description keeps it.
        near = {name: spans for name, spans in self._all.items() if any(_within(one, first, last) for one in spans)}
        self._names, self._spans = list(near), list(near.values())
        self.setAccessibleName(language.text("Timeline"))
        self.setAccessibleDescription(self.description())
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    @staticmethod
    def legend(language: Language, country: str) -> str:
        """What the shades mean, to stand beside the title."""
        if country == "LU":
            return language.text("grey: weekend · amber: public holiday in Luxembourg")
        return language.text("grey: weekend · amber: public holiday in Belgium")

    def description(self) -> str:
        """Everything in the picture, in words and in order."""
        if self._timeline is None or self._language is None:
            return ""
        lines = [self._language.text("Today is {day}.", day=self._timeline.today)]
        lines += [f"{name}: {self._sentence(span)}" for name, spans in self._all.items() for span in spans]
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        further = sum(len(lanes(spans)) - 1 for spans in self._spans)
        rows = max(1, len(self._names)) * ROW_HEIGHT + further * SECOND_HEIGHT
        return QSize(720, round(HEAD + rows) + 2 * _AIR)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    # Painting --------------------------------------------------------------------------------------------------

    def placed(self) -> list[Row]:
        """The rows as they stand at the present size."""
        scale = self._scale()
        measure = QFontMetricsF(font("caption_strong")).horizontalAdvance
        return [row for name, spans in self._rows() for row in place_rows(name, spans, scale, self._text, measure)]

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._timeline is None or self._language is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        painter.translate(_AIR, _AIR)
        painting = Painting(painter, colours, self._scale(), self._language)
        rows = self.placed()
        bottom = HEAD + sum(row.height for row in rows)
        painting.ground(self._timeline, bottom)
        painting.head(self._timeline)
        painting.today(self._timeline.today, bottom)
        top = HEAD
        for index, row in enumerate(rows):
            painting.row(row, top, last=index == len(rows) - 1)
            top += row.height
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(colours["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_FIELD, RADIUS_FIELD)
        painter.end()

    def _scale(self) -> Scale:
        assert self._shown is not None
        measure = QFontMetricsF(font("name"))
        names = max((measure.horizontalAdvance(name) + 16 for name in self._names), default=0)
        left = min(max(names, _NAMES_AT_LEAST), _NAMES_AT_MOST)
        return Scale(*self._shown, left, self.width() - 2.0 * _AIR)

    def _rows(self) -> list[tuple[str, list[Span]]]:
        return list(zip(self._names, self._spans, strict=True))

    def _text(self, span: Span) -> str:
        return self._language.say(span.text) if self._language is not None and span.text is not None else ""

    def _sentence(self, span: Span) -> str:
        """One span with its days, for the tool tip and the description."""
        assert self._language is not None
        text, say = self._text(span), self._language.text
        if span.end is None:
            return say("{what} – from {first}, no end date", what=text, first=span.start)
        if span.end == span.start:
            return say("{what} – {day}", what=text, day=span.start)
        return say("{what} – {first} to {last}", what=text, first=span.start, last=span.end)

    # Hand and keyboard -----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos()) - QPointF(_AIR, _AIR)), self)
            return True
        return super().event(event)

    def tip_at(self, where: QPointF) -> str:
        """The bars and marks under ``where`` (within the picture), with their days."""
        if self._timeline is None:
            return ""
        top = HEAD
        for row in self.placed():
            if top <= where.y() < top + row.height:
                return self._tip(row, where.x())
            top += row.height
        return ""

    def _tip(self, row: Row, x: float) -> str:
        hit = [one.span for one in row.shapes if one.x0 - 8 <= x <= one.x1 + 8]
        hit += [word.span for word in row.words if word.x <= x <= word.x + word.width and word.span not in hit]
        return "\n".join(self._sentence(span) for span in hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Left if plain:
                self._move(-7)
            case Qt.Key.Key_Right if plain:
                self._move(7)
            case Qt.Key.Key_Plus if plain:
                self._zoom(0.7)
            case Qt.Key.Key_Minus if plain:
                self._zoom(1 / 0.7)
            case Qt.Key.Key_Home if plain and self._timeline is not None:
                self._shown = days_shown(self._timeline)
                self.update()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(0.8 if event.angleDelta().y() > 0 else 1.25)
        else:
            event.ignore()  # the page scrolls

    def _move(self, days: int) -> None:
        if self._shown is not None:
            first, last = self._shown
            self._shown = first + timedelta(days=days), last + timedelta(days=days)
            self.update()

    def _zoom(self, factor: float) -> None:
        if self._shown is None:
            return
        first, last = self._shown
        days = (last - first).days
        wanted = min(max(round(days * factor), _FEWEST_DAYS), _MOST_DAYS)
        first -= timedelta(days=(wanted - days) // 2)
        self._shown = first, first + timedelta(days=wanted)
        self.update()


def _by_row(timeline: Timeline, language: Language) -> dict[str, list[Span]]:
    rows: dict[str, list[Span]] = {}
    for span in timeline.spans:
        rows.setdefault(language.say(span.row), []).append(span)
    return rows


def _within(span: Span, first: date, last: date) -> bool:
    return span.start <= last and (span.end is None or span.end >= first)
