"""How a deadline stands in lists and on cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.acts.nouns import noun
from app.language import Language
from app.terms.clause import because, because_word
from ui.tables.columns import Cell, Column

if TYPE_CHECKING:
    from app.acts.deadlines import Deadline

MARKS = {"late": "late", "today": "today", "week": "ready", "later": "ready"}
TONES = {"late": "bad", "today": "warn", "week": "text", "later": "text"}
KINDS = (
    ("", because("All deadlines")),
    ("refund", because("Refunds")),
    ("reply", because("Replies")),
    ("sim_job", because("SIM jobs")),
    ("not_renewed", because("Renewals prevented")),
    ("last_day", because("Last days of service")),
    ("warning", because("Warnings that run")),
)
BUTTONS = {"release": because("Release"), "account": because("Fix IBAN")}
_KINDS = dict(KINDS)
COUNTRIES = {"BE": because("Belgium"), "LU": because("Luxembourg")}


def day_words(one: Deadline, language: Language) -> str:
    """The day, and how long it is over."""
    if one.days_late:
        return language.count("{day}, {count} day late", "{day}, {count} days late", one.days_late, day=one.row.day)
    return language.date(one.row.day)


def spoken(one: Deadline, language: Language) -> str:
    """The whole card in one line."""
    amount = language.money(one.row.amount) if one.row.amount is not None else ""
    parts = (one.row.customer, day_words(one, language), amount, language.say(one.waits), one.row.case_number)
    return ", ".join(part for part in parts if part)


def _day(one: Deadline, language: Language) -> Cell:
    return Cell(language.date(one.row.day), tone=TONES[one.column], whole=True)


def _late(one: Deadline, language: Language) -> Cell:
    return Cell(language.number(one.days_late)) if one.days_late else Cell()


def _amount(one: Deadline, language: Language) -> Cell:
    return Cell(language.money(one.row.amount)) if one.row.amount is not None else Cell()


COLUMNS = (
    Column("day", because_word("deadline", "Day"), _day, day=lambda one: one.row.day),
    Column("late", because("Days late"), _late),
    Column("kind", because("Kind"), lambda one, language: Cell(language.say(_KINDS[one.row.kind]))),
    Column("customer", because("Customer"), lambda one, language: Cell(one.row.customer)),
    Column("plate", because("Plate"), lambda one, language: Cell(one.row.plate)),
    Column("country", because("Country"), lambda one, language: Cell(language.say(COUNTRIES[one.row.country]))),
    Column("amount", because("Amount"), _amount, amount=lambda one: one.row.amount),
    Column("act", because("What"), lambda one, language: Cell(language.say(noun(one.row.act)))),
    Column("waits", because("What it waits for"), lambda one, language: Cell(language.say(one.waits))),
    Column("agent", because("Agent"), lambda one, language: Cell(one.row.agent)),
    Column("case", because("Case"), lambda one, language: Cell(one.row.case_number)),
)
