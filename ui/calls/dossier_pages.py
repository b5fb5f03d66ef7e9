"""The pages opened from a dossier in its call: letters, a case, the services, the other acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.acts.rows import Option, Overview
from app.terms.clause import Because
from ui.dossier.naming import LETTER_KINDS, named
from ui.questions import Questions
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.case_record import CaseRecord
    from ui.calls.call_page import CallPage
    from ui.calls.case_page import CasePage
    from ui.dossier.other_acts import OtherActsPage


class DossierPages(QObject):
    """Opens pages in front of the dossier of ``call`` and lets them lead back."""

    def __init__(self, call: CallPage, stage: Stage, questions: Questions) -> None:
        super().__init__(call)
        self._call = call
        self._stage = stage
        self._questions = questions

    # Letters ---------------------------------------------------------------------------------------------------------

    def letter(self, number: str) -> None:
        """Show an issued letter; it leads back to the page it was opened from."""
        overview = self._call.overview
        found = next((one for one in overview.dossier.letters if one.number == number), None) if overview else None
        title = named(LETTER_KINDS, found.kind if found is not None else "")
        case = found.case_number if found is not None else ""
        self._read(lambda: self._questions.letter(number), number, title, case, issued=True)
        self._stage.worker.run(lambda: self._questions.looked_at_letter(number), lambda _: None)

    def form(self, option: Option) -> None:
        """Show the withdrawal form of an option, to be signed."""
        key = self._call.key
        if key is not None:
            title = LETTER_KINDS["withdrawal_form"]
            self._read(lambda: self._questions.withdrawal_form(key, option), f"form-{option.subject}", title)

    def _read(
        self, question: Callable[[], bytes], number: str, title: Because, case: str = "", *, issued: bool = False
    ) -> None:
        from ui.calls.letter_page import LetterPage
        from ui.letter_printing import LetterPrinting

        call, before = self._call, self._call.currentWidget()

        def show(content: bytes) -> None:
            page = LetterPage(number, title, content, self._stage.language)
            page.closed.connect(lambda: self._leave_letter(page, before))
            call.bring(page)
            page.view.view.setFocus()
            if issued:
                LetterPrinting(self._stage, page.view)
            if case:
                self._stage.worker.run(partial(self._questions.read_otherwise, case), page.tell, owner=page)

        trouble = call.dossier.records.say_trouble if call.dossier is not None else None
        self._stage.worker.run(question, show, trouble, owner=call)

    def _leave_letter(self, letter: QWidget, before: QWidget | None) -> None:
        if before is None or before is self._call.dossier or self._call.indexOf(before) < 0:
            self._call.back(letter)
        else:
            self._call.drop(letter)
            self._call.setCurrentWidget(before)
            self._call.take_focus()

    # A case ----------------------------------------------------------------------------------------------------------

    def case(self, number: str) -> None:
        """Show a recorded case in full."""
        overview, dossier = self._call.overview, self._call.dossier
        if overview is None or dossier is None:
            return
        ask, trouble = self._stage.worker.run, dossier.records.say_trouble
        ask(lambda: self._questions.case_record(overview, number), self._show_case, trouble, owner=self._call)

    def _show_case(self, record: CaseRecord) -> None:
        from ui.calls.case_page import CasePage

        call, page = self._call, CasePage(record, self._stage.language)
        page.closed.connect(lambda: call.back(page))
        page.letter_asked.connect(self.letter)
        page.renewed.connect(partial(self._renew_case, page))
        page.case_asked.connect(lambda number: call.back(page, lambda: self.case(number)))
        self._connect_acts(page)
        call.bring(page)
        page.take_focus()

    def _renew_case(self, page: CasePage, overview: Overview) -> None:
        number = page.record.case.number
        self._stage.worker.run(
            lambda: self._questions.case_record(overview, number), page.show_record, lambda _: None, owner=page
        )

    # The customer ----------------------------------------------------------------------------------------------------

    def contact(self) -> None:
        """Let the person correct how the customer is reached."""
        from ui.calls.contact_editing import ContactEditing

        if self._call.overview is not None:
            ContactEditing(self._call, self._stage, self._questions).begin(self._call.overview)

    # Services and other acts -----------------------------------------------------------------------------------------

    def services(self, service: str) -> None:
        """Show the whole panel of services, at one of them."""
        call = self._call
        if call.overview is None:
            return
        from ui.services.pages import ServicesPages

        pages = ServicesPages(call.overview, self._stage, self._questions, call.neighbours)
        pages.closed.connect(lambda: call.back(pages))
        pages.clause_asked.connect(lambda clause: call.clause_asked.emit(clause, call.overview))
        pages.currentChanged.connect(lambda _: call.keys_changed.emit())
        call.bring(pages)
        pages.services.choose(service)
        pages.services.take_focus()

    def others(self) -> None:
        """List what is always possible, or only for a supervisor."""
        overview: Overview | None = self._call.overview
        if overview is None:
            return
        from ui.dossier.other_acts import OtherActsPage

        page = OtherActsPage(overview, self._stage.language)
        page.closed.connect(lambda: self._call.back(page))
        self._connect_acts(page)
        self._call.bring(page)
        page.take_focus()

    def _connect_acts(self, page: CasePage | OtherActsPage) -> None:
        """What a page starts or explains takes its place."""
        call = self._call
        page.started.connect(lambda chosen: call.back(page, lambda: call.start_option(chosen)))
        page.refusal_asked.connect(lambda chosen: call.back(page, lambda: call.refuse(chosen)))
        page.clause_asked.connect(lambda clause: call.clause_asked.emit(clause, call.overview))
