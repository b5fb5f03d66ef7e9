"""Withdrawal: properties that always hold, and a second opinion that walks through the days one by one."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.terms import calendar
from app.terms.clause import Cents, Determination, WrongInput
from app.terms.edition import Edition, edition_called
from app.terms.facts import BookingFacts, Pricing, WithdrawalFacts
from app.terms.rules import determine
from app.terms.withdrawal import informed_at_conclusion, withdrawal, withdrawal_window
from tests.terms.drawn import pricings, withdrawals

ONE = timedelta(1)
EDITION = edition_called("mini-belux-2025-09")
YEAR = Pricing("limited", Cents(12000), date(2025, 3, 3), date(2026, 3, 2))


def facts(**changes: object) -> WithdrawalFacts:
    """A consumer who booked for a year on 3 March 2025 and withdrew a week later."""
    usual = WithdrawalFacts("booking", "consumer", "BE", date(2025, 3, 3), date(2025, 3, 10), YEAR)
    return usual._replace(**changes)


def walked_refund(pricing: Pricing, received: date, start: date | None) -> tuple[int, int, int]:
    """Days used, days paid for and cents back, by counting every single day of every paid month."""
    used = paid_days = back = 0
    if pricing.first_due_on is None:
        spans = [(pricing.period_start, pricing.period_end)]
    else:
        spans, number = [], 0
        while calendar.months_after(pricing.first_due_on, number) <= received:
            due, number = calendar.months_after(pricing.first_due_on, number), number + 1
            spans.append((due, calendar.months_after(pricing.first_due_on, number) - ONE))
    for first, last in spans:
        day, length, taken = first, 0, 0
        while day <= last:
            length += 1
            taken += start is not None and start <= day <= received
            day += ONE
        back += int(Fraction(pricing.price * (length - taken), length) + Fraction(1, 2))
        used, paid_days = used + taken, paid_days + length
    return used, paid_days, back


@given(withdrawals())
def test_limited_and_monthly_against_walking_the_days(drawn: WithdrawalFacts) -> None:
    found = withdrawal(drawn, EDITION)
    if not found.value("allowed") or drawn.pricing.kind not in ("limited", "monthly"):
        return
    started = drawn.service_started_on
    charged = (
        informed_at_conclusion(drawn)
        and drawn.start_requested
        and started is not None
        and started <= drawn.received_on
        and drawn.received_on >= drawn.concluded_on
    )
    used, paid_days, back = walked_refund(drawn.pricing, drawn.received_on, started if charged else None)
    assert found.value("consumed_days") == used
    assert found.value("total_days") == paid_days
    assert found.value("refund") == back


def walked_deadline(drawn: WithdrawalFacts) -> tuple[date, date]:
    """The end of the period, counted and moved, with the library's holidays and the standard library's months."""
    closed = holidays.country_holidays(drawn.country, years=range(2018, 2036))

    def moved(day: date) -> date:
        while day.weekday() in (5, 6) or day in closed:
            day += ONE
        return day

    def a_year_later(day: date) -> date:
        return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))

    told = drawn.concluded_on if drawn.informed_at_conclusion else drawn.informed_later_on
    end = drawn.concluded_on + timedelta(14)
    if told is None or told > a_year_later(drawn.concluded_on):
        end = a_year_later(moved(end))
    elif told > drawn.concluded_on:
        end = told + timedelta(14)
    return end, moved(end)


@given(withdrawals())
def test_the_deadline_against_another_calendar(drawn: WithdrawalFacts) -> None:
    window = withdrawal_window(drawn, EDITION)
    assert (window.unrolled, window.deadline) == walked_deadline(drawn)


@given(withdrawals())
def test_money_is_conserved(drawn: WithdrawalFacts) -> None:
    """A refund is never negative and never above what was paid; deduction and refund make the price."""
    found = withdrawal(drawn, EDITION)
    if not found.value("allowed"):
        assert found.finding("refund") is None
        return
    refund, deduction = found.value("refund"), found.value("deduction")
    if refund is None:
        assert found.value("supervisor") is True
        return
    assert refund >= 0
    assert deduction >= 0
    if drawn.pricing.kind in ("limited", "one_off_indefinite", "service_inclusive"):
        assert refund + deduction == drawn.pricing.price
    parts = found.value("bookings", ())
    if drawn.contract == "framework":
        assert found.value("refund_total") == refund + sum(part.value("refund") or 0 for part in parts)
        assert found.value("supervisor") >= any(part.value("supervisor") for part in parts)


@given(withdrawals())
def test_the_deadline_is_a_working_day_and_decides(drawn: WithdrawalFacts) -> None:
    found = withdrawal(drawn, EDITION)
    deadline = found.value("deadline")
    if drawn.customer_type == "trader":
        assert deadline is None
        return
    assert calendar.is_working_day(deadline, drawn.country)
    assert found.value("period_end_unrolled") <= deadline
    assert found.value("allowed") == (drawn.sent_on <= deadline)
    assert deadline >= drawn.concluded_on + timedelta(14)


@given(withdrawals(), st.integers(1, 30))
def test_a_later_receipt_never_ends_earlier_nor_pays_more_use_back(drawn: WithdrawalFacts, later: int) -> None:
    slower = drawn._replace(received_on=drawn.received_on + timedelta(later))
    first, second = withdrawal(drawn, EDITION), withdrawal(slower, EDITION)
    assert first.value("allowed") == second.value("allowed")
    if first.value("allowed"):
        assert first.value("last_service_day") < second.value("last_service_day")
        assert first.value("refund_due_by") < second.value("refund_due_by")


@given(pricings(), st.booleans())
def test_every_finding_has_clause_and_reason(pricing: Pricing, requested: bool) -> None:
    found = withdrawal(facts(pricing=pricing, start_requested=requested, service_started_on=date(2025, 3, 4)), EDITION)
    assert all(finding.clauses for finding in found.findings)
    assert all(finding.because for finding in found.findings)


def test_information_before_the_conclusion_counts_as_given_at_it(edition: Edition) -> None:
    told = facts(
        informed_at_conclusion=False,
        informed_later_on=date(2025, 3, 3),
        start_requested=True,
        service_started_on=date(2025, 3, 3),
    )
    assert withdrawal(told, edition).value("consumed_days") == 8


def test_never_informed_counts_from_the_moved_end(edition: Edition) -> None:
    """Day 14 is Saturday 15 March, moved to Monday 17: the twelve months end on 17 March, not on the 15th."""
    found = withdrawal(facts(informed_at_conclusion=False, concluded_on=date(2025, 3, 1)), edition)
    assert found.value("period_end_unrolled") == date(2026, 3, 17)
    assert withdrawal(
        facts(informed_at_conclusion=False, concluded_on=date(2025, 3, 1)), edition, frozenset({"G35 A"})
    ).value("deadline") == date(2026, 3, 16)


def test_a_booking_does_not_inherit_the_start_request(edition: Edition) -> None:
    booking = BookingFacts("a", YEAR, service_started_on=date(2025, 3, 3))
    found = withdrawal(
        facts(
            contract="framework",
            pricing=Pricing("free"),
            start_requested=True,
            service_started_on=date(2025, 3, 3),
            bookings=(booking, booking._replace(key="b", start_requested=True)),
        ),
        edition,
    )
    whole, used = found.value("bookings")
    assert (whole.value("refund"), used.value("refund")) == (12000, 11737)
    assert found.value("refund_total") == 23737
    assert found.value("framework_ends") is True


def test_a_framework_has_a_supervisor_when_a_booking_has(edition: Edition) -> None:
    package = BookingFacts("si", Pricing("service_inclusive", Cents(89900), works_performed=1), True)
    found = withdrawal(facts(contract="framework", pricing=Pricing("free"), bookings=(package,)), edition)
    assert found.value("supervisor") is True
    assert found.value("bookings")[0].value("refund") is None
    assert found.value("refund_total") == 0


def test_without_a_cascade_each_booking_needs_its_own_withdrawal(edition: Edition) -> None:
    framework = facts(contract="framework", pricing=Pricing("free"), bookings=(BookingFacts("a", YEAR),))
    found = withdrawal(framework, edition, frozenset({"G31 B"}))
    assert (found.value("bookings"), found.value("refund_total")) == ((), 0)


@pytest.mark.parametrize(
    ("pricing", "requested", "supervisor", "refund"),
    [
        (Pricing("one_off_indefinite", Cents(35000)), False, False, 35000),
        (Pricing("one_off_indefinite", Cents(35000)), True, True, 35000),
        (Pricing("service_inclusive", Cents(89900)), True, False, 89900),
        (Pricing("service_inclusive", Cents(89900), works_performed=1), False, True, 89900),
        (Pricing("service_inclusive", Cents(89900), works_performed=0.5), True, True, None),
    ],
)
def test_prices_without_a_total(
    edition: Edition, pricing: Pricing, requested: bool, supervisor: bool, refund: int | None
) -> None:
    found = withdrawal(facts(pricing=pricing, start_requested=requested, service_started_on=date(2025, 3, 3)), edition)
    assert (found.value("supervisor"), found.value("refund")) == (supervisor, refund)
    assert found.value("consumed_days") is None


def test_nothing_is_paid_before_the_first_instalment(edition: Edition) -> None:
    found = withdrawal(facts(pricing=Pricing("monthly", Cents(999), first_due_on=date(2025, 4, 1))), edition)
    assert (found.value("consumed_days"), found.value("total_days"), found.value("refund")) == (0, 0, 0)


def refused_field(given_facts: WithdrawalFacts) -> str:
    with pytest.raises(WrongInput) as refused:
        withdrawal(given_facts, EDITION)
    return refused.value.field


def test_contradictions_name_their_field() -> None:
    assert refused_field(facts(sent_on=date(2025, 3, 11))) == "received_on"
    assert refused_field(facts(pricing=YEAR._replace(period_end=date(2025, 3, 1)))) == "pricing.period_end"
    assert refused_field(facts(pricing=YEAR._replace(period_end=None))) == "pricing.period_end"
    assert refused_field(facts(pricing=YEAR._replace(period_start=None))) == "pricing.period_start"
    assert refused_field(facts(pricing=YEAR._replace(price=None))) == "pricing.price"
    assert refused_field(facts(pricing=YEAR._replace(price=Cents(-1)))) == "pricing.price"
    assert refused_field(facts(pricing=Pricing("monthly", Cents(999)))) == "pricing.first_due_on"
    assert refused_field(facts(pricing=Pricing("monthly", Cents(999), date(2025, 3, 3)))) == "pricing.period_end"
    wrong = BookingFacts("a", YEAR._replace(price=None))
    assert refused_field(facts(bookings=(wrong,))) == "bookings[0].pricing.price"
    assert refused_field(facts(pricing=YEAR._replace(works_performed=-1))) == "pricing.works_performed"


def alternative(found: Determination, name: str, reading: str) -> object:
    """What another reading gives for a finding; fails when the finding does not carry it."""
    finding = found.finding(name)
    assert finding is not None
    return next(other.value for other in finding.alternatives if other.reading == reading)


def test_other_readings_stand_beside_the_default(edition: Edition) -> None:
    posted = facts(
        start_requested=True,
        service_started_on=date(2025, 3, 3),
        sent_on=date(2025, 3, 8),
        received_on=date(2025, 3, 12),
    )
    found = determine("withdrawal", posted, edition, readings=True)
    assert found.value("refund") == 11671
    assert alternative(found, "refund", "G34 B") == 11803
    assert found.finding("deadline").alternatives == ()
    once = posted._replace(sent_on=None, pricing=Pricing("one_off_indefinite", Cents(35000)))
    spread = determine("withdrawal", once, edition, readings=True)
    assert alternative(spread, "refund", "G07 B") == 34808
    assert alternative(spread, "deduction", "G07 B") == 192
    long_ago = determine("withdrawal", once._replace(service_started_on=date(2010, 1, 1)), edition, readings=True)
    assert alternative(long_ago, "refund", "G07 B") == 0


def test_late_information_is_a_reading(edition: Edition) -> None:
    """Told on day 3: no debt, or the whole use charged. Told after a year: no new period, or one."""
    late = facts(
        informed_at_conclusion=False,
        informed_later_on=date(2025, 3, 6),
        start_requested=True,
        service_started_on=date(2025, 3, 3),
        received_on=date(2025, 3, 14),
    )
    found = determine("withdrawal", late, edition, readings=True)
    assert (found.value("refund"), alternative(found, "refund", "G35 D")) == (12000, 11605)
    never = determine("withdrawal", late._replace(informed_later_on=None), edition, readings=True)
    assert never.finding("refund").alternatives == ()
    granted = late._replace(informed_later_on=date(2026, 3, 17), received_on=date(2026, 3, 31))
    found = determine("withdrawal", granted, edition, readings=True)
    assert (found.value("deadline"), alternative(found, "deadline", "G35 C")) == (date(2026, 3, 17), date(2026, 3, 31))


def test_the_calendar_of_the_country_is_a_reading(edition: Edition) -> None:
    lu = facts(country="LU", concluded_on=date(2025, 4, 25), received_on=date(2025, 5, 12))
    found = determine("withdrawal", lu, edition, readings=True)
    assert found.value("deadline") == date(2025, 5, 12)
    assert alternative(found, "deadline", "G40 B") == date(2025, 5, 9)
    assert alternative(found, "allowed", "G40 B") is False
    be = facts(concluded_on=date(2025, 6, 9), received_on=date(2025, 6, 23))
    assert alternative(determine("withdrawal", be, edition, readings=True), "deadline", "G40 C") == date(2025, 6, 24)


@pytest.mark.parametrize(
    ("changes", "name", "values"),
    [
        (
            {"start_requested": True, "service_started_on": date(2025, 3, 8)},
            "refund",
            {"consumed": 3, "unused": 362, "total": 365, "refund": 11901, "deduction": 99},
        ),
        ({}, "deadline", {"deadline": date(2025, 3, 17), "days": 14}),
        (
            {"concluded_on": date(2025, 3, 1)},
            "deadline",
            {"period_end": date(2025, 3, 15), "deadline": date(2025, 3, 17)},
        ),
        (
            {"start_requested": True, "pricing": Pricing("monthly", Cents(999), first_due_on=date(2025, 2, 5))},
            "refund",
            {"price": Cents(1998)},
        ),
        (
            {
                "start_requested": True,
                "service_started_on": date(2025, 3, 3),
                "pricing": Pricing("monthly", Cents(999), first_due_on=date(2025, 2, 5)),
            },
            "refund",
            {"months": 2, "consumed": 8, "total": 59},
        ),
    ],
)
def test_the_reason_holds_the_arithmetic(
    edition: Edition, changes: dict[str, object], name: str, values: dict[str, object]
) -> None:
    finding = withdrawal(facts(**changes), edition).finding(name)
    assert finding is not None
    told = dict(finding.because.values)
    assert {key: told[key] for key in values} == values


def test_each_contract_cites_its_own_clause(edition: Edition) -> None:
    package = facts(contract="service_inclusive", pricing=Pricing("service_inclusive", Cents(89900)))
    assert "SI 11" in withdrawal(package, edition).clauses
    assert "MC 15" not in withdrawal(package, edition).clauses
    assert "MC 15" in withdrawal(facts(), edition).clauses
    assert "LU L.222-9 (1)" in withdrawal(facts(country="LU"), edition).clauses


def test_a_price_named_for_a_free_service_is_not_paid_back() -> None:
    found = withdrawal(facts(pricing=Pricing("free", Cents(500))), EDITION)
    assert [found.value(name) for name in ("consumed_days", "total_days", "deduction", "refund")] == [0, None, 0, 0]
