"""The page behind one call tab. Goes from the search to the dossier, into a wizard and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from app.acts.rows import Option, Overview, Receipt
from app.language import Language
from app.problems import Unanswered
from app.records.rows import Hit
from app.terms.clause import Refusal, because
from ui.calls.dossier_pages import DossierPages
from ui.calls.trouble_page import TroublePage
from ui.dossier.view import DossierView
from ui.frame.places import Place
from ui.frame.status_bar import Keys
from ui.pages.start_page import StartPage
from ui.patience import Patience
from ui.questions import Explained, Questions
from ui.speech import speak_all
from ui.stage import Stage
from ui.worker import Ticket

if TYPE_CHECKING:
    from app.acts.drafts import OpenDraft
    from app.records.dossier import DossierKey
    from ui.wizard.restored import Restored

_START_KEYS: Keys = (("Ctrl+K", because("Search")), ("F1", because("Help")))
_DOSSIER_KEYS: Keys = (
    ("F1", because("Help")),
    ("F2", because("What if")),
    ("F4", because("Other acts")),
    ("F6", because("Why panel")),
    ("Ctrl+F", because("Filter")),
)
_LETTER_KEYS: Keys = (("Ctrl+P", because("Print")), ("Ctrl+S", because("Save")), ("Esc", because("Back")))


class CallPage(QStackedWidget):
    """``titled`` carries name and plate for the tab, ``keys_changed`` says that the status bar has to look again.

    ``correcting`` tells others what is being corrected here beside the acts, as they know it; empty for nothing.
    """

    titled = Signal(str, str)
    keys_changed = Signal()
    clause_asked = Signal(str, object)

    def __init__(self, stage: Stage, questions: Questions, queues: Sequence[Place] = ()) -> None:
        """``queues`` are those of the person, whose work the page counts before anybody is in the tab."""
        super().__init__()
        self._stage = stage
        self._questions = questions
        self.key: DossierKey | None = None
        self.dossier: DossierView | None = None
        self.correcting = ""
        self.neighbours: Callable[[], tuple[Overview, ...]] = tuple
        self._other_days: Ticket | None = None
        self._patience = Patience(self)
        self.pages = DossierPages(self, stage, questions)
        self.start = StartPage(queues)
        self.start.draft_discarded.connect(self._discard)
        self.addWidget(self.start)
        self.currentChanged.connect(lambda _: self.keys_changed.emit())
        speak_all(self, stage.language)

    # Opening -----------------------------------------------------------------------------------------------------

    def open_hit(self, hit: Hit) -> None:
        """Open the dossier behind an answer of the search."""
        self.titled.emit(hit.customer or hit.label, hit.plate)
        self._open(lambda: self._questions.overview_of_hit(hit))

    def open_number(self, number: str, otherwise: Callable[[], None]) -> None:
        """Open the dossier behind a VIN, a plate or a number; ``otherwise`` when it is none of these."""
        ask = self._stage.worker.run
        ask(lambda: self._questions.overview_of_number(number), self._show, lambda _: otherwise(), owner=self)

    def show_found(self, overview: Overview, number: str, act: str = "") -> None:
        """Show a dossier that was read for ``number``, and the case where it is the number of one; or begin ``act``
        on that case, where this is offered."""
        self._show(overview)
        wanted = next((one for one in overview.other_acts if (one.act, one.subject) == (act, number)), None)
        if wanted is not None:
            (self.refuse if wanted.state == "blocked" else self.start_option)(wanted)
        elif any(case.number == number for case in overview.dossier.cases):
            self.pages.case(number)

    def open_draft(self, draft: OpenDraft) -> None:
        """Open the dossier of a draft and go on in its wizard."""
        self.titled.emit(draft.name, draft.plate)
        receipt = self._questions.now_by_phone()

        def resume(overview: Overview) -> None:
            self._show(overview)
            self._resume(draft)

        def again(refusal: Refusal) -> None:
            self._fail(refusal, lambda: self.open_draft(draft))

        self._stage.worker.run(lambda: self._questions.overview(draft.key, receipt), resume, again, owner=self)

    def _open(self, question: Callable[[], Overview]) -> None:
        def again(refusal: Refusal) -> None:
            self._fail(refusal, lambda: self._open(question))

        self._stage.worker.run(question, self._show, again, owner=self)

    def _show(self, overview: Overview) -> None:
        from app.acts.overview import key_of

        self._patience.end()
        self.key = key_of(overview.dossier)
        # Nobody on the line waits for this to be written; where it cannot be, the person is told.
        self._stage.worker.run(lambda: self._questions.looked_at(overview), lambda _: None)
        vehicle = overview.dossier.vehicle
        self.titled.emit(overview.dossier.customer.name, vehicle.plate if vehicle else "")
        if self.dossier is None:
            self.dossier = DossierView(overview, self._stage.desk.now, self._stage.language)
            self.dossier.set_row_step(self._stage.settings.row_step)
            self.dossier.receipt_changed.connect(self._evaluate)
            self.dossier.started.connect(self.start_option)
            self.dossier.refusal_asked.connect(self.refuse)
            self.dossier.letter_asked.connect(self.pages.letter)
            self.dossier.form_asked.connect(self.pages.form)
            self.dossier.note_written.connect(self._add_note)
            self.dossier.what_if_asked.connect(self._ask_what_if)
            self.dossier.others_asked.connect(self.pages.others)
            self.dossier.case_asked.connect(self.pages.case)
            self.dossier.kept.wanted.connect(self._resume)
            self.dossier.kept.discarded.connect(self._discard)
            self.dossier.services_asked.connect(self.pages.services)
            self.dossier.contact_asked.connect(self.pages.contact)
            self.dossier.clause_asked.connect(lambda clause: self.clause_asked.emit(clause, self.overview))
            speak_all(self.dossier, self._stage.language)
            self.bring(self.dossier)
            self.dossier.begin()
        else:
            self.dossier.show_overview(overview)
            self.setCurrentWidget(self.dossier)
        self.read_drafts()

    @property
    def overview(self) -> Overview | None:
        """What is shown, ``None`` before anybody is in the tab."""
        return self.dossier.overview if self.dossier is not None else None

    def _fail(self, refusal: Refusal, again: Callable[[], None]) -> None:
        page = TroublePage(refusal, self._stage.language)

        def retry() -> None:
            self.drop(page)
            again()

        page.again.connect(retry)
        page.clause_asked.connect(lambda clause: self.clause_asked.emit(clause, self.overview))
        self.bring(page)
        if isinstance(refusal, Unanswered):
            self._patience.again(lambda: page.again.emit() if isValid(page) else None)

    # The dossier -------------------------------------------------------------------------------------------------

    def _evaluate(self, receipt: Receipt) -> None:
        key = self.key
        if key is not None and self.dossier is not None:
            ask = self._stage.worker.run
            ask(lambda: self._questions.overview(key, receipt), self._renew, owner=self.dossier)

    def _renew(self, overview: Overview) -> None:
        """Show another evaluation wherever the dossier is shown in this call."""
        for page in dict.fromkeys((self.dossier, *map(self.widget, range(self.count())))):
            show = getattr(page, "show_overview", None)
            if show is not None:
                show(overview)

    def _ask_what_if(self, option: Option) -> None:
        overview, dossier = self.overview, self.dossier
        if overview is None or dossier is None:
            return
        if self._other_days is not None:
            self._other_days.drop()
        question = partial(self._questions.what_if, overview, option)
        self._other_days = self._stage.worker.run(question, partial(dossier.show_what_if, option), owner=dossier)

    def reload(self) -> None:
        """Something was written that this page shows: read it again, for the same receipt."""
        if self.dossier is not None:
            self._evaluate(self.dossier.overview.receipt)

    def _add_note(self, text: str) -> None:
        key, dossier = self.key, self.dossier
        if key is None or dossier is None:
            return

        def recorded(_: Any) -> None:
            dossier.records.notes.recorded()
            self._stage.changed.emit("note", key)

        self._stage.worker.run(
            lambda: self._questions.add_note(key, text), recorded, dossier.records.say_trouble, owner=dossier
        )

    def refuse(self, option: Option) -> None:
        """Say why an option is blocked, and what is possible instead."""
        overview = self.overview
        if overview is None:
            return

        def show(explained: Explained) -> None:
            self._show_refusal(overview, option, explained)

        self._stage.worker.run(lambda: self._questions.refusal(overview, option), show, owner=self)

    def _show_refusal(self, overview: Overview, option: Option, explained: Explained) -> None:
        from ui.calls.refusal_page import RefusalPage

        if self.dossier is None:
            return
        page = RefusalPage(overview, option, explained, self._stage.language)
        page.closed.connect(lambda: self.back(page))
        page.date_wrong.connect(lambda: self.back(page, self.dossier.ask_day if self.dossier else None))
        for started in (page.started, page.in_writing):
            started.connect(lambda chosen: self.back(page, lambda: self.start_option(chosen)))
        page.clause_asked.connect(lambda clause: self.clause_asked.emit(clause, overview))
        self.bring(page)
        page.take_focus()

    # The wizard --------------------------------------------------------------------------------------------------

    def start_option(self, option: Option) -> None:
        """Open the wizard of an option, or go on where it was left."""
        overview = self.overview
        if overview is None:
            return
        from app.acts.drafts import OpenDraft

        def begin(begun: Any) -> None:
            if self.currentWidget() is not self.dossier or self.overview is not overview:
                return  # a second press: the wizard is there, or the dossier is another one by now
            if isinstance(begun, OpenDraft):
                self._resume(begun)
            else:
                self._wizard(option.act, begun)

        def refuse(refusal: Refusal) -> None:
            explained = self._questions.explained(overview, option, refusal.because)
            self._show_refusal(overview, option, explained)

        self._stage.worker.run(lambda: self._questions.begun(overview, option), begin, refuse, owner=self)

    def works_on(self, draft: OpenDraft) -> bool:
        """Whether the wizard of this draft is in front."""
        from app.acts.drafts import subject_of
        from ui.wizard.shell import Wizard

        page = self.currentWidget()
        if self.key != draft.key or not isinstance(page, Wizard) or page.flow.done is not None:
            return False
        return draft.act == page.flow.act.NAME and subject_of(page.flow.draft) == subject_of(draft.draft)

    def resume_here(self, draft: OpenDraft) -> bool:
        """Go on with a draft of the dossier that is in front; ``False`` when something else is."""
        if self.key != draft.key or self.dossier is None or self.currentWidget() is not self.dossier:
            return False
        self._resume(draft)
        return True

    def _resume(self, kept: OpenDraft) -> None:
        from app.acts import drafts
        from ui.wizard.restored import Restored

        if self.overview is not None:
            fresh = drafts.fresh(self.overview, kept.act, kept.draft)
            self._wizard(kept.act, kept.draft, kept.position, Restored(kept.saved_at, fresh))

    def _wizard(self, act: str, draft: Any, position: int = 0, restored: Restored | None = None) -> None:
        from ui.letter_printing import LetterPrinting
        from ui.wizard.office import DeskOffice
        from ui.wizard.shell import Wizard

        if self.key is None or self.overview is None:
            return
        stage = self._stage
        office = DeskOffice(stage.desk)
        wizard = Wizard(office, stage.worker, stage.language, self.key, self.overview, act, draft, position, restored)
        LetterPrinting(stage, wizard.letters.view)
        wizard.closed.connect(lambda: self.back(wizard))
        wizard.changed.connect(stage.changed)
        wizard.clause_asked.connect(lambda clause: self.clause_asked.emit(clause, self.overview))
        wizard.turned.connect(self.keys_changed)
        self.bring(wizard)
        wizard.take_focus()

    # Kept drafts -------------------------------------------------------------------------------------------------

    def read_drafts(self) -> None:
        """Ask again what was begun and not finished; it is said where nobody is on the line, and in its dossier."""
        self._stage.worker.run(self._questions.open_drafts, self.show_drafts, owner=self)

    def show_drafts(self, drafts: tuple[OpenDraft, ...]) -> None:
        """Offer to go on with ``drafts``."""
        self.start.show_drafts(drafts)
        if self.dossier is not None:
            here = tuple(one for one in drafts if one.key == self.key)
            self.dossier.kept.show_drafts(here, self._stage.language)

    def _discard(self, draft: OpenDraft) -> None:
        self._stage.worker.run(lambda: self._questions.discard(draft), lambda _: self.read_drafts(), owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read_drafts()

    # Pages -------------------------------------------------------------------------------------------------------

    def bring(self, page: QWidget) -> None:
        """Show a page in front of the dossier."""
        self.addWidget(page)
        self.setCurrentWidget(page)

    def back(self, page: QWidget, then: Callable[[], object] | None = None) -> None:
        """Take a page away and show the dossier, with ``then`` or the options in front."""
        self.drop(page)
        if self.dossier is not None:
            self.setCurrentWidget(self.dossier)
            (then or self.dossier.begin)()
            self.read_drafts()

    def drop(self, page: QWidget) -> None:
        """Take a page away."""
        self.removeWidget(page)
        page.deleteLater()

    def keys(self) -> Keys:
        """The keys of the page in front."""
        page = self.currentWidget()
        hints = getattr(page, "key_hints", None) or getattr(page, "page_keys", None)
        if hints is not None:
            found: Keys = hints()
            return found
        if page is self.dossier:
            return _DOSSIER_KEYS
        return _START_KEYS if page is self.start else _LETTER_KEYS

    def take_focus(self) -> None:
        """Give the keyboard to what the person came for."""
        page = self.currentWidget()
        if page is self.dossier and self.dossier is not None:
            self.dossier.begin()
        elif page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def holds_note(self) -> bool:
        """Whether a note is written and not recorded."""
        return self.dossier is not None and self.dossier.records.notes.unfinished()

    def write_note(self) -> None:
        """Bring the note that is being written to the front."""
        if self.dossier is not None:
            self.setCurrentWidget(self.dossier)
            self.dossier.records.write_note()

    def leave(self) -> None:
        """The call ends: a wizard in front keeps its draft."""
        close = getattr(self.currentWidget(), "close_wizard", None)
        if close is not None:
            close()

    def speak(self, language: Language) -> None:
        """Tell the status bar that its keys have other words."""
        self.keys_changed.emit()
