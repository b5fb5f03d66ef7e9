"""One page of a queue: rows with a box each, chosen by Space, Shift and Ctrl+A, sorted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from app.language import Language
from app.terms.clause import Because
from ui.speech import Text
from ui.tables.columns import Column
from ui.tables.row_model import ROW_ROLE
from ui.tables.row_table import RowTable


class QueueTable(RowTable):
    """``turned`` carries a row whose box was pressed, ``picked`` rows to choose besides, ``every_wanted`` and
    ``none_wanted`` come from Ctrl+A, Esc and the box in the head. ``order_wanted`` carries the key of a column (empty
    for the queue's own order) and whether downwards, ``beyond`` 1 or -1 when the keyboard leaves the page."""

    turned = Signal(object)
    picked = Signal(object)
    every_wanted = Signal()
    none_wanted = Signal()
    order_wanted = Signal(str, bool)
    beyond = Signal(int)
    copy_wanted = Signal()

    def __init__(self, name: Text, columns: Sequence[Column], language: Language) -> None:
        super().__init__(name, columns, language)
        self.empty: Because | None = None

    # Content --------------------------------------------------------------------------------------------------------

    def renew(self, rows: Sequence[Any], current: int, *, stay: bool) -> None:
        """Show ``rows`` with the row ``current`` current; ``stay`` at the place to which the list was scrolled."""
        place = self.verticalScrollBar().value()
        self.show_rows(rows, select=None if stay else current)
        if stay and rows:
            self.go_to(min(current, len(rows) - 1))
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(place)

    def show_chosen(self, chosen: int) -> None:
        """So many of the rows shown are chosen: the boxes say which, the one in the head whether all."""
        self._head.checked = "none" if not chosen else "all" if chosen == len(self.rows.rows) else "some"
        self.rows.say_again(0)
        self._head.viewport().update()
        self.viewport().update()

    def nothing(self) -> Because:
        return self.empty if self.empty is not None else super().nothing()

    # Order ----------------------------------------------------------------------------------------------------------

    def sort_by(self, column: int) -> None:
        """Ask for another order; the box in the head chooses all or none."""
        if not self.rows.columns[column].check:
            super().sort_by(column)
        elif self._head.checked == "all":
            self.none_wanted.emit()
        else:
            self.every_wanted.emit()

    def put_in_order(self, column: int, order: Qt.SortOrder) -> None:
        """The database sorts."""
        key = self.rows.columns[column].key if column >= 0 else ""
        self.order_wanted.emit(key, order == Qt.SortOrder.DescendingOrder)

    # Keyboard and mouse ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = Qt.Key(event.key()), self.currentIndex().row()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.every_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.none_wanted.emit()
        elif row < 0:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.turned.emit(self.row())
            self._step(1)
        elif step and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._extend(row, row + step)
        elif step and plain and not 0 <= row + step < self.matching:
            self.beyond.emit(step)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        target = self.currentIndex().row() + by
        if 0 <= target < self.matching:
            self.go_to(target)

    def _extend(self, before: int, after: int) -> None:
        """Choose every row from one to the other, and go there."""
        after = max(0, min(after, self.matching - 1))
        low, high = sorted((before, after))
        self.picked.emit(tuple(self.sorted.index(row, 0).data(ROW_ROLE) for row in range(low, high + 1)))
        self.go_to(after)

    def _box_at(self, place: QPoint) -> QModelIndex:
        index = self.indexAt(place)
        return index if index.isValid() and self.rows.columns[index.column()].check else QModelIndex()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        box, before = self._box_at(event.position().toPoint()), self.currentIndex().row()
        super().mousePressEvent(event)
        if not box.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and before >= 0:
            self._extend(before, box.row())
        else:
            self.turned.emit(box.data(ROW_ROLE))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick presses on a box are two presses, and open nothing.
        if self._box_at(event.position().toPoint()).isValid():
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)
