"""What was agreed on the telephone: whether it binds the customer on a day, and what goes back where it does not."""

from __future__ import annotations

from datetime import date
from typing import cast

from app.acts import governing, subjects
from app.acts.governing import Row
from app.records.rows import Booking, Contract, Dossier, ServiceInclusive
from app.terms.clause import Because, Cents, Determination, Finding, because
from app.terms.facts import CustomerType
from app.terms.readings import DEFAULT, Choice
from app.terms.telephone import BOUND_IN_WRITING, PaidPart, TelephoneFacts, UnboundFacts, telephone_contract, unbound


def call_of(dossier: Dossier, row: Row, on: date, customer_type: str = "") -> TelephoneFacts | None:
    """The facts of the call as they stand on a day; ``None`` for what was not agreed on the telephone."""
    if isinstance(row, ServiceInclusive) or row.made_by != "telephone":
        return None
    return TelephoneFacts(
        country=dossier.customer.country,
        customer_type=cast(CustomerType, customer_type or dossier.customer.kind),
        called_on=row.concluded_on,
        confirmed_on=_by(row.offer_confirmed_on, on),
        written_on=_by(row.accepted_on, on),
    )


def governed(dossier: Dossier, row: Row, on: date, customer_type: str = "") -> Finding | None:
    """The day from which the law lets it bind the customer (``None``: not yet), where the law governs; else nothing."""
    call = call_of(dossier, row, on, customer_type)
    if call is None:
        return None
    return telephone_contract(call, governing.edition_of(dossier, row, on)).finding("bound_on")


def concluded_on(dossier: Dossier, row: Row, on: date, customer_type: str = "") -> date:
    """The day of conclusion: where the law lets a call bind only in writing, the day of that."""
    found = governed(dossier, row, on, customer_type)
    return row.concluded_on if found is None or found.value is None else found.value


def told(finding: Finding) -> Finding:
    """What a determination says besides of a call that binds, or does not yet."""
    return Finding("telephone_governed_by", BOUND_IN_WRITING, finding.clauses, finding.because)


def paid_back(
    dossier: Dossier, row: Booking | Contract, on: date, customer_type: str = "", chosen: Choice = DEFAULT
) -> Determination | None:
    """What goes back where the call does not bind the customer on the day ``on``; ``None`` where it does."""
    call, found = call_of(dossier, row, on, customer_type), governed(dossier, row, on, customer_type)
    if call is None or found is None or found.value is not None:
        return None
    is_contract = isinstance(row, Contract)
    rows = [one for one in subjects.alive(dossier, on) if subjects.paid(one)] if is_contract else []
    facts = UnboundFacts(
        call=call,
        received_on=on,
        paid=Cents(0) if isinstance(row, Contract) else _paid(dossier, row, on),
        bookings=tuple(PaidPart(one.number, _paid(dossier, one, on)) for one in rows),
        is_contract=is_contract,
    )
    return unbound(facts, governing.edition_of(dossier, row, on, chosen))


def binds(dossier: Dossier, row: Row, on: date) -> bool:
    """Whether it binds the customer on a day; what was not agreed on the telephone does."""
    found = governed(dossier, row, on)
    return found is None or found.value is not None


def running(dossier: Dossier, on: date) -> tuple[Booking, ...]:
    """The bookings that run on a day and bind the customer: only these end with a notice or at the sale."""
    return tuple(row for row in subjects.running(dossier, on) if binds(dossier, row, on))


def nothing_to_end(dossier: Dossier, row: Row, on: date) -> Because | None:
    """Why something cannot be terminated: it does not bind the customer at all."""
    if binds(dossier, row, on):
        return None
    return because(
        "This was agreed on the telephone and does not bind the customer, so there is nothing to terminate: record a "
        "withdrawal from it, and everything is paid back."
    )


def _by(day: date | None, on: date) -> date | None:
    """What was there on the day ``on``."""
    return day if day is not None and day <= on else None


def _paid(dossier: Dossier, row: Booking, on: date) -> Cents:
    """What was paid for a booking by a day: its payments or, where the desk has no invoice of it, its price."""
    invoices = [one for one in dossier.payments if one.booking_number == row.number]
    if not invoices:
        return row.price if subjects.paid(row) else Cents(0)
    return Cents(sum(one.amount for one in invoices if one.paid_on is not None and one.paid_on <= on))
