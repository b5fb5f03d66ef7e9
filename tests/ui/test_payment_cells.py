"""Refunds stand beside the invoices of a dossier: how much went back, how far it is, when and by which way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.acts import timeline
from app.language import language
from app.records.consequence_rows import Refund
from app.records.rows import Payment
from app.terms.clause import Cents, because
from tests.acts import examples
from ui.dossier.payment_cells import PAYMENTS, Money, money_of

EN = language("en")
DUE = date(2027, 1, 6)
OPEN = Refund(1, "C-2026-00007", "B-10001", Cents(1250), DUE, "visa", "Visa 4242", None, None, "to_release", "", None)
PAID = replace(
    OPEN, id=2, case_number="C-2026-00005", state="paid", paid_on=date(2026, 12, 4), interest=Cents(50),
    means="transfer", means_label="", iban="BE68539007547034",
)  # fmt: skip
INVOICE = Payment(
    "F-1", "B-10001", date(2026, 12, 10), date(2026, 12, 24), date(2026, 12, 11), Cents(600), 21, "visa", "Visa 4242",
    None, None,
)  # fmt: skip


def shown(row: Money) -> dict[str, tuple[str, str]]:
    """Each cell of a row with its small words."""
    cells = {column.key: column.cell(row, EN) for column in PAYMENTS}
    return {key: (cell.text, cell.small) for key, cell in cells.items()}


def test_refunds_stand_among_the_invoices_by_their_day() -> None:
    dossier = replace(examples.dossier(), payments=(INVOICE,), refunds=(PAID, OPEN))
    assert money_of(dossier) == (OPEN, INVOICE, PAID)


def test_a_refund_says_how_far_it_is_and_when_it_was_paid() -> None:
    waits = shown(OPEN)
    assert waits["invoice"] == ("C-2026-00007", "Refund")
    assert waits["paid"] == ("Waits for release", EN.say(because("due by {day}", day=DUE)))
    assert waits["amount"] == (EN.money(Cents(-1250)), "")
    paid = shown(PAID)
    assert paid["paid"][0] == EN.date(date(2026, 12, 4))
    assert paid["means"][0] == "Account ending 7034"
    assert paid["amount"] == (EN.money(Cents(-1300)), f"{EN.money(Cents(50))} interest in it")
    assert shown(replace(OPEN, state="cancelled"))["paid"] == ("Cancelled", "")
    assert shown(replace(OPEN, amount=None))["amount"] == ("", "")
    assert shown(INVOICE)["amount"] == (EN.money(Cents(600)), "VAT 21 %")


def test_the_timeline_shows_the_day_money_was_paid_back() -> None:
    dossier = replace(examples.dossier(), refunds=(PAID, OPEN))
    found = [one for one in timeline.of_dossier(dossier, (), examples.TODAY).spans if one.row == timeline.REFUND]
    assert [(one.start, one.end) for one in found] == [(PAID.paid_on, PAID.paid_on)]
