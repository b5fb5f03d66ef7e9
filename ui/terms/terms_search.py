"""The search field of the terms. It keeps the keyboard while the arrow keys go through the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.terms.clause import because
from ui.parts.fields import TextField

_KEYS = {
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_PageDown: "page_down",
    Qt.Key.Key_PageUp: "page_up",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
}


class TermsSearch(TextField):
    """``steered`` tells a key for the list. Esc empties the field; the empty one leaves Esc to the page."""

    steered = Signal(str)

    def __init__(self) -> None:
        super().__init__(because("Search the terms"), because("Number or words, as 8.5 or sold"), "search")
        self.setFixedHeight(36)
        self.setTextMargins(26, 0, 0, 0)

    def event(self, event: QEvent) -> bool:
        # Esc empties the field before it leaves the page, which has a shortcut on the same key.
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in _KEYS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.steered.emit(_KEYS[key])
        else:
            super().keyPressEvent(event)
