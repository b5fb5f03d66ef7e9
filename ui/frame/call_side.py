"""The calls: a strip of tabs and the page behind each. One of them is always in front."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.language import Language
from app.terms.clause import Refusal, because
from ui.frame.call_tabs import CallTabs
from ui.frame.others_strip import OthersStrip
from ui.frame.places import Place
from ui.pages.start_page import StartPage
from ui.parts.frames import Panel, column
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.drafts import OpenDraft
    from app.acts.first_waiting import Waiting
    from app.acts.rows import Overview
    from app.acts.workload import Load
    from app.records.rows import Hit
    from ui.calls.call_page import CallPage
    from ui.questions import Questions


class CallSide(Panel):
    """``search_wanted`` from an empty page, ``front_wanted`` when a call comes forward, ``turned`` when another page is
    in front, ``kept`` says why a call stays open, ``clause_asked`` carries a clause and the overview it was met in,
    ``queue_wanted`` the key of a queue."""

    search_wanted = Signal()
    front_wanted = Signal()
    turned = Signal()
    kept = Signal(object)
    clause_asked = Signal(str, object)
    queue_wanted = Signal(str)

    def __init__(self, stage: Stage, queues: Sequence[Place] = ()) -> None:
        super().__init__("bg")
        self._stage = stage
        self._queues = tuple(queues)
        self._loads: Mapping[str, Load] = {}
        self._first: Mapping[str, tuple[Waiting, ...]] = {}
        self._questions: Questions | None = None
        self.tabs = CallTabs()
        self.pages = QStackedWidget()
        # Until the first tab has a page of its own: the same words, without what a call needs.
        self._placeholder = StartPage()
        self.pages.addWidget(self._placeholder)
        self.others = OthersStrip()
        self.setLayout(column(self.tabs, self.others, self.pages, spacing=0))
        self._placeholder.search_wanted.connect(self.search_wanted)
        self.tabs.chosen.connect(self._bring)
        self.tabs.closed.connect(self.close_call)
        self.tabs.wanted.connect(self.another)

    # The first page --------------------------------------------------------------------------------------------------

    def begin(self, questions: Questions) -> CallPage:
        """Questions are answered from now on: the first call gets its page."""
        self._questions = questions
        page = self._add(questions)
        self.pages.removeWidget(self._placeholder)
        self._placeholder.hide()
        return page

    def refuse(self, refusal: Refusal) -> None:
        """Questions will not be answered: say why where the first call would stand."""
        self._placeholder.say(because("The database could not be opened"), refusal.because)

    def start_words(self) -> str:
        """What is said while no call has a page of its own."""
        return self._placeholder.words()

    def offer(self, drafts: tuple[OpenDraft, ...]) -> None:
        """Offer to go on with what was not finished."""
        page = self.page(0)
        if page is not None:
            page.show_drafts(drafts)

    # The start of the day --------------------------------------------------------------------------------------------

    @property
    def nobody(self) -> CallPage | None:
        """The page in front while nobody is in it."""
        page = self.current
        return page if page is not None and page.key is None and page.currentWidget() is page.start else None

    def show_loads(self, loads: Mapping[str, Load]) -> None:
        """Show wherever nobody is in the call how much waits in each queue."""
        self._loads = loads
        for page in self.all():
            page.start.day.show_loads(loads, self._stage.language)

    def show_first(self, first: Mapping[str, tuple[Waiting, ...]]) -> None:
        """Show there what is to be done first in each queue."""
        self._first = first
        for page in self.all():
            page.start.day.show_first(first, self._stage.language)

    # Pages -----------------------------------------------------------------------------------------------------------

    def page(self, index: int) -> CallPage | None:
        """The page behind a tab; ``None`` before there is one."""
        from ui.calls.call_page import CallPage

        page = self.pages.widget(index)
        return page if isinstance(page, CallPage) else None

    @property
    def current(self) -> CallPage | None:
        """The page in front."""
        return self.page(self.tabs.bar.currentIndex()) if self._questions is not None else None

    def all(self) -> Iterator[CallPage]:
        """Every page, from the first tab to the last."""
        for index in range(self.pages.count()):
            if self._questions is not None and (page := self.page(index)) is not None:
                yield page

    def open_here(self) -> dict[int, str]:
        """The customers whose dossiers stand in a tab, each with the act that is being entered, or ``""``."""
        found: dict[int, str] = {}
        for page in self.all():
            if page.key is not None:
                flow = getattr(page.currentWidget(), "flow", None)
                entered = flow.act.NAME if flow is not None and flow.done is None else ""
                found[page.key.customer_id] = entered or page.correcting or found.get(page.key.customer_id, "")
        return found

    def _add(self, questions: Questions, *, behind: bool = False) -> CallPage:
        from ui.calls.call_page import CallPage

        page = CallPage(self._stage, questions, self._queues)
        page.start.day.wanted.connect(self.queue_wanted)
        page.start.day.show_loads(self._loads, self._stage.language)
        page.start.day.show_first(self._first, self._stage.language)
        self.pages.addWidget(page)
        page.titled.connect(lambda name, plate: self.tabs.bar.rename(self.pages.indexOf(page), name, plate))
        page.keys_changed.connect(self.turned)
        page.clause_asked.connect(self.clause_asked)
        page.neighbours = lambda: tuple(one.overview for one in self.all() if one is not page and one.overview)
        page.start.search_wanted.connect(self.search_wanted)
        page.start.draft_wanted.connect(self._resume)
        self.tabs.bar.add(self._stage.text("New call"), "", behind=behind)
        return page

    def _bring(self, index: int) -> None:
        page = self.page(index) if self._questions is not None else None
        if page is not None:
            self.pages.setCurrentWidget(page)
            self.front_wanted.emit()
            self.turned.emit()

    # Opening and closing ---------------------------------------------------------------------------------------------

    def another(self) -> None:
        """Open an empty call."""
        if self._questions is not None:
            self.front_wanted.emit()
            self._add(self._questions)
            self.search_wanted.emit()

    def open_hit(self, hit: Hit, *, behind: bool) -> None:
        """Open the dossier behind an answer: in this tab when nobody is in it, else in a tab of its own."""
        if self._questions is None:
            return
        self.front_wanted.emit()
        for index, page in enumerate(self.all()):
            if shows(page, hit):
                if not behind:
                    self.tabs.bar.setCurrentIndex(index)
                    page.take_focus()
                return
        free = self.current if self.current is not None and self.current.key is None and not behind else None
        target = free or self._add(self._questions, behind=behind)
        target.open_hit(hit)
        if not behind:
            target.setFocus()

    def open_number(self, number: str, act: str = "") -> None:
        """Open what is recorded under a number: in the tab that shows its dossier, or in one of its own.

        ``act`` is begun on the case of this number.
        """
        questions = self._questions
        if questions is None:
            return

        def found(overview: Overview) -> None:
            key = key_of(overview.dossier)
            there = next((index for index, page in enumerate(self.all()) if page.key == key), -1)
            free = self.current if self.current is not None and self.current.key is None else None
            target = self.page(there) or free or self._add(questions)
            self.tabs.bar.setCurrentIndex(self.pages.indexOf(target))
            self.front_wanted.emit()
            target.show_found(overview, number, act)

        from app.acts.overview import key_of

        self._stage.worker.run(lambda: questions.overview_of_number(number), found, owner=self)

    def _resume(self, draft: OpenDraft) -> None:
        """Go on with a draft: in the tab in which its wizard is open, or its dossier; else in a tab of its own."""
        for index, page in enumerate(self.all()):
            if page.works_on(draft) or page.resume_here(draft):
                self.tabs.bar.setCurrentIndex(index)
                page.take_focus()
                return
        free = self.current
        if self._questions is not None:
            (free if free is not None and free.key is None else self._add(self._questions)).open_draft(draft)

    def is_open(self, hit: Hit) -> bool:
        """Whether the dossier behind an answer stands in a tab."""
        return any(shows(page, hit) for page in self.all())

    def close_call(self, index: int) -> None:
        """End a call. A wizard in it keeps its draft; the last tab becomes an empty one."""
        page = self.page(index) if self._questions is not None else None
        if page is None or self._questions is None or self._keeps_note(page):
            return
        page.leave()
        if self.pages.count() == 1:
            self._add(self._questions)
        self.pages.removeWidget(page)
        page.deleteLater()
        self.tabs.bar.remove(index)
        self.turned.emit()

    def leave(self) -> bool:
        """End every call; ``False`` when one has to stay."""
        pages = list(self.all())
        if any(self._keeps_note(page) for page in pages):
            return False
        for page in pages:
            page.leave()
        return True

    def _keeps_note(self, page: CallPage) -> bool:
        """A note that is written and not recorded keeps its call open: no stray key may lose it."""
        if not page.holds_note():
            return False
        self.tabs.bar.setCurrentIndex(self.pages.indexOf(page))
        self.front_wanted.emit()
        page.write_note()
        sentence = because("A note is not recorded yet. Add it, or empty the field, before you close the call.")
        self.kept.emit(Refusal(sentence))
        return True

    def next_call(self, way: int) -> None:
        """Go one tab further or back."""
        count = self.tabs.bar.count()
        if count:
            self.front_wanted.emit()
            self.tabs.bar.setCurrentIndex((self.tabs.bar.currentIndex() + way) % count)

    # What reaches every call -----------------------------------------------------------------------------------------

    def reload(self, _kind: str, key: Any) -> None:
        """Something was written on a dossier, or (without a key) on what all have: whoever shows it reads it again."""
        for page in self.all():
            if page.key is not None and key in (None, page.key):
                page.reload()

    def set_row_step(self, step: int) -> None:
        """Take ``step`` pixels more or less for every row."""
        for page in self.all():
            if page.dossier is not None:
                page.dossier.set_row_step(step)

    def speak(self, language: Language) -> None:
        """Name the empty tabs in ``language``."""
        for index, page in enumerate(self.all()):
            if page.key is None:
                self.tabs.bar.rename(index, language.text("New call"), "")


def shows(page: CallPage, hit: Hit) -> bool:
    """Whether the page shows the dossier behind an answer."""
    return page.key is not None and page.key.customer_id == hit.customer_id and page.key.vin == hit.vin
