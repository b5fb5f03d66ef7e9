"""The focus ring: two pixels of accent, two pixels away from the button, or just inside the list, with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ui.theme.tokens import RADIUS_FIELD, colours_of

_GAP, _WIDTH = 2, 2
_OUT = _GAP + _WIDTH


class FocusRing(QWidget):
    """Draws the ring of a window around whichever of its buttons has the focus, and inside what scrolls.

    Fields draw their own edge. A list that shows by itself where the keyboard is says ``draws_focus``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._around: QWidget | None = None
        self._inside = False
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        self._around = None
        if new is not None and new.window() is self._window and (isinstance(new, QAbstractButton) or _scrolls(new)):
            self._around, self._inside = new, _scrolls(new)
            above: QWidget | None = new
            while above is not None and above is not self._window:
                above.installEventFilter(self)
                self._watched.append(above)
                above = above.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False

    def _place(self) -> None:
        around = self._around
        if around is None or not isValid(around) or not around.isVisible() or around.visibleRegion().isEmpty():
            self.hide()
            return
        top_left = around.mapTo(self._window, QPoint(0, 0))
        out = 0 if self._inside else _OUT
        self.setGeometry(QRect(top_left, around.size()).adjusted(-out, -out, out, out))
        self._stay_within(self._room(around))
        self.raise_()
        self.show()

    def _room(self, around: QWidget) -> QRect:
        """Where the ring may be seen: what is scrolled out of sight takes its part of the ring along."""
        room = self._window.rect()
        above = around.parentWidget()
        while above is not None and above is not self._window:
            if isinstance(above.parentWidget(), QAbstractScrollArea):
                room &= QRect(above.mapTo(self._window, QPoint(0, 0)), above.size())
            above = above.parentWidget()
        return room

    def _stay_within(self, room: QRect) -> None:
        if room.contains(self.geometry()):
            self.clearMask()
        else:
            self.setMask(QRegion((room & self.geometry()).translated(-self.pos())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inset = _OUT + 1 if self._inside else _OUT
        paint_focus_ring(painter, self.rect().adjusted(inset, inset, -inset, -inset), self)
        painter.end()


def _scrolls(widget: QWidget) -> bool:
    """Whether the ring stands inside ``widget``: lists and areas that fill their card to the edge."""
    if isinstance(widget, QPlainTextEdit) or getattr(widget, "draws_focus", False):
        return False
    return isinstance(widget, QAbstractScrollArea)


def paint_focus_ring(painter: QPainter, around: QRect, widget: QWidget, radius: int = RADIUS_FIELD) -> None:
    """Draw the ring around a rectangle; delegates use it for the button of a row."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    colours = colours_of(widget.palette())
    gap = QRectF(around).adjusted(-1, -1, 1, 1)
    painter.setPen(QPen(colours["surface"], _GAP))
    painter.drawRoundedRect(gap, radius + 1, radius + 1)
    ring = QRectF(around).adjusted(-3, -3, 3, 3)
    painter.setPen(QPen(colours["accent"], _WIDTH))
    painter.drawRoundedRect(ring, radius + 3, radius + 3)
    painter.restore()
