"""Printing an issued letter from where it is read, so that the day's printing does not print it again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.acts import single_print
from app.language import Language
from app.terms.clause import Refusal, because
from ui.letter_view import LetterView
from ui.parts.buttons import Button
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import column, row
from ui.parts.words import Words, buddy
from ui.speech import speak_all
from ui.stage import Stage

_WIDTH = 480


class ReasonDialog(QDialog):
    """Why a letter that was printed before is printed again; ``agreed`` carries the reason."""

    agreed = Signal(str)

    def __init__(self, number: str, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self.setMinimumWidth(_WIDTH)
        title = because("Print a copy of letter {number}", number=number)
        self.setWindowTitle(language.say(title))
        about = because("The same letter, marked as a copy on every page. The reason is written down.")
        self.reason = TextField(because("Why a copy is needed"), because("for example: lost in the post"))
        self._trouble = Words("", "body", "bad", wrap=True)
        self._trouble.hide()
        cancel = Button(because("Cancel"), "secondary")
        cancel.clicked.connect(self.reject)
        self.go = Button(because("Print a copy"), "primary", "printer")
        self.go.setDefault(True)
        self.go.clicked.connect(self._agree)
        layout = column(spacing=14, margins=(20, 20, 20, 16))
        layout.addLayout(column(Words(title, "wizard"), Words(about, "body", "text2", wrap=True), spacing=2))
        layout.addLayout(column(buddy(because("Why a copy is needed"), self.reason), self.reason, spacing=4))
        layout.addWidget(self._trouble)
        layout.addLayout(row(None, cancel, self.go))
        self.setLayout(layout)
        speak_all(self, language)
        self.reason.setFocus()

    def _agree(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.accept()
            self.agreed.emit(reason)
            return
        why = because("Say why a copy is needed.")
        self._trouble.say(why, self._language)
        self._trouble.show()
        mark_wrong(self.reason, self._language.say(why))
        self.reason.setFocus()


class LetterPrinting(QObject):
    """Stands between the print button of ``view`` and the printer: asks what may be printed, and notes what was."""

    def __init__(self, stage: Stage, view: LetterView) -> None:
        super().__init__(view)
        self._stage = stage
        self._view = view
        self._copy, self._reason = False, ""
        self.dialog: ReasonDialog | None = None
        view.before_printing = self.ask
        view.printed.connect(self._note)

    def ask(self, number: str) -> None:
        """Let the letter be printed, or a marked copy of one that was printed before."""

        def found(wanted: single_print.ToPrint) -> None:
            if number != self._view.number:
                return
            self._copy, self._reason = wanted.copy, ""
            if wanted.copy:
                self._ask_reason(number, wanted.content)
            else:
                self._view.choose_printer()

        job = partial(single_print.to_print, self._stage.desk, number)
        self._stage.worker.run(job, found, self._refused, owner=self._view)

    def _ask_reason(self, number: str, content: bytes) -> None:
        dialog = self.dialog = ReasonDialog(number, self._stage.language, self._view)

        def agreed(reason: str) -> None:
            self._reason = reason
            self._view.choose_printer(content)

        dialog.agreed.connect(agreed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _note(self, number: str) -> None:
        job = partial(single_print.note_printed, self._stage.desk, number, copy=self._copy, reason=self._reason)
        self._stage.worker.run(job, lambda _: self._stage.changed.emit("letter", None), self._refused, owner=self._view)

    def _refused(self, refusal: Refusal) -> None:
        self._view.tell(refusal.because, "bad")
