"""Options today: everything this customer can do, for the day and channel by which the message came in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy

from app.acts.rows import Option, Overview, Receipt
from app.language import Language
from app.records.rows import Dossier
from app.terms.clause import Because, because, cited
from ui.dossier.naming import CHANNELS, POSTED
from ui.dossier.option_cells import (
    last_day_cell,
    refund_by_cell,
    refund_cell,
    start_cell,
    title_cell,
    until_cell,
)
from ui.parts.buttons import Button
from ui.parts.chips import Chip, KeyHint
from ui.parts.days import DateField
from ui.parts.fields import ChoiceField
from ui.parts.flow_row import FlowRow
from ui.parts.frames import Card, Panel, column, row
from ui.parts.words import Words, buddy
from ui.tables.columns import Cell, Column
from ui.tables.row_table import RowTable
from ui.theme.tokens import MARK_OPTION, ROW_OPTION

_SETTLE = 120
"""Milliseconds to wait for the next key before asking again."""


class OptionsCard(Card):
    """``receipt_changed`` asks for another evaluation, ``started`` opens the wizard, ``why_asked`` the reasons,
    ``clause_asked`` the text of a clause, ``others_asked`` what is always possible."""

    receipt_changed = Signal(object)
    started = Signal(object)
    why_asked = Signal(object)
    refusal_asked = Signal(object)
    form_asked = Signal(object)
    what_if_asked = Signal()
    others_asked = Signal()
    clause_asked = Signal(str)
    current = Signal(object)

    def __init__(self, today: date, now: Callable[[], datetime], language: Language) -> None:
        super().__init__()
        self._now = now
        self._language = language
        self._receipt: Receipt | None = None
        self._dossier: Dossier | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._count = Chip("")
        self.others = Button(because("Other acts"), "link", "dots")
        self.others.clicked.connect(self.others_asked)
        self.foot = Panel("surface", "top")
        self.received = DateField(because("If received"), today, value=today)
        self.channel = ChoiceField(because("by"), CHANNELS, snug=True)
        self.posted = DateField(because("posted"), today, optional=True)
        self._posted_label = buddy(because("posted"), self.posted)
        self.table = RowTable(
            because("Options today"),
            self._columns(),
            language,
            row_height=ROW_OPTION,
            mark_size=MARK_OPTION,
            sortable=False,
        )
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._arrange()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE)
        self._settled.timeout.connect(self._ask)
        for field in (self.received, self.posted):
            field.picked.connect(lambda _: self._settled.start())
        self.channel.chosen.connect(lambda _: self._ask())
        self.table.current.connect(self.current)
        self.table.started.connect(self._start)
        self.table.followed.connect(lambda option: self.clause_asked.emit(option.clauses[0]))
        self.table.offer_acts(self._acts)

    def _arrange(self) -> None:
        head = FlowRow((Words(because("Options today"), "card"), self._count), margins=(16, 10, 16, 10))
        head.add_right(buddy(because("If received"), self.received), self.received)
        head.add_right(buddy(because("by"), self.channel), self.channel)
        head.add_right(self._posted_label, self.posted)
        self.foot.setLayout(row(self.others, KeyHint("F4"), None, margins=(8, 1, 16, 1)))
        self.setLayout(column(head, self.table, self.foot, spacing=0, margins=(1, 1, 1, 1)))

    def show_overview(self, overview: Overview) -> None:
        """Show the options of ``overview``. The current row stays, unless the act of it was just carried out."""
        receipt, before = overview.receipt, self.table.row()
        acted = self._dossier is not None and overview.dossier != self._dossier
        self._receipt, self._dossier = receipt, overview.dossier
        self.received.set_value(receipt.received_at.date())
        self.channel.set_value(receipt.channel)
        self._show_posted(receipt)
        options = overview.options_today
        self.others.setEnabled(bool(overview.other_acts))
        keys = [(one.act, one.subject_kind, one.subject) for one in options]
        wanted = (before.act, before.subject_kind, before.subject) if before is not None else None
        row = keys.index(wanted) if wanted in keys else 0
        if acted and before is not None and before.state != "blocked" and options and options[row].state == "blocked":
            row = 0  # what was just done cannot be done again: on to what can
        self.table.show_rows(options, select=row)
        possible = sum(option.allowed for option in options)
        total = len(options)
        self._count.say(because("{possible} of {total} possible", possible=possible, total=total), self._language)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("option", because("Option"), title_cell, stretch=True, least=196),
            Column("until", because("Possible until"), self._until, most=100),
            Column("last_day", because("Last service day"), last_day_cell, most=100),
            Column("refund", because("Refund"), refund_cell, right=True, most=70),
            Column("refund_by", because("Refund by"), refund_by_cell, most=80, optional=True),
            Column("start", _NO_TITLE, start_cell, right=True),
        )

    def _until(self, option: Option, language: Language) -> Cell:
        today = self._receipt.received_at.date() if self._receipt is not None else None
        return until_cell(option, language, today)

    def speak(self, language: Language) -> None:
        """Remember the language for rows shown later."""
        self._language = language

    def _show_posted(self, receipt: Receipt) -> None:
        travels = receipt.channel in POSTED
        self.posted.setVisible(travels)
        self._posted_label.setVisible(travels)
        self.posted.limit(None, receipt.received_at.date())
        self.posted.set_value((receipt.sent_on or receipt.received_at.date()) if travels else None)

    def _ask(self) -> None:
        day = self.received.value()
        channel = str(self.channel.value())
        if day is None:
            return
        # Today it is the hour it is now; of another day only the day is known.
        now = self._now()
        moment = now if day == now.date() else datetime.combine(day, time(12, 0))
        sent = self.posted.value() if channel in POSTED else None
        receipt = Receipt(moment, channel, min(sent, day) if sent else None)
        if receipt != self._receipt:
            self.receipt_changed.emit(receipt)

    def _acts(self, option: Option) -> list[tuple[Because, Callable[[], None]]]:
        acts: list[tuple[Because, Callable[[], None]]] = []
        if option.state != "blocked":
            word = because("Answer") if option.state == "needs_answer" else because("Start")
            acts.append((word, lambda: self._start(option)))
        acts.append((because("Why?"), lambda: self.why_asked.emit(option)))
        acts.append((because("What if"), self.what_if_asked.emit))
        if option.act == "withdrawal" and option.allowed:
            acts.append((because("Withdrawal form to sign"), lambda: self.form_asked.emit(option)))
        for clause in option.clauses:
            named = because("Clause {clause}", clause=cited(clause))
            acts.append((named, partial(self.clause_asked.emit, clause)))
        return acts

    def _start(self, option: Option) -> None:
        (self.refusal_asked if option.state == "blocked" else self.started).emit(option)


_NO_TITLE: Because | str = ""
