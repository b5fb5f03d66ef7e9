"""The table every list is shown in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView

from app.language import Language
from app.terms.clause import Because, because
from ui.speech import Text, said
from ui.tables.columns import Cell, Column, lines_of, shared
from ui.tables.header import RowHeader
from ui.tables.row_delegate import RowDelegate
from ui.tables.row_model import CELL_ROLE, ROW_ROLE, RowModel, SortedRows
from ui.theme.fonts import font
from ui.theme.tokens import MARK, ROW_NORMAL, colours_of

_FEW_ROWS = 3
"""What stays in sight of a list when there is little room."""


class _Needs(NamedTuple):
    """The widths the content asks for: of each column, the least of each, and of each cell by column and row."""

    needed: list[int]
    least: list[int]
    wide: list[list[int]]
    cells: list[list[Cell]]


RowActs = Callable[[Any], Sequence[tuple[Text, Callable[[], None]]]]


class RowTable(QTableView):
    """Rows under columns. ``started`` tells the row whose button, Enter or double click was used, ``current`` the row
    the keyboard is on (``None`` for none), ``followed`` the row whose small print was pressed where it is a link. The
    Menu key lists what can be done with the row."""

    started = Signal(object)
    followed = Signal(object)
    current = Signal(object)

    def __init__(
        self,
        name: Text,
        columns: Sequence[Column],
        language: Language,
        *,
        row_height: int = ROW_NORMAL,
        mark_size: int = MARK,
        sortable: bool = True,
        whole: bool = False,
    ) -> None:
        """``whole`` makes the table as high as its rows instead of scrolling."""
        super().__init__()
        self._name = name
        self._language = language
        self._whole = whole
        self._acts: RowActs | None = None
        self._needs: _Needs | None = None
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self.rows = RowModel(columns, language)
        self.sorted = SortedRows(self.rows)
        self.setModel(self.sorted)
        self._delegate = RowDelegate(self, row_height, mark_size)
        self._delegate.pressed.connect(self._start)
        self._delegate.followed.connect(lambda index: self.followed.emit(index.data(ROW_ROLE)))
        self.setItemDelegate(self._delegate)
        header = self._head = RowHeader(self.rows)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(sortable)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        if sortable:
            header.sectionClicked.connect(self.sort_by)
        self._set_up(header)
        self.hovered = -1
        self.entered.connect(self._hover)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.current.emit(now.data(ROW_ROLE)))

    def _set_up(self, header: QHeaderView) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._start)
        if self._whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Content ----------------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Any], *, select: int | None = 0) -> None:
        """Show ``rows`` with the row ``select`` current."""
        self.rows.show(rows)
        if rows and select is not None and self.sorted.rowCount():
            self.go_to(min(select, self.sorted.rowCount() - 1))
            # Once the rows have their heights and the table its place.
            QTimer.singleShot(0, self, self._show_current)
        self._changed()

    def _show_current(self) -> None:
        self.scrollTo(self.currentIndex())

    def row(self) -> Any:
        """The current row, or ``None``."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def go_to(self, number: int) -> None:
        """Make a row current."""
        index = self.sorted.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    @property
    def draws_focus(self) -> bool:
        """Whether a ring around the button of the current row shows where the keyboard is."""
        row = self.currentIndex().row()
        return row >= 0 and any(
            self.sorted.index(row, column).data(CELL_ROLE).button for column in range(self.sorted.columnCount())
        )

    def keep(self, text: str) -> None:
        """Show only rows that hold every word of ``text``."""
        self.sorted.keep(text)
        if self.sorted.rowCount() and not self.currentIndex().isValid():
            self.go_to(0)
        self._changed()

    @property
    def matching(self) -> int:
        """How many rows are kept."""
        return self.sorted.rowCount()

    def offer_acts(self, acts: RowActs) -> None:
        """What the Menu key lists for a row, besides copying and sorting."""
        self._acts = acts

    def set_row_height(self, height: int) -> None:
        """Take another height of rows (a setting of the person)."""
        self._delegate.row_height = height
        self._measure()

    def speak(self, language: Language) -> None:
        """Show everything in ``language``."""
        self._language = language
        self.setAccessibleName(said(self._name, language))
        self.rows.speak(language)
        self._changed()

    # Sorting, copying -------------------------------------------------------------------------------------------

    def sort_by(self, column: int) -> None:
        """Sort by a column: upwards, then downwards, then in the order given."""
        if self.rows.columns[column].sort is None:
            return
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if self._sorted == (column, ascending):
            self._sorted = (column, descending)
        elif self._sorted == (column, descending):
            self._sorted = None
        else:
            self._sorted = (column, ascending)
        number, order = self._sorted or (-1, ascending)
        self.horizontalHeader().setSortIndicator(number, order)
        self.put_in_order(number, order)

    def put_in_order(self, column: int, order: Qt.SortOrder) -> None:
        """Sort the rows by a column; by -1 they stand in the order given."""
        self.sorted.sort(column, order)
        self._changed()

    def lines(self) -> list[list[str]]:
        """The head and all rows shown, as plain text."""
        rows = [self.sorted.index(row, 0).data(ROW_ROLE) for row in range(self.sorted.rowCount())]
        return lines_of(self.rows.columns, rows, self._language)

    def copy(self) -> None:
        """Copy the current row, its cells with tabs between them."""
        if self.currentIndex().isValid():
            _, line = lines_of(self.rows.columns, (self.row(),), self._language)
            QGuiApplication.clipboard().setText("\t".join(line))

    # Keyboard and menu ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._start(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.sorted.rowCount():
            # Rows are what a person goes through; the columns are always in sight.
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.sorted.rowCount() - 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(self.viewport().mapFrom(self, event.pos()))
            if index.isValid():
                self.go_to(index.row())
        menu = self.menu()
        below = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(24, 4)
        menu.exec(
            event.globalPos()
            if event.reason() == QContextMenuEvent.Reason.Mouse
            else self.viewport().mapToGlobal(below)
        )
        menu.deleteLater()

    def menu(self) -> QMenu:
        """What can be done with the current row and with the list."""
        menu = QMenu(self)
        row = self.row()
        if self._acts is not None and row is not None:
            for text, act in self._acts(row):
                self._add(menu, said(text, self._language), act)
            menu.addSeparator()
        if row is not None:
            self._add(menu, self._language.text("Copy the row"), self.copy)
        if self.horizontalHeader().sectionsClickable():
            sorting = menu.addMenu(self._language.text("Sort by"))
            for number, column in enumerate(self.rows.columns):
                if column.sort is not None:
                    self._add(sorting, said(column.title, self._language), partial(self.sort_by, number))
        return menu

    def _add(self, menu: QMenu, text: str, act: Callable[[], None]) -> None:
        action = QAction(text, menu)
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)

    def _start(self, index: QModelIndex) -> None:
        if index.isValid():
            self.go_to(index.row())
            self.started.emit(index.data(ROW_ROLE))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.sorted.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setFont(font("body"))
        painter.setPen(colours_of(self.palette())["text3"])
        painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._language.say(self.nothing()))
        painter.end()

    def nothing(self) -> Because:
        """What is said in place of the rows when there are none."""
        if self.rows.rows:
            return because("No row holds what the filter asks for.")
        return because("Nothing is recorded here.")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt makes a cell current when there is none, and selects nothing: the row would not show.
        if not self.selectionModel().hasSelection() and self.sorted.rowCount():
            self.go_to(max(0, self.currentIndex().row()))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        """The mouse is over another row, or over none: its ground changes as a whole."""
        if index.row() != self.hovered:
            self.hovered = index.row()
            self.viewport().update()

    # Measures ---------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def _changed(self) -> None:
        """The cells are others: what they need has to be found anew."""
        self._needs = None
        self._measure()

    def _measure(self) -> None:
        """Columns as wide as their longest value, the stretching one takes the rest, rows as high as they need."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        if self.isVisible():
            # Before that the table has no width of its own, and every cell would break into many lines.
            indexes = self._indexes()
            if self._needs is None:
                self._needs = self._weigh(indexes)
            self._share(self._needs)
            self._head.fit()
            self._span(self._needs.cells)
            self._stretch_rows(indexes, self._needs)
        self.updateGeometry()

    def _stretch_rows(self, indexes: list[list[QModelIndex]], needs: _Needs) -> None:
        """Rows as high as their highest cell; a cell that fits its column on one line needs no more than that line."""
        widths = [self.columnWidth(column) for column in range(len(indexes))]
        for row in range(self.sorted.rowCount()):
            high = self._delegate.row_height
            for column, room in enumerate(widths):
                cell = needs.cells[column][row]
                if cell.span == 1 and not cell.below and needs.wide[column][row] <= room:
                    high = max(high, self._delegate.line_height(cell.style))
                else:
                    room = sum(widths[column : column + cell.span])
                    high = max(high, self._delegate.height_for(indexes[column][row], room))
            if self.rowHeight(row) != high:
                self.setRowHeight(row, high)

    def _share(self, needs: _Needs) -> None:
        columns = self.rows.columns
        shown = [
            number for number, column in enumerate(columns) if not (column.optional and self._says_nothing(number))
        ]
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
        parts = ([needs.needed[n] for n in shown], [needs.least[n] for n in shown], [columns[n] for n in shown])
        for number, width in zip(shown, shared(*parts, self.viewport().width()), strict=True):
            self.setColumnWidth(number, width)

    def _says_nothing(self, column: int) -> bool:
        cells = (self.sorted.index(row, column).data(CELL_ROLE) for row in range(self.sorted.rowCount()))
        return not any(cell.plain for cell in cells)

    def _indexes(self) -> list[list[QModelIndex]]:
        """Every cell shown, column by column."""
        rows = range(self.sorted.rowCount())
        return [[self.sorted.index(row, column) for row in rows] for column in range(len(self.rows.columns))]

    def _cells(self) -> list[list[Cell]]:
        """The cells shown, column by column: each is looked at often, and the way through the model is long."""
        rows = [self.sorted.mapToSource(self.sorted.index(row, 0)).row() for row in range(self.sorted.rowCount())]
        return [[self.rows.cell(row, column) for row in rows] for column in range(len(self.rows.columns))]

    def _weigh(self, indexes: list[list[QModelIndex]]) -> _Needs:
        """What each cell needs on one line, and below which width of its column a word would be cut."""
        head, delegate, cells = self._head, self._delegate, self._cells()
        delegate.forget_words()
        delegate.even_buttons([cell.button for column in cells for cell in column if cell.button])
        wide = [list(map(delegate.width_of, *pair)) for pair in zip(indexes, cells, strict=True)]
        narrow = [list(map(delegate.narrowest, *pair)) for pair in zip(indexes, cells, strict=True)]
        needed = [max([head.sectionSizeHint(n), *column]) for n, column in enumerate(wide)]
        least = [max([head.narrowest(n), *column]) for n, column in enumerate(narrow)]
        return _Needs(needed, least, wide, cells)

    def _span(self, cells: list[list[Cell]]) -> None:
        self.clearSpans()
        for column, below in enumerate(cells):
            for row, cell in enumerate(below):
                if cell.span > 1:
                    self.setSpan(row, column, 1, cell.span)

    def sizeHint(self) -> QSize:
        high = sum(self.rowHeight(row) for row in range(self.sorted.rowCount()))
        return QSize(super().sizeHint().width(), high + self.horizontalHeader().height())

    def minimumSizeHint(self) -> QSize:
        if self._whole:
            return QSize(200, self.sizeHint().height())
        few = sum(self.rowHeight(row) for row in range(min(self.sorted.rowCount(), _FEW_ROWS)))
        return QSize(200, few + self.horizontalHeader().height())
