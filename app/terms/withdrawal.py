"""Withdrawal within fourteen days: MC 15 and SI 11, with book VI WER and Luxembourg's Code de la consommation.

Dispatch within the period suffices (SENT); use, refund and last day of service are counted to the receipt.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.terms.calendar import MONTHS_A_YEAR, days_after, days_inclusive, months_after, rolled, term_last_day
from app.terms.checks import in_order
from app.terms.clause import Because, Cents, Determination, Finding, Part, because
from app.terms.edition import Edition
from app.terms.facts import Pricing, WithdrawalFacts
from app.terms.money import NOTHING, share
from app.terms.pricing import PRICELESS, check_pricing, overlap, paid_periods, total_days, total_price
from app.terms.readings import DEFAULT, Choice, holidays_for


class _Law(NamedTuple):
    """The articles of a country's consumer law beside the clause."""

    period: str
    extension: str
    refund: str
    charge: str
    free: str
    ancillary: str


_LAW = {
    "BE": _Law("WER VI.47 §1", "WER VI.48", "WER VI.50 §1", "WER VI.51 §3", "WER VI.51 §4", "WER VI.52 §2"),
    "LU": _Law(
        "LU L.222-9 (1)", "LU L.222-9 (3)", "LU L.222-10 (1)", "LU L.222-10 (6)", "LU L.222-10 (7)", "LU L.222-9 (6)"
    ),
}


class Window(NamedTuple):
    """The withdrawal period: its end as counted, its end as moved to a working day, and why."""

    unrolled: date
    deadline: date
    because: Because
    law: tuple[str, ...]


class _Settlement(NamedTuple):
    """What is paid back for one contract. ``None`` amounts are entered by a supervisor."""

    consumed_days: int | None
    total_days: int | None
    deduction: Cents | None
    refund: Cents | None
    supervisor: bool
    because: Because
    law: str


class _Use(NamedTuple):
    """Whether use is charged: by ``start``, the first day charged, or by nobody, for the reason ``uncharged``."""

    start: date | None
    requested: bool
    uncharged: Because | None


def informed_at_conclusion(facts: WithdrawalFacts) -> bool:
    """Told of the right when the contract was concluded; information before that day counts as such."""
    return facts.informed_at_conclusion or (
        facts.informed_later_on is not None and facts.informed_later_on <= facts.concluded_on
    )


def withdrawal_window(facts: WithdrawalFacts, edition: Edition, chosen: Choice = DEFAULT) -> Window:
    """The period in which the customer may withdraw (MC 15; WER VI.47-48; Dir. 2011/83 art. 9-10; FWD, ROLL)."""
    numbers, law = edition.numbers, _LAW[facts.country]
    holidays = holidays_for(facts.country, chosen)
    concluded, later, days = facts.concluded_on, facts.informed_later_on, numbers.withdrawal_days
    first_end = days_after(concluded, days)
    first_deadline = rolled(first_end, holidays)
    if informed_at_conclusion(facts):
        if first_deadline == first_end:
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
        deadline = rolled(end, holidays)
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
    first = first_end if "G35 A" in chosen else first_deadline
    end = months_after(first, months)
    deadline = rolled(end, holidays)
    text = because(
        "The customer was not told of the right of withdrawal in time. The first period ended on {first_end}; "
        "{months} months later is {period_end}, so the last day to withdraw is {deadline}.",
        first_end=first,
        months=months,
        period_end=end,
        deadline=deadline,
    )
    return Window(end, deadline, text, (law.extension,))


def _use(
    facts: WithdrawalFacts, requested: bool, started_on: date | None, until: date, chosen: Choice, *, day_needed: bool
) -> _Use:
    informed = informed_at_conclusion(facts) or ("G35 D" in chosen and facts.informed_later_on is not None)
    if not informed:
        return _Use(
            None,
            False,
            because("Use is not charged: the customer was not told of the right of withdrawal at the conclusion."),
        )
    if not requested:
        return _Use(
            None, False, because("Use is not charged: the customer did not ask for the service to start at once.")
        )
    if until < facts.concluded_on:
        return _Use(None, False, because("Use is not charged: the withdrawal came before the contract was concluded."))
    if day_needed and (started_on is None or started_on > until):
        return _Use(None, False, because("Use is not charged: the service had not started by {until}.", until=until))
    return _Use(started_on, True, None)


def _whole_refund(price: Cents, total: int | None, use: _Use, law: _Law, *, supervisor: bool) -> _Settlement:
    text = because("{reason} All that was paid comes back: {price}.", reason=use.uncharged, price=price)
    return _Settlement(0 if total is not None else None, total, NOTHING, price, supervisor, text, law.free)


def _settled_once(price: Cents, use: _Use, until: date, law: _Law, edition: Edition, chosen: Choice) -> _Settlement:
    """A price paid once without end date: no total to compare use with (rulebook G07)."""
    if use.start is None:
        return _whole_refund(price, None, use, law, supervisor=False)
    if "G07 B" in chosen:
        total = days_inclusive(use.start, term_last_day(use.start, edition.numbers.notional_years * MONTHS_A_YEAR))
        used = days_inclusive(use.start, until)
        refund = share(price, max(0, total - used), total)
        text = because(
            "Spread over {years} years: {price} × {unused} ÷ {total} days = {refund} back.",
            years=edition.numbers.notional_years,
            price=price,
            unused=total - used,
            total=total,
            refund=refund,
        )
        return _Settlement(used, total, Cents(price - refund), refund, True, text, law.charge)
    text = because(
        "The price was paid once for a service without end date. There is no total to compare the use with, so all of "
        "{price} comes back; a supervisor confirms it.",
        price=price,
    )
    return _Settlement(None, None, NOTHING, price, True, text, law.charge)


def _settled_package(pricing: Pricing, price: Cents, use: _Use, law: _Law) -> _Settlement:
    """Service Inclusive (SI 11): not days but works done count (rulebook G59)."""
    if pricing.works_performed <= 0:
        text = because("No work was done under the package, so all of {price} comes back.", price=price)
        return _Settlement(None, None, NOTHING, price, False, text, law.refund)
    if use.requested:
        text = because(
            "Work was done under the package at the customer's request. A supervisor sets a reasonable amount for it."
        )
        return _Settlement(None, None, None, None, True, text, law.charge)
    return _whole_refund(price, None, use, law, supervisor=True)


def _settled(pricing: Pricing, use: _Use, until: date, law: _Law, edition: Edition, chosen: Choice) -> _Settlement:
    kind, price = pricing.kind, pricing.price
    if kind in PRICELESS or price is None:
        return _Settlement(
            0, None, NOTHING, NOTHING, False, because("Nothing was paid, so nothing comes back."), law.refund
        )
    if kind == "one_off_indefinite":
        return _settled_once(price, use, until, law, edition, chosen)
    if kind == "service_inclusive":
        return _settled_package(pricing, price, use, law)
    periods = paid_periods(pricing, until)
    total = total_days(periods)
    if not periods:
        text = because("Nothing had been paid by {until}, so nothing comes back.", until=until)
        return _Settlement(0, 0, NOTHING, NOTHING, False, text, law.refund)
    if use.start is None:
        return _whole_refund(total_price(periods), total, use, law, supervisor=False)
    used, refund = 0, 0
    for paid in periods:
        days = overlap(paid, use.start, until)
        used += days
        refund += share(paid.price, paid.days - days, paid.days)
    deduction = Cents(total_price(periods) - refund)
    if len(periods) == 1:
        text = because(
            "Days used through {until}: {consumed} of {total}. {price} × {unused} ÷ {total} = {refund} back, "
            "{deduction} is kept.",
            until=until,
            consumed=used,
            total=total,
            price=price,
            unused=total - used,
            refund=Cents(refund),
            deduction=deduction,
        )
    else:
        text = because(
            "{months} instalments of {price} were paid. Days used through {until}: {consumed} of {total}. Each "
            "instalment "
            "is shared out by itself: {refund} back, {deduction} is kept.",
            months=len(periods),
            price=price,
            until=until,
            consumed=used,
            total=total,
            refund=Cents(refund),
            deduction=deduction,
        )
    return _Settlement(used, total, deduction, Cents(refund), False, text, law.charge)


def _settlement_findings(settled: _Settlement, clause: str) -> tuple[Finding, ...]:
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
    for number, booking in enumerate(facts.bookings):
        check_pricing(booking.pricing, f"bookings[{number}].pricing")
    return sent_on


def _framework_findings(
    facts: WithdrawalFacts, own: _Settlement, until: date, edition: Edition, chosen: Choice
) -> tuple[tuple[Finding, ...], bool]:
    """The bookings that fall with the contract (WER VI.52 §2), the sum of all refunds, and whether a supervisor is
    needed.
    """
    law = _LAW[facts.country]
    clauses = ("MC 15", law.ancillary)
    cascade = "G31 B" not in chosen
    parts, total, supervisor = [], own.refund or NOTHING, own.supervisor
    for booking in facts.bookings if cascade else ():
        day_needed = booking.pricing.kind != "service_inclusive"
        use = _use(facts, booking.start_requested, booking.service_started_on, until, chosen, day_needed=day_needed)
        settled = _settled(booking.pricing, use, until, law, edition, chosen)
        supervisor = supervisor or settled.supervisor
        total = Cents(total + (settled.refund or 0))
        parts.append(
            Part(
                booking.key,
                (
                    *_settlement_findings(settled, "MC 15"),
                    Finding("supervisor", settled.supervisor, ("MC 15",), settled.because),
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


def withdrawal(facts: WithdrawalFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Withdrawal of a booking, of the contract with its bookings, or of Service Inclusive (MC 15, SI 11).

    Raises ``WrongInput`` naming the field when the facts do not fit together.
    """
    sent_on = _check(facts)
    clause = "SI 11" if facts.contract == "service_inclusive" else "MC 15"
    if facts.customer_type == "trader":
        text = because("Only a consumer can withdraw: a natural person who acts outside trade, business or profession.")
        return Determination(
            "withdrawal",
            edition.id,
            (
                Finding("allowed", False, (clause, "WER I.1 2°"), text),
                Finding("reason", "not_a_consumer", (clause, "WER I.1 2°"), text),
            ),
        )
    law = _LAW[facts.country]
    window = withdrawal_window(facts, edition, chosen)
    period = (clause, *window.law)
    received, deadline = facts.received_on, window.deadline
    ends = (
        Finding("period_end_unrolled", window.unrolled, period, window.because),
        Finding("deadline", deadline, (*period, "Reg. 1182/71 art. 3"), window.because),
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
    until = sent_on if "G34 B" in chosen else received
    day_needed = facts.pricing.kind != "service_inclusive"
    use = _use(facts, facts.start_requested, facts.service_started_on, until, chosen, day_needed=day_needed)
    settled = _settled(facts.pricing, use, until, law, edition, chosen)
    days = edition.numbers.withdrawal_refund_days
    pay_by = days_after(received, days)
    if "G41 B" in chosen:
        pay_by = rolled(pay_by, holidays_for(facts.country, chosen))
    repay = (clause, law.refund)
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
                because("The money goes back the way it was paid, unless the customer expressly agreed otherwise."),
            ),
            Finding("supervisor", supervisor, (clause,), settled.because),
            Finding(
                "framework_ends",
                facts.contract == "framework",
                (clause,),
                because("The contract itself ends with this withdrawal.")
                if facts.contract == "framework"
                else because("The MINI Connected contract goes on; only what was withdrawn from ends."),
            ),
            *framework,
        ),
    )
