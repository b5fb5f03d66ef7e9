"""The window is to be closed while letters are printing."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from app.language import Language
from app.terms.clause import because
from ui.parts.buttons import Button
from ui.parts.frames import column, row
from ui.parts.words import Words
from ui.speech import speak_all


class LeaveDialog(QDialog):
    """Accepted when the window is to close all the same."""

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        title = because("Letters are still printing")
        self.setWindowTitle(language.say(title))
        self.setMinimumWidth(480)
        about = because(
            "What the printer already has comes out. The rest waits: the next time this page says what is left, and "
            "“Resume” goes on with it. No letter is printed twice."
        )
        self.stay = Button(because("Stay here"), "primary")
        self.close_window = Button(because("Close the window"), "secondary")
        self.stay.clicked.connect(self.reject)
        self.close_window.clicked.connect(self.accept)
        self.setLayout(
            column(
                Words(title, "wizard"),
                Words(about, "body", "text2", wrap=True),
                row(None, self.close_window, self.stay),
                spacing=14,
                margins=(20, 20, 20, 16),
            )
        )
        speak_all(self, language)
        self.stay.setFocus()
