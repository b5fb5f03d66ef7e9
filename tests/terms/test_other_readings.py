"""The other readings of the contested points: what each gives, and that none of the rulebook's points is forgotten."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from app.exchange.casebook_facts import read_facts
from app.terms.calendar import RESOURCES
from app.terms.clause import Cents, Determination, Finding, Part, Refusal
from app.terms.edition import Edition
from app.terms.facts import OutageFacts, Pricing, ProviderService, ProviderTerminationFacts
from app.terms.readings import POINTS, alternatives
from app.terms.rules import RULES, determine
from tests.terms.read_otherwise import BOOKED, CONTRACT, FOUND, STARTED, YEAR
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


def only_otherwise(rule: str, facts: Any, edition: Edition) -> dict[str, dict[str, Any]]:
    """What only other readings find: by the name of the finding and the reading."""
    found = determine(rule, facts, edition, readings=True).otherwise
    assert all(one.value is None and one.clauses and one.alternatives for one in found)
    return {one.name: {other.reading: other.value for other in one.alternatives} for one in found}


def test_what_only_another_reading_finds_is_told_too(edition: Edition) -> None:
    """G40 B: Belgium's national day, 21 July 2026, moves the last day to Wednesday the 22nd, so all of it comes back.

    The period of 7 July ends on the 21st; the money is due fourteen days after the 22nd.
    """
    late = BOOKED._replace(country="LU", concluded_on=date(2026, 7, 7), received_on=date(2026, 7, 22))
    assert determine("withdrawal", late, edition).value("reason") == "out_of_time"
    found = only_otherwise("withdrawal", late, edition)
    assert found["refund"] == {"G40 B": Cents(36500), "G40 C": Cents(36500)}
    assert found["last_service_day"] == {"G40 B": date(2026, 7, 22), "G40 C": date(2026, 7, 22)}
    assert found["refund_due_by"] == {"G40 B": date(2026, 8, 5), "G40 C": date(2026, 8, 5)}
    assert "allowed" not in found


def test_what_only_the_outage_of_the_law_pays(edition: Edition) -> None:
    facts = OutageFacts(False, date(2026, 1, 1), date(2026, 1, 10), YEAR)
    assert only_otherwise("outage", facts, edition)["refund"] == {"G73 B": Cents(1000)}


def test_what_only_another_reading_finds_of_one_part_names_the_part(edition: Edition) -> None:
    """A part that is not among mine is no part of it: the list differs as a whole."""
    part = Part("camera", (Finding("refund", Cents(1), ("MC 15",)),))
    more = part._replace(findings=(*part.findings, Finding("last_service_day", date(2026, 1, 1), ("MC 15",))))
    gone = part._replace(key="radio")

    def answered(choice: frozenset[str]) -> Determination:
        parts = (more,) if "G40 B" in choice else (gone,) if "G40 C" in choice else (part,)
        return Determination("withdrawal", edition.id, (Finding("bookings", parts, ("MC 15",)),))

    found = alternatives(answered, ("G40",))
    assert [(one.name, [(other.reading, other.value) for other in one.alternatives]) for one in found.otherwise] == [
        ("bookings.camera.last_service_day", [("G40 B", date(2026, 1, 1))])
    ]
    assert [other.reading for other in found.findings[0].alternatives] == ["G40 C"]


def test_without_readings_nothing_is_told_otherwise(edition: Edition) -> None:
    assert determine("outage", OutageFacts(False, date(2026, 1, 1), date(2026, 1, 10), YEAR), edition).otherwise == ()


def test_use_of_a_price_paid_once_may_be_left_to_a_supervisor(edition: Edition) -> None:
    """G07 C: no amount comes from a rule, neither for the booking nor for one that falls with the contract."""
    once = STARTED._replace(pricing=Pricing("one_off_indefinite", Cents(36500), date(2025, 3, 10)))
    found = determine("withdrawal", once, edition, frozenset({"G07 C"}))
    assert (found.value("deduction"), found.value("refund"), found.value("supervisor")) == (None, None, True)


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
            told |= {(one.name, reading.id): one.value for one in found if one.name not in answered}
    return told


def is_parts(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(one, Part) for one in value)


def test_no_reading_that_matters_is_passed_over(edition: Edition) -> None:
    """Readings a rule never asks for are not run: running them all gives the same."""
    asked = [(rule, facts) for rule, facts, _, _ in FOUND]
    asked += [(case["rule"], read_facts(RULES[case["rule"]].facts, case["input"])) for case in ANSWERED]
    for rule, facts in asked:
        found = determine(rule, facts, edition, readings=True)
        told = {
            (one.name, other.reading): other.value
            for one in found.findings
            for other in one.alternatives
            if not is_parts(one.value) and not is_parts(other.value)
        }
        told |= {(one.name, other.reading): other.value for one in found.otherwise for other in one.alternatives}
        told = {place: value for place, value in told.items() if "." not in place[0]}
        assert told == alternatives_one_by_one(rule, facts, edition), (rule, facts)
