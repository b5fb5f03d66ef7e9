"""Sends a wizard's errands to the database thread and brings the answers back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.acts.rows import Done, Preview, Receipt, WhatIf
from app.problems import Unanswered
from app.terms.clause import Refusal
from ui.patience import TRYING_AGAIN, Patience
from ui.wizard.flow import Flow
from ui.wizard.office import Office
from ui.worker import Ticket, Worker

if TYPE_CHECKING:
    from app.records.dossier import DossierKey


class Errands(QObject):
    """One dossier's errands. Answers for a wizard that is closed meanwhile go nowhere.

    While the database does not answer, saving and recording are tried again; ``waits`` says so of the latter.
    """

    saved = Signal(object)
    not_saved = Signal(object)
    recorded = Signal(object)
    read_again = Signal(object)
    letter_came = Signal(str, object, bool)
    days_came = Signal(object)
    refused = Signal(object)
    waits = Signal()
    broke = Signal()

    def __init__(self, office: Office, worker: Worker, key: DossierKey, wizard: QWidget) -> None:
        super().__init__(wizard)
        self._office, self._worker, self._key, self._wizard = office, worker, key, wizard
        self._letter: Ticket | None = None
        self._saving, self._recording = Patience(self), Patience(self)
        self._under_way = False
        worker.broke.connect(self._tell_broke)

    def save(self, flow: Flow) -> None:
        """Save the draft as it is now."""
        key, act, draft, position = self._key, flow.act.NAME, flow.draft, flow.position
        self._saving.end()

        def not_saved(refusal: Refusal) -> None:
            if isinstance(refusal, Unanswered):
                if self._under_way:
                    return
                self._saving.again(lambda: self.save(flow))
                refusal = Refusal(TRYING_AGAIN)
            self.not_saved.emit(refusal)

        self._worker.run(
            lambda: self._office.keep(key, act, draft, position), self.saved.emit, not_saved, owner=self._wizard
        )

    def forget(self, flow: Flow) -> None:
        """Drop the draft of an act that was left for another one."""
        key, act, draft = self._key, flow.act.NAME, flow.draft
        self._worker.run(
            lambda: self._office.forget(key, act, draft), lambda _: None, self.refused.emit, owner=self._wizard
        )

    def perform(self, flow: Flow, seen: Preview) -> None:
        """Write what ``seen`` shows. An attempt whose end is not known is repeated: it is written once."""
        key, act, draft, request = self._key, flow.act.NAME, flow.draft, flow.request_key
        self._saving.end()
        self._under_way = True  # a draft saved after the act is recorded would come back

        def recorded(done: Done) -> None:
            self._recording.end()
            self._under_way = False
            self.recorded.emit(done)

        def refused(refusal: Refusal) -> None:
            if isinstance(refusal, Unanswered):
                self._recording.again(lambda: self.perform(flow, seen))
                self.waits.emit()
            else:
                self._recording.end()
                self._under_way = False
                self.refused.emit(refusal)

        self._worker.run(
            lambda: self._office.perform(key, act, draft, seen, request), recorded, refused, owner=self._wizard
        )

    def read_dossier(self, receipt: Receipt) -> None:
        """Read the dossier as it is now."""
        key = self._key
        self._worker.run(
            lambda: self._office.overview(key, receipt), self.read_again.emit, self.refused.emit, owner=self._wizard
        )

    def fetch_letter(self, flow: Flow, asked: str) -> None:
        """Bring an issued letter by its number, or one that would be issued by its kind; the last one asked counts."""
        if self._letter is not None:
            self._letter.drop()
        key, act, draft, issued = self._key, flow.act.NAME, flow.draft, flow.done is not None

        def fetch() -> bytes:
            return self._office.letter(asked) if issued else self._office.letter_preview(key, act, draft, asked)

        self._letter = self._worker.run(
            fetch, lambda pdf: self.letter_came.emit(asked, pdf, issued), self.refused.emit, owner=self._wizard
        )

    def ask_other_days(self, flow: Flow) -> None:
        """Answer the draft for other days of receipt."""
        act, dossier, draft, today = flow.act, flow.dossier, flow.draft, flow.today

        def ask() -> WhatIf:
            from app.acts import what_if

            return what_if.of_draft(act.TITLE, act.preview, dossier, draft, today)

        self._worker.run(ask, self.days_came.emit, self.refused.emit, owner=self._wizard)

    def _tell_broke(self, _: object) -> None:
        self._recording.end()
        self._under_way = False
        self.broke.emit()
