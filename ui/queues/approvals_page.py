"""The page of approvals: the cases that wait for a supervisor, and beside them what is needed to decide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.acts import ACTS
from app.acts.approval_queue import numbers, page
from app.acts.nouns import noun
from app.language import Language
from app.terms.clause import Because, because, because_word
from ui.queues.approval_pane import ApprovalPane
from ui.queues.queue_spec import Choice, QueueSpec, State
from ui.queues.queue_view import QueueView
from ui.stage import Stage
from ui.tables.columns import Cell, Column

if TYPE_CHECKING:
    from app.records.queues.approvals import ApprovalRow


def _act(row: ApprovalRow, language: Language) -> Cell:
    if row.own:
        return Cell(language.say(noun(row.act)), "name", icon="lock", spoken=language.text("recorded by you"))
    return Cell(language.say(noun(row.act)), "name", mark="approval")


def _customer(row: ApprovalRow, language: Language) -> Cell:
    return Cell(row.customer, small=row.plate)


def _refund(row: ApprovalRow, language: Language) -> Cell:
    if row.refund is not None:
        return Cell(language.money(row.refund), "strong", whole=True)
    return Cell(language.text("To be set") if row.open else "", tone="warn")


def _due(row: ApprovalRow, language: Language) -> Cell:
    if row.due_by is None:
        return Cell("")
    day = language.date(row.due_by)
    return Cell(day, tone="bad", mark="late", whole=True) if row.late else Cell(day, whole=True)


def _recorded(row: ApprovalRow, language: Language) -> Cell:
    return Cell(language.date(row.recorded_at.date()), tone="text2", below=row.agent)


def _number(row: ApprovalRow, language: Language) -> Cell:
    return Cell(row.number, tone="text2")


COLUMNS = (
    Column("act", because("What"), _act, lambda row: row.act, stretch=True, least=150),
    Column("customer", because("Customer"), _customer, lambda row: row.customer, most=190),
    Column("refund", because("Refund"), _refund, lambda row: row.refund, right=True, amount=lambda row: row.refund),
    Column("due", because("Refund by"), _due, lambda row: row.due_by, most=150, day=lambda row: row.due_by),
    Column("recorded", because("Recorded on"), _recorded, lambda row: row.recorded_at, most=150),
    Column("number", because("Number"), _number, lambda row: row.number, optional=True),
)


def _acts() -> tuple[tuple[str, Because | str], ...]:
    every: tuple[tuple[str, Because | str], ...] = (("", because("Every act")),)
    return every + tuple((name, noun(name)) for name in ACTS)


class ApprovalsPage(QueueView):
    """The queue with its pane; A approves, C changes, B sends back."""

    def __init__(self, stage: Stage) -> None:
        spec = QueueSpec(
            title=because("Approvals"),
            subtitle=because("What the rules leave open, and money above the limit. Nobody decides their own cases."),
            columns=COLUMNS,
            key=lambda row: row.number,
            ask=page,
            numbers=numbers,
            states=(
                State("", because_word("queue", "All")),
                State("to_decide", because("To decide"), "approval"),
                State("own", because("Recorded by you"), "waiting"),
            ),
            choices=(Choice("act", because("What"), _acts()),),
            empty=because("Nothing waits for an approval."),
            file_name="approvals",
            keys=(("A", because("Approve")), ("C", because("Change")), ("B", because("Send back"))),
        )
        super().__init__(stage, spec)
        self.pane = ApprovalPane(stage)
        self.add_side(self.pane)
        self.current.connect(self.pane.show_row)
        self.opened.connect(lambda row: stage.number_wanted.emit(row.number))
        self.pane.decided.connect(self._decided)
        for key, act in (
            ("A", self.pane.approve_it),
            ("C", partial(self.pane.turn, "change")),
            ("B", partial(self.pane.turn, "back")),
        ):
            QShortcut(QKeySequence(key), self.table, act, context=Qt.ShortcutContext.WidgetShortcut)

    def _decided(self, sentence: Because) -> None:
        self.wrote(sentence)
        self._stage.changed.emit("case", None)
        self.take_focus()
