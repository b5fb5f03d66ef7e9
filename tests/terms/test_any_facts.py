"""Any facts of the right types, under any readings: a determination, a refusal or a named fact, never an exception."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exchange.casebook import answer_case, output_of
from app.terms.calendar import BeyondCalendar
from app.terms.clause import Cents, Determination, Refusal, WrongInput
from app.terms.edition import Edition
from app.terms.facts import (
    BookingFacts,
    ChangedService,
    FrameworkChangeFacts,
    FrameworkTerminationFacts,
    OutageFacts,
    Pricing,
    ProviderService,
    ProviderTerminationFacts,
    RunningService,
    WithdrawalFacts,
)
from app.terms.questions import question_for
from app.terms.readings import POINTS
from app.terms.rules import RULES, determine
from tests.terms.drawn_facts import facts_of
from tests.terms.test_cases import ANSWERED, every_finding, worded

DAY = date(2025, 3, 3)
MANY = 10_000


def read(rule: str) -> st.SearchStrategy[frozenset[str]]:
    """Readings of the points of a rule, one a point or the default."""
    each = [st.none() | st.sampled_from([other.id for other in POINTS[point].others]) for point in RULES[rule].points]
    return st.tuples(*each).map(lambda ids: frozenset(one for one in ids if one is not None))


def assert_sound(rule: str, found: Determination) -> None:
    """Every value is of a type the case book can write, cites a clause and is explained in whole sentences."""
    assert found.rule == rule
    output_of(found)
    for one in every_finding(found.findings):
        assert one.clauses, one.name
        if one.because is not None:
            assert "{" not in worded(one.because)
        if type(one.value) is Cents:
            assert one.value >= 0, one.name


def answered(
    rule: str, facts: Any, edition: Edition, chosen: frozenset[str], *, readings: bool
) -> Determination | Refusal:
    try:
        return determine(rule, facts, edition, chosen, readings=readings)
    except Refusal as refused:
        return refused


@pytest.mark.parametrize("rule", sorted(RULES))
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(drawing=st.data())
def test_any_facts_of_any_rule_under_any_readings(rule: str, edition: Edition, drawing: st.DataObject) -> None:
    facts = drawing.draw(facts_of(rule, edges=True))
    found = answered(rule, facts, edition, drawing.draw(read(rule)), readings=drawing.draw(st.booleans()))
    if isinstance(found, Determination):
        assert_sound(rule, found)
    elif isinstance(found, WrongInput):
        assert question_for(rule, found.field) is not None, found.field
        assert found.field.partition(".")[0].partition("[")[0] in {name.rstrip("_") for name in facts._fields}
    else:
        assert isinstance(found, BeyondCalendar)


@pytest.mark.parametrize(
    ("rule", "facts", "part"),
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
                bookings=(
                    BookingFacts(
                        "same", Pricing("limited", Cents(36500), DAY, DAY + timedelta(364)), True, DAY - timedelta(3)
                    ),
                )
                * MANY,
            ),
            "bookings",
        ),
        (
            "customer_terminates_framework",
            FrameworkTerminationFacts(DAY, (RunningService("same", "limited", DAY + timedelta(99)),) * MANY),
            "services",
        ),
        (
            "provider_terminates",
            ProviderTerminationFacts(
                "framework", DAY - timedelta(4000), DAY, (ProviderService("same", "limited", DAY),) * MANY
            ),
            "services",
        ),
        (
            "framework_change",
            FrameworkChangeFacts("BE", True, DAY, DAY, services=(ChangedService("same", "basic"),) * MANY),
            "services",
        ),
    ],
)
def test_ten_thousand_services_of_one_key_keep_their_order(edition: Edition, rule: str, facts: Any, part: str) -> None:
    parts = determine(rule, facts, edition).value(part)
    assert len(parts) == MANY
    assert {one.key for one in parts} == {"same"}
    assert len(set(parts)) == 1
    assert determine(rule, facts._replace(**{part: ()}), edition).value(part) == ()


def test_huge_amounts_are_shared_out_to_the_cent(edition: Edition) -> None:
    """Ten of the 365 days of 10¹⁸ cents, half up: 27 397 260 273 972 602,74 cents."""
    year = Pricing("limited", Cents(10**18), date(2026, 1, 1), date(2026, 12, 31))
    found = determine("outage", OutageFacts(True, date(2026, 1, 1), date(2026, 1, 10), year), edition)
    assert found.value("refund") == Cents(27_397_260_273_972_603)


@pytest.mark.parametrize(
    ("rule", "field", "value"),
    [
        ("withdrawal", "sent_on", "2033-01-01"),
        ("framework_change", "sent_on", "2033-01-01"),
        ("service_change", "sent_on", "2033-01-01"),
        ("outage", "to", "2001-01-01"),
        ("sanctions", "period_end", "2001-01-01"),
        ("extraordinary_by_customer", "period_end", "2001-01-01"),
        ("si_entitlement", "term_last_day", "2001-01-01"),
        ("sanctions", "price", "-0.01"),
        ("extraordinary_by_customer", "price", "-0.01"),
        ("term_length", "months", 0),
        ("si_term", "months", 0),
        ("non_renewal", "renewal_months", 0),
        ("strike", "violation_number", 0),
        ("breach", "breaches", -1),
        ("limits", "requested_total", -1),
        ("si_term", "km", -1),
        ("si_entitlement", "odometer", -1),
        ("si_entitlement", "km_limit", -1),
        ("remote_intervention", "outage_minutes", -1),
    ],
)
def test_a_contradiction_is_refused_with_its_field_named(edition: Edition, rule: str, field: str, value: Any) -> None:
    for case in ANSWERED:
        if case["rule"] == rule and field in case["input"]:
            answer = answer_case({**case, "input": {**case["input"], field: value}}, edition)
            assert answer["output"] is None
            assert field in answer["error"], (case["id"], answer["error"])
