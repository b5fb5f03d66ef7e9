"""The one window: top bar, rail, call tabs, status bar, and the search above them all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from app.language import Language
from app.terms.clause import Refusal, because
from app.terms.edition_names import edition_name
from ui.decisions import Decisions
from ui.frame.call_side import CallSide
from ui.frame.places import here
from ui.frame.rail import Rail
from ui.frame.status_bar import Keys, StatusBar
from ui.frame.top_bar import TopBar
from ui.loads import Loads
from ui.notifying import Notifying
from ui.parts.chips import ClauseChip
from ui.parts.focus_ring import FocusRing
from ui.parts.frames import Panel, column, row
from ui.queues.places import QUEUES
from ui.speech import speak_all
from ui.stage import Stage
from ui.taking_in import TakingIn
from ui.theme.fonts import load_rest
from ui.translator import QtWords

if TYPE_CHECKING:
    from app.acts.drafts import OpenDraft
    from app.acts.rows import Overview
    from app.records.rows import Hit
    from ui.search.panel import SearchPanel
    from ui.terms.terms_page import TermsPage

_FIRST_WIDTH, _FIRST_HEIGHT = 1440, 900
_LEAST_WIDTH, _LEAST_HEIGHT = 1040, 640
"""Below this the head of the options would lose a field; a smaller screen sets the limit itself."""
_KEYS: Keys = (("Ctrl+K", because("Search")), ("F1", because("Help")))
_DEALER_KEYS: Keys = (("F1", because("Help")),)


class MainWindow(QWidget):
    """Stands at once; the database and everything heavy come after its first frame.

    ``painted`` when the first frame is there, ``ready`` when questions are answered. Dealer staff have no calls, no
    search and no terms: their database shows them the jobs of their dealership and nothing else.
    """

    painted = Signal()
    ready = Signal()

    def __init__(self, stage: Stage, query: str = "") -> None:
        super().__init__()
        self._stage = stage
        self._query = query
        self._seen = False
        self.search: SearchPanel | None = None
        self.terms: TermsPage | None = None
        self._qt = QtWords(self)
        self.top = TopBar(stage)
        self._takes_calls = stage.desk.person.role != "dealer"
        self.rail = Rail(stage.desk.person.role, QUEUES)
        self.side = CallSide(stage, here(QUEUES, stage.desk.person.role))
        self.loads = Loads(stage, self, self._sees_the_day)
        self._notifying = Notifying(stage, self, QUEUES)
        self._taking_in = TakingIn(stage, self)
        Decisions(stage, self)
        self.tabs, self.calls = self.side.tabs, self.side.pages
        self.status = StatusBar()
        self.pages = QStackedWidget()
        self._places = {"calls": 0}
        self._queues = {place.key: place.make for place in QUEUES if place.make is not None}
        self._dialog: QDialog | None = None
        self._ring = FocusRing(self)
        self._build()
        self._connect()
        self._qt.speak(stage.language)
        speak_all(self, stage.language)
        if self._takes_calls:
            self.top.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.setWindowTitle("Connected Desk")
        room = self.screen().availableSize()
        self.resize(min(_FIRST_WIDTH, room.width()), min(_FIRST_HEIGHT, room.height()))
        self.setMinimumSize(min(_LEAST_WIDTH, room.width()), min(_LEAST_HEIGHT, room.height()))
        self.pages.addWidget(self.side)
        body = row(spacing=0)
        body.addWidget(self.rail)
        body.addWidget(self.pages, 1)
        layout = column(self.top, spacing=0)
        layout.addLayout(body, 1)
        layout.addWidget(self.status)
        self.setLayout(layout)
        if self._takes_calls:
            self.rail.show_page("calls")
        else:
            self.top.search.hide()
            # Until it is known what waits, there is nothing to show.
            self.pages.setCurrentIndex(self.pages.addWidget(Panel("bg")))
        self.status.show_keys(self._keys)

    @property
    def _keys(self) -> Keys:
        return _KEYS if self._takes_calls else _DEALER_KEYS

    def _connect(self) -> None:
        stage = self._stage
        stage.language_changed.connect(self._speak)
        stage.changed.connect(self.side.reload)
        stage.number_wanted.connect(self.side.open_number)
        stage.act_wanted.connect(self.side.open_number)
        stage.queue_wanted.connect(self.show_page)
        stage.worker.broke.connect(self._report)
        stage.worker.refused.connect(self._refused)
        self.top.search.asked.connect(self._search)
        self.top.search.steered.connect(self._steer)
        self.rail.chosen.connect(self.show_page)
        self.loads.counted.connect(self._notifying.hear)
        self.loads.counted.connect(self.rail.show_loads)
        self.loads.counted.connect(self.side.show_loads)
        self.loads.looked.connect(self.side.show_first)
        self.side.queue_wanted.connect(self.show_page)
        self.side.search_wanted.connect(self.top.search.begin)
        self.side.front_wanted.connect(lambda: self.show_page("calls"))
        self.side.turned.connect(self._show_keys)
        self.side.kept.connect(self._refused)
        self.side.clause_asked.connect(self._show_clause)
        at_calls: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.top.search.begin,
            "Ctrl+T": self.side.another,
            "Ctrl+W": lambda: self.side.close_call(self.tabs.bar.currentIndex()),
            "Ctrl+Tab": lambda: self.side.next_call(1),
            "Ctrl+Shift+Tab": lambda: self.side.next_call(-1),
            "F3": self._look_up,
            **{f"Alt+{number}": partial(self._group, number) for number in range(1, 10)},
        }
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+,": lambda: self.show_page("settings"),
            "Ctrl+Shift+L": self.top.toggle_theme,
            "F1": lambda: self.show_page("help"),
        }
        for key, act in {**keys, **(at_calls if self._takes_calls else {})}.items():
            QShortcut(QKeySequence(key), self, act)

    # The first frame and what follows --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._after_first_frame)

    def _after_first_frame(self) -> None:
        self.painted.emit()
        load_rest()
        from ui.questions import Questions

        self._questions = Questions(self._stage.desk)
        self._stage.worker.run(self._questions.open, self._opened, self._not_opened, owner=self)
        self.top.show_day()

    def _not_opened(self, refusal: Refusal) -> None:
        self.pages.setCurrentIndex(0)
        self.side.refuse(refusal)

    def _opened(self, _: None) -> None:
        self.loads.begin()
        self._taking_in.begin()
        if self._takes_calls:
            self._open_calls()
        else:
            self.show_page(self.rail.keys[0])
        self.ready.emit()

    def _open_calls(self) -> None:
        from ui.search.panel import SearchPanel

        self.search = SearchPanel(self, self._questions, self._stage.worker, self.side.is_open)
        self.search.opened.connect(self.open_hit)
        self.search.closed.connect(self._leave_search)
        speak_all(self.search, self._stage.language)
        self._place_search()
        page = self.side.begin(self._questions)
        self._stage.worker.run(self._questions.open_drafts, self._offer, owner=self)
        if self._query:
            page.open_number(self._query, lambda: self._look_for(self._query))
        elif self.top.search.text():
            self._search(self.top.search.text())

    def _offer(self, drafts: tuple[OpenDraft, ...]) -> None:
        """Offer what was left unfinished; with nothing of the kind and no work, the search says what it answers."""
        self.side.offer(drafts)
        page = self.side.current
        waiting = any(load.waiting for load in self.loads.now.values())
        unasked = (
            not waiting
            and self.search is not None
            and self.search.isHidden()
            and not (self._query or self.top.search.text())
        )
        if unasked and not drafts and page is not None and page.key is None and self.top.search.hasFocus():
            self._search("")

    def open_hit(self, hit: Hit, behind: bool) -> None:
        """Open the dossier behind an answer of the search."""
        self.side.open_hit(hit, behind=behind)
        if not behind:
            self.top.search.clear()

    # The search ------------------------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        if self.search is not None:
            self._place_search()
            self.search.ask(text)

    def _look_for(self, text: str) -> None:
        """Put ``text`` into the search, as if it had been typed."""
        self.top.search.begin()
        self.top.search.setText(text)
        self._search(text)

    def _steer(self, key: str) -> None:
        if self.search is not None and self.search.isVisible():
            self.search.steer(key)
        elif key == "close":
            self._leave_search()
        elif key in ("down", "open"):
            self._search(self.top.search.text())

    def _group(self, number: int) -> None:
        if self.search is not None and self.search.isVisible():
            self.search.show_group(number)
        elif (page := self.side.nobody) is not None and (key := page.start.day.key_of(number)):
            self.show_page(key)

    def _sees_the_day(self) -> bool:
        return self.pages.currentIndex() == 0 and self.side.nobody is not None and self.isVisible()

    def _leave_search(self) -> None:
        page = self.side.current
        self.top.search.clear()
        # Without a dossier the field keeps the keyboard: whatever is typed next is a search.
        if page is not None and page.key is not None and self.top.search.hasFocus():
            page.take_focus()

    def _place_search(self) -> None:
        if self.search is not None:
            field = self.top.search
            middle = field.mapTo(self, QPoint(field.width() // 2, 0)).x()
            self.search.place_below(self.top.height(), middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_search()

    # Pages, keys, language, trouble ----------------------------------------------------------------------------------

    def show_page(self, key: str) -> None:
        """Go to a page of the rail, or to the samples of letters, which belong to the help."""
        if self.search is not None and self.search.isVisible() and key != "calls":
            self.search.close_panel()
        if key not in self._places:
            own = {
                "terms": self._made_terms,
                "settings": self._made_settings,
                "help": self._made_help,
                "samples": self._made_samples,
            }
            page = own[key]() if key in own else self._queues[key](self._stage)
            self._places[key] = self.pages.addWidget(page)
            speak_all(page, self._stage.language)
            if hasattr(page, "keys_changed"):
                page.keys_changed.connect(self._show_keys)
        self.pages.setCurrentIndex(self._places[key])
        self.rail.show_page("help" if key == "samples" else key)
        shown = self.pages.currentWidget()
        take_focus = getattr(shown, "take_focus", None)
        if key in ("settings", "samples") and shown is not None:
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key not in ("calls", "help") and take_focus is not None:
            take_focus()
        self._show_keys()

    def open_clause(self, clause: str, edition: str = "") -> None:
        """Go to a clause in the terms, of the edition that governs where it was met."""
        self.show_page("terms")
        if self.terms is not None:
            self.terms.open_clause(clause, edition)

    def _look_up(self) -> None:
        """To the terms; from a clause that has the keyboard, to its page."""
        chip = self.focusWidget()
        self.show_page("terms")
        if isinstance(chip, ClauseChip):
            self.open_clause(chip.clause)

    def _made_terms(self) -> QWidget:
        from ui.terms.terms_page import TermsPage

        page = self.terms = TermsPage(self._stage)
        page.case_asked.connect(lambda hit: self.open_hit(hit, behind=False))
        page.left.connect(lambda: self.show_page("calls"))
        return page

    def _made_settings(self) -> QWidget:
        from ui.pages.settings_page import SettingsPage

        page = SettingsPage(self._stage)
        page.rows_changed.connect(self._set_row_step)
        page.clause_asked.connect(lambda clause: self._show_clause(clause, None))
        return page

    def _set_row_step(self, step: int) -> None:
        for number in range(self.pages.count()):
            set_row_step = getattr(self.pages.widget(number), "set_row_step", None)
            if set_row_step is not None:
                set_row_step(step)

    def _made_help(self) -> QWidget:
        from ui.pages.help_page import HelpPage

        page = HelpPage()
        page.letters_asked.connect(lambda: self.show_page("samples"))
        return page

    def _made_samples(self) -> QWidget:
        from ui.samples.samples_page import SamplesPage

        page = SamplesPage(self._stage)
        page.left.connect(lambda: self.show_page("help"))
        return page

    def _show_keys(self) -> None:
        self.loads.look()
        page = self.side.current
        here = page is not None and self.pages.currentIndex() == 0
        own_keys = getattr(self.pages.currentWidget(), "page_keys", None)
        keys = own_keys() if own_keys is not None else page.keys() if here and page is not None else self._keys
        self.status.show_keys(keys)
        overview = page.overview if here and page is not None else None
        contract = overview.dossier.contract if overview is not None else None
        edition = because("Terms edition {edition}", edition=edition_name(contract.edition)) if contract else None
        self.status.show_edition(edition, self._stage.language)

    def _show_clause(self, clause: str, overview: Overview | None) -> None:
        from ui.dossier.clause_card import ClauseCard

        page = self.side.current
        current = page.dossier.options.table.row() if page is not None and page.dossier is not None else None
        card = ClauseCard(clause, overview, current, self._stage.language, self)
        card.wanted.connect(self.open_clause)
        card.show_near_focus()

    def _speak(self, language: Language) -> None:
        self._qt.speak(language)
        speak_all(self, language)
        self.top.show_day()
        self._show_keys()

    def _refused(self, refusal: Refusal) -> None:
        from ui.notice import Notice

        notice = Notice(refusal.because, refusal.clauses, self._stage.language, self)
        notice.clause_asked.connect(lambda clause: self._show_clause(clause, None))
        notice.show_for_a_while()

    def _report(self, error: BaseException) -> None:
        from ui.report import ReportDialog

        if self._dialog is None:
            self._dialog = ReportDialog(error, self._stage.language, self)
            self._dialog.finished.connect(self._reported)
            self._dialog.open()

    def _reported(self, _: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def leave(self) -> bool:
        """Leave every page, the calls last; ``False`` when one has to stay."""
        for number in reversed(range(self.pages.count())):
            leave = getattr(self.pages.widget(number), "leave", None)
            if leave is not None and not leave():
                return False
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leave():
            event.ignore()
            return
        super().closeEvent(event)
