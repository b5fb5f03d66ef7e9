"""The list of the kinds of letters, by their names in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.language import Language
from app.terms.clause import because
from ui.dossier.naming import LETTER_KINDS, named
from ui.theme.fonts import font
from ui.theme.tokens import RADIUS_FIELD, colours_of

_ROW = 36
_LEFT, _RIGHT = 22, 12


class KindList(QListView):
    """``current`` tells the kind the list stands on."""

    current = Signal(str)

    def __init__(self, kinds: tuple[str, ...]) -> None:
        super().__init__()
        self._kinds = kinds
        self._names = QStringListModel()
        self.setModel(self._names)
        self.setItemDelegate(_KindDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(lambda now, _: self._tell(now))

    def speak(self, language: Language) -> None:
        """Show the names in ``language``; the kind it stands on stays."""
        row = max(self.currentIndex().row(), 0)
        self._names.setStringList([language.say(named(LETTER_KINDS, kind)) for kind in self._kinds])
        self.setAccessibleName(language.say(because("Letters")))
        self.setCurrentIndex(self._names.index(row))

    def kind(self) -> str:
        """The kind it stands on, empty before there are names."""
        row = self.currentIndex().row()
        return self._kinds[row] if row >= 0 else ""

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.current.emit(self._kinds[index.row()])


class _KindDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        colours = colours_of(option.palette)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(8, 1, -6, -1)
        if current or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft" if current else "accent_faint"])
            painter.drawRoundedRect(card, RADIUS_FIELD, RADIUS_FIELD)
        if current:
            painter.fillRect(QRect(card.left(), card.top() + 4, 3, card.height() - 8), colours["accent"])
        place = option.rect.adjusted(_LEFT, 0, -_RIGHT, 0)
        painter.setFont(font("strong" if current else "name"))
        painter.setPen(colours["text"])
        name = QFontMetrics(painter.font()).elidedText(option.text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.restore()
