"""A tab for each caller: who it is, how long the call lasts, or that it is held.

The tab in front is the call being spoken; leaving it holds the call and stops its clock. A dossier opened behind the
call is only looked at: it has no clock until somebody goes there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QElapsedTimer, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from app.language import Language
from app.terms.clause import because
from ui.parts.buttons import IconButton
from ui.parts.focus_ring import paint_focus_ring
from ui.parts.frames import Panel, row
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.tokens import CALL_TABS, CARD_PADDING, ICON_ROW, RADIUS_FIELD, colours_of

_PAD, _GAP, _CLOSE = 14, 10, 30
_NARROWEST, _NAME_AT_LEAST = 104, 56


@dataclass(slots=True)
class _Call:
    name: str
    plate: str
    spoken: bool = False
    before: int = 0
    clock: QElapsedTimer = field(default_factory=QElapsedTimer)

    def seconds(self) -> int:
        """How long the caller has been spoken with."""
        running = self.clock.elapsed() if self.clock.isValid() else 0
        return (self.before + running) // 1000

    def hold(self) -> None:
        if self.clock.isValid():
            self.before += self.clock.elapsed()
            self.clock.invalidate()

    def resume(self) -> None:
        self.spoken = True
        if not self.clock.isValid():
            self.clock.start()


class CallTabs(Panel):
    """The strip of tabs with a button for another call. Tells which one was chosen or is to be closed."""

    chosen = Signal(int)
    closed = Signal(int)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", "bottom")
        self.setFixedHeight(CALL_TABS)
        self.bar = CallBar()
        plus = IconButton("plus", because("Open another call"))
        plus.clicked.connect(self.wanted)
        layout = row(self.bar, plus, None, spacing=6, margins=(CARD_PADDING, 6, CARD_PADDING, 0))
        layout.setAlignment(self.bar, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(layout)
        self.bar.currentChanged.connect(self.chosen)
        self.bar.close_asked.connect(self.closed)


class CallBar(QTabBar):
    """Native tabs (arrow keys, screen reader) that draw themselves. Delete, or the cross, asks to close."""

    close_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._calls: list[_Call] = []
        self._language: Language | None = None
        self.setDrawBase(False)
        self.setExpanding(False)
        # Where the room ends names are elided: arrows would hide who waits.
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFont(font("name"))
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_clock)
        self.currentChanged.connect(self._switch)

    def add(self, name: str, plate: str, *, behind: bool = False) -> int:
        """Add a tab; its number. In front it is a call that begins now, ``behind`` a dossier to look at later."""
        self._calls.append(_Call(name, plate))
        self.blockSignals(True)
        index = self.addTab(name)
        self.blockSignals(False)
        self._name(index)
        if behind and index != self.currentIndex():
            return index
        if self.currentIndex() == index:
            self._switch(index)
            self.currentChanged.emit(index)
        else:
            self.setCurrentIndex(index)
        return index

    def rename(self, index: int, name: str, plate: str) -> None:
        """Show another caller on a tab."""
        self._calls[index].name, self._calls[index].plate = name, plate
        self._switch(self.currentIndex())

    def remove(self, index: int) -> None:
        """Take a tab away."""
        del self._calls[index]
        self.removeTab(index)
        self._switch(self.currentIndex())

    def speak(self, language: Language) -> None:
        """Show the words in ``language``."""
        self._language = language
        self.setAccessibleName(language.text("Calls"))
        for index in range(self.count()):
            self._name(index)

    def _name(self, index: int) -> None:
        call = self._calls[index]
        parts = (call.name, call.plate, self.state_of(index))
        self.setAccessibleTabName(index, ", ".join(part for part in parts if part))
        self.setTabToolTip(index, "  ".join(part for part in (call.name, call.plate) if part))
        # The width of a tab is asked for again only when Qt knows of a change; plate and state are ours.
        self.setTabText(index, "")
        self.setTabText(index, call.name)

    def state_of(self, index: int) -> str:
        """What stands beside the plate of a call that is not spoken now."""
        call = self._calls[index]
        return self._language.text("hold") if call.spoken and index != self.currentIndex() and self._language else ""

    def _switch(self, current: int) -> None:
        for index, call in enumerate(self._calls):
            if index == current and call.plate:
                call.resume()
            elif index != current:
                call.hold()
        for index in range(len(self._calls)):
            self._name(index)
        if current >= 0 and self._calls[current].plate:
            self._tick.start()
        else:
            self._tick.stop()

    def _show_clock(self) -> None:
        self.update(self.tabRect(self.currentIndex()))

    def tabSizeHint(self, index: int) -> QSize:
        if index >= len(self._calls):
            return QSize(120, CALL_TABS - 6)
        call = self._calls[index]
        width = _PAD + ICON_ROW + _GAP + QFontMetrics(font("strong")).horizontalAdvance(call.name) + _GAP
        body = QFontMetrics(font("body"))
        if call.plate:
            width += body.horizontalAdvance(call.plate) + _GAP
        state = "00:00" if index == self.currentIndex() and call.spoken else self.state_of(index)
        if state:
            width += body.horizontalAdvance(state) + _GAP
        return QSize(width + _CLOSE, CALL_TABS - 6)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(min(_NARROWEST, self.tabSizeHint(index).width()), CALL_TABS - 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, CALL_TABS - 6)

    def words_of(self, index: int) -> list[tuple[str, str, str]]:
        """What a tab shows, each with its font and colour: the name elided, the plate left out, where room is short."""
        call, current = self._calls[index], index == self.currentIndex()
        words = [(call.plate, "body", "text2")] if call.plate else []
        if current and call.spoken:
            minutes, seconds = divmod(call.seconds(), 60)
            words.append((f"{minutes:02}:{seconds:02}", "body", "accent"))
        elif state := self.state_of(index):
            words.append((state, "body", "text2"))
        style = "strong" if current else "name"
        metrics, body = QFontMetrics(font(style)), QFontMetrics(font("body"))
        room = self.tabRect(index).width() - _PAD - ICON_ROW - _GAP - _CLOSE
        least = min(metrics.horizontalAdvance(call.name), _NAME_AT_LEAST)

        def left() -> int:
            return room - _GAP - sum(body.horizontalAdvance(text) + _GAP for text, _, _ in words)

        while words and left() < least:
            del words[0]
        name = metrics.elidedText(call.name, Qt.TextElideMode.ElideMiddle, max(left(), 0) + 1)
        return [(name, style, "text"), *words]

    def _close_place(self, index: int) -> QRect:
        rect = self.tabRect(index)
        return QRect(rect.right() - _CLOSE, rect.center().y() - 14, 28, 28)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.tabAt(event.position().toPoint())
        middle = event.button() == Qt.MouseButton.MiddleButton
        if index >= 0 and (middle or self._close_place(index).contains(event.position().toPoint())):
            self.close_asked.emit(index)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentIndex() >= 0:
            self.close_asked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        colours = colours_of(self.palette())
        call, rect, current = self._calls[index], self.tabRect(index), index == self.currentIndex()
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["bg"])
            painter.drawRoundedRect(rect.adjusted(0, 0, 0, 8), RADIUS_FIELD, RADIUS_FIELD)
            painter.fillRect(QRect(rect.left() + 7, rect.top(), rect.width() - 14, 2), colours["accent"])
        state = self.state_of(index)
        icon_name = "phone-call" if current and call.plate else "player-pause" if state else "user"
        x = rect.left() + _PAD
        place = QRect(x, rect.center().y() - ICON_ROW // 2, ICON_ROW, ICON_ROW)
        paint_icon(painter, icon_name, "accent" if current else "text2", place)
        x += ICON_ROW + _GAP
        for text, style, token in self.words_of(index):
            if text:
                painter.setFont(font(style))
                painter.setPen(colours[token])
                where = QRect(x, rect.top(), rect.width(), rect.height())
                painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), text)
                x += QFontMetrics(font(style)).horizontalAdvance(text) + _GAP
        close = self._close_place(index)
        if close.contains(self.mapFromGlobal(self.cursor().pos())):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["line"])
            painter.drawRoundedRect(close, RADIUS_FIELD, RADIUS_FIELD)
        paint_icon(painter, "x", "text2", close.adjusted(6, 6, -6, -6))
        if current and self.hasFocus():
            paint_focus_ring(painter, rect.adjusted(5, 7, -5, -4), self)
