"""How a refund stands in its queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.acts.bank_reasons import reason
from app.language import Language
from app.terms.clause import Because, because, because_count, because_word
from ui.calls.case_words import REFUND_MARKS, REFUND_STATES, refund_state
from ui.queues.queue_spec import Choice, State
from ui.tables.columns import BY_TEXT, Cell, Column

if TYPE_CHECKING:
    from app.acts.releasing import RefundEntry

CHIPS = (
    State("", because_word("queue", "All")),
    *(
        State(key, REFUND_STATES[key], REFUND_MARKS[key])
        for key in ("to_release", "rejected", "waits_for_approval", "released", "exported", "paid")
    ),
)
CHOICES = (
    Choice("country", because("Country"), (("", because("Belgium and Luxembourg")), ("BE", because("Belgium")),
                                           ("LU", because("Luxembourg")))),
    Choice("kind", because("The way it goes back"), (("", because("Every way back")),
                                                     ("transfers", because("Transfers")),
                                                     ("cards", because("Cards and wallets")))),
    Choice("account", because("Account"), (("", because("With and without account")),
                                           ("missing", because("Account missing")))),
)  # fmt: skip


def account(entry: RefundEntry) -> Because:
    """Where the money goes, short."""
    row = entry.row
    if row.by_card:
        return because("{means}", means=row.means_label or row.means.capitalize())
    if row.account_missing:
        return because("Account missing")
    return because("Account ending {digits}", digits=row.account_end)


def lateness(entry: RefundEntry, days: int) -> Because:
    """How long a refund is late."""
    return because_count("{count} day late", "{count} days late", days)


def _state(entry: RefundEntry, language: Language) -> Cell:
    row = entry.row
    words, mark = language.say(refund_state(row.state, row.by_card)), REFUND_MARKS[row.state]
    if row.state == "rejected":
        return Cell(language.say(reason(row.said)), tone="bad", mark="failed")
    if entry.locked is not None and row.state == "to_release":
        return Cell(words, mark="fixed", spoken=f"{words}. {language.say(entry.locked)}")
    return Cell(words, mark=mark)


def _due(entry: RefundEntry, language: Language) -> Cell:
    day = entry.row.due_by
    if day is None:
        return Cell()
    if entry.days_late:
        return Cell(language.date(day), "strong", "bad", small=language.say(lateness(entry, entry.days_late)))
    if entry.days_late == 0:
        return Cell(language.date(day), "strong", "warn", small=language.text("Today"))
    return Cell(language.date(day), whole=True)


def _customer(entry: RefundEntry, language: Language) -> Cell:
    return Cell(entry.row.customer, "name", small=entry.row.plate)


def _amount(entry: RefundEntry, language: Language) -> Cell:
    amount = entry.row.amount
    return Cell(language.money(amount) if amount is not None else language.text("Not set yet"), "strong", whole=True)


def _interest(entry: RefundEntry, language: Language) -> Cell:
    if entry.interest is not None:
        return Cell(language.money(entry.interest), whole=True) if entry.interest else Cell()
    runs = entry.late_law is not None and entry.late_law.value("interest_runs")
    return Cell(language.text("Rate missing"), tone="warn", mark="approval") if runs else Cell()


def _account(entry: RefundEntry, language: Language) -> Cell:
    missing = entry.row.account_missing
    return Cell(language.say(account(entry)), tone="warn" if missing else "text", mark="approval" if missing else "")


def _case(entry: RefundEntry, language: Language) -> Cell:
    return Cell(entry.row.case_number, tone="text2", whole=True)


COLUMNS = (
    Column("state", because("State"), _state, BY_TEXT, most=190),
    Column("due", because("Refund by"), _due, BY_TEXT, day=lambda entry: entry.row.due_by),
    Column("customer", because("Customer"), _customer, BY_TEXT, stretch=True),
    Column("amount", because("Amount"), _amount, BY_TEXT, right=True, amount=lambda entry: entry.row.amount),
    Column("interest", because("Interest"), _interest, right=True, amount=lambda entry: entry.interest),
    Column("means", because("Goes back to"), _account, BY_TEXT, most=200),
    Column("case", because("Case"), _case, BY_TEXT),
)
