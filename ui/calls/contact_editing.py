"""Corrects how a customer is reached: the dialog, the writing, and the choice where a colleague did the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.acts.contact_data import Contact, Differs, contact_of
from app.acts.rows import Overview
from app.acts.together import CORRECTING
from app.terms.clause import Refusal
from ui.calls.conflict_dialog import ConflictDialog
from ui.calls.contact_dialog import ContactDialog
from ui.questions import Questions
from ui.stage import Stage

if TYPE_CHECKING:
    from ui.calls.call_page import CallPage


class ContactEditing(QObject):
    """One correction, from its dialog to the reloaded dossier. Gone with its dialog."""

    def __init__(self, call: CallPage, stage: Stage, questions: Questions) -> None:
        super().__init__(call)
        self._call = call
        self._stage = stage
        self._questions = questions

    def begin(self, overview: Overview) -> None:
        """Show what is recorded, to be changed."""
        customer = overview.dossier.customer
        before = contact_of(customer)
        dialog = ContactDialog(customer.name, before, self._stage.language, self._call)
        dialog.save_asked.connect(lambda wanted: self._save(dialog, customer.name, before, wanted))
        dialog.finished.connect(lambda _: self._end(dialog))
        dialog.open()
        self._tell(CORRECTING)

    def _tell(self, what: str) -> None:
        """Others at the dossier see it."""
        self._call.correcting = what
        self._call.keys_changed.emit()

    def _save(self, dialog: ContactDialog, name: str, before: Contact, wanted: Contact) -> None:
        key = self._call.key
        if key is None:
            return

        def saved(_: object) -> None:
            dialog.accept()
            self._stage.changed.emit("contact", key)

        def refused(refusal: Refusal) -> None:
            if isinstance(refusal, Differs):
                self._choose(dialog, name, refusal)
            else:
                dialog.say(refusal)

        self._stage.worker.run(lambda: self._questions.save_contact(key, before, wanted), saved, refused, owner=dialog)

    def _choose(self, dialog: ContactDialog, name: str, differs: Differs) -> None:
        choice = ConflictDialog(differs, name, self._stage.language, dialog)
        # From now on what the colleague saved is what was there before.
        choice.chosen.connect(lambda wanted: self._save(dialog, name, differs.now, wanted))
        choice.rejected.connect(lambda: dialog.save.setEnabled(True))
        choice.finished.connect(choice.deleteLater)
        choice.open()

    def _end(self, dialog: ContactDialog) -> None:
        self._tell("")
        dialog.deleteLater()
        self.deleteLater()
