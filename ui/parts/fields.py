"""Fields to type and to choose in. A wrong value gets a red edge and a sentence; nothing is taken away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QStyledItemDelegate, QWidget

from app.language import Language
from ui.speech import Text, said
from ui.theme.fonts import font
from ui.theme.icons import icon, paint_icon
from ui.theme.tokens import ICON_ROW, RADIUS_CHIP, colours_of


def mark_wrong(field: QWidget, sentence: str) -> None:
    """Give ``field`` a red edge and say why; an empty sentence takes both away."""
    field.setToolTip(sentence)
    field.setAccessibleDescription(sentence)
    wrong = bool(sentence)
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)


class TextField(QLineEdit):
    """One line of text. ``name`` is what a screen reader calls it; ``hint`` an example, never the label."""

    def __init__(self, name: Text, hint: Text | None = None, icon_name: str = "") -> None:
        super().__init__()
        self._name = name
        self._hint = hint
        self._icon = icon_name
        self.setFont(font("body"))
        if icon_name:
            self.setTextMargins(22, 0, 0, 0)

    def speak(self, language: Language) -> None:
        """Carry name and hint in ``language``."""
        self.setAccessibleName(said(self._name, language))
        self.setPlaceholderText(said(self._hint, language))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            painter = QPainter(self)
            paint_icon(painter, self._icon, "text2", QRect(10, (self.height() - ICON_ROW) // 2, ICON_ROW, ICON_ROW))
            painter.end()


class WritingField(QPlainTextEdit):
    """Several lines of text. Tab leaves it; Ctrl+Enter says that it is finished.

    With ``lines`` it is one line high until somebody writes in it.
    """

    finished = Signal()

    def __init__(self, name: Text, hint: Text | None = None, *, lines: int = 0) -> None:
        super().__init__()
        self._name = name
        self._hint = hint
        self._lines = lines
        self.setFont(font("body"))
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._grow)
        self._grow()

    def speak(self, language: Language) -> None:
        """Carry name and hint in ``language``."""
        self.setAccessibleName(said(self._name, language))
        self.setPlaceholderText(said(self._hint, language))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._grow()

    def _grow(self) -> None:
        if self._lines:
            written = self.hasFocus() or not self.document().isEmpty()
            self.setFixedHeight(20 + self.fontMetrics().lineSpacing() * (self._lines if written else 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class ChoiceField(QComboBox):
    """A combo box over values with words. ``chosen`` carries the value, only when the person chose it."""

    chosen = Signal(object)

    def __init__(self, name: Text, choices: Iterable[tuple[object, Text, str]] = (), *, snug: bool = False) -> None:
        """``choices`` are (value, words, icon name or nothing). A ``snug`` field is as wide as the value shown."""
        super().__init__()
        self._snug = snug
        self._name = name
        self._choices: tuple[tuple[object, Text, str], ...] = ()
        self.setFont(font("name"))
        self.setIconSize(QSize(ICON_ROW, ICON_ROW))
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(choices)
        self.currentIndexChanged.connect(lambda _: self.updateGeometry())
        self.activated.connect(lambda index: self.chosen.emit(self._choices[index][0]))

    def offer(self, choices: Iterable[tuple[object, Text, str]]) -> None:
        """Offer other choices; the value stays when it is still among them."""
        before = self.value()
        self._choices = tuple(choices)
        self.clear()
        for _, text, icon_name in self._choices:
            self.addItem(icon(icon_name) if icon_name else QIcon(), text if isinstance(text, str) else "")
        self.set_value(before)

    def value(self) -> object:
        """The value chosen, ``None`` when nothing is."""
        index = self.currentIndex()
        return self._choices[index][0] if 0 <= index < len(self._choices) else None

    def set_value(self, value: object) -> None:
        """Show ``value`` without saying that the person chose it."""
        values = [one[0] for one in self._choices]
        self.setCurrentIndex(values.index(value) if value in values else -1)

    def speak(self, language: Language) -> None:
        """Show the choices in ``language``."""
        self.setAccessibleName(said(self._name, language))
        for index, (_, text, _) in enumerate(self._choices):
            self.setItemText(index, said(text, language))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._snug:
            return hint
        picture = 0 if self.itemIcon(self.currentIndex()).isNull() else ICON_ROW + 8
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.currentText()) + picture + 62, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._snug else super().minimumSizeHint()

    def showPopup(self) -> None:
        self.view().setMinimumWidth(max(self.width(), self.view().sizeHintForColumn(0) + 32))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel turned over a field must scroll the page, never change an answer.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        where = QRect(self.width() - 26, (self.height() - ICON_ROW) // 2, ICON_ROW, ICON_ROW)
        paint_icon(painter, "chevron-down", "text2", where)
        painter.end()


class CheckField(QCheckBox):
    """A check box with its words."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text
        self.setFont(font("body"))
        self.setMinimumHeight(28)

    def speak(self, language: Language) -> None:
        """Show the words in ``language``."""
        self.setText(said(self._text, language).replace("&", "&&"))

    def sizeHint(self) -> QSize:
        return QSize(28 + self.fontMetrics().horizontalAdvance(self.text()) + 4, 28)

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(2, (self.height() - CHECK) // 2, CHECK, CHECK)
        paint_check(painter, box, checked=self.isChecked(), enabled=self.isEnabled(), widget=self)
        painter.setPen(colours_of(self.palette())["text" if self.isEnabled() else "text3"])
        text = self.rect().adjusted(28, 0, 0, 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextShowMnemonic), self.text())
        painter.end()


CHECK = 18
"""How wide and high a check box is."""


def paint_check(
    painter: QPainter, box: QRect, *, checked: bool, enabled: bool, widget: QWidget, partly: bool = False
) -> None:
    """Draw a check box; tables use it too. ``partly`` checked: some of what it stands for are."""
    colours = colours_of(widget.palette())
    filled = checked or partly
    edge = "accent" if filled and enabled else "control" if enabled else "line"
    painter.setPen(QPen(colours[edge], 1.5))
    painter.setBrush(colours["accent" if filled and enabled else "surface"])
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_CHIP, RADIUS_CHIP)
    if filled:
        sign = "check" if checked else "minus"
        paint_icon(painter, sign, "on_accent" if enabled else "text3", box.adjusted(2, 2, -2, -2))
