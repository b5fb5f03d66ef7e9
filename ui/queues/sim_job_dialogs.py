"""The dialogs of the SIM jobs: a sheet to print, and the choice of another dealer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.language import Language
from app.terms.clause import Refusal, WrongInput, because
from ui.letter_view import LetterView
from ui.parts.buttons import Button
from ui.parts.fields import ChoiceField, WritingField, mark_wrong
from ui.parts.frames import column, row
from ui.parts.words import Words, buddy
from ui.speech import Text, said, speak_all

_WIDTH = 460


class SheetDialog(QDialog):
    """A sheet as it comes out of the printer, to print or to save."""

    def __init__(self, name: str, title: Text, content: bytes, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(said(title, language))
        self.resize(820, 760)
        self.view = LetterView(language)
        self.setLayout(column(self.view, spacing=0))
        self.view.show_letter(name, title, content, about=because("Case {number}", number=name))


class PassOnDialog(QDialog):
    """``wanted`` carries the number of the dealer and the reason; it stays until it is told that this was written."""

    wanted = Signal(str, str)

    def __init__(
        self, vehicle: str, dealers: tuple[tuple[str, str], ...], language: Language, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._language = language
        title = because("Give the job to another dealer")
        self.setWindowTitle(said(title, language))
        self.setMinimumWidth(_WIDTH)
        self.dealer = ChoiceField(because("Dealer"), [(number, name, "") for number, name in dealers])
        self.reason = WritingField(because("Reason"), lines=2)
        self.trouble = Words("", "body", "bad", wrap=True)
        self.trouble.hide()
        cancel, self.give = Button(because("Cancel"), "secondary"), Button(because("Give the job"), "primary", "check")
        cancel.clicked.connect(self.reject)
        self.give.clicked.connect(self._give)
        self.give.setDefault(True)
        about = because("The dealer gets a new work order; the one before does not see the job any more.")
        parts = (
            Words(title, "wizard"),
            Words(vehicle, "body", "text2"),
            Words(about, "body", "text2", wrap=True),
            buddy(because("Dealer"), self.dealer),
            self.dealer,
            buddy(because("Reason"), self.reason),
            self.reason,
            self.trouble,
            8,
            row(None, cancel, self.give, spacing=8),
        )
        self.setLayout(column(*parts, spacing=6, margins=(20, 20, 20, 16)))
        speak_all(self, language)
        self.dealer.setFocus()

    def say(self, refusal: Refusal) -> None:
        """Say why it was not written, at its field where there is one; everything entered stays."""
        self.trouble.say(refusal.because, self._language)
        self.trouble.show()
        self.give.setEnabled(True)
        field = {"dealer": self.dealer, "reason": self.reason}.get(getattr(refusal, "field", ""))
        if isinstance(refusal, WrongInput) and field is not None:
            mark_wrong(field, self.trouble.text())
            field.setFocus()

    def _give(self) -> None:
        for field in (self.dealer, self.reason):
            mark_wrong(field, "")
        self.trouble.hide()
        self.give.setEnabled(False)
        self.wanted.emit(str(self.dealer.value() or ""), self.reason.toPlainText())
