"""The pages of a letter below one another, as paper on a desk: scrolled, enlarged, read by a screen reader."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.pdf_pages import PdfPages
from ui.theme.tokens import colours_of

_POINTS_AN_INCH = 72
_EDGE, _BETWEEN = 16, 12


class PageView(QAbstractScrollArea):
    """Draws the pages that are in sight, each once per size. ``zoom`` 1.0 is the size on paper."""

    zoomed = Signal()
    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._zoom = 1.0
        self._pictures: dict[int, QImage] = {}
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def zoom(self) -> float:
        """The scale pages are shown at."""
        return self._zoom

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        return self._page

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show ``pages`` from their beginning; ``None`` shows nothing."""
        self._pages = pages
        self._forget()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def go_to(self, page: int) -> None:
        """Bring the top of a page, from 0, to the top of the view."""
        places = self._places()
        if 0 <= page < len(places):
            self.verticalScrollBar().setValue(places[page].top() - _EDGE)

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at another scale, the same part of the page in sight."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._zoom = zoom
        self._forget()
        bar.setValue(round(share * bar.maximum()))
        self.zoomed.emit()

    def zoom_that_fits(self) -> float:
        """The scale at which the first page takes the whole width."""
        if not self._pages:
            return 1.0
        return (self.viewport().width() - 2 * _EDGE) / (self._pages.sizes[0].width() * self._pixels_a_point())

    def _pixels_a_point(self) -> float:
        return self.logicalDpiX() / _POINTS_AN_INCH

    def _size(self, page: int) -> QSize:
        assert self._pages is not None
        return (self._pages.sizes[page] * self._zoom * self._pixels_a_point()).toSize()

    def _places(self) -> list[QRect]:
        """Where each page lies, from the top of the first."""
        places, top = [], _EDGE
        for page in range(len(self._pages) if self._pages else 0):
            size = self._size(page)
            left = max(_EDGE, (self.viewport().width() - size.width()) // 2)
            places.append(QRect(QPoint(left, top), size))
            top += size.height() + _BETWEEN
        return places

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _forget(self) -> None:
        """The pictures no longer fit: measure anew, draw anew."""
        self._pictures.clear()
        self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        places, room = self._places(), self.viewport().size()
        high = places[-1].bottom() + _EDGE if places else 0
        wide = max((place.width() for place in places), default=0) + 2 * _EDGE
        for bar, whole, seen in (
            (self.verticalScrollBar(), high, room.height()),
            (self.horizontalScrollBar(), wide, room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    def _scrolled(self) -> None:
        middle = self._offset().y() + self.viewport().height() // 2
        above = [page for page, place in enumerate(self._places()) if place.top() <= middle]
        page = above[-1] if above else 0
        if page != self._page:
            self._page = page
        self.page_changed.emit()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ways = {
            Qt.Key.Key_Home: partial(bar.setValue, bar.minimum()),
            Qt.Key.Key_End: partial(bar.setValue, bar.maximum()),
        }
        if way := ways.get(Qt.Key(event.key())):
            way()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = colours_of(self.palette())
        painter.fillRect(event.rect(), colours["sunken"])
        for page, place in enumerate(self._places()):
            shown = place.translated(-self._offset())
            if shown.intersects(event.rect()):
                painter.drawImage(shown, self._picture(page, place.size()))
                painter.setPen(colours["line"])
                painter.drawRect(shown.adjusted(-1, -1, 0, 0))
        painter.end()

    def _picture(self, page: int, size: QSize) -> QImage:
        if page not in self._pictures:
            assert self._pages is not None
            self._pictures[page] = self._pages.picture(page, size * self.devicePixelRatioF())
        return self._pictures[page]
