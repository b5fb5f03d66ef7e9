"""The other readings of the contested points: what each gives, and that none of the rulebook's points is forgotten."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from app.exchange.casebook_facts import read_facts
from app.terms.calendar import RESOURCES
from app.terms.clause import Cents, Part, Refusal
from app.terms.edition import Edition
from app.terms.facts import OutageFacts, ProviderService, ProviderTerminationFacts
from app.terms.readings import POINTS
from app.terms.rules import RULES, determine
from tests.terms.read_otherwise import CONTRACT, FOUND, YEAR
from tests.terms.test_cases import ANSWERED, determined, every_finding


@pytest.mark.parametrize(("rule", "facts", "name", "expected"), FOUND)
def test_other_readings(edition: Edition, rule: str, facts: Any, name: str, expected: dict[str, Any]) -> None:
    found = determine(rule, facts, edition, readings=True).finding(name)
    assert found is not None
    assert {other.reading: other.value for other in found.alternatives} == expected


def test_a_monthly_service_the_provider_may_end(edition: Edition) -> None:
    """G10 A: the month paid for ends on 4 July; with the five years of G09 B on 4 February 2030."""
    camera = ProviderService("camera", "monthly", first_due_on=date(2025, 1, 5))
    facts = ProviderTerminationFacts("framework", date(2019, 1, 1), date(2025, 6, 6), (camera,))
    (part,) = determine("provider_terminates", facts, edition, readings=True).value("services")
    assert part.value("last_service_day") is None
    assert {other.reading: other.value for other in part.findings[0].alternatives} == {"G10 A": date(2025, 7, 4)}
    (part,) = determine("provider_terminates", facts, edition, frozenset({"G10 A", "G09 B"})).value("services")
    assert part.value("last_service_day") == date(2030, 2, 4)


def test_the_law_pays_for_an_outage_nobody_caused(edition: Edition) -> None:
    """G73 B: ten days of 365 come back, and a supervisor confirms it."""
    facts = OutageFacts(False, date(2026, 1, 1), date(2026, 1, 10), YEAR)
    found = determine("outage", facts, edition, frozenset({"G73 B"}))
    assert (found.value("refund"), found.value("supervisor")) == (Cents(1000), True)


def test_the_reason_of_a_period_that_runs_from_the_delivery_says_so(edition: Edition) -> None:
    facts = CONTRACT._replace(delivered_on=date(2025, 3, 3))
    for chosen, named in (("G32 B", "delivered_on"), ("G32 A", "concluded_on")):
        reason = determine("withdrawal", facts, edition, frozenset({chosen})).finding("deadline").because
        assert reason.values[0][0] == named


def test_every_point_of_the_rulebook_is_read_or_has_a_reason_why_not() -> None:
    silent = tomllib.loads((RESOURCES / "terms" / "points_without_effect.toml").read_text(encoding="utf-8"))["points"]
    assert sorted([*POINTS, *silent]) == [f"G{number:02d}" for number in range(1, 97)]
    assert all(reason.endswith(".") for reason in silent.values())


def test_every_other_reading_changes_something(edition: Edition) -> None:
    """A reading that no worked case and none of the facts above bring out would be a name without a meaning."""
    found = [determine(rule, facts, edition, readings=True) for rule, facts, _, _ in FOUND]
    found += [determined(case, edition, readings=True) for case in ANSWERED]
    shown = {other.reading for one in found for each in every_finding(one.findings) for other in each.alternatives}
    assert shown == {reading.id for point in POINTS.values() for reading in point.others}


def alternatives_one_by_one(name: str, facts: Any, edition: Edition) -> dict[tuple[str, str], object]:
    """What each other reading gives for the findings of a rule, by running all of them, one after the other."""
    answered = {found.name: found.value for found in determine(name, facts, edition).findings}
    told: dict[tuple[str, str], object] = {}
    for point in RULES[name].points:
        for reading in POINTS[point].others:
            try:
                found = determine(name, facts, edition, frozenset({reading.id})).findings
            except Refusal:
                continue
            told |= {
                (one.name, reading.id): one.value
                for one in found
                if one.name in answered
                and one.value != answered[one.name]
                and not (is_parts(one.value) or is_parts(answered[one.name]))
            }
    return told


def is_parts(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(one, Part) for one in value)


def test_no_reading_that_matters_is_passed_over(edition: Edition) -> None:
    """Readings a rule never asks for are not run: running them all gives the same."""
    asked = [(rule, facts) for rule, facts, _, _ in FOUND]
    asked += [(case["rule"], read_facts(RULES[case["rule"]].facts, case["input"])) for case in ANSWERED]
    for rule, facts in asked:
        found = determine(rule, facts, edition, readings=True).findings
        told = {
            (one.name, other.reading): other.value
            for one in found
            for other in one.alternatives
            if not is_parts(one.value) and not is_parts(other.value)
        }
        assert told == alternatives_one_by_one(rule, facts, edition), (rule, facts)
