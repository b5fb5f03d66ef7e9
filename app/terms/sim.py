"""Switching the SIM off: MC 1.6 and 8.7. Before the handover of a new vehicle it revokes the contract, after it
suspends.
"""

from __future__ import annotations

from datetime import date

from app.terms.calendar import days_after
from app.terms.clause import Because, Cents, Determination, Finding, because, because_count
from app.terms.edition import Edition
from app.terms.facts import SimFacts
from app.terms.money import NOTHING
from app.terms.pricing import amount_paid
from app.terms.readings import DEFAULT, Choice, months_of_notice, moved, repaid_by


def before_handover(facts: SimFacts, chosen: Choice = DEFAULT) -> bool:
    """A new vehicle not yet handed over, by the minute (MC 1.6 a; rulebook G30)."""
    if not facts.new_vehicle:
        return False
    if facts.handover_at is None:
        return True
    if "G30 B" in chosen:
        return facts.requested_at.date() <= facts.handover_at.date()
    return facts.requested_at < facts.handover_at


def _still_withdraws(facts: SimFacts, requested_on: date, edition: Edition, chosen: Choice) -> bool:
    """Whether the law's right of withdrawal is open: a consumer, within its days, as far as known (rulebook G26)."""
    if facts.customer_type == "trader":
        return False
    if facts.concluded_on is None:
        return True
    end = days_after(facts.concluded_on, edition.numbers.withdrawal_days)
    return requested_on <= moved(end, facts.country, chosen)


def _scope(facts: SimFacts) -> tuple[Finding, ...]:
    """What stays on and who does the work (MC 1.6, 1.6 b, 1.6 c)."""
    stays = facts.type_approval_functions
    if stays:
        text = because(
            "These functions are part of the type approval of the vehicle and stay on: {functions}.", functions=stays
        )
    else:
        text = because("No function of this vehicle is part of its type approval, so the SIM goes off altogether.")
    if facts.activated_features:
        features = because(
            "Functions that were activated keep working without their online part: {features}.",
            features=facts.activated_features,
        )
    else:
        features = because("No function was activated on this vehicle.")
    return (
        Finding("sim_scope", "partial" if stays else "full", ("MC 1.6 b",), text),
        Finding("stays_active", stays, ("MC 1.6 b",), text),
        Finding(
            "activated_features",
            "stay_except_online_part" if facts.activated_features else "none",
            ("MC 1.6 c",),
            features,
        ),
        Finding(
            "carried_out_by",
            "dealer_branch_or_workshop",
            ("MC 1.6",),
            because("An authorised dealer, a branch or a workshop switches the SIM off; the contact centre refers."),
        ),
    )


def _revoked(facts: SimFacts, requested_on: date, paid: Cents, edition: Edition, chosen: Choice) -> tuple[Finding, ...]:
    days = edition.numbers.sim_refund_days
    pay_by = repaid_by(days_after(requested_on, days), facts.country, chosen)
    if facts.handover_at is None:
        text = because(
            "Requested on {requested_at}, before the new vehicle is handed over: the contract is revoked.",
            requested_at=facts.requested_at,
        )
    else:
        text = because(
            "Requested on {requested_at}, before the handover of the new vehicle on {handover_at}: the contract is "
            "revoked.",
            requested_at=facts.requested_at,
            handover_at=facts.handover_at,
        )
    money = because("Everything paid by {requested_on} comes back: {paid}.", requested_on=requested_on, paid=paid)
    return (
        Finding("treated_as", "withdrawal_of_framework", ("MC 1.6 a",), text),
        Finding("framework_end", requested_on, ("MC 1.6 a",), text),
        Finding("refund", paid, ("MC 1.6 a",), money),
        Finding(
            "refund_due_by",
            pay_by,
            ("MC 1.6 a",),
            because(
                "Requested on {requested_on}; the money is back within {days} days, by {refund_due_by}.",
                requested_on=requested_on,
                days=days,
                refund_due_by=pay_by,
            ),
        ),
    )


def _treatment(facts: SimFacts, chosen: Choice) -> Because:
    if before_handover(facts, chosen):
        return because(
            "The law's right of withdrawal is not open: the request suspends the services and ends nothing by itself."
        )
    if not facts.new_vehicle:
        return because("The vehicle is not new: the request suspends the services and ends nothing by itself.")
    return because(
        "Requested on {requested_at}, after the handover: the request suspends the services and ends nothing by "
        "itself.",
        requested_at=facts.requested_at,
    )


def _suspended(facts: SimFacts, requested_on: date, edition: Edition, chosen: Choice) -> tuple[Finding, ...]:
    suspended = _treatment(facts, chosen)
    if facts.also_terminates or "G27 A" in chosen:
        months = edition.numbers.framework_notice_months
        end = months_of_notice(requested_on, months, chosen)
        notice = because_count(
            "The customer also terminates the contract. {requested_on} + {count} month: it ends on {end}.",
            "The customer also terminates the contract. {requested_on} + {count} months: it ends on {end}.",
            months,
            requested_on=requested_on,
            end=end,
        )
        treated = (
            Finding("treated_as", "suspension_and_termination_notice", ("MC 1.6 b", "MC 8.1"), notice),
            Finding("framework_end", end, ("MC 8.1",), notice),
        )
    else:
        stays = because("The contract goes on: switching the SIM off does not terminate it.")
        treated = (
            Finding("treated_as", "suspension_only", ("MC 1.6 b", "MC 8.7"), suspended),
            Finding("framework_end", None, ("MC 8.7",), stays),
        )
    if facts.deactivated_on is None:
        obligation = because("The duty to deliver rests from the day the SIM is off; that day is not known yet.")
    else:
        obligation = because(
            "The duty to deliver rests from {deactivated_on}, the day the SIM went off.",
            deactivated_on=facts.deactivated_on,
        )
    if "G20 B" in chosen:
        payments = because("Nothing is delivered while the SIM is off, so no payment is taken for that time.")
    else:
        payments = because("Recurring payments go on while the SIM is off.")
    return (
        *treated,
        Finding("refund", NOTHING, ("MC 8.7",), because("Nothing is paid back for the time the SIM is off.")),
        Finding("obligation_suspended_from", facts.deactivated_on, ("MC 8.7",), obligation),
        Finding("payments_continue", "G20 B" not in chosen, ("MC 8.7",), payments),
    )


def sim_deactivation(facts: SimFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """A request to switch the SIM off (MC 1.6, 8.7). The request is received when it is made.

    Raises ``WrongInput`` naming the field when a paid booking lacks its price or contradicts itself.
    """
    requested_on = facts.requested_at.date()
    paid = Cents(
        sum(
            amount_paid(booking, requested_on, f"paid_bookings[{number}]", chosen)
            for number, booking in enumerate(facts.paid_bookings)
        )
    )
    revokes = before_handover(facts, chosen)
    if revokes and "G26 A" in chosen:
        revokes = _still_withdraws(facts, requested_on, edition, chosen)
    if revokes:
        outcome = _revoked(facts, requested_on, paid, edition, chosen)
    else:
        outcome = _suspended(facts, requested_on, edition, chosen)
    return Determination("sim_deactivation", edition.id, (*_scope(facts), *outcome))
