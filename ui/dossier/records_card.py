"""Everything recorded on the caller, behind tabs: services, timeline, payments, cases and letters, notes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QWidget

from app.acts.rows import Overview
from app.language import Language
from app.problems import problem_of
from app.records.rows import LetterRow
from app.terms.clause import Refusal, because
from ui.dossier.lists import CASES, NOTES, Paper, papers_of
from ui.dossier.notes import NotesPage
from ui.dossier.payment_cells import PAYMENTS, money_of
from ui.parts.announcing import announce
from ui.parts.buttons import IconButton
from ui.parts.filter_field import FilterField
from ui.parts.frames import Card, Panel, Scroll, column, row
from ui.parts.tab_bar import CountTabs
from ui.parts.words import Words, buddy
from ui.services.tab import ServicesTab
from ui.tables.csv_file import write_csv
from ui.tables.row_table import RowTable
from ui.theme.tokens import CARD_PADDING, ROW_COMPACT
from ui.timeline import TimelinePicture

_LEAST = 160
_SERVICES, _TIMELINE, _PAYMENTS, _CASES, _NOTES = range(5)
_TITLES = (
    because("Services"),
    because("Timeline"),
    because("Payments"),
    because("Cases & letters"),
    because("Notes"),
)
_FILES = ("services", "", "payments", "cases", "notes")


class RecordsCard(Card):
    """``letter_asked`` and ``case_asked`` open a letter or a case by its number, ``note_written`` records a note.

    ``services_asked`` opens the whole panel of services at the service with that key, if any.
    """

    letter_asked = Signal(str)
    case_asked = Signal(str)
    note_written = Signal(str)
    services_asked = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.tabs = CountTabs(because("Records"), _TITLES)
        self.services_tab = ServicesTab(language)
        self.services = self.services_tab.tree
        self.payments = RowTable(because("Payments"), PAYMENTS, language, row_height=ROW_COMPACT)
        self.cases = RowTable(because("Cases & letters"), CASES, language, row_height=ROW_COMPACT)
        self.notes = NotesPage(RowTable(because("Notes"), NOTES, language, row_height=ROW_COMPACT))
        self.timeline = TimelinePicture()
        self._legend = Words("", "caption", "text2", wrap=True)
        self._tables = (self.services, None, self.payments, self.cases, self.notes.table)
        self._pages = _Pages()
        for page in (self.services_tab, self._timeline_page(), self.payments, self.cases, self.notes):
            self._pages.addWidget(page)
        self._said = Words("", "caption", "text2")
        self._filter = FilterField(because("Filter the list"))
        self._filter.setMaximumWidth(160)
        self._filter_label = buddy(because("Filter"), self._filter)
        self._whole = IconButton("layout-sidebar-right", because("Every service in full, with the cards around it"))
        self._copy = IconButton("copy", because("Copy the row"))
        self._save = IconButton("download", because("Save the list as a file"))
        self.setMinimumHeight(_LEAST)
        self._arrange()
        self._connect()

    def _timeline_page(self) -> QWidget:
        inside = QWidget()
        inside.setLayout(
            column(self._legend, self.timeline, None, spacing=6, margins=(CARD_PADDING, 10, CARD_PADDING, 10))
        )
        return Scroll(inside)

    def _arrange(self) -> None:
        head = Panel("surface", "bottom")
        tools = (None, self._said, self._filter_label, 4, self._filter, self._whole, self._copy, self._save)
        head.setLayout(row(self.tabs, *tools, spacing=4, margins=(CARD_PADDING - 8, 0, 12, 0)))
        self.setLayout(column(head, self._pages, spacing=0, margins=(1, 1, 1, 1)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._go)
        self._filter.textChanged.connect(self._keep)
        self._copy.clicked.connect(self._copy_row)
        self._save.clicked.connect(self._ask_where)
        self.cases.started.connect(self._open)
        self.services_tab.opened.connect(self.services_asked)
        self._whole.clicked.connect(self.services_tab.open_current)
        self.notes.written.connect(self.note_written)
        self._filter.left.connect(self._leave_filter)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._filter.setFocus)

    def show_overview(self, overview: Overview) -> None:
        """Show what is recorded; the tab in front stays in front."""
        dossier = overview.dossier
        papers = papers_of(overview)
        notes = tuple(reversed(dossier.notes))
        payments = money_of(dossier)
        self.services_tab.show_overview(overview)
        lists = (
            (self.payments, payments),
            (self.cases, papers),
            (self.notes.table, notes),
        )
        for table, rows in lists:
            table.show_rows(rows, select=None)
        self.timeline.show_timeline(overview.timeline, self._language)
        self._legend.say(TimelinePicture.legend(self._language, dossier.customer.country), self._language)
        counts = {_SERVICES: self.services_tab.panel.nodes, _PAYMENTS: payments, _CASES: papers, _NOTES: notes}
        for index, listed in counts.items():
            self.tabs.count_at(index, len(listed))

    def set_row_height(self, height: int) -> None:
        """Take another height of rows in every list."""
        for table in self._tables:
            if table is not None:
                table.set_row_height(height)

    def said(self) -> str:
        """What stands beside the tools of the list."""
        return self._said.text()

    def say_trouble(self, refusal: Refusal) -> None:
        """Say beside the list why something was not done."""
        self._said.set_tone("bad")
        self._said.say(refusal.because, self._language)
        announce(self, self._said.text())

    def speak(self, language: Language) -> None:
        """Remember the language for rows shown later."""
        self._language = language
        self._said.clear()

    def write_note(self) -> None:
        """Go to the note that is being written."""
        self.enter_page(_NOTES)

    def show_page(self, index: int) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(index)

    @property
    def timeline_in_front(self) -> bool:
        """Whether the timeline is shown."""
        return self.tabs.currentIndex() == _TIMELINE

    def enter_page(self, index: int) -> None:
        """Bring a tab to the front and give it the keyboard: the list, the picture, or the new note."""
        self.show_page(index)
        table = self._tables[index]
        target = self.notes.field if index == _NOTES else table if table is not None else self.timeline
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_filter(self) -> None:
        table = self._tables[self.tabs.currentIndex()]
        if table is not None:
            table.setFocus()

    def _go(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        listed = self._tables[index] is not None
        for tool in (self._filter_label, self._filter, self._copy, self._save):
            tool.setVisible(listed)
        self._whole.setVisible(index == _SERVICES)
        self._said.clear()
        self._filter.clear()

    def _keep(self, text: str) -> None:
        table = self._tables[self.tabs.currentIndex()]
        if table is not None:
            table.keep(text)
            shown, all_rows = table.matching, len(table.rows.rows)
            part = self._language.text("{shown} of {total}", shown=shown, total=all_rows)
            self._said.say(part if text.strip() else "", self._language)

    def _copy_row(self) -> None:
        table = self._tables[self.tabs.currentIndex()]
        if table is not None:
            table.copy()
            self._said.say(because("Copied."), self._language)
            announce(self, self._said.text())

    def _open(self, paper: Paper) -> None:
        asked = self.letter_asked if isinstance(paper.row, LetterRow) else self.case_asked
        asked.emit(paper.row.number)

    def _ask_where(self) -> None:
        name = f"{_FILES[self.tabs.currentIndex()]}.csv"
        title = self._language.text("Save the list as a file")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "CSV (*.csv)")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the list in front to ``path`` and say how it went."""
        table = self._tables[self.tabs.currentIndex()]
        if table is None:
            return
        try:
            write_csv(path, table.lines())
        except OSError as error:
            problem = problem_of(error)
            if problem is None:
                raise
            self.say_trouble(problem)
        else:
            self._said.set_tone("text2")
            self._said.say(because("Saved as {name}.", name=path.name), self._language)


class _Pages(QStackedWidget):
    """The lists. They take the height the options leave and scroll; they do not ask for that of all their rows."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return False
