"""The External store: access (MC 3.2, 3.4) and violations of content partners (MC 3.15)."""

from __future__ import annotations

from app.terms.calendar import months_after
from app.terms.checks import at_least_one
from app.terms.clause import Determination, Finding, because
from app.terms.edition import Edition
from app.terms.facts import ExternalStoreFacts, StrikeFacts
from app.terms.readings import DEFAULT, Choice


def external_store(facts: ExternalStoreFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Access to the External store (MC 3.2) and what happens when a condition is lost (MC 3.4), in this order."""
    missing = tuple(name for name, there in facts._asdict().items() if not there)
    if not facts.connected_package_active:
        access = "withdrawn"
        text = because("The package has ended: access, installed content and data are withdrawn.")
    elif not facts.account:
        access, text = "not_available", because("There is no MINI ID account, so the store is not available.")
    elif not facts.os9:
        access = "provider_may_withdraw"
        text = because("The operating system is older than the store needs: the provider may withdraw access.")
    elif not facts.mandatory_updates:
        access = "provider_may_suspend_until_update"
        text = because("A mandatory update is missing: the provider may suspend access until it is installed.")
    else:
        access, text = "active", because("All conditions for the store are met.")
    return Determination(
        "external_store",
        edition.id,
        (
            Finding("access", access, ("MC 3.2", "MC 3.4"), text),
            Finding("content", None if facts.connected_package_active else "withdrawn", ("MC 3.4 a",), text),
            Finding("missing", missing, ("MC 3.2",), text),
        ),
    )


def strike(facts: StrikeFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """How long a content partner is suspended (MC 3.15). Never applied to a customer (rulebook G68)."""
    at_least_one(facts.violation_number, "violation_number")
    numbers = edition.numbers
    permanent = facts.violation_number >= numbers.strike_permanent_from
    if permanent:
        until = None
        text = because("Violation number {number}: the partner is suspended for good.", number=facts.violation_number)
    else:
        first = facts.violation_number == 1
        until = months_after(facts.from_, numbers.strike_first_months if first else numbers.strike_second_months)
        text = because(
            "Violation number {number}, suspended from {first_day}: the last day of the suspension is {until}.",
            number=facts.violation_number,
            first_day=facts.from_,
            until=until,
        )
    return Determination(
        "strike",
        edition.id,
        (
            Finding("permanent", permanent, ("MC 3.15",), text),
            Finding("suspended_until", until, ("MC 3.15",), text),
        ),
    )
