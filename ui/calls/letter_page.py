"""A letter of the dossier in the call's tab, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import because
from ui.letter_view import LetterView
from ui.parts.buttons import Button
from ui.parts.frames import Panel, column, row
from ui.speech import Text, speak_all

_TO_DOSSIER = because("Back to the dossier")


class LetterPage(QWidget):
    """``closed`` when the person goes back, which a button offers as ``back_to``."""

    closed = Signal()

    def __init__(
        self,
        number: str,
        title: Text,
        content: bytes,
        language: Language,
        *,
        issued: bool = True,
        back_to: Text = _TO_DOSSIER,
    ) -> None:
        super().__init__()
        self.view = LetterView(language)
        back = Button(back_to, "quiet", "arrow-left")
        back.clicked.connect(self.closed)
        bar = Panel("surface", "bottom")
        bar.setLayout(row(back, None, margins=(8, 6, 16, 6)))
        self.setLayout(column(bar, self.view, spacing=0))
        self.view.show_letter(number, title, content, issued=issued)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        speak_all(self, language)
