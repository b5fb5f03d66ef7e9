"""The board of deadlines: charts above, and what is late, due today and due this week below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from app.acts import SUPERVISOR, deadlines, releasing
from app.language import Language
from app.records.queue_rows import QueueQuestion
from app.terms.clause import Because, Refusal, because, because_count
from ui.charts.board_charts import BoardCharts
from ui.charts.figures_page import FiguresPage
from ui.frame.status_bar import Keys
from ui.pacing import Pacing
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.filter_field import FilterField
from ui.parts.frames import Panel, column, row
from ui.parts.words import Words
from ui.queues.deadline_cells import COLUMNS
from ui.queues.deadline_column import DeadlineColumn
from ui.queues.deadline_filters import DeadlineFilters
from ui.queues.queue_spec import QueueSpec
from ui.queues.release_dialog import ReleaseDialog
from ui.queues.release_words import release_words
from ui.queues.taking_out import TakingOut
from ui.stage import Stage
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING

if TYPE_CHECKING:
    from app.acts.deadlines import Board, Deadline
    from app.acts.releasing import Released
    from ui.worker import Ticket

_TITLE = because("Deadlines")
_FIGURES = because("Figures")
_TYPING = 150
"""Milliseconds without a key after which the words are asked for."""
_CARDS = 30
"""Cards of a column that are asked for at once; more when somebody scrolls to them."""

_LIST = QueueSpec(
    title=_TITLE,
    columns=COLUMNS,
    key=lambda one: one.key,
    ask=deadlines.page,
    numbers=deadlines.numbers,
    file_name="deadlines",
)


class DeadlinesPage(Panel):
    """Asks again by itself when others write; the current card and the places of the lists stay.

    ``keys_changed`` when the board was turned over: the figures have no keys of their own.
    """

    answered = Signal()
    keys_changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__("bg")
        self._stage = stage
        self._supervisor = stage.desk.person.role == SUPERVISOR
        self.board: Board | None = None
        self._ticket: Ticket | None = None
        self.dialog: ReleaseDialog | None = None
        self._count = _CARDS
        self.filters = DeadlineFilters()
        self.words = FilterField(because("Filter the list"), because("Filter the list"))
        self.words.setMaximumWidth(220)
        self.export = Button(because("Export list"), "secondary", "download")
        self.release_all = Button(because("Release"), "primary", "receipt")
        self.release_all.setVisible(self._supervisor)
        self.charts = BoardCharts()
        self.figures = FiguresPage(stage)
        self.turn = Button(_FIGURES, "secondary", "list-details")
        titles = (("late", because("Late")), ("today", because("Today")), ("week", because("This week")))
        self.columns = {key: DeadlineColumn(key, title, stage.language) for key, title in titles}
        self.out = TakingOut(stage, _LIST, self, self.say)
        self._told = Words("", "body", "text2", wrap=True)
        self._told.say(because("Reading the deadlines…"), stage.language)
        for part in (self.filters, self.charts):
            part.hide()
        self._typing = QTimer(self)
        self._arrange()
        self._connect()
        self.pacing = Pacing(self, self.reload, lambda: self._ticket is None and self.isVisible())
        stage.queues_changed.connect(self.pacing.hear)
        self.pacing.hear()

    def _arrange(self) -> None:
        self._title = Words(_TITLE, "page")
        title = column(self._title, spacing=2)
        sentence = because("Refunds: 14 days from the day we were informed. A weekend does not move the date.")
        title.addWidget(Words(sentence, "body", "text2", wrap=True))
        head = row(spacing=BETWEEN_CARDS)
        head.addLayout(title, 1)
        for part in (self.words, self.turn, self.export, self.release_all):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        lists = row(spacing=BETWEEN_CARDS)
        for one in self.columns.values():
            lists.addWidget(one, 1)
        edges = (CARD_PADDING, 14, CARD_PADDING, BETWEEN_CARDS)
        inside = column(self.filters, self.charts, spacing=10)
        inside.addLayout(lists, 1)
        self._board = Panel("bg")
        self._board.setLayout(inside)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._board)
        self.pages.addWidget(self.figures)
        whole = column(head, self.pages, self._told, spacing=10, margins=edges)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self._typing.timeout.connect(self._filter)
        self.words.textChanged.connect(lambda _: self._typing.start())
        self.words.left.connect(self.take_focus)
        self.filters.changed.connect(self._filter)
        self.export.clicked.connect(self.save_as)
        self.release_all.clicked.connect(self._ask_release)
        self.turn.clicked.connect(self.turn_over)
        self.figures.said.connect(self.say)
        for number, one in enumerate(self.columns.values()):
            one.list.opened.connect(self._open)
            one.list.pressed.connect(self._press)
            one.list.sideways.connect(partial(self._sideways, number))
            one.list.seen.connect(self._show_rest)
        for key in ("late", "week"):
            self.columns[key].more.clicked.connect(self.columns[key].list.turn_down)
        self.columns["today"].more.clicked.connect(self._below_today)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.words.setFocus)
        QShortcut(QKeySequence("Ctrl+E"), self, self.save_as)

    # Asking -----------------------------------------------------------------------------------------------------------

    @property
    def question(self) -> QueueQuestion:
        """What the board shows."""
        return QueueQuestion(words=self.words.text().strip(), chosen=self.filters.chosen, count=self._count)

    def turn_over(self) -> None:
        """From the board to the figures, or back."""
        figures = self.pages.currentIndex() == 0
        self.pages.setCurrentIndex(1 if figures else 0)
        self.turn.say(because("Board") if figures else _FIGURES, self._stage.language)
        self._title.say(_FIGURES if figures else _TITLE, self._stage.language)
        for part in (self.words, self.export):
            part.setVisible(not figures)
        self.release_all.setVisible(self._supervisor and not figures)
        self.keys_changed.emit()
        if figures:
            self.figures.reload()

    def reload(self) -> None:
        """Ask again."""
        if self.pages.currentIndex():
            self.figures.reload()
        if self._ticket is not None:
            self._ticket.drop()
        job = partial(deadlines.board, self._stage.desk, self.question)
        self._ticket = self._stage.worker.run(job, self._show, self._failed, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pacing.catch_up()

    def _filter(self) -> None:
        self._count = _CARDS
        self.reload()

    def _failed(self, refusal: Refusal) -> None:
        self._ticket = None
        self.say(refusal.because, "bad")

    def _show(self, board: Board) -> None:
        self._ticket = None
        if self.board is None:
            self._told.hide()
            for part in (self.filters, self.charts):
                part.show()
        self.board = board
        language = self._stage.language
        self.filters.show_counts(board.countries, board.agents, language)
        self.charts.show_board(board, language)
        for key, one in self.columns.items():
            one.show_cards(board.cards[key], board.columns[key], language)
        ready = because_count("Release {count} ready refund", "Release {count} ready refunds", len(board.ready))
        self.release_all.say(ready, language)
        self._show_rest()
        self.answered.emit()
        self.pacing.catch_up()

    def _show_rest(self) -> None:
        """Below each column: how many more there are than the eye sees, and what else is worth knowing."""
        board, language = self.board, self._stage.language
        if board is None:
            return
        late, today, week = self.columns.values()
        beyond = {key: board.columns[key].count - one.list.last_seen() for key, one in self.columns.items()}
        late.link(_more(beyond["late"]), language)
        late.tell(because("Luxembourg: legal interest runs from day 15."), language, "hint")
        paid = because_count(
            "{count} paid today, {total}", "{count} paid today, {total}", board.paid.today, total=board.paid.today_total
        )
        today.tell(paid if board.paid.today else None, language, "done" if board.paid.today else "")
        today.link(because("Show") if board.paid.today else _more(beyond["today"]), language)
        until = because_count(
            "{count} more until {day}", "{count} more until {day}", max(0, beyond["week"]), day=board.until
        )
        week.link(until if beyond["week"] > 0 else None, language)
        later = board.columns["later"]
        words = because_count(
            "{count} later, first {day}", "{count} later, first {day}", later.count, day=later.first or board.until
        )
        week.tell(words if later.count else None, language)
        most = max((one.list.last_seen() for one in self.columns.values()), default=0)
        if most >= self._count - 1 and any(board.columns[key].count > self._count for key in self.columns):
            self._count += _CARDS
            self.reload()

    # Acting -----------------------------------------------------------------------------------------------------------

    def _open(self, card: Deadline) -> None:
        self._stage.number_wanted.emit(card.row.case_number)

    def _press(self, card: Deadline) -> None:
        """The button of a card, or R: release it, put its account right, or say why not."""
        if card.act == "release":
            self._release((card.row.id,), {card.row.id: card.row.version})
        elif card.act == "account":
            self._stage.queue_wanted.emit("refunds")
            self._stage.rows_wanted.emit("refunds", "", card.row.case_number)
        else:
            self.say(card.waits, "warn")

    def _ask_release(self) -> None:
        board = self.board
        if board is None or not board.ready:
            self.say(because("No refund is ready to be released by you."), "warn")
            return
        dialog = self.dialog = ReleaseDialog(len(board.ready), board.ready_total, self._stage.language, self)
        dialog.accepted.connect(partial(self._release, board.ready, {}))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _release(self, ids: tuple[int, ...], seen: dict[int, int]) -> None:
        job = partial(releasing.release, self._stage.desk, ids, seen)
        self._stage.worker.run(job, self._released, self._not_released, owner=self)

    def _released(self, done: Released) -> None:
        self.say(release_words(done), "warn" if done.skipped else "ok")
        self._stage.changed.emit("case", None)

    def _not_released(self, refusal: Refusal) -> None:
        self.say(refusal.because, "bad")

    def _below_today(self) -> None:
        """What was paid today, on the page of refunds; without any, the next cards."""
        if self.board is None or not self.board.paid.today:
            self.columns["today"].list.turn_down()
            return
        self._stage.queue_wanted.emit("refunds")
        self._stage.rows_wanted.emit("refunds", "paid", "")

    def say(self, sentence: Because, tone: str) -> None:
        """Say below the board what was done."""
        self._told.set_tone(tone)
        self._told.say(sentence, self._stage.language)
        self._told.show()
        announce(self, self._told.text())

    def save_as(self) -> None:
        """Write every deadline that answers the filter to a file that is asked for."""
        self.out.ask_where(QueueQuestion(words=self.question.words, chosen=self.filters.chosen))

    # Window -----------------------------------------------------------------------------------------------------------

    def _sideways(self, number: int, by: int) -> None:
        lists = [one.list for one in self.columns.values()]
        here = number + by
        while 0 <= here < len(lists) and not lists[here].cards.cards:
            here += by
        if 0 <= here < len(lists):
            lists[here].setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """Give the keyboard to the first column that has a card."""
        lists = [one.list for one in self.columns.values()]
        filled = [one for one in lists if one.cards.cards] or lists
        filled[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def page_keys(self) -> Keys:
        """The keys worth knowing here; the figures have none of their own."""
        if self.pages.currentIndex():
            return ()
        return (
            ("↑↓", because("Move")),
            ("R", because("Release")),
            ("Enter", because("Open case")),
            ("Ctrl+F", because("Filter")),
        )

    def speak(self, language: Language) -> None:
        """Show the board anew in ``language``, once its parts know it."""
        del language
        QTimer.singleShot(0, self, self._again)

    def _again(self) -> None:
        if self.board is not None:
            self._show(self.board)


def _more(count: int) -> Because | None:
    return because_count("{count} more", "{count} more", count) if count > 0 else None
