"""Interest on a refund that comes late: Luxembourg adds its legal rate by itself (Code de la consommation L.222-10).

The rate is dated data that an administrator enters. For a day without one the interest is left open and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from app.terms.calendar import Country, days_after, days_before, days_inclusive
from app.terms.checks import in_order, not_negative
from app.terms.clause import Because, Cents, Determination, Finding, Part, because
from app.terms.edition import Edition
from app.terms.money import DAYS_A_YEAR, NOTHING, yearly_interest
from app.terms.withdrawal_law import LAW, interest_of_law


class InterestRate(NamedTuple):
    """The legal rate of a year in per cent, from its first day until the next one begins."""

    starts_on: date
    percent: Decimal


class LateRefundFacts(NamedTuple):
    """A refund after a withdrawal. ``paid_on`` unknown means not paid on the evening of ``as_of``.

    ``due_by`` is the last day to pay as the withdrawal was decided; without it, it is counted from the receipt.
    """

    country: Country
    received_on: date
    refund: Cents
    as_of: date
    paid_on: date | None = None
    due_by: date | None = None


class _Stretch(NamedTuple):
    """Days of one rate, both ends counted; ``percent`` unknown where no rate is entered."""

    first: date
    last: date
    percent: Decimal | None


def late_refund(facts: LateRefundFacts, edition: Edition, rates: Sequence[InterestRate]) -> Determination:
    """Legal interest on a refund from the day after it was due until it is paid (MC 15, LU L.222-10 (1)).

    Findings: ``refund_due_by``, ``interest_runs``, ``interest_from``, ``interest_days``, ``periods`` (one part per
    rate), ``interest`` (``None`` where a rate is not entered), ``supervisor``. Raises ``WrongInput`` for an amount
    below zero and a payment before the receipt.
    """
    not_negative(facts.refund, "refund")
    in_order(facts.received_on, facts.as_of, "received_on", "as_of")
    in_order(facts.received_on, facts.paid_on, "received_on", "paid_on")
    in_order(facts.received_on, facts.due_by, "received_on", "due_by")
    clauses = ("MC 15", LAW[facts.country].refund)
    days = edition.numbers.withdrawal_refund_days
    due = facts.due_by or days_after(facts.received_on, days)
    start = days_after(due, 1)
    until = facts.as_of if facts.paid_on is None else min(facts.paid_on, facts.as_of)
    text = because(
        "Received on {received_on}; the money is back within {days} days, by {refund_due_by}.",
        received_on=facts.received_on,
        days=days,
        refund_due_by=due,
    )
    found = [Finding("refund_due_by", due, clauses, text)]
    if facts.country != "LU" or until <= due:
        found.append(Finding("interest_runs", False, clauses, _no_interest(facts, due)))
        return Determination("late_refund", edition.id, tuple(found))
    runs = interest_of_law(due)
    parts = tuple(_part(facts.refund, one, clauses) for one in _stretches(start, until, rates))
    found += [
        Finding("interest_runs", True, clauses, runs),
        Finding("interest_from", start, clauses, runs),
        Finding("interest_days", days_inclusive(start, until), clauses, runs),
        Finding("periods", parts, clauses),
        *_sum(parts, clauses),
    ]
    return Determination("late_refund", edition.id, tuple(found))


def with_rate(found: Determination, rates: Sequence[InterestRate]) -> Determination:
    """A withdrawal whose refund bears interest when it is late, with the rate of its first late day or that it is open.

    Other determinations come back as they are.
    """
    governs, due = found.finding("late_refund_governed_by"), found.value("refund_due_by")
    if governs is None or due is None:
        return found
    start = days_after(due, 1)
    rate = max((one for one in rates if one.starts_on <= start), default=None)
    if rate is None:
        text = because(
            "The terms name no interest. By the law of Luxembourg legal interest runs by itself on what is not paid "
            "back by {refund_due_by}: the law governs. The rate is not entered; an administrator enters it.",
            refund_due_by=due,
        )
    else:
        text = because(
            "The terms name no interest. By the law of Luxembourg legal interest of {percent} % a year runs by itself "
            "on what is not paid back by {refund_due_by}: the law governs.",
            percent=rate.percent,
            refund_due_by=due,
        )
    kept = tuple(one._replace(because=text) if one is governs else one for one in found.findings)
    return found._replace(findings=kept)


def without_open_rate(found: Determination) -> Determination:
    """For the customer: that legal interest runs on a late refund, but not that the desk still lacks its rate."""
    governs, due = found.finding("late_refund_governed_by"), found.value("refund_due_by")
    if governs is None or governs.because is None or "percent" in dict(governs.because.values):
        return found
    told = governs._replace(because=interest_of_law(due))
    return found._replace(findings=tuple(told if one is governs else one for one in found.findings))


def _no_interest(facts: LateRefundFacts, due: date) -> Because:
    if facts.country != "LU":
        return because("Interest that runs by itself is a rule of Luxembourg; it does not apply here.")
    return because("No interest runs: the money is not late before {day} has passed.", day=due)


def _stretches(first: date, last: date, rates: Sequence[InterestRate]) -> Iterator[_Stretch]:
    known = sorted(rates)
    if not known or known[0].starts_on > first:
        open_until = min(last, days_before(known[0].starts_on, 1)) if known else last
        yield _Stretch(first, open_until, None)
    for number, rate in enumerate(known):
        begins = max(first, rate.starts_on)
        following = known[number + 1].starts_on if number + 1 < len(known) else None
        ends = last if following is None else min(last, days_before(following, 1))
        if begins <= ends:
            yield _Stretch(begins, ends, rate.percent)


def _part(refund: Cents, one: _Stretch, clauses: tuple[str, ...]) -> Part:
    days = days_inclusive(one.first, one.last)
    if one.percent is None:
        amount = None
        text = because(
            "From {first_day} through {last_day}: the legal interest rate is not entered; an administrator enters it.",
            first_day=one.first,
            last_day=one.last,
        )
    else:
        amount = yearly_interest(refund, one.percent, days)
        text = because(
            "From {first_day} through {last_day}: {refund} × {percent} % × {days} ÷ {year} = {interest}.",
            first_day=one.first,
            last_day=one.last,
            refund=refund,
            percent=one.percent,
            days=days,
            year=DAYS_A_YEAR,
            interest=amount,
        )
    found = (
        Finding("from", one.first, clauses, text),
        Finding("through", one.last, clauses, text),
        Finding("days", days, clauses, text),
        Finding("interest", amount, clauses, text),
    )
    return Part(one.first.isoformat(), found)


def _sum(parts: tuple[Part, ...], clauses: tuple[str, ...]) -> tuple[Finding, ...]:
    amounts = [part.value("interest") for part in parts]
    if None in amounts:
        missing = next(part for part in parts if part.value("interest") is None).findings[0].because
        return (Finding("interest", None, clauses, missing), Finding("supervisor", True, clauses, missing))
    total = Cents(sum(amounts, NOTHING))
    text = because("Legal interest in all: {interest}.", interest=total)
    return (Finding("interest", total, clauses, text), Finding("supervisor", False, clauses, text))
