"""The search field of the top bar. It keeps the keyboard while the answers stand below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from app.terms.clause import because
from ui.parts.fields import TextField
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_BAR, RADIUS_CHIP, colours_of

_KEYS = {
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_PageDown: "page_down",
    Qt.Key.Key_PageUp: "page_up",
    Qt.Key.Key_Escape: "close",
}


class SearchField(TextField):
    """``asked`` tells the text when it changes or the field gets the keyboard, ``steered`` a key for the answers."""

    asked = Signal(str)
    steered = Signal(str)

    def __init__(self) -> None:
        super().__init__(because("Search"), because("VIN, plate, name, phone, e-mail, contract, case or letter number"))
        self.setFont(font("hit"))
        self.setTextMargins(26, 0, 56, 0)
        self.setFixedHeight(36)
        self.setMinimumWidth(260)
        self.setMaximumWidth(600)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self.asked)

    def sizeHint(self) -> QSize:
        return QSize(600, 36)

    def begin(self) -> None:
        """Take the keyboard with everything selected, ready for the next number."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        # Esc closes the answers, not the page below them, which has a shortcut on the same key.
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.clear()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.steered.emit("open_behind" if control else "open")
        elif key in _KEYS:
            self.steered.emit(_KEYS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Only when somebody goes there: the keyboard also lands here when what had it disappears.
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self.asked.emit(self.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "accent" if self.hasFocus() else "text2"
        paint_icon(painter, "search", token, QRect(12, (self.height() - ICON_BAR) // 2, ICON_BAR, ICON_BAR))
        keys = "Esc" if self.hasFocus() else "Ctrl+K"
        width = QFontMetrics(font("head")).horizontalAdvance(keys) + 14
        box = QRect(self.width() - width - 9, (self.height() - 20) // 2, width, 20)
        painter.setPen(colours["line"])
        painter.setBrush(colours["sunken"])
        painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
        painter.setPen(colours["text2"])
        painter.setFont(font("head"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), keys)
        painter.end()
