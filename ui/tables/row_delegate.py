"""The one delegate: marks, strong and small print, amounts at the right, the button of a row, the current row's bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.parts.fields import CHECK, paint_check
from ui.parts.focus_ring import paint_focus_ring
from ui.parts.wrapping import wrapped
from ui.tables.columns import Cell
from ui.tables.row_model import CELL_ROLE
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.marks import paint_mark
from ui.theme.tokens import FIELD_IN_ROW, MARK, RADIUS_FIELD, Colours, colours_of

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from ui.tables.row_table import RowTable

Index = QModelIndex | QPersistentModelIndex
_SIDE, _EDGE, _AFTER_MARK, _BEFORE_SMALL, _BAR = 7, 16, 10, 8, 3
_BUTTON_PADDING = 18
_ABOVE_AND_BELOW = 14
_STEP = 20
"""How far a level of a tree is indented, which is room for the arrow of a branch."""
_SMALL_AT_LEAST = 56
"""Small print that finds this much room on a second line is elided there rather than moved to a third."""


class Line(NamedTuple):
    """One line of a cell: its words, font and colour, and small print after them.

    ``all_small`` where the words are the small print, on a line of its own.
    """

    text: str
    style: str
    tone: str
    small: str = ""
    all_small: bool = False


class RowDelegate(QStyledItemDelegate):
    """Draws a :class:`~ui.tables.columns.Cell`. A press on a row's button is told by ``pressed``, one on the link in
    its small print by ``followed``."""

    pressed = Signal(object)
    followed = Signal(object)

    def __init__(self, table: RowTable, row_height: int, mark_size: int = MARK) -> None:
        super().__init__(table)
        self._table = table
        self.row_height = row_height
        self._mark_size = mark_size
        self._button_width = 0
        self._advances: dict[tuple[str, str], int] = {}

    # Measures ---------------------------------------------------------------------------------------------------

    def width_of(self, index: Index, cell: Cell | None = None) -> int:
        """The width a cell needs to show everything on one line; ``cell`` where it is at hand."""
        cell = cell or index.data(CELL_ROLE)
        left, right = self._margins(index)
        if cell.button:
            return left + right + self._button_size(cell).width()
        if cell.check:
            return left + right + CHECK
        if cell.span > 1:
            return 0
        text = self._advance(cell.style, cell.text)
        if cell.small:
            text += _BEFORE_SMALL + self._advance("caption", cell.small)
        below = self._advance("caption", cell.below) if cell.below else 0
        return left + right + self._before(cell) + max(text, below) + 2

    def narrowest(self, index: Index, cell: Cell | None = None) -> int:
        """The width below which a word of the cell would be cut; ``cell`` where it is at hand."""
        cell = cell or index.data(CELL_ROLE)
        if cell.button or cell.check or cell.whole or cell.span > 1:
            return self.width_of(index, cell)
        word = max((self._advance(cell.style, part) for part in cell.text.split(" ")), default=0)
        return sum(self._margins(index)) + self._before(cell) + word + 2

    def _advance(self, style: str, text: str) -> int:
        """How wide words run. A list repeats most of them: each is measured once for each of its measures."""
        key = (style, text)
        if key not in self._advances:
            self._advances[key] = QFontMetrics(font(style)).horizontalAdvance(text)
        return self._advances[key]

    def forget_words(self) -> None:
        """The list has other words, or other fonts, from now on."""
        self._advances.clear()

    @staticmethod
    def line_height(style: str) -> int:
        """The height of a row whose cells have one line of ``style``."""
        return QFontMetrics(font(style)).height() + _ABOVE_AND_BELOW

    def height_for(self, index: Index, width: int) -> int:
        """The height a cell needs at ``width``."""
        cell: Cell = index.data(CELL_ROLE)
        lines = self._lines(cell, self._room(cell, index, width))
        high = sum(QFontMetrics(font(line.style)).height() for line in lines)
        return max(self.row_height, high + _ABOVE_AND_BELOW)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width_of(index), self.row_height)

    def _margins(self, index: Index) -> tuple[int, int]:
        last = index.model().columnCount() - 1
        return (_EDGE if index.column() == 0 else _SIDE, _EDGE if index.column() == last else _SIDE)

    def _before(self, cell: Cell) -> int:
        mark = self._mark_size + _AFTER_MARK if cell.mark or cell.icon else 0
        return self._fold_room(cell) + mark

    @staticmethod
    def _fold_room(cell: Cell) -> int:
        return (cell.indent + 1) * _STEP if cell.fold else 0

    def fold_place(self, rect: QRect, index: Index) -> QRect:
        """Where the arrow of a branch stands, as high as its row."""
        left, _ = self._margins(index)
        cell: Cell = index.data(CELL_ROLE)
        return QRect(rect.left() + left + cell.indent * _STEP - 4, rect.top(), _STEP + 4, rect.height())

    def _room(self, cell: Cell, index: Index, width: int) -> int:
        left, right = self._margins(index)
        return width - left - right - self._before(cell)

    def _lines(self, cell: Cell, room: int) -> list[Line]:
        """What stands in the cell, line by line. Small print follows the last line of the text when it fits there."""
        metrics, small = QFontMetrics(font(cell.style)), QFontMetrics(font("caption"))
        lines = [Line(text, cell.style, cell.tone) for text in wrapped(cell.text, metrics, room)]
        if cell.small and not cell.text:
            shown = small.elidedText(cell.small, Qt.TextElideMode.ElideRight, room)
            lines = [Line(shown, "caption", "text3", all_small=True)]
        elif cell.small:
            used = metrics.horizontalAdvance(lines[-1].text) + _BEFORE_SMALL
            if used + small.horizontalAdvance(cell.small) <= room:
                lines[-1] = Line(lines[-1].text, cell.style, cell.tone, cell.small)
            elif len(lines) > 1 and room - used >= _SMALL_AT_LEAST:
                short = small.elidedText(cell.small, Qt.TextElideMode.ElideRight, room - used)
                lines[-1] = Line(lines[-1].text, cell.style, cell.tone, short)
            else:
                short = small.elidedText(cell.small, Qt.TextElideMode.ElideRight, room)
                lines.append(Line(short, "caption", "text3", all_small=True))
        if cell.below:
            lines += [Line(text, "caption", "text2") for text in wrapped(cell.below, small, room)]
        return lines

    def _button_size(self, cell: Cell) -> QSize:
        width = QFontMetrics(font("name")).horizontalAdvance(cell.button) + 2 * _BUTTON_PADDING
        return QSize(max(width, self._button_width, 80), FIELD_IN_ROW)

    def even_buttons(self, labels: list[str]) -> None:
        """Make the buttons of all rows as wide as the longest label."""
        metrics = QFontMetrics(font("name"))
        self._button_width = max(
            (metrics.horizontalAdvance(label) + 2 * _BUTTON_PADDING for label in labels), default=0
        )

    def button_place(self, rect: QRect, index: Index) -> QRect:
        """Where the button of a cell stands."""
        size = self._button_size(index.data(CELL_ROLE))
        _, right = self._margins(index)
        top = rect.top() + (rect.height() - size.height()) // 2
        return QRect(QPoint(rect.right() - right - size.width() + 1, top), size)

    # Painting ---------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        colours = colours_of(option.palette)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self._table.hovered
        rect = option.rect
        painter.save()
        # The grounds of neighbours must meet without a seam, also where a pixel of the screen is not one of ours.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        chosen = index.sibling(index.row(), 0).data(CELL_ROLE).check == "on"
        ground = "accent_soft" if current else "accent_faint" if hovered or chosen else "surface"
        painter.fillRect(rect, colours[ground])
        if rect.bottom() < self._table.viewport().height() - 2:
            # The last line of a table that ends here is the edge of its card.
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours["line"])
        if current and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), colours["accent"])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell: Cell = index.data(CELL_ROLE)
        if cell.button:
            self._paint_button(painter, cell, self.button_place(rect, index), current, colours)
        elif cell.check:
            left, _ = self._margins(index)
            box = QRect(rect.left() + left, rect.top() + (rect.height() - CHECK) // 2, CHECK, CHECK)
            paint_check(painter, box, checked=cell.check == "on", enabled=True, widget=self._table)
        else:
            self._paint_text(painter, cell, rect, index, colours)
        painter.restore()

    def _paint_text(self, painter: QPainter, cell: Cell, rect: QRect, index: Index, colours: Colours) -> None:
        placed = self._placed(cell, rect, index)
        if cell.fold in ("open", "closed"):
            place = self.fold_place(rect, index)
            arrow = QRect(place.left() + 4, place.center().y() - 7, 14, 14)
            paint_icon(painter, "chevron-down" if cell.fold == "open" else "chevron-right", "text2", arrow)
        if cell.mark or cell.icon:
            left, right = self._margins(index)
            inside = rect.adjusted(left, 0, -right, -1)
            first = QFontMetrics(font(cell.style)).height()
            middle = placed[0][1].y() + first // 2 if len(placed) > 1 else inside.top() + inside.height() // 2
            place = QRect(
                inside.left() + self._fold_room(cell), middle - self._mark_size // 2, self._mark_size, self._mark_size
            )
            if cell.mark:
                paint_mark(painter, cell.mark, place, colours)
            else:
                paint_icon(painter, cell.icon, "text2", place)
        for line, corner, shown in placed:
            base = corner + QPoint(0, QFontMetrics(font(line.style)).ascent())
            if line.all_small:
                self._paint_small(painter, shown, cell.linked, base, colours)
                continue
            painter.setFont(font(line.style))
            painter.setPen(colours[line.tone])
            painter.drawText(base, shown)
            if line.small:
                after = QFontMetrics(font(line.style)).horizontalAdvance(shown) + _BEFORE_SMALL
                self._paint_small(painter, line.small, cell.linked, base + QPoint(after, 0), colours)

    def _placed(self, cell: Cell, rect: QRect, index: Index) -> list[tuple[Line, QPoint, str]]:
        """The lines of a cell, the upper left corner of each, and what of its words there is room for."""
        left, right = self._margins(index)
        inside = rect.adjusted(left, 0, -right, -1)
        room = self._room(cell, index, rect.width())
        lines = self._lines(cell, room)
        high = sum(QFontMetrics(font(line.style)).height() for line in lines)
        top = inside.top() + (inside.height() - high) // 2
        at_right = bool(int(index.data(Qt.ItemDataRole.TextAlignmentRole)) & int(Qt.AlignmentFlag.AlignRight.value))
        placed = []
        for line in lines:
            metrics = QFontMetrics(font(line.style))
            shown = metrics.elidedText(line.text, Qt.TextElideMode.ElideMiddle, room + 1)
            after = _BEFORE_SMALL + QFontMetrics(font("caption")).horizontalAdvance(line.small) if line.small else 0
            x = inside.right() + 1 - metrics.horizontalAdvance(shown) - after
            placed.append((line, QPoint(x if at_right else inside.left() + self._before(cell), top), shown))
            top += metrics.height()
        return placed

    @staticmethod
    def _paint_small(painter: QPainter, small: str, linked: str, base: QPoint, colours: Colours) -> None:
        """Small print, the link it begins with in the colour of links."""
        link = linked if linked and small.startswith(linked) else ""
        painter.setFont(font("caption"))
        painter.setPen(colours["accent"])
        painter.drawText(base, link)
        painter.setPen(colours["text3"])
        painter.drawText(base + QPoint(QFontMetrics(font("caption")).horizontalAdvance(link), 0), small[len(link) :])

    def link_place(self, rect: QRect, index: Index) -> QRect:
        """Where the link in the small print of a cell stands; empty without one."""
        cell: Cell = index.data(CELL_ROLE)
        metrics = QFontMetrics(font("caption"))
        for line, corner, shown in self._placed(cell, rect, index) if cell.linked else ():
            before = 0 if line.all_small else QFontMetrics(font(line.style)).horizontalAdvance(shown) + _BEFORE_SMALL
            if (shown if line.all_small else line.small).startswith(cell.linked):
                size = QSize(metrics.horizontalAdvance(cell.linked), QFontMetrics(font(line.style)).height())
                return QRect(corner + QPoint(before, 0), size)
        return QRect()

    def _paint_button(self, painter: QPainter, cell: Cell, place: QRect, current: bool, colours: Colours) -> None:
        focused = current and self._table.hasFocus()
        painter.setFont(font("strong" if current and not cell.link else "name"))
        if not cell.link:
            painter.setPen(QPen(colours["accent" if current else "control"], 1))
            painter.setBrush(colours["accent" if current else "surface"])
            painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), RADIUS_FIELD, RADIUS_FIELD)
        painter.setPen(colours["accent" if cell.link else "on_accent" if current else "text"])
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), cell.button)
        if focused:
            paint_focus_ring(painter, place, self._table)

    # The row's button -------------------------------------------------------------------------------------------

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            cell: Cell = index.data(CELL_ROLE)
            if cell.button and self.button_place(option.rect, index).contains(event.position().toPoint()):
                self.pressed.emit(index)
                return True
            link = self.link_place(option.rect, index)
            if link.isValid() and link.adjusted(-4, -4, 4, 4).contains(event.position().toPoint()):
                self.followed.emit(index)
                return True
        return super().editorEvent(event, model, option, index)
