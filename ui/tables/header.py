"""The heads of a table: small print, the arrow of the sorted column, two lines where one does not fit."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView

from ui.parts.fields import CHECK, paint_check
from ui.parts.wrapping import wrapped
from ui.tables.row_model import RowModel
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.tokens import ROW_HEAD, colours_of

_SIDE, _EDGE, _ARROW = 7, 16, 16


class RowHeader(QHeaderView):
    """As high as its longest title needs. ``checked`` says how many rows are chosen: ``none``, ``some`` or ``all``."""

    def __init__(self, model: RowModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._rows = model
        self.checked: Literal["none", "some", "all"] = "none"
        self.setFixedHeight(ROW_HEAD + 2)
        self.setFont(font("head"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def title(self, section: int) -> str:
        """What stands above a column."""
        return str(self._rows.headerData(section, Qt.Orientation.Horizontal) or "")

    def narrowest(self, section: int) -> int:
        """The width below which a word of the title would be cut."""
        metrics = QFontMetrics(font("head"))
        if self._rows.columns[section].check:
            return self._edges(section) + CHECK
        return max(metrics.horizontalAdvance(word) for word in self.title(section).split(" ")) + self._edges(section)

    def fit(self) -> None:
        """Take the height the titles need at the widths the columns have."""
        columns = self._rows.columns
        shown = [one for one in range(self.count()) if not (self.isSectionHidden(one) or columns[one].check)]
        lines = max((len(self._lines(section)) for section in shown), default=1)
        wanted = ROW_HEAD + 2 + (lines - 1) * QFontMetrics(font("head")).height()
        if self.height() != wanted:
            self.setFixedHeight(wanted)

    def _edges(self, section: int) -> int:
        left = _EDGE if section == 0 else _SIDE
        right = _EDGE if section == self.count() - 1 else _SIDE
        return left + right + (_ARROW if self.sectionsClickable() and self.sortIndicatorSection() == section else 0)

    def _lines(self, section: int) -> list[str]:
        room = self.sectionSize(section) - self._edges(section)
        return wrapped(self.title(section), QFontMetrics(font("head")), room)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        width = QFontMetrics(font("head")).horizontalAdvance(self.title(logicalIndex))
        if self._rows.columns[logicalIndex].check:
            width = CHECK
        return QSize(width + self._edges(logicalIndex), self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = colours_of(self.palette())
        metrics = QFontMetrics(font("head"))
        lines, column = self._lines(logicalIndex), self._rows.columns[logicalIndex]
        painter.save()
        painter.fillRect(rect, colours["surface"])
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours["line"])
        last = logicalIndex == self.count() - 1
        inside = rect.adjusted(_EDGE if logicalIndex == 0 else _SIDE, 0, -_EDGE if last else -_SIDE, -1)
        if column.check:
            box = QRect(inside.left(), inside.top() + (inside.height() - CHECK) // 2, CHECK, CHECK)
            some, every = self.checked == "some", self.checked == "all"
            paint_check(painter, box, checked=every, partly=some, enabled=True, widget=self)
            painter.restore()
            return
        painter.setFont(font("head"))
        painter.setPen(colours["text3"])
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(side | Qt.AlignmentFlag.AlignVCenter), "\n".join(lines))
        if self.sortIndicatorSection() == logicalIndex and self.sectionsClickable():
            descending = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            width = max(metrics.horizontalAdvance(line) for line in lines)
            left = inside.right() - width - _ARROW if column.right else inside.left() + width + 3
            where = QRect(left, inside.center().y() - 6, 13, 13)
            paint_icon(painter, "chevron-down" if descending else "chevron-up", "accent", where)
        painter.restore()
