"""The other readings of the contested points: what each gives, and that none of the rulebook's points is forgotten."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from app.terms.calendar import RESOURCES
from app.terms.clause import Cents
from app.terms.edition import Edition
from app.terms.facts import OutageFacts, ProviderService, ProviderTerminationFacts
from app.terms.readings import POINTS
from app.terms.rules import determine
from tests.terms.read_otherwise import FOUND, YEAR
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
