"""The steps of the reasoning: where mandatory law governs, the step says so and cites it; there are no more of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.acts import withdrawal
from app.acts.overview import overview_of
from app.acts.rows import WhyStep
from app.language import language
from app.records.rows import Dossier
from tests.acts import examples
from tests.acts.examples import BY_LETTER, BY_PHONE, TODAY


def steps_on(dossier: Dossier, act: str, subject: str) -> dict[str, WhyStep]:
    options = overview_of(dossier, BY_PHONE, TODAY).options
    found = next(one for one in options if one.act == act and one.subject == subject)
    return {step.title.message: step for step in found.why}


def said(step: WhyStep) -> str:
    return language("en").say(step.sentence)


@pytest.mark.parametrize(
    ("changed", "country", "title", "law"),
    [
        ({"informed_at_conclusion": False}, "BE", "The 14 days", "WER VI.48"),
        ({"informed_at_conclusion": False}, "BE", "Part already used", "WER VI.51 §4"),
        ({"start_requested": False}, "BE", "Part already used", "WER VI.51 §4"),
        ({}, "LU", "Refund", "LU L.222-10 (1)"),
    ],
)
def test_a_withdrawal_says_where_the_law_governs(changed: dict[str, Any], country: Any, title: str, law: str) -> None:
    dossier = examples.with_bookings(examples.package(**changed), customer=examples.customer(country=country))
    step = steps_on(dossier, "withdrawal", "B-10001")[title]
    assert "the law governs." in said(step)
    assert {"MC 15", law} <= set(step.clauses)
    ordinary = steps_on(examples.dossier(), "withdrawal", "B-10001")[title]
    assert "the law governs" not in said(ordinary)


def test_a_renewed_term_is_left_by_law() -> None:
    renewed = examples.package(renewed=True, period_start=date(2026, 12, 1), period_end=date(2027, 11, 30))
    step = steps_on(examples.with_bookings(renewed), "termination", "B-10001")["May it be ended"]
    assert said(step).endswith("the law governs.")
    assert step.clauses == ("MC 8.3", "WER VI.91")


def test_the_review_tells_the_refund_once_and_each_service_by_its_name() -> None:
    dossier = examples.with_bookings(
        examples.package(informed_at_conclusion=False), customer=examples.customer(country="LU")
    )
    shown = overview_of(dossier, BY_LETTER, TODAY)
    option = next(one for one in shown.options if one.act == "withdrawal" and one.subject == "B-10001")
    seen = withdrawal.preview(dossier, replace(withdrawal.begin(shown, option), informed="never"), TODAY)
    titles = [step.title.message for step in seen.why]
    assert titles[0] == "Who may withdraw"
    assert titles.count("Refund") == 1
    assert len(titles) == len(set(titles))
