"""What the customer paid and what goes back, in one list: an invoice or a refund a row."""

from __future__ import annotations

from datetime import date

from app.language import NBSP, Language
from app.records.consequence_rows import Refund
from app.records.rows import Dossier, Payment
from app.terms.clause import Cents, because
from ui.calls.case_words import REFUND_MARKS, REFUND_STATES
from ui.dossier.naming import MEANS, named
from ui.tables.columns import BY_TEXT, Cell, Column

Money = Payment | Refund


def money_of(dossier: Dossier) -> tuple[Money, ...]:
    """Invoices and refunds, the newest first; what has still to go back stands before them."""
    return tuple(sorted((*reversed(dossier.payments), *dossier.refunds), key=_day, reverse=True))


def _day(row: Money) -> date:
    return row.invoiced_on if isinstance(row, Payment) else row.paid_on or date.max


def _invoice(row: Money, language: Language) -> Cell:
    if isinstance(row, Refund):
        return Cell(row.case_number, "name", small=language.text("Refund"))
    return Cell(row.invoice_number, "name")


def _booking(row: Money, language: Language) -> Cell:
    return Cell(row.subject if isinstance(row, Refund) else row.booking_number, tone="text2")


def _invoiced(row: Money, language: Language) -> Cell:
    return Cell() if isinstance(row, Refund) else Cell(language.date(row.invoiced_on), whole=True)


def _paid(row: Money, language: Language) -> Cell:
    if row.paid_on is not None:
        return Cell(language.date(row.paid_on), mark="done", whole=True)
    if isinstance(row, Refund):
        due = because("due by {day}", day=row.due_by) if row.due_by is not None and row.state != "cancelled" else None
        words = language.say(named(REFUND_STATES, row.state))
        return Cell(words, mark=REFUND_MARKS.get(row.state, "waiting"), small=language.say(due) if due else "")
    return Cell(language.say(because("Open, due {day}", day=row.due_on)), mark="waiting")


def _period(row: Money, language: Language) -> Cell:
    start, end = (row.first_day, row.last_day) if isinstance(row, Refund) else (row.period_start, row.period_end)
    if start is None or end is None:
        return Cell(language.say(because("No period")), tone="text2")
    return Cell(language.say(because("{start} to {end}", start=start, end=end)), tone="text2")


def _means(row: Money, language: Language) -> Cell:
    # The number of a card or account stays with its name.
    if row.means_label:
        return Cell(row.means_label.replace(" ", NBSP), tone="text2")
    if isinstance(row, Refund) and row.iban:
        return Cell(language.say(because("Account ending {digits}", digits=row.iban[-4:])), tone="text2")
    return Cell(language.say(named(MEANS, row.means)) if row.means else "", tone="text2")


def _back(row: Refund) -> Cents | None:
    """What goes back with its interest, below nothing: it leaves the organisation."""
    return None if row.amount is None else Cents(-row.amount - (row.interest or 0))


def _amount(row: Money, language: Language) -> Cell:
    if isinstance(row, Payment):
        rate = because("VAT {rate} %", rate=row.vat_percent)
        return Cell(language.money(row.amount), "strong", small=language.say(rate))
    back = _back(row)
    interest = because("{interest} interest in it", interest=row.interest) if row.interest else None
    words = language.money(back) if back is not None else ""
    return Cell(words, "strong", small=language.say(interest) if interest else "")


PAYMENTS = (
    Column("invoice", because("Invoice"), _invoice, BY_TEXT, most=110),
    Column("booking", because("Booking"), _booking, BY_TEXT),
    Column(
        "invoiced",
        because("Invoiced on"),
        _invoiced,
        lambda row: row.invoiced_on if isinstance(row, Payment) else None,
        most=90,
    ),
    Column("paid", because("Paid on"), _paid, lambda row: row.paid_on, most=120),
    Column("period", because("For the period"), _period, BY_TEXT, stretch=True, least=130),
    Column("means", because("Paid by"), _means, BY_TEXT, most=90),
    Column(
        "amount",
        because("Amount"),
        _amount,
        lambda row: _back(row) if isinstance(row, Refund) else row.amount,
        right=True,
        most=90,
    ),
)
