"""The list of answers: groups with a head, hits with two lines, the part that answered marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.language import Language
from app.records.rows import Hit
from app.records.search_rows import HitGroup
from app.terms.clause import because
from ui.search.hit_words import GROUPS, ICONS, at_right, detail, title
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_BAR, RADIUS_FIELD, ROW_HEAD, ROW_TWO_LINES, Colours, colours_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_SHOWN = {"people": 4, "vehicles": 2, "contracts": 2, "papers": 2}
"""Hits of a group while there are several; its key shows all of them."""
_LEFT, _TEXT_LEFT, _RIGHT = 22, 54, 14


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group: its number on the keyboard and how many of how many are shown."""

    group: HitGroup
    number: int
    shown: int


Entry = Head | Hit


class HitModel(QAbstractListModel):
    """Groups and hits in one column. Heads cannot be chosen."""

    def __init__(self, is_open: Callable[[Hit], bool]) -> None:
        super().__init__()
        self._is_open = is_open
        self._entries: list[Entry] = []
        self._language: Language | None = None

    def show(self, groups: tuple[HitGroup, ...], language: Language, whole: str = "") -> None:
        """Show ``groups``; the one called ``whole``, or the only one, with all its hits."""
        self.beginResetModel()
        self._language = language
        self._entries = []
        for number, group in enumerate(groups, start=1):
            everything = group.name == whole or len(groups) == 1
            hits = group.hits if everything else group.hits[: _SHOWN[group.name]]
            self._entries += [Head(group, number, len(hits)), *hits]
        self.endResetModel()

    def first_of(self, number: int) -> int:
        """The row of the first hit of a group, -1 without it."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, Head) and entry.number == number:
                return row + 1
        return -1

    def entry(self, row: int) -> Entry:
        """What stands in a row."""
        return self._entries[row]

    def right_of(self, hit: Hit) -> tuple[str, str]:
        """The two short lines at the right of a hit."""
        return at_right(hit, self._language, open_now=self._is_open(hit)) if self._language else ("", "")

    def lines_of(self, hit: Hit) -> tuple[str, str]:
        """The two lines of a hit."""
        return (title(hit, self._language), detail(hit, self._language)) if self._language else ("", "")

    def name_of(self, head: Head) -> str:
        """What a group is called."""
        return self._language.say(GROUPS[head.group.name]) if self._language else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        hit = index.isValid() and isinstance(self._entries[index.row()], Hit)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if hit else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._language is None:
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(entry, Head):
                return f"{self.name_of(entry)} {self.counted(entry)}"
            words = (*self.lines_of(entry), *self.right_of(entry))
            return ", ".join(word for word in words if word)
        return None

    def counted(self, head: Head) -> str:
        """How many of a group are shown: ``4 of 11``, or only the number when all are."""
        if self._language is None:
            return ""
        total = head.group.total
        if head.group.more:
            return self._language.text("{shown} of at least {total}", shown=head.shown, total=total)
        if head.shown < total:
            return self._language.text("{shown} of {total}", shown=head.shown, total=total)
        return self._language.number(total)


class HitList(QListView):
    """Steered by the search field. ``current`` tells the hit it stands on, ``chosen`` one that was clicked."""

    current = Signal(object)
    chosen = Signal(object)

    def __init__(self, is_open: Callable[[Hit], bool]) -> None:
        super().__init__()
        self.hits = HitModel(is_open)
        self.setModel(self.hits)
        self.setItemDelegate(_HitDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(lambda now, _: self.current.emit(self._hit(now)))
        self.clicked.connect(lambda index: self.chosen.emit(self._hit(index)))

    def speak(self, language: Language) -> None:
        """Carry the name in ``language``."""
        self.setAccessibleName(language.say(because("Answers")))

    def show_groups(self, groups: tuple[HitGroup, ...], language: Language, whole: str = "") -> None:
        """Show the answers, the best one current."""
        before = self.hit()
        self.hits.show(groups, language, whole)
        rows = range(self.hits.rowCount())
        same = next((row for row in rows if before is not None and self.hits.entry(row) == before), -1)
        self.go_to(same if same >= 0 and whole else 1)

    def hit(self) -> Hit | None:
        """The hit the list stands on."""
        return self._hit(self.currentIndex())

    def go_to(self, row: int) -> None:
        """Stand on a row."""
        if 0 <= row < self.hits.rowCount():
            self.setCurrentIndex(self.hits.index(row))
            self.scrollTo(self.hits.index(max(0, row - 1)) if row == 1 else self.hits.index(row))

    def step(self, rows: int) -> None:
        """Go ``rows`` further, over the heads."""
        row, way = self.currentIndex().row() + rows, 1 if rows > 0 else -1
        last = self.hits.rowCount() - 1
        row = min(max(row, 1), last)
        if 0 <= row <= last and isinstance(self.hits.entry(row), Head):
            row += way
        if 1 <= row <= last:
            self.go_to(row)

    def _hit(self, index: Index) -> Hit | None:
        entry = index.data(ENTRY_ROLE) if index.isValid() else None
        return entry if isinstance(entry, Hit) else None


class _HitDelegate(QStyledItemDelegate):
    def __init__(self, view: HitList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = isinstance(index.data(ENTRY_ROLE), Head)
        return QSize(200, ROW_HEAD + (2 if index.row() == 0 else 8) if head else ROW_TWO_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        colours = colours_of(option.palette)
        entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Head):
            self._paint_head(painter, entry, option.rect, colours)
        else:
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_hit(painter, entry, option.rect, colours, current=current, hovered=hovered)
        painter.restore()

    def _paint_head(self, painter: QPainter, head: Head, rect: QRect, colours: Colours) -> None:
        place = QRect(rect.left() + _LEFT, rect.bottom() - ROW_HEAD + 1, rect.width() - _LEFT - _RIGHT, ROW_HEAD)
        name, counted = self._view.hits.name_of(head), self._view.hits.counted(head)
        painter.setFont(font("strong"))
        painter.setPen(colours["text2"])
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), name)
        left = QFontMetrics(font("strong")).horizontalAdvance(name) + 8
        painter.setFont(font("caption"))
        painter.setPen(colours["text3"])
        painter.drawText(place.adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), counted)
        painter.setFont(font("head"))
        painter.setPen(colours["accent"])
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(place, right, f"Alt+{head.number}")

    def _paint_hit(
        self, painter: QPainter, hit: Hit, rect: QRect, colours: Colours, *, current: bool, hovered: bool
    ) -> None:
        card = rect.adjusted(10, 1, -6, -1)
        if current or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft" if current else "accent_faint"])
            painter.drawRoundedRect(card, RADIUS_FIELD, RADIUS_FIELD)
        if current:
            painter.fillRect(QRect(card.left(), card.top() + 4, 3, card.height() - 8), colours["accent"])
        picture = QRect(rect.left() + _LEFT, rect.center().y() - ICON_BAR // 2, ICON_BAR, ICON_BAR)
        paint_icon(painter, ICONS[hit.kind], "accent" if current else "text2", picture)
        right_lines = self._view.hits.right_of(hit)
        small = QFontMetrics(font("body"))
        right_width = max(small.horizontalAdvance(line) for line in right_lines)
        lines = self._view.hits.lines_of(hit)
        room = rect.width() - _TEXT_LEFT - _RIGHT - right_width - 12
        tops = (rect.top() + 5, rect.top() + 25)
        for line, top, style, token in zip(lines, tops, ("hit", "body"), ("text", "text2"), strict=True):
            where = QRect(rect.left() + _TEXT_LEFT, top, room, 19)
            paint_marked(painter, where, line, hit.matched, style, token, colours)
        painter.setFont(font("body"))
        painter.setPen(colours["text2"])
        for line, top in zip(right_lines, tops, strict=True):
            where = QRect(rect.left(), top, rect.width() - _RIGHT, 19)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), line)


def paint_marked(
    painter: QPainter, where: QRect, text: str, part: str, style: str, token: str, colours: Colours
) -> None:
    """Draw one line with the part that answered strong on a ground of its own; elided in the middle without room."""
    plain, strong = font(style), font("hit_strong" if style == "hit" else "strong")
    metrics = QFontMetrics(plain)
    left = where.left()
    if part and part in text and metrics.horizontalAdvance(text) <= where.width():
        before, _, after = text.partition(part)
        pieces = ((before, plain, False), (part, strong, True), (after, plain, False))
    else:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, where.width())
        pieces = ((shown, plain, False), ("", strong, False), ("", plain, False))
    for piece, face, marked in pieces:
        if not piece:
            continue
        width = QFontMetrics(face).horizontalAdvance(piece)
        if marked:
            ground = QRect(left - 1, where.top() + 1, width + 2, where.height() - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["match"])
            painter.drawRoundedRect(ground, 3, 3)
        painter.setFont(face)
        painter.setPen(colours["text" if marked else token])
        painter.drawText(QRect(left, where.top(), width + 4, where.height()), int(Qt.AlignmentFlag.AlignVCenter), piece)
        left += width
