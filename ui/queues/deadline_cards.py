"""The cards of one column of the board: painted, so that as many as there are can stand below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.language import Language
from app.terms.clause import Because
from ui.queues.deadline_cells import BUTTONS, MARKS, TONES, day_words, spoken
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.marks import paint_mark
from ui.theme.tokens import BETWEEN_CARDS, ICON_ROW, MARK_OPTION, RADIUS_CARD, RADIUS_FIELD, Colours, colours_of

if TYPE_CHECKING:
    from app.acts.deadlines import Deadline

Index = QModelIndex | QPersistentModelIndex
CARD = 90
_PAD, _TEXT, _LINE, _BUTTON, _BESIDE = 14, 40, 22, 28, 10
_NOWHERE = QModelIndex()
_CARD_ROLE = Qt.ItemDataRole.UserRole + 1


class CardModel(QAbstractListModel):
    """Deadlines, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[Deadline, ...] = ()
        self.language: Language | None = None

    def show(self, cards: Sequence[Deadline], language: Language) -> None:
        """Show other cards."""
        self.beginResetModel()
        self.cards, self.language = tuple(cards), language
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.language is None:
            return None
        card = self.cards[index.row()]
        if role == _CARD_ROLE:
            return card
        told = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        return spoken(card, self.language) if role in told else None


class CardDelegate(QStyledItemDelegate):
    """Paints a card, and hears its button."""

    pressed = Signal(object)

    def __init__(self, cards: CardList) -> None:
        super().__init__(cards)
        self._list = cards

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, CARD + BETWEEN_CARDS)

    def button_place(self, rect: QRect, card: Deadline) -> QRect:
        """Where the button of a card stands; empty without one."""
        if not card.act:
            return QRect()
        words = self._list.language.say(BUTTONS[card.act])
        width = QFontMetrics(font("name")).horizontalAdvance(words) + 24
        return QRect(rect.right() - _PAD - width, rect.top() + CARD - _BUTTON - 8, width, _BUTTON)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Deadline = index.data(_CARD_ROLE)
        colours = colours_of(self._list.palette())
        here = QRect(option.rect)
        here.setHeight(CARD)
        current = index == self._list.currentIndex() and self._list.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours["accent" if current else "line"], 2 if current else 1))
        painter.setBrush(colours["accent_soft" if current else "surface"])
        painter.drawRoundedRect(here.adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        mark = QRect(here.left() + _PAD, here.top() + 12, MARK_OPTION, MARK_OPTION)
        paint_mark(painter, MARKS[card.column], mark, colours)
        language = self._list.language
        inside = here.adjusted(_TEXT, 10, -_PAD, 0)
        amount = language.money(card.row.amount) if card.row.amount is not None else ""
        self._line(
            painter, inside, ("hit_strong", card.row.customer), ("hit_strong", amount), colours, ("text", "text")
        )
        inside.translate(0, _LINE)
        tones = (TONES[card.column], "text3")
        self._line(
            painter, inside, ("strong", day_words(card, language)), ("body", card.row.case_number), colours, tones
        )
        self._waits(painter, here, card, colours)
        painter.restore()

    def _line(
        self,
        painter: QPainter,
        place: QRect,
        left: tuple[str, str],
        right: tuple[str, str],
        colours: Colours,
        tones: tuple[str, str],
    ) -> None:
        """One line: what gives way at the left, what never does at the right."""
        line = QRect(place.left(), place.top(), place.width(), _LINE)
        needed, taken = (QFontMetrics(font(style)).horizontalAdvance(words) for style, words in (left, right))
        # A day is never cut: where there is too little room, the number of the case stands in the tool tip alone.
        beside = right[0] != "body" or needed + taken + _BESIDE <= line.width()
        painter.setFont(font(right[0]))
        painter.setPen(colours[tones[1]])
        if beside:
            painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right[1])
        painter.setFont(font(left[0]))
        painter.setPen(colours[tones[0]])
        room = line.width() - (taken + _BESIDE if taken and beside else 0)
        words = QFontMetrics(painter.font()).elidedText(left[1], Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _waits(self, painter: QPainter, here: QRect, card: Deadline, colours: Colours) -> None:
        button = self.button_place(here, card)
        y = here.top() + CARD - _BUTTON - 8
        paint_icon(painter, card.icon, "text2", QRect(here.left() + _TEXT, y + 6, ICON_ROW, ICON_ROW))
        left = here.left() + _TEXT + ICON_ROW + 8
        right = button.left() - 8 if card.act else here.right() - _PAD
        painter.setFont(font("body"))
        painter.setPen(colours["text2"])
        metrics = QFontMetrics(painter.font())
        words = metrics.elidedText(self._list.language.say(card.waits), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, y, right - left, _BUTTON), int(Qt.AlignmentFlag.AlignVCenter), words)
        if card.act:
            painter.setPen(QPen(colours["control"], 1))
            painter.setBrush(colours["surface"])
            painter.drawRoundedRect(button.adjusted(0, 0, -1, -1), RADIUS_FIELD, RADIUS_FIELD)
            painter.setFont(font("name"))
            painter.setPen(colours["text"])
            said = self._list.language.say(BUTTONS[card.act])
            painter.drawText(button, int(Qt.AlignmentFlag.AlignCenter), said)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        card: Deadline = index.data(_CARD_ROLE)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            here = QRect(option.rect)
            here.setHeight(CARD)
            if self.button_place(here, card).contains(event.position().toPoint()):
                self.pressed.emit(card)
                return True
        return super().editorEvent(event, model, option, index)


class CardList(QListView):
    """``pressed`` carries the card whose button was used, or R; ``opened`` that of Enter or a double click.

    ``sideways`` is 1 or -1 when the arrows leave for another column, ``seen`` when other cards came in sight.
    """

    pressed = Signal(object)
    opened = Signal(object)
    sideways = Signal(int)
    seen = Signal()
    draws_focus = True

    def __init__(self, name: Because, language: Language) -> None:
        super().__init__()
        self._name = name
        self.language = language
        self.cards = CardModel()
        self.setModel(self.cards)
        delegate = CardDelegate(self)
        delegate.pressed.connect(self.pressed)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(_CARD_ROLE)))
        self.verticalScrollBar().valueChanged.connect(lambda _: self.seen.emit())

    def show_cards(self, cards: Sequence[Deadline]) -> None:
        """Show cards; the current one and the place stay where they are."""
        if tuple(cards) == self.cards.cards and self.cards.language is self.language:
            return
        before, place = self.card(), self.verticalScrollBar().value()
        row = self.currentIndex().row()
        self.cards.show(cards, self.language)
        keys = [one.key for one in cards]
        if keys:
            at = keys.index(before.key) if before is not None and before.key in keys else max(0, row)
            self.setCurrentIndex(self.cards.index(min(at, len(keys) - 1)))
        self.verticalScrollBar().setValue(place)
        self.seen.emit()

    def card(self) -> Deadline | None:
        """The card the keyboard is on."""
        index = self.currentIndex()
        return self.cards.cards[index.row()] if index.isValid() else None

    def last_seen(self) -> int:
        """How many cards stand above the lower edge, the last of them whole."""
        return min(len(self.cards.cards), (self.verticalScrollBar().value() + self._room()) // (CARD + BETWEEN_CARDS))

    def _room(self) -> int:
        return self.viewport().height() + BETWEEN_CARDS

    def turn_down(self) -> None:
        """Bring the next cards into sight."""
        bar = self.verticalScrollBar()
        step = CARD + BETWEEN_CARDS
        bar.setValue(bar.value() // step * step + max(1, self._room() // step) * step)

    def speak(self, language: Language) -> None:
        """Say every card in ``language``."""
        self.language = language
        self.setAccessibleName(language.say(self._name))
        self.show_cards(self.cards.cards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.card()
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card is not None:
            self.opened.emit(card)
        elif event.key() == Qt.Key.Key_R and not event.modifiers() and card is not None:
            self.pressed.emit(card)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.cards:
            self.setCurrentIndex(self.cards.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.seen.emit()
