"""A refund that comes too late in Luxembourg bears interest by law, at the rate an administrator entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.acts import late_refunds
from app.acts.options import options_for
from app.acts.overview import overview_of
from app.language import language
from app.records.change_rows import InterestRate
from app.records.consequence_rows import Refund
from app.records.rows import Dossier
from app.terms.clause import Cents
from tests.acts import examples

RATES = (InterestRate(date(2026, 1, 1), Decimal("3.65"), "Mia Peeters", examples.NOW),)
TODAY = date(2027, 1, 10)


def waiting(country: Any = "LU", rates: tuple[InterestRate, ...] = RATES, **changes: Any) -> Dossier:
    """A withdrawal of 10 December: 1,000 euros were due by the 24th."""
    case = examples.case("C-2026-00041", "withdrawal", "B-10001", received_on=date(2026, 12, 10))
    owed: dict[str, Any] = {"refund": Cents(100_000), "refund_due_by": date(2026, 12, 24)}
    case = replace(case, **(owed | changes))
    return examples.dossier(customer=examples.customer(country=country), cases=(case,), interest_rates=rates)


def refund(state: Any, released_at: datetime | None) -> Refund:
    """The refund of that case as it was booked."""
    due = date(2026, 12, 24)
    return Refund(
        1, "C-2026-00041", "B-10001", Cents(100_000), due, "visa", "", None, None, state, "Mia Peeters", released_at
    )


def test_interest_runs_up_to_today() -> None:
    (late,) = overview_of(waiting(), examples.BY_PHONE, TODAY).late_refunds
    assert (late.case_number, late.since, late.interest) == ("C-2026-00041", date(2026, 12, 25), Cents(170))
    assert "€1.70 legal interest up to today" in language("en").say(late.sentence).replace("\u00a0", "")
    assert late.determination.clauses == ("MC 15", "LU L.222-10 (1)")


@pytest.mark.parametrize("rates", [(), (InterestRate(date(2027, 1, 1), Decimal(4), "Mia Peeters", examples.NOW),)])
def test_without_a_rate_for_each_day_nothing_is_invented(rates: tuple[InterestRate, ...]) -> None:
    (late,) = late_refunds.of_dossier(waiting(rates=rates), TODAY)
    assert late.interest is None
    assert "The rate is not entered" in late.sentence.message


@pytest.mark.parametrize(
    "dossier",
    [
        waiting("BE"),
        waiting(refund=Cents(0)),
        waiting(refund=None),
        waiting(state="refused"),
        waiting(act="termination"),
        waiting(refund_due_by=TODAY),
        replace(waiting(), refunds=(refund("paid", datetime(2026, 12, 24, 9, 0)),)),
    ],
)
def test_no_interest_where_nothing_is_late(dossier: Dossier) -> None:
    assert late_refunds.of_dossier(dossier, TODAY) == ()


def test_what_left_late_owes_the_interest_until_then() -> None:
    gone = replace(waiting(), refunds=(refund("released", datetime(2026, 12, 31, 9, 0)),))
    (late,) = late_refunds.of_dossier(gone, TODAY)
    assert (late.interest, late.sentence.message[:14]) == (Cents(70), "Paid back late")
    still_here = replace(waiting(), refunds=(refund("to_release", None),))
    assert late_refunds.of_dossier(still_here, TODAY)[0].interest == Cents(170)


def test_the_interest_that_was_fixed_at_the_release_is_what_was_paid() -> None:
    left = replace(refund("paid", datetime(2026, 12, 31, 9, 0)), interest=Cents(71))
    (late,) = late_refunds.of_dossier(replace(waiting(), refunds=(left,)), TODAY)
    assert (late.interest, late.sentence.message) == (Cents(71), "Paid back late, with {interest} legal interest.")
    half = replace(refund("to_release", None), id=2)
    assert late_refunds.of_dossier(replace(waiting(), refunds=(left, half)), TODAY)[0].interest == Cents(170)


@pytest.mark.parametrize(("rates", "said"), [(RATES, "legal interest of {percent} %"), ((), "The rate is not entered")])
def test_the_option_says_at_which_rate(rates: tuple[InterestRate, ...], said: str) -> None:
    dossier = examples.dossier(customer=examples.customer(country="LU"), interest_rates=rates)
    option = next(one for one in options_for(dossier, examples.BY_PHONE) if one.subject == "B-10001" and one.allowed)
    assert option.determination is not None
    finding = option.determination.finding("late_refund_governed_by")
    assert finding is not None
    assert said in str(finding.because)
    assert finding.clauses == ("MC 15", "LU L.222-10 (1)")
    step = next(one for one in option.why if "LU L.222-10 (1)" in one.clauses and "interest" in str(one.sentence))
    assert "the law governs" in str(step.sentence)
