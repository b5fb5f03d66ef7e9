"""The list of clauses: number above title, parts below what they are a part of, what answered marked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.acts.clause_browser import ClauseLine, marked_places
from app.language import Language
from app.terms.clause import because, cited
from ui.theme.fonts import font
from ui.theme.tokens import RADIUS_FIELD, ROW_TWO_LINES, Colours, colours_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_LEFT, _RIGHT, _INDENT = 22, 12, 14


class ClauseModel(QAbstractListModel):
    """Clauses in one column."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ClauseLine, ...] = ()
        self.query = ""
        self._language: Language | None = None

    def show(self, lines: tuple[ClauseLine, ...], query: str, language: Language) -> None:
        """Show ``lines``, which answer ``query``."""
        self.beginResetModel()
        self.lines, self.query, self._language = lines, query, language
        self.endResetModel()

    def number_of(self, line: ClauseLine) -> str:
        """The number as the language of the window cites it."""
        return self._language.say(cited(line.number)) if self._language is not None else ""

    def row_of(self, number: str) -> int:
        """The row of a clause, -1 where it is not listed."""
        return next((row for row, line in enumerate(self.lines) if line.number == number), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.number_of(line)}, {line.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.title
        return None


class ClauseList(QListView):
    """``current`` tells the number of the clause it stands on, ``chosen`` one that was clicked or entered."""

    current = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._language: Language | None = None
        self.clauses = ClauseModel()
        self.setModel(self.clauses)
        self.setItemDelegate(_ClauseDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(lambda now, _: self._tell(now, self.current))
        self.clicked.connect(lambda index: self._tell(index, self.chosen))

    def speak(self, language: Language) -> None:
        """Carry the name in ``language``."""
        self._language = language
        self.setAccessibleName(language.say(because("Clauses")))

    def show_lines(self, lines: tuple[ClauseLine, ...], query: str, language: Language, keep: str = "") -> None:
        """Show ``lines``; the clause ``keep`` stays the current one where it is among them, else the first is."""
        self._language = language
        self.clauses.show(lines, query, language)
        self.go_to(max(0, self.clauses.row_of(keep)))

    def number(self) -> str:
        """The clause the list stands on; empty for none."""
        index = self.currentIndex()
        return str(index.data(LINE_ROLE).number) if index.isValid() else ""

    def go_to(self, row: int) -> None:
        """Stand on a row."""
        if 0 <= row < self.clauses.rowCount():
            self.setCurrentIndex(self.clauses.index(row))
            self.scrollTo(self.clauses.index(row))

    def steer(self, key: str) -> None:
        """Go where a key of the search field points: ``up down page_up page_down``; ``open`` chooses."""
        page = max(1, self.viewport().height() // ROW_TWO_LINES - 1)
        ways = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
        if key in ways:
            last = self.clauses.rowCount() - 1
            self.go_to(min(max(self.currentIndex().row() + ways[key], 0), last))
        elif key == "open":
            self._tell(self.currentIndex(), self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.currentIndex(), self.chosen)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.clauses.rowCount() or self._language is None:
            return
        painter = QPainter(self.viewport())
        painter.setFont(font("body"))
        painter.setPen(colours_of(self.palette())["text2"])
        words = self._language.say(because("No clause holds these words."))
        painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), words)
        painter.end()

    @staticmethod
    def _tell(index: Index, signal: Any) -> None:
        if index.isValid():
            signal.emit(index.data(LINE_ROLE).number)


class _ClauseDelegate(QStyledItemDelegate):
    def __init__(self, view: ClauseList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_TWO_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        colours = colours_of(option.palette)
        line: ClauseLine = index.data(LINE_ROLE)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect, query = option.rect, self._view.clauses.query
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = rect.adjusted(8, 1, -6, -1)
        if current or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft" if current else "accent_faint"])
            painter.drawRoundedRect(card, RADIUS_FIELD, RADIUS_FIELD)
        if current:
            painter.fillRect(QRect(card.left(), card.top() + 4, 3, card.height() - 8), colours["accent"])
        # Parts stand further in only where they follow what they are a part of: an answer has the best first.
        left = rect.left() + _LEFT + (0 if query.strip() else line.depth * _INDENT)
        room = rect.right() - _RIGHT - left
        number = self._view.clauses.number_of(line)
        paint_places(painter, QRect(left, rect.top() + 5, room, 17), number, query, "caption", "text2", colours)
        style = "name" if line.depth else "strong"
        paint_places(painter, QRect(left, rect.top() + 23, room, 19), line.title, query, style, "text", colours)
        painter.restore()


def paint_places(
    painter: QPainter, where: QRect, text: str, query: str, style: str, token: str, colours: Colours
) -> None:
    """Draw one line with every word of ``query`` on a ground of its own; elided at the end without room."""
    metrics = QFontMetrics(font(style))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
    for start, end in marked_places(shown, query):
        left = where.left() + metrics.horizontalAdvance(shown[:start])
        ground = QRect(left - 1, where.top(), metrics.horizontalAdvance(shown[start:end]) + 2, where.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["match"])
        painter.drawRoundedRect(ground, 3, 3)
    painter.setFont(font(style))
    painter.setPen(colours[token])
    painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), shown)
