"""Withdrawal within fourteen days: MC 15 and SI 11, with book VI WER and Luxembourg's Code de la consommation.

Dispatch within the period suffices (SENT); use, refund and last day of service are counted to the receipt.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.terms.calendar import days_after, months_after
from app.terms.checks import in_order, not_negative
from app.terms.clause import Because, Cents, Determination, Finding, Part, because
from app.terms.edition import Edition
from app.terms.facts import Pricing, WithdrawalFacts
from app.terms.money import NOTHING
from app.terms.pricing import check_pricing
from app.terms.readings import DEFAULT, Choice, moved, repaid_by
from app.terms.withdrawal_law import (
    LAW,
    ConsumerLaw,
    acknowledgement_governed,
    late_refund_governed,
    period_governed,
    use_governed,
)
from app.terms.withdrawal_money import Settlement, counts_as_informed, informed_at_conclusion, settle, use_of

_SAME_MEANS = because("The money goes back the way it was paid, unless the customer expressly agreed otherwise.")
_CONTRACT_ENDS = because("The contract itself ends with this withdrawal.")
_CONTRACT_GOES_ON = because("The MINI Connected contract goes on; only what was withdrawn from ends.")


class Window(NamedTuple):
    """The withdrawal period: its end as counted, its end as moved to a working day, and why."""

    unrolled: date
    deadline: date
    because: Because
    law: tuple[str, ...]


def _counted_from(facts: WithdrawalFacts, chosen: Choice) -> date:
    """The day before the first of the period: the conclusion; by another reading of G32 the delivery if later."""
    if facts.contract == "framework" and facts.delivered_on is not None and "G32 B" in chosen:
        return max(facts.concluded_on, facts.delivered_on)
    return facts.concluded_on


def withdrawal_window(facts: WithdrawalFacts, edition: Edition, chosen: Choice = DEFAULT) -> Window:
    """The period in which the customer may withdraw (MC 15; WER VI.47-48; Dir. 2011/83 art. 9-10; FWD, ROLL)."""
    numbers, law = edition.numbers, LAW[facts.country]
    concluded, later, days = _counted_from(facts, chosen), facts.informed_later_on, numbers.withdrawal_days
    first_end = days_after(concluded, days)
    first_deadline = moved(first_end, facts.country, chosen)
    if informed_at_conclusion(facts):
        if concluded != facts.concluded_on:
            text = because(
                "The vehicle was delivered on {delivered_on}, after the conclusion. {days} days later is {period_end}, "
                "so the last day to withdraw is {deadline}.",
                delivered_on=concluded,
                days=days,
                period_end=first_end,
                deadline=first_deadline,
            )
        elif first_deadline == first_end:
            text = because(
                "Concluded on {concluded_on}. Day {days} is {deadline}, the last day to withdraw.",
                concluded_on=concluded,
                days=days,
                deadline=first_end,
            )
        else:
            text = because(
                "Concluded on {concluded_on}. Day {days} is {period_end}, a weekend or public holiday, "
                "so the last day to withdraw is {deadline}.",
                concluded_on=concluded,
                days=days,
                period_end=first_end,
                deadline=first_deadline,
            )
        return Window(first_end, first_deadline, text, (law.period,))
    if later is not None and (later <= months_after(concluded, numbers.late_information_months) or "G35 C" in chosen):
        end = max(first_end, days_after(later, days))
        deadline = moved(end, facts.country, chosen)
        text = because(
            "The customer was told of the right of withdrawal only on {informed_on}. {days} days later is "
            "{period_end}, "
            "so the last day to withdraw is {deadline}.",
            informed_on=later,
            days=days,
            period_end=end,
            deadline=deadline,
        )
        return Window(end, deadline, text, (law.extension,))
    months = numbers.withdrawal_months_not_informed
    first = first_end if first_end != first_deadline and "G35 A" in chosen else first_deadline
    end = months_after(first, months)
    deadline = moved(end, facts.country, chosen)
    text = because(
        "The customer was not told of the right of withdrawal in time. The first period ended on {first_end}; "
        "{months} months later is {period_end}, so the last day to withdraw is {deadline}.",
        first_end=first,
        months=months,
        period_end=end,
        deadline=deadline,
        first_counted_from=concluded,
        first_days=days,
        first_unrolled=first_end,
    )
    return Window(end, deadline, text, (law.extension,))


def _settlement_findings(settled: Settlement, clause: str) -> tuple[Finding, ...]:
    clauses, text = (clause, settled.law), settled.because
    return (
        Finding("consumed_days", settled.consumed_days, clauses, text),
        Finding("total_days", settled.total_days, clauses, text),
        Finding("deduction", settled.deduction, clauses, text),
        Finding("refund", settled.refund, clauses, text),
    )


def _check(facts: WithdrawalFacts) -> date:
    """The day of dispatch; raises ``WrongInput`` for facts that cannot be."""
    sent_on = facts.received_on if facts.sent_on is None else facts.sent_on
    in_order(sent_on, facts.received_on, "sent_on", "received_on")
    check_pricing(facts.pricing)
    not_negative(facts.bundle_share, "bundle_share")
    for number, booking in enumerate(facts.bookings):
        check_pricing(booking.pricing, f"bookings[{number}].pricing")
    return sent_on


def _framework_findings(
    facts: WithdrawalFacts, own: Settlement, until: date, edition: Edition, chosen: Choice
) -> tuple[tuple[Finding, ...], bool]:
    """The bookings that fall with the contract (WER VI.52 §2), the sum of all refunds, and whether a supervisor is
    needed.
    """
    law = LAW[facts.country]
    clauses = ("MC 15", law.ancillary)
    cascade = not facts.bookings or "G31 B" not in chosen
    parts, total, supervisor = [], own.refund or NOTHING, own.supervisor
    for booking in facts.bookings if cascade else ():
        day_needed = booking.pricing.kind != "service_inclusive"
        use = use_of(facts, booking.start_requested, booking.service_started_on, until, chosen, day_needed=day_needed)
        settled = settle(booking.pricing, use, until, law, edition, chosen)
        supervisor = supervisor or settled.supervisor
        total = Cents(total + (settled.refund or 0))
        governed = use_governed(
            booking.pricing,
            booking.service_started_on,
            until,
            "MC 15",
            law,
            informed=counts_as_informed(facts, chosen),
            requested=booking.start_requested,
        )
        parts.append(
            Part(
                booking.key,
                (
                    *_settlement_findings(settled, "MC 15"),
                    Finding("supervisor", settled.supervisor, ("MC 15",), settled.because),
                    *governed,
                ),
            )
        )
    findings = (
        Finding("bookings_cascade", cascade, clauses, because("Bookings under the contract fall together with it.")),
        Finding("bookings", tuple(parts), clauses),
        Finding(
            "refund_total",
            total,
            clauses,
            because("The contract and the bookings that fall with it together: {total} back.", total=total),
        ),
    )
    return findings, supervisor


def _lost(
    facts: WithdrawalFacts, sent_on: date, deadline: date, clause: str, law: ConsumerLaw, chosen: Choice
) -> tuple[str, Because, tuple[str, ...]] | None:
    """Why a consumer has no right by another reading: bought at the dealer's (G33), or started at request (G36).

    What is out of time is not lost once more.
    """
    if facts.concluded_at_dealer and "G33 A" in chosen:
        text = because("The contract was made at the dealer's: the law gives no right to withdraw from it.")
        return "not_a_distance_contract", text, (clause, law.period)
    if sent_on > deadline:
        return None
    started = facts.service_started_on
    by_request = facts.contract == "booking" and facts.start_requested
    if by_request and started is not None and started <= sent_on and "G36 B" in chosen:
        text = because("The service started at the customer's request: the right to withdraw is lost.")
        return "right_lost", text, (clause, law.charge)
    return None


def _refused(reason: str, text: Because, clauses: tuple[str, ...], edition: Edition) -> Determination:
    found = (Finding("allowed", False, clauses, text), Finding("reason", reason, clauses, text))
    return Determination("withdrawal", edition.id, found)


def _price_of(facts: WithdrawalFacts, chosen: Choice) -> Pricing:
    """What is settled: the price paid; by another reading the share of one service in a bundle (rulebook G37)."""
    price, share = facts.pricing.price, facts.bundle_share
    if price is not None and share is not None and "G37 B" in chosen:
        return facts.pricing._replace(price=min(price, share))
    return facts.pricing


def withdrawal(facts: WithdrawalFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Withdrawal of a booking, of the contract with its bookings, or of Service Inclusive (MC 15, SI 11).

    Raises ``WrongInput`` naming the field when the facts do not fit together.
    """
    sent_on = _check(facts)
    clause = "SI 11" if facts.contract == "service_inclusive" else "MC 15"
    if facts.customer_type == "trader":
        text = because("Only a consumer can withdraw: a natural person who acts outside trade, business or profession.")
        return _refused("not_a_consumer", text, (clause, "WER I.1 2°"), edition)
    law = LAW[facts.country]
    window = withdrawal_window(facts, edition, chosen)
    received, deadline = facts.received_on, window.deadline
    lost = _lost(facts, sent_on, deadline, clause, law, chosen)
    if lost is not None:
        return _refused(*lost, edition)
    period = (clause, *window.law)
    ends = (
        Finding("period_end_unrolled", window.unrolled, period, window.because),
        Finding("deadline", deadline, (*period, "Reg. 1182/71 art. 3"), window.because),
        *((period_governed(clause, law),) if law.extension in window.law else ()),
    )
    if sent_on > deadline:
        text = because(
            "Sent on {sent_on}, after the last day to withdraw, {deadline}.", sent_on=sent_on, deadline=deadline
        )
        return Determination(
            "withdrawal",
            edition.id,
            (Finding("allowed", False, period, text), Finding("reason", "out_of_time", period, text), *ends),
        )
    until = sent_on if sent_on != received and "G34 B" in chosen else received
    day_needed = facts.pricing.kind != "service_inclusive"
    use = use_of(facts, facts.start_requested, facts.service_started_on, until, chosen, day_needed=day_needed)
    settled = settle(_price_of(facts, chosen), use, until, law, edition, chosen)
    days = edition.numbers.withdrawal_refund_days
    pay_by = repaid_by(days_after(received, days), facts.country, chosen)
    repay = (clause, law.refund)
    governed = (
        *use_governed(
            facts.pricing,
            facts.service_started_on,
            until,
            clause,
            law,
            informed=counts_as_informed(facts, chosen),
            requested=facts.start_requested,
        ),
        *late_refund_governed(facts, pay_by, clause, law),
        *acknowledgement_governed(facts, clause),
    )
    framework: tuple[Finding, ...] = ()
    supervisor = settled.supervisor
    if facts.contract == "framework":
        framework, supervisor = _framework_findings(facts, settled, until, edition, chosen)
    return Determination(
        "withdrawal",
        edition.id,
        (
            Finding(
                "allowed",
                True,
                period,
                because(
                    "Sent on {sent_on}, in time: the last day to withdraw is {deadline}.",
                    sent_on=sent_on,
                    deadline=deadline,
                ),
            ),
            *ends,
            Finding(
                "last_service_day",
                until,
                (clause,),
                because("The withdrawal takes effect when it is received, on {received_on}.", received_on=until),
            ),
            *_settlement_findings(settled, clause),
            Finding(
                "refund_due_by",
                pay_by,
                repay,
                because(
                    "Received on {received_on}; the money is back within {days} days, by {refund_due_by}.",
                    received_on=received,
                    days=days,
                    refund_due_by=pay_by,
                ),
            ),
            Finding(
                "same_payment_means",
                True,
                repay,
                _SAME_MEANS,
            ),
            Finding("supervisor", supervisor, (clause,), settled.because),
            Finding(
                "framework_ends",
                facts.contract == "framework",
                (clause,),
                _CONTRACT_ENDS if facts.contract == "framework" else _CONTRACT_GOES_ON,
            ),
            *framework,
            *governed,
        ),
    )
