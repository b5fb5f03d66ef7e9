"""The common page of every queue: head, filters, the table with its boxes, and the pane beside it.

The database filters, sorts and counts; the page holds a hundred rows. It asks again by itself when others write, at
most once a second and only while it is seen, and keeps the chosen rows, the current one and its place by their keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.records.queue_rows import PAGE, QueuePage, QueueQuestion
from app.terms.clause import Because, Refusal, because, because_count
from ui.frame.status_bar import SPACE, Keys
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.frames import Card, Panel, clear, column, row
from ui.parts.words import Words
from ui.parts.wrapped_row import WrappedRow
from ui.queues.asking import Answer, Asking, Keyed
from ui.queues.chosen_rows import ChosenRows
from ui.queues.filters import QueueFilters
from ui.queues.footer import QueueFooter
from ui.queues.queue_spec import QueueSpec
from ui.queues.queue_table import QueueTable
from ui.queues.side_pane import SidePane
from ui.queues.taking_out import TakingOut
from ui.speech import speak_all
from ui.stage import Stage
from ui.tables.columns import Cell, Column
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, ROW_NORMAL

_SIDE, _SIDE_NARROW, _WIDE = 384, 312, 1240
_TOGETHER = 940
"""From this width on there is room for the table and the pane beside it; below it F6 brings the pane."""


class QueueView(Panel):
    """A queue. ``current`` carries the row the keyboard is on (``None`` for none), only when it is another one or has
    changed; ``opened`` the row of Enter or a double click, ``selection`` the keys of the chosen rows."""

    current = Signal(object)
    opened = Signal(object)
    selection = Signal(object)
    answered = Signal()

    def __init__(self, stage: Stage, spec: QueueSpec) -> None:
        super().__init__("bg")
        self._stage = stage
        self.spec = spec
        self.chosen = ChosenRows()
        self.asking = Asking(stage, spec, lambda: self.chosen.keys, self)
        self.out = TakingOut(stage, spec, self, self.say)
        self._page: QueuePage[Any] | None = None
        self._current: Any = None
        self._wanted = ""
        self._side_wanted: bool | None = None
        self._primary: tuple[Button, Callable[[int], Because], Callable[[Keyed], None]] | None = None
        self.side: QWidget | None = None
        self.filters = QueueFilters(spec.states, spec.choices, stage.language)
        self.table = QueueTable(spec.title, (self._boxes(), *spec.columns), stage.language)
        self.table.set_row_height(ROW_NORMAL + stage.settings.row_step)
        self.footer = QueueFooter()
        self.export = Button(because("Export list"), "secondary", "download")
        self._arrange()
        self._connect()

    def _boxes(self) -> Column:
        def cell(one: Any, language: Language) -> Cell:
            on = self.spec.key(one) in self.chosen
            spoken = language.text("selected") if on else language.text("not selected")
            return Cell(check="on" if on else "off", spoken=spoken)

        return Column("chosen", because("Select"), cell, check=True)

    def _arrange(self) -> None:
        title = column(Words(self.spec.title, "page"), spacing=2)
        if self.spec.subtitle is not None:
            title.addWidget(Words(self.spec.subtitle, "body", "text2"))
        self._tools = WrappedRow((self.filters.words, self.export), gap=BETWEEN_CARDS)
        tools = QWidget()
        tools.setLayout(self._tools)
        head = row(spacing=BETWEEN_CARDS)
        head.addLayout(title)
        head.addStretch(1)
        head.addWidget(tools)
        self._banners = column(spacing=BETWEEN_CARDS)
        self._trouble = column(spacing=0)
        card = Card()
        inside = column(self.table, self.footer, spacing=0, margins=(1, 1, 1, 1))
        inside.setStretch(0, 1)
        card.setLayout(inside)
        left = column(self.filters, self._banners, self._trouble, spacing=BETWEEN_CARDS)
        left.addWidget(card, 1)
        self._body = row(spacing=BETWEEN_CARDS)
        self._body.addLayout(left, 1)
        edges = (CARD_PADDING, 14, CARD_PADDING, BETWEEN_CARDS)
        whole = column(head, spacing=BETWEEN_CARDS, margins=edges)
        whole.addLayout(self._body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        table = self.table
        self.filters.changed.connect(self._filter)
        self.filters.left.connect(self.take_focus)
        self._stage.rows_wanted.connect(self._look_for)
        table.order_wanted.connect(self._order)
        table.turned.connect(self._turn)
        table.picked.connect(self._pick)
        table.every_wanted.connect(self.choose_all)
        table.none_wanted.connect(self.choose_none)
        table.beyond.connect(self.turn_page)
        table.copy_wanted.connect(self.copy)
        table.started.connect(self.opened)
        table.current.connect(self._moved)
        self.footer.turned.connect(self.turn_page)
        self.export.clicked.connect(self.save_as)
        self.asking.answered.connect(self._show)
        self.asking.refused.connect(self._refused)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.filters.words.setFocus)
        QShortcut(QKeySequence("Ctrl+PgDown"), self, partial(self.turn_page, 1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self, partial(self.turn_page, -1))
        QShortcut(QKeySequence("Ctrl+E"), self, self.save_as)
        QShortcut(QKeySequence("F6"), self, self.toggle_side)
        if self.spec.sort:
            columns = [one.key for one in table.rows.columns]
            table.horizontalHeader().setSortIndicator(columns.index(self.spec.sort), Qt.SortOrder.AscendingOrder)

    # What a queue adds ----------------------------------------------------------------------------------------------

    def add_side(self, side: QWidget) -> None:
        """Show ``side`` beside the table; the arrows of a :class:`SidePane` walk the rows."""
        self.side = side
        self._body.addWidget(side)
        if isinstance(side, SidePane):
            side.stepped.connect(self.step)
        self._share_room()

    def add_banner(self, banner: QWidget) -> None:
        """Put ``banner`` above the table; it hides itself when there is nothing to say."""
        self._banners.addWidget(banner)

    def add_button(self, button: Button) -> None:
        """Put a button at the top, behind the words and before the others."""
        self._tools.insert_widget(1, button)

    def add_primary(
        self, words: Callable[[int], Because], icon: str, act: Callable[[Keyed], None], key: str = ""
    ) -> Button:
        """The button of what is done here. It acts on the chosen rows, or without any on the current one.

        ``words`` names it for so many chosen rows (0: none), ``act`` gets the keys, ``key`` presses it.
        """
        button = Button(words(0), "primary", icon)
        button.clicked.connect(self._do_primary)
        self._primary = (button, words, act)
        self._tools.addWidget(button)
        if key:
            QShortcut(QKeySequence(key), self, button.click)
        return button

    def say(self, sentence: Because | None, tone: str = "text2") -> None:
        """Say below the table what was done; ``tone`` as ``ok``, ``warn`` or ``bad``."""
        self.footer.say(sentence, tone, self._stage.language)

    def wrote(self, sentence: Because | None = None, tone: str = "ok") -> None:
        """Something was written here: say so, and let every queue and the rail ask again."""
        if sentence is not None:
            self.say(sentence, tone)
        self._stage.queues_changed.emit()

    def targets(self) -> Keyed:
        """The chosen rows, or without any the current one."""
        row = self.table.row()
        return self.chosen.keys or ((self.spec.key(row),) if row is not None else ())

    def _do_primary(self) -> None:
        if self._primary is None:
            return
        if keys := self.targets():
            self._primary[2](keys)
        else:
            self.say(because("Nothing is selected."), "bad")

    # Asking ---------------------------------------------------------------------------------------------------------

    @property
    def question(self) -> QueueQuestion:
        """What was asked last."""
        return self.asking.question

    @property
    def page(self) -> QueuePage[Any] | None:
        """What was answered last."""
        return self._page

    def reload(self) -> None:
        """Ask again, at the same place."""
        self.asking.ask()

    def go_to(self, key: str) -> None:
        """Make the row with this key current: at once where it is shown, else when an answer brings it."""
        self._wanted = key
        numbers = [self.spec.key(one) for one in self.table.rows.rows]
        if key in numbers:
            self._wanted = ""
            self.table.go_to(numbers.index(key))

    def _filter(self) -> None:
        filters = self.filters
        words = filters.words.text().strip()
        asked = replace(self.question, state=filters.state, words=words, chosen=filters.chosen, first=0)
        if asked != self.question or self._page is None:
            self.asking.ask(asked)

    def _look_for(self, list_name: str, state: str, words: str) -> None:
        """Another page sends somebody here to look at these rows."""
        if list_name == self.spec.file_name:
            self.filters.words.setText(words)
            self.filters.choose_state(state)

    def _order(self, key: str, descending: bool) -> None:
        self.asking.ask(replace(self.question, sort=key, descending=descending, first=0))

    def turn_page(self, by: int) -> None:
        """Go to the next page (1) or the one before (-1)."""
        first = self.question.first + by * PAGE
        if self._page is not None and 0 <= first < self._page.matching:
            self._wanted = "" if by > 0 else "last"
            self.asking.ask(replace(self.question, first=first))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.asking.pacing.catch_up()

    # The answer -----------------------------------------------------------------------------------------------------

    def _show(self, answer: Answer) -> None:
        page, question, stay = answer.page, self.question, answer.stay
        clear(self._trouble)
        if not page.rows and question.first and page.matching:
            # The list became shorter than where it was looked at.
            last = (page.matching - 1) // PAGE * PAGE
            self.asking.ask(replace(question, first=last))
            return
        gone = self.chosen.keep(answer.present) if answer.present is not None else 0
        same = self._page is not None and self._page.rows == page.rows
        self._page = page
        self.table.empty = because("No row holds what the filter asks for.") if self._filtered() else self.spec.empty
        if not same or not stay:
            # On the way the table has no current row: nobody is to hear of that.
            with QSignalBlocker(self.table):
                self.table.renew(page.rows, self._place(stay=stay), stay=stay)
        self._wanted = ""
        self.filters.show_counts(page.counts)
        self.footer.show_part(question.first, len(page.rows), page.matching, self._stage.language)
        self._show_chosen()
        if gone:
            self.say(
                because_count(
                    "{count} selected row is no longer in this list.",
                    "{count} selected rows are no longer in this list.",
                    gone,
                )
            )
        self._moved(self.table.row())
        self.answered.emit()

    def _filtered(self) -> bool:
        return bool(self.question.words or self.question.chosen or self.question.state)

    def _place(self, *, stay: bool) -> int:
        """The row that is to be current: the wanted one, the same as before, or the one that took its place."""
        rows = self._page.rows if self._page is not None else ()
        keys = [self.spec.key(one) for one in rows]
        if self._wanted == "last":
            return len(keys) - 1
        if self._wanted in keys:
            return keys.index(self._wanted)
        if self._current is not None and self.spec.key(self._current) in keys:
            return keys.index(self.spec.key(self._current))
        return max(0, self.table.currentIndex().row()) if stay else 0

    def _refused(self, refusal: Refusal) -> None:
        clear(self._trouble)
        box = NoteBox("bad", because("The list could not be read"), (refusal.because,))
        again = Button(because("Try again"))
        again.clicked.connect(self.reload)
        box.add(again)
        self._trouble.addWidget(box)
        speak_all(box, self._stage.language)
        self.answered.emit()

    def _moved(self, row: Any) -> None:
        if row != self._current:
            self._current = row
            self.current.emit(row)

    def step(self, by: int) -> None:
        """To the row below (1) or above (-1), beyond the page too."""
        target = self.table.currentIndex().row() + by
        if 0 <= target < self.table.matching:
            self.table.go_to(target)
        else:
            self.turn_page(by)

    # Choosing -------------------------------------------------------------------------------------------------------

    def _turn(self, row: Any) -> None:
        self.chosen.turn(self.spec.key(row))
        self._show_chosen()

    def _pick(self, rows: tuple[Any, ...]) -> None:
        self.chosen.add(map(self.spec.key, rows))
        self._show_chosen()

    def choose_all(self) -> None:
        """Choose every row that matches, on all pages."""
        job = partial(self.spec.numbers, self._stage.desk, self.question)
        self._stage.worker.run(job, self._chose_all, self._refused, owner=self)

    def _chose_all(self, keys: Keyed) -> None:
        self.chosen.add(keys)
        self._show_chosen()

    def choose_none(self) -> None:
        """Choose nothing."""
        self.chosen.clear()
        self._show_chosen()

    def _show_chosen(self) -> None:
        here = sum(self.spec.key(one) in self.chosen for one in self.table.rows.rows)
        self.table.show_chosen(here)
        matching = self._page.matching if self._page is not None else 0
        self.footer.show_chosen(len(self.chosen), matching, self._stage.language)
        if self._primary is not None:
            button, words, _ = self._primary
            button.say(words(len(self.chosen)), self._stage.language)
        self.selection.emit(self.chosen.keys)

    # Copy and export ------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, or without any the current one."""
        self.out.copy(frozenset(self.targets()), self.table.rows.rows, self.question)

    def save_as(self) -> None:
        """Write the list, as it is filtered and sorted, to a file that is asked for."""
        self.out.ask_where(self.question)

    # Window ---------------------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def page_keys(self) -> Keys:
        """The keys worth knowing here."""
        return (
            (SPACE, because("Select")),
            *self.spec.keys,
            ("Ctrl+F", because("Filter")),
            ("Ctrl+C", because("Copy rows")),
        )

    def set_row_step(self, step: int) -> None:
        """Take ``step`` pixels more or less for every row."""
        self.table.set_row_height(ROW_NORMAL + step)

    def speak(self, language: Language) -> None:
        """Say again what stands below the table."""
        if self._page is not None:
            self.filters.show_counts(self._page.counts)
            self.footer.show_part(self.question.first, len(self._page.rows), self._page.matching, language)
            self._show_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        if self.side is not None:
            self.side.setFixedWidth(_SIDE if self.width() >= _WIDE else _SIDE_NARROW)
            room = self.width() >= _TOGETHER
            self.side.setVisible(room if self._side_wanted is None else self._side_wanted)

    def toggle_side(self) -> None:
        """Hide the pane beside the table, or show it."""
        if self.side is not None:
            self._side_wanted = self.side.isHidden()
            self._share_room()
