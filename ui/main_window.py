"""The one window: top bar, rail, call tabs, status bar, and the search above them all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from app.language import Language
from app.terms.clause import Refusal, because
from ui.frame.call_tabs import CallTabs
from ui.frame.rail import Rail
from ui.frame.status_bar import Keys, StatusBar
from ui.frame.top_bar import TopBar
from ui.pages.start_page import StartPage
from ui.parts.focus_ring import FocusRing
from ui.parts.frames import Panel, column, row
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.fonts import load_rest
from ui.translator import QtWords

if TYPE_CHECKING:
    from app.acts.drafts import OpenDraft
    from app.acts.rows import Overview
    from app.records.rows import Hit
    from ui.calls.call_page import CallPage
    from ui.search.panel import SearchPanel

_LEAST_WIDTH, _LEAST_HEIGHT = 1024, 680
_FIRST_WIDTH, _FIRST_HEIGHT = 1440, 900
_KEYS: Keys = (("Ctrl+K", because("Search")), ("F1", because("Help")))


class MainWindow(QWidget):
    """Stands at once; the database and everything heavy come after its first frame.

    ``painted`` when the first frame is there, ``ready`` when questions are answered.
    """

    painted = Signal()
    ready = Signal()

    def __init__(self, stage: Stage, query: str = "") -> None:
        super().__init__()
        self._stage = stage
        self._query = query
        self._seen = False
        self._is_ready = False
        self.search: SearchPanel | None = None
        self._qt = QtWords(self)
        self.top = TopBar(stage)
        self.rail = Rail()
        self.tabs = CallTabs()
        self.status = StatusBar()
        self.calls = QStackedWidget()
        self.pages = QStackedWidget()
        self._places = {"calls": 0}
        self._dialog: QDialog | None = None
        self._ring = FocusRing(self)
        self._build()
        self._connect()
        self._qt.speak(stage.language)
        speak_all(self, stage.language)
        self.top.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.setWindowTitle("Connected Desk")
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        room = self.screen().availableSize()
        self.resize(min(_FIRST_WIDTH, room.width()), min(_FIRST_HEIGHT, room.height()))
        # Until the first tab has a page of its own: the same words, without what a call needs.
        self.calls.addWidget(StartPage())
        call_side = Panel("bg")
        call_side.setLayout(column(self.tabs, self.calls, spacing=0))
        self.pages.addWidget(call_side)
        body = row(spacing=0)
        body.addWidget(self.rail)
        body.addWidget(self.pages, 1)
        layout = column(self.top, spacing=0)
        layout.addLayout(body, 1)
        layout.addWidget(self.status)
        self.setLayout(layout)
        self.rail.show_page("calls")
        self.status.show_keys(_KEYS)

    def _connect(self) -> None:
        stage = self._stage
        stage.language_changed.connect(self._speak)
        stage.changed.connect(self._reload)
        stage.worker.broke.connect(self._report)
        stage.worker.refused.connect(self._refused)
        self.top.search.asked.connect(self._search)
        self.top.search.steered.connect(self._steer)
        self.rail.chosen.connect(self.show_page)
        self.tabs.chosen.connect(self._to_call)
        self.tabs.closed.connect(self.close_call)
        self.tabs.wanted.connect(self._another_call)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.top.search.begin,
            "Ctrl+T": self._another_call,
            "Ctrl+W": lambda: self.close_call(self.tabs.bar.currentIndex()),
            "Ctrl+Tab": lambda: self._next_call(1),
            "Ctrl+Shift+Tab": lambda: self._next_call(-1),
            "F1": lambda: self.show_page("help"),
            **{f"Alt+{number}": partial(self._group, number) for number in range(1, 5)},
        }
        for key, act in keys.items():
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

    def _opened(self, _: None) -> None:
        from ui.search.panel import SearchPanel

        self._is_ready = True
        self.search = SearchPanel(self, self._questions, self._stage.worker, self._is_open)
        self.search.opened.connect(self.open_hit)
        self.search.closed.connect(self._leave_search)
        speak_all(self.search, self._stage.language)
        self._place_search()
        placeholder = self.calls.widget(0)
        page = self._add_call()
        if placeholder is not None:
            self.calls.removeWidget(placeholder)
            placeholder.deleteLater()
        self._stage.worker.run(self._questions.open_drafts, self._offer_drafts, owner=self)
        if self._query:
            page.open_number(self._query, lambda: self._look_for(self._query))
        elif self.top.search.text():
            self._search(self.top.search.text())
        self.ready.emit()

    def _not_opened(self, refusal: Refusal) -> None:
        page = self.calls.widget(0)
        if isinstance(page, StartPage):
            page.say(because("The database could not be opened"), refusal.because)

    def start_words(self) -> str:
        """What the empty window says, while no call has a page of its own."""
        page = self.calls.widget(0)
        return page.words() if isinstance(page, StartPage) else ""

    def _offer_drafts(self, drafts: tuple[OpenDraft, ...]) -> None:
        page = self._page(0)
        if drafts and page is not None:
            from app.acts import act

            page.start.show_drafts(drafts, {name: act(name).TITLE for name in {draft.act for draft in drafts}})

    # Calls -----------------------------------------------------------------------------------------------------------

    def _page(self, index: int) -> CallPage | None:
        from ui.calls.call_page import CallPage

        page = self.calls.widget(index)
        return page if isinstance(page, CallPage) else None

    def _add_call(self, *, behind: bool = False) -> CallPage:
        from ui.calls.call_page import CallPage

        page = CallPage(self._stage, self._questions)
        self.calls.addWidget(page)
        page.titled.connect(lambda name, plate: self._rename(page, name, plate))
        page.keys_changed.connect(self._show_keys)
        page.clause_asked.connect(self._show_clause)
        page.start.search_wanted.connect(self.top.search.begin)
        page.start.draft_wanted.connect(self._resume)
        self.tabs.bar.add(self._stage.text("New call"), "", behind=behind)
        return page

    def _rename(self, page: CallPage, name: str, plate: str) -> None:
        self.tabs.bar.rename(self.calls.indexOf(page), name, plate)

    def _another_call(self) -> None:
        if self._is_ready:
            self.show_page("calls")
            self._add_call()
            self.top.search.begin()

    def open_hit(self, hit: Hit, behind: bool) -> None:
        """Open the dossier behind an answer: in this tab when nobody is in it, else in a tab of its own."""
        self.show_page("calls")
        for index in range(self.calls.count()):
            page = self._page(index)
            if page is not None and page.key is not None and self._same(page, hit):
                if not behind:
                    self.tabs.bar.setCurrentIndex(index)
                    page.take_focus()
                return
        current = self._page(self.tabs.bar.currentIndex())
        free = current is not None and current.key is None and not behind
        target = current if free and current is not None else self._add_call(behind=behind)
        target.open_hit(hit)
        if not behind:
            self.top.search.clear()
            target.setFocus()

    def _resume(self, draft: OpenDraft) -> None:
        page = self._page(self.tabs.bar.currentIndex())
        target = page if page is not None and page.key is None else self._add_call()
        target.open_draft(draft)

    def _is_open(self, hit: Hit) -> bool:
        pages = (self._page(index) for index in range(self.calls.count()))
        return any(page is not None and page.key is not None and self._same(page, hit) for page in pages)

    @staticmethod
    def _same(page: CallPage, hit: Hit) -> bool:
        return page.key is not None and page.key.customer_id == hit.customer_id and page.key.vin == hit.vin

    def close_call(self, index: int) -> None:
        """End a call. A wizard in it keeps its draft; the last tab becomes an empty one."""
        page = self._page(index)
        if page is None or self._keeps_note(page):
            return
        page.leave()
        if self.calls.count() == 1:
            self._add_call()
        self.calls.removeWidget(page)
        page.deleteLater()
        self.tabs.bar.remove(index)

    def _next_call(self, way: int) -> None:
        count = self.tabs.bar.count()
        if count:
            self.show_page("calls")
            self.tabs.bar.setCurrentIndex((self.tabs.bar.currentIndex() + way) % count)

    def _to_call(self, index: int) -> None:
        page = self._page(index)
        if page is not None:
            self.calls.setCurrentWidget(page)
            self.show_page("calls")
            self._show_keys()

    def _reload(self, kind: str, key: Any) -> None:
        for index in range(self.calls.count()):
            page = self._page(index)
            if page is not None and page.key == key:
                page.reload()

    def _keeps_note(self, page: CallPage) -> bool:
        """A note that is written and not recorded keeps its call open: no stray key may lose it."""
        if not page.holds_note():
            return False
        self.tabs.bar.setCurrentIndex(self.calls.indexOf(page))
        self.show_page("calls")
        page.holds_note()
        self._refused(
            Refusal(because("A note is not recorded yet. Add it, or empty the field, before you close the call."))
        )
        return True

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

    def _leave_search(self) -> None:
        page = self._page(self.tabs.bar.currentIndex())
        if page is not None and self.top.search.hasFocus():
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
        """Go to the calls, the settings or the help."""
        if self.search is not None and self.search.isVisible() and key != "calls":
            self.search.close_panel()
        if key not in self._places:
            page = self._made_settings() if key == "settings" else self._made_help()
            self._places[key] = self.pages.addWidget(page)
            speak_all(page, self._stage.language)
        self.pages.setCurrentIndex(self._places[key])
        self.rail.show_page(key)
        self._show_keys()

    def _made_settings(self) -> QWidget:
        from ui.pages.settings_page import SettingsPage

        page = SettingsPage(self._stage)
        page.rows_changed.connect(self._row_step)
        return page

    def _made_help(self) -> QWidget:
        from ui.pages.help_page import HelpPage

        return HelpPage()

    def _row_step(self, step: int) -> None:
        for index in range(self.calls.count()):
            page = self._page(index)
            if page is not None and page.dossier is not None:
                page.dossier.set_row_step(step)

    def _show_keys(self) -> None:
        page = self._page(self.tabs.bar.currentIndex()) if self._is_ready else None
        here = page is not None and self.pages.currentIndex() == 0
        self.status.show_keys(page.keys() if here and page is not None else _KEYS)
        overview = page.overview if here and page is not None else None
        contract = overview.dossier.contract if overview is not None else None
        edition = because("Terms edition {edition}", edition=edition_name(contract.edition)) if contract else None
        self.status.show_edition(edition, self._stage.language)

    def _show_clause(self, clause: str, overview: Overview | None) -> None:
        from ui.dossier.clause_card import ClauseCard

        page = self._page(self.tabs.bar.currentIndex())
        current = page.dossier.options.table.row() if page is not None and page.dossier is not None else None
        ClauseCard(clause, overview, current, self._stage.language, self).show_near_focus()

    def _speak(self, language: Language) -> None:
        self._qt.speak(language)
        for index in range(self.tabs.bar.count()):
            page = self._page(index)
            if page is not None and page.key is None:
                self.tabs.bar.rename(index, language.text("New call"), "")
        speak_all(self, language)
        self.top.show_day()
        self._show_keys()

    def _refused(self, refusal: Refusal) -> None:
        from ui.notice import Notice

        Notice(refusal.because, self._stage.language, self).show_for_a_while()

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

    def closeEvent(self, event: QCloseEvent) -> None:
        pages = [page for index in range(self.calls.count()) if (page := self._page(index)) is not None]
        if any(self._keeps_note(page) for page in pages):
            event.ignore()
            return
        for page in pages:
            page.leave()
        super().closeEvent(event)


def edition_name(edition: str) -> str:
    """``mini-belux-2025-09`` as people know it: ``MINI BE/LU 2025-09``."""
    brand, _, month = edition.partition("-belux-")
    return f"{brand.upper()} BE/LU {month}" if month else edition
