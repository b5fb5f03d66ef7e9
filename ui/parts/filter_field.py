"""The field above a list that keeps the rows holding what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.parts.fields import TextField
from ui.speech import Text

_LEAST = 72


class FilterField(TextField):
    """Esc empties it; in the empty field Esc leaves it: ``left``."""

    left = Signal()

    def __init__(self, name: Text, hint: Text | None = None) -> None:
        super().__init__(name, hint, icon_name="filter")
        self.setMinimumWidth(_LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()
