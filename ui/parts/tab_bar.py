"""Tabs with a count after their word and a line under the current one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionTab, QTabBar

from app.language import Language
from ui.parts.focus_ring import paint_focus_ring
from ui.speech import Text, said
from ui.theme.fonts import font
from ui.theme.tokens import colours_of

_GAP, _BETWEEN, _LINE = 8, 26, 3
_RING = 8
"""Room at the left of a tab for its focus ring."""


class CountTabs(QTabBar):
    """A native tab bar (arrow keys, screen reader) that draws itself."""

    def __init__(self, name: Text, titles: tuple[Text, ...]) -> None:
        super().__init__()
        self._name = name
        self._titles = titles
        self._counts: list[int | None] = [None] * len(titles)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(font("name"))
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        for _ in titles:
            self.addTab("")

    def count_at(self, index: int, count: int | None) -> None:
        """Show how many there are behind a tab."""
        if self._counts[index] != count:
            self._counts[index] = count
            self._name_tab(index)
            # Widths are asked for again only when something Qt knows of changes; the count is ours.
            self.changeEvent(QEvent(QEvent.Type.FontChange))

    def speak(self, language: Language) -> None:
        """Show the words in ``language``."""
        self.setAccessibleName(said(self._name, language))
        for index, title in enumerate(self._titles):
            self.setTabText(index, said(title, language))
            self._name_tab(index)

    def _name_tab(self, index: int) -> None:
        count = self._counts[index]
        word = self.tabText(index)
        self.setAccessibleTabName(index, word if count is None else f"{word} {count}")

    def tabSizeHint(self, index: int) -> QSize:
        width = QFontMetrics(font("strong")).horizontalAdvance(self.tabText(index))
        if self._counts[index] is not None:
            width += _GAP + QFontMetrics(font("body")).horizontalAdvance(str(self._counts[index]))
        return QSize(width + _BETWEEN, 44)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        for index in range(self.count()):
            option = QStyleOptionTab()
            self.initStyleOption(option, index)
            place = self.tabRect(index).adjusted(_RING, 0, _RING - _BETWEEN, 0)
            current = index == self.currentIndex()
            style = "strong" if current else "name"
            painter.setFont(font(style))
            painter.setPen(colours["accent" if current else "text"])
            text = self.tabText(index)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
            if self._counts[index] is not None:
                left = place.left() + QFontMetrics(font(style)).horizontalAdvance(text) + _GAP
                painter.setFont(font("body"))
                painter.setPen(colours["text2" if current else "text3"])
                where = QRect(left, place.top(), 60, place.height())
                painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), str(self._counts[index]))
            if current:
                painter.fillRect(QRect(place.left(), self.height() - _LINE, place.width(), _LINE), colours["accent"])
                if self.hasFocus():
                    paint_focus_ring(painter, place.adjusted(-2, 9, 4, -10), self)
        painter.end()
