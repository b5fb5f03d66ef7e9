"""Contracts made on the telephone: what the terms say of acceptance, and Luxembourg's law before them.

By that law a consumer is bound only once the offer was confirmed on a durable medium and signed or accepted in
writing. Until then nothing was agreed, and whatever was paid goes back.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.terms.calendar import Country, days_after
from app.terms.checks import in_order
from app.terms.clause import Because, Cents, Determination, Finding, Part, because
from app.terms.edition import Edition
from app.terms.facts import CustomerType
from app.terms.money import NOTHING

BOUND_IN_WRITING = "LU L.222-4 (6)"
_CLAUSES = ("MC 1.5", BOUND_IN_WRITING)


class TelephoneFacts(NamedTuple):
    """A booking agreed on the telephone.

    ``confirmed_on``: the offer was confirmed on a durable medium; ``written_on``: signed or accepted in writing.
    ``None`` = not yet.
    """

    country: Country
    customer_type: CustomerType
    called_on: date
    confirmed_on: date | None = None
    written_on: date | None = None


class PaidPart(NamedTuple):
    """A booking under a contract that does not bind, and what the customer paid for it."""

    key: str
    paid: Cents


class UnboundFacts(NamedTuple):
    """A message about something that was agreed on the telephone and does not bind the customer.

    ``paid`` is what was paid for it by ``received_on``; ``bookings`` fall with a contract.
    """

    call: TelephoneFacts
    received_on: date
    paid: Cents
    bookings: tuple[PaidPart, ...] = ()
    is_contract: bool = False


def telephone_contract(facts: TelephoneFacts, edition: Edition) -> Determination:
    """May a booking agreed on the telephone be made at once (MC 1.5; LU L.222-4 (6))?

    Findings: ``may_be_booked``, ``governed_by`` and, where the law governs, ``bound_on``. Raises ``WrongInput``
    for a confirmation or an acceptance before the call.
    """
    in_order(facts.called_on, facts.confirmed_on, "called_on", "confirmed_on")
    in_order(facts.called_on, facts.written_on, "called_on", "written_on")
    if facts.country != "LU" or facts.customer_type != "consumer":
        text = because("It can be booked at once: by the terms a declaration or the activation accepts the booking.")
        found: tuple[Finding, ...] = (
            Finding("may_be_booked", True, ("MC 1.5",), text),
            Finding("governed_by", "MC 1.5", ("MC 1.5",), text),
        )
        return Determination("telephone_contract", edition.id, found)
    bound = _bound_on(facts)
    if bound is None:
        text = because(
            "By the terms the activation accepts a booking. By the law of Luxembourg a consumer is bound by a contract "
            "made on the telephone only once the offer is confirmed on a durable medium and signed or accepted in "
            "writing: the law governs, so nothing is booked yet."
        )
    else:
        text = because(
            "By the terms the activation accepts a booking. By the law of Luxembourg a consumer is bound by a contract "
            "made on the telephone only once the offer is confirmed on a durable medium and signed or accepted in "
            "writing: the law governs, and that was on {bound_on}.",
            bound_on=bound,
        )
    found = (
        Finding("may_be_booked", bound is not None, _CLAUSES, text),
        Finding("governed_by", BOUND_IN_WRITING, _CLAUSES, text),
        Finding("bound_on", bound, _CLAUSES, text),
    )
    return Determination("telephone_contract", edition.id, found)


def unbound(facts: UnboundFacts, edition: Edition) -> Determination:
    """What a customer gets back who was never bound: everything, at any time, confirmed by a supervisor.

    The findings have the names of a withdrawal's, so that refund, letter and booking read them alike. The money goes
    back within the days the terms give after a withdrawal (MC 15); the law gives no other period. Raises ``WrongInput``
    for a message before the call.
    """
    in_order(facts.call.called_on, facts.received_on, "called_on", "received_on")
    governs = telephone_contract(facts.call, edition)
    why = governs.findings[0].because
    days = edition.numbers.withdrawal_refund_days
    pay_by = days_after(facts.received_on, days)
    due = because(
        "Received on {received_on}; the money is back within {days} days, by {refund_due_by}.",
        received_on=facts.received_on,
        days=days,
        refund_due_by=pay_by,
    )
    confirms = because("A supervisor confirms that nothing was signed or accepted in writing.")
    stops = because(
        "What is used stops on the day the message is received, {received_on}.", received_on=facts.received_on
    )
    goes_on = (
        because("The contract itself ends with this withdrawal.")
        if facts.is_contract
        else because("The MINI Connected contract goes on; only what was withdrawn from ends.")
    )
    parts = tuple(Part(one.key, _paid_back(one.paid, confirms)) for one in facts.bookings)
    total = Cents(sum((one.paid for one in facts.bookings), facts.paid))
    found = (
        Finding("allowed", True, _CLAUSES, because("What does not bind the customer can be given up at any time.")),
        Finding("last_service_day", facts.received_on, _CLAUSES, stops),
        *_paid_back(facts.paid, confirms),
        Finding("refund_due_by", pay_by, ("MC 15", BOUND_IN_WRITING), due),
        Finding("framework_ends", facts.is_contract, _CLAUSES, goes_on),
        Finding("telephone_governed_by", BOUND_IN_WRITING, _CLAUSES, why),
    )
    if facts.is_contract:
        falling = because("Bookings under the contract fall together with it.")
        in_all = because("The contract and the bookings that fall with it together: {total} back.", total=total)
        found += (
            Finding("bookings_cascade", True, _CLAUSES, falling),
            Finding("bookings", parts, _CLAUSES),
            Finding("refund_total", total, _CLAUSES, in_all),
        )
    return Determination("telephone_contract", edition.id, found, facts)


def _bound_on(facts: TelephoneFacts) -> date | None:
    """The day on which both the confirmation and the acceptance were there."""
    if facts.confirmed_on is None or facts.written_on is None:
        return None
    return max(facts.confirmed_on, facts.written_on)


def _paid_back(paid: Cents, confirms: Because) -> tuple[Finding, ...]:
    back = because(
        "What was agreed on the telephone never came to bind the customer: nothing is kept, and {refund} goes back.",
        refund=paid,
    )
    return (
        Finding("deduction", NOTHING, _CLAUSES, back),
        Finding("refund", paid, _CLAUSES, back),
        Finding("supervisor", True, _CLAUSES, confirms),
    )
