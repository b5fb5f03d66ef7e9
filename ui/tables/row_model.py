"""The one table model: rows as they come from the acts, columns as data, a role of its own for sorting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from app.language import Language
from ui.speech import said
from ui.tables.columns import BY_TEXT, Cell, Column

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
ROW_ROLE = Qt.ItemDataRole.UserRole + 3
_NOWHERE = QModelIndex()


class RowModel(QAbstractTableModel):
    """Frozen rows under columns. Cells are made once per language and kept."""

    def __init__(self, columns: Sequence[Column], language: Language) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._language = language
        self._rows: tuple[Any, ...] = ()
        self._cells: dict[tuple[int, int], Cell] = {}

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows in the order given."""
        return self._rows

    def show(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._cells.clear()
        self.endResetModel()

    def speak(self, language: Language) -> None:
        """Say every cell anew in ``language``."""
        self._language = language
        self._cells.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at this place."""
        key = (row, column)
        if key not in self._cells:
            self._cells[key] = self.columns[column].cell(self._rows[row], self._language)
        return self._cells[key]

    def say_again(self, column: int) -> None:
        """The cells of a column say something else now."""
        for key in [key for key in self._cells if key[1] == column]:
            del self._cells[key]
        if self._rows:
            self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self._rows[index.row()]
        column = self.columns[index.column()]
        if role == SORT_ROLE:
            return self._sort_value(index, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (CELL_ROLE, *_TEXT_ROLES):
            return None
        cell = self.cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or cell.plain
        return cell.plain

    def _sort_value(self, index: Index, column: Column) -> Any:
        if column.sort is None:
            return None
        if column.sort == BY_TEXT:
            return self.cell(index.row(), index.column()).plain.casefold()
        return column.sort(self._rows[index.row()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said(self.columns[section].title, self._language)
        return None


_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class SortedRows(QSortFilterProxyModel):
    """Sorts by the sort role (nothing last) and keeps the rows that hold every word of the filter."""

    def __init__(self, model: RowModel) -> None:
        super().__init__()
        self._model = model
        self._words: list[str] = []
        self._wanted: Callable[[Any], bool] | None = None
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)

    def keep(self, text: str) -> None:
        """Keep only rows that hold every word of ``text``."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def keep_rows(self, wanted: Callable[[Any], bool]) -> None:
        """Keep only the rows that ``wanted`` says yes to, besides the words."""
        self.beginFilterChange()
        self._wanted = wanted
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if self._wanted is not None and not self._wanted(self._model.rows[source_row]):
            return False
        if not self._words:
            return True
        cells = (self._model.cell(source_row, column).plain for column in range(len(self._model.columns)))
        text = " ".join(cells).casefold().replace("\u00a0", " ")
        return all(word in text for word in self._words)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = source_left.data(SORT_ROLE), source_right.data(SORT_ROLE)
        if left is None or right is None:
            # Nothing stands last in both directions: a list is read from the top.
            descending = self.sortOrder() == Qt.SortOrder.DescendingOrder
            return (left is None) == descending and left is not right
        return bool(left < right)
