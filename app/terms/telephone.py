"""Contracts made on the telephone: what the terms say of acceptance, and Luxembourg's law before them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.terms.calendar import Country
from app.terms.checks import in_order
from app.terms.clause import Determination, Finding, because
from app.terms.edition import Edition
from app.terms.facts import CustomerType

_BOUND_IN_WRITING = "LU L.222-4 (6)"


class TelephoneFacts(NamedTuple):
    """A booking agreed on the telephone. ``written_on``: signed or accepted in writing; ``None`` = not yet."""

    country: Country
    customer_type: CustomerType
    called_on: date
    written_on: date | None = None


def telephone_contract(facts: TelephoneFacts, edition: Edition) -> Determination:
    """May a booking agreed on the telephone be made at once (MC 1.5; LU L.222-4 (6))?

    Findings: ``may_be_booked``, ``governed_by`` and, where the law governs, ``bound_on``. Raises ``WrongInput``
    for an acceptance before the call.
    """
    in_order(facts.called_on, facts.written_on, "called_on", "written_on")
    if facts.country != "LU" or facts.customer_type != "consumer":
        text = because("It can be booked at once: by the terms a declaration or the activation accepts the booking.")
        found: tuple[Finding, ...] = (
            Finding("may_be_booked", True, ("MC 1.5",), text),
            Finding("governed_by", "MC 1.5", ("MC 1.5",), text),
        )
    else:
        clauses, bound = ("MC 1.5", _BOUND_IN_WRITING), facts.written_on
        if bound is None:
            text = because(
                "By the terms the activation accepts a booking. By the law of Luxembourg a consumer is bound by a "
                "contract made on the telephone only after signing or accepting it in writing: the law governs, so "
                "nothing is booked yet."
            )
        else:
            text = because(
                "By the terms the activation accepts a booking. By the law of Luxembourg a consumer is bound by a "
                "contract made on the telephone only after signing or accepting it in writing: the law governs, and "
                "that was on {written_on}.",
                written_on=bound,
            )
        found = (
            Finding("may_be_booked", bound is not None, clauses, text),
            Finding("governed_by", _BOUND_IN_WRITING, clauses, text),
            Finding("bound_on", bound, clauses, text),
        )
    return Determination("telephone_contract", edition.id, found)
