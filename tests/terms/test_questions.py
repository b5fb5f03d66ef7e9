"""The questions for missing facts: every fact of every rule has one, and a missing one leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

from app.terms.clause import Cents, WrongInput
from app.terms.edition import Edition
from app.terms.facts import BookingFacts, Pricing, RunningService, WithdrawalFacts
from app.terms.questions import question_for
from app.terms.rules import RULES, determine

DAY = date(2025, 3, 3)


def fields_of(facts: Any) -> Iterator[str]:
    """The fields of some facts and of the facts inside them, as the case book spells them."""
    for name, hint in get_type_hints(facts).items():
        yield name.rstrip("_")
        for inner in (hint, *get_args(hint)):
            if hasattr(inner, "_fields"):
                yield from fields_of(inner)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_fact_of_every_rule_has_a_question(rule: str) -> None:
    for field in fields_of(RULES[rule].facts):
        question = question_for(rule, field)
        assert question is not None, field
        assert question.message.endswith("?")
        assert not question.values


def test_a_question_is_found_by_the_path_of_the_field() -> None:
    assert question_for("withdrawal", "bookings[2].pricing.price") == question_for("withdrawal", "price")
    assert question_for("withdrawal", "bookings[10]") == question_for("withdrawal", "bookings")
    assert question_for("outage", "from_") == question_for("outage", "from") != question_for("retention", "from")
    assert question_for("withdrawal", "has_functions") is None


@pytest.mark.parametrize(
    ("rule", "facts", "field"),
    [
        (
            "withdrawal",
            WithdrawalFacts(
                "framework",
                "consumer",
                "BE",
                DAY,
                DAY,
                Pricing("free"),
                bookings=(BookingFacts("a", Pricing("limited", Cents(100), DAY)),),
            ),
            "bookings[0].pricing.period_end",
        ),
        (
            "customer_terminates_framework",
            RULES["customer_terminates_framework"].facts(DAY, (RunningService("a", "limited"),)),
            "services[0].term_end",
        ),
        ("formation", RULES["formation"].facts("store_booking"), "last_button_clicked_on"),
    ],
)
def test_a_missing_fact_is_named_and_has_its_question(edition: Edition, rule: str, facts: Any, field: str) -> None:
    with pytest.raises(WrongInput) as missing:
        determine(rule, facts, edition)
    assert missing.value.field == field
    assert question_for(rule, missing.value.field) is not None
