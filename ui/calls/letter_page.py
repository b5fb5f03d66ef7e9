"""A letter of the dossier in the call's tab, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import Because, because
from ui.letter_view import LetterView
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.frames import Panel, clear, column, row
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
        self._language = language
        self._note = column(margins=(0, 0, 0, 0))
        self.setLayout(column(bar, self._note, self.view, spacing=0))
        self.view.show_letter(number, title, content, issued=issued)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        speak_all(self, language)

    def tell(self, sentences: tuple[Because, ...]) -> None:
        """Say above the letter what its case reads otherwise than usual."""
        clear(self._note)
        if sentences:
            self._note.addWidget(NoteBox("warn", because("This case follows another reading"), sentences))
        speak_all(self, self._language)
