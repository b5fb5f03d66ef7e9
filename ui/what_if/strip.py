"""The strip as a slider: one step a day, a page a week; where it stands is the day looked at."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from app.acts.rows import DayAnswer, DayRun, DayStrip, Timeline, WhatIf
from app.language import Language
from ui.theme.fonts import font
from ui.theme.tokens import RADIUS_FIELD, colours_of
from ui.timeline.painting import HEAD, Painting
from ui.timeline.scale import Scale
from ui.what_if.painting import FIRST_HEIGHT, OTHER_HEIGHT, StripPainting

_WEEK = 7
_NAMES_AT_LEAST, _NAMES_AT_MOST = 80.0, 150.0
_NARROWEST = 420
_AIR = 6


class DaySlider(QAbstractSlider):
    """The strips of one :class:`~app.acts.rows.WhatIf`. ``valueChanged`` says that another day is looked at.

    Left and right go a day, Page Up and Page Down a week, Home to the day in hand; ``used`` carries the day on Enter.
    """

    used = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._what_if: WhatIf | None = None
        self._language: Language | None = None
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSingleStep(1)
        self.setPageStep(_WEEK)
        self.valueChanged.connect(lambda _: self.update())

    def show_what_if(self, what_if: WhatIf | None, language: Language) -> None:
        """Show the strips of ``what_if``; the day looked at stays where it still lies within them."""
        before = self.day
        self._what_if, self._language = what_if, language
        self.setAccessibleName(language.text("Day of receipt"))
        self.blockSignals(True)
        if what_if is not None:
            self.setRange(0, (what_if.last - what_if.first).days)
            kept = before is not None and what_if.first <= before <= what_if.last
            self.setValue(((before if kept and before else what_if.in_hand) - what_if.first).days)
            self.setAccessibleDescription(self.description())
        self.blockSignals(False)
        self.updateGeometry()
        self.update()

    @property
    def day(self) -> date | None:
        """The day looked at, ``None`` while there is nothing to look at."""
        return self._what_if.first + timedelta(days=self.value()) if self._what_if is not None else None

    def look_at(self, day: date) -> None:
        """Go to ``day``, or as near to it as the strips reach."""
        if self._what_if is not None:
            self.setValue((day - self._what_if.first).days)

    def description(self) -> str:
        """Every run of every strip, in words."""
        if self._what_if is None or self._language is None:
            return ""
        say = self._language.say
        lines = [self._language.text("Today is {day}.", day=self._what_if.today)]
        for strip in (self._what_if.strip, *self._what_if.others):
            lines += [f"{say(strip.name)}: {self._sentence(run)}" for run in strip.runs]
        if self._what_if.turn is not None:
            lines.append(say(self._what_if.turn.text))
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        others = len(self._what_if.others) if self._what_if is not None else 2
        return QSize(720, round(HEAD + FIRST_HEIGHT + others * OTHER_HEIGHT) + 2 * _AIR)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    # Painting --------------------------------------------------------------------------------------------------

    def scale(self) -> Scale:
        """Where each day lies at the present size."""
        assert self._what_if is not None
        assert self._language is not None
        measure = QFontMetricsF(font("name"))
        strips = (self._what_if.strip, *self._what_if.others)
        names = max(measure.horizontalAdvance(self._language.say(strip.name)) + 16 for strip in strips)
        left = min(max(names, _NAMES_AT_LEAST), _NAMES_AT_MOST)
        return Scale(self._what_if.first, self._what_if.last, left, self.width() - 2.0 * _AIR)

    def paintEvent(self, event: QPaintEvent) -> None:
        what_if, language = self._what_if, self._language
        if what_if is None or language is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        painter.translate(_AIR, _AIR)
        scale = self.scale()
        bottom = HEAD + FIRST_HEIGHT + len(what_if.others) * OTHER_HEIGHT
        calendar = Timeline(what_if.today, (), what_if.holidays)
        ground = Painting(painter, colours, scale, language)
        ground.ground(calendar, bottom)
        ground.head(calendar)
        ground.today(what_if.today, bottom)
        strips = StripPainting(painter, colours, scale, language)
        strips.first(what_if.strip, HEAD)
        for index, strip in enumerate(what_if.others):
            strips.other(strip, HEAD + FIRST_HEIGHT + index * OTHER_HEIGHT)
        strips.in_hand(what_if.in_hand, HEAD)
        if what_if.turn is not None:
            strips.turn(what_if.turn, HEAD)
        strips.handle(self.day or what_if.in_hand, HEAD, bottom, focused=self.hasFocus())
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(colours["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_FIELD, RADIUS_FIELD)
        painter.end()

    def _sentence(self, run: DayRun) -> str:
        assert self._language is not None
        what, say = self._language.say(run.text), self._language.text
        if run.first == run.last:
            return say("{what} – {day}", what=what, day=run.first)
        return say("{what} – {first} to {last}", what=what, first=run.first, last=run.last)

    # Hand and keyboard -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: _WEEK, Qt.Key.Key_PageDown: -_WEEK}
        key = Qt.Key(event.key())
        if not plain or self._what_if is None:
            event.ignore()
        elif key in steps:
            self.setValue(self.value() + steps[key])
        elif key == Qt.Key.Key_Home:
            self.look_at(self._what_if.in_hand)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.used.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def _follow(self, event: QMouseEvent) -> None:
        if self._what_if is not None and event.buttons() & Qt.MouseButton.LeftButton:
            scale = self.scale()
            self.setValue(int((event.position().x() - _AIR - scale.left) // scale.day_width))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos()) - QPointF(_AIR, _AIR)), self)
            return True
        return super().event(event)

    def tip_at(self, where: QPointF) -> str:
        """The run under ``where`` (within the picture), with its days and its name."""
        found = self._run_at(where)
        if found is None or self._language is None:
            return ""
        strip, run = found
        return f"{self._language.say(strip.name)}: {self._sentence(run)}"

    def _run_at(self, where: QPointF) -> tuple[DayStrip, DayRun] | None:
        if self._what_if is None:
            return None
        scale, below = self.scale(), where.y() - HEAD
        index = 0 if below < FIRST_HEIGHT else 1 + int((below - FIRST_HEIGHT) // OTHER_HEIGHT)
        strips = (self._what_if.strip, *self._what_if.others)
        if below < 0 or index >= len(strips) or not scale.left <= where.x() < scale.right:
            return None
        day = self._what_if.first + timedelta(days=int((where.x() - scale.left) // scale.day_width))
        return strips[index], next(run for run in strips[index].runs if run.first <= day <= run.last)

    def answers(self) -> tuple[DayAnswer, ...]:
        """The answers for the day looked at: of the message in hand, then of what is varied."""
        if self._what_if is None or self.day is None:
            return ()
        return tuple(strip.on(self.day) for strip in (self._what_if.strip, *self._what_if.others))
