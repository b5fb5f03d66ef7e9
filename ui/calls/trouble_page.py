"""A dossier that could not be opened: the sentence why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.problems import Unanswered
from app.terms.clause import Refusal, because
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.frames import column, row
from ui.patience import TRYING_AGAIN
from ui.speech import speak_all


class TroublePage(QWidget):
    """``again`` when the person wants another try, ``clause_asked`` for a clause."""

    again = Signal()
    clause_asked = Signal(str)

    def __init__(self, refusal: Refusal, language: Language) -> None:
        super().__init__()
        away = (TRYING_AGAIN,) if isinstance(refusal, Unanswered) else (refusal.because,)
        box = NoteBox("bad", because("The dossier could not be opened"), away, refusal.clauses)
        box.clause_asked.connect(self.clause_asked)
        button = Button(because("Try again"), "secondary", "refresh")
        button.clicked.connect(self.again)
        self.setLayout(column(box, row(button, None), None, spacing=12, margins=(16, 16, 16, 16)))
        speak_all(self, language)
