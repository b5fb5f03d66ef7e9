"""The days and numbers on which an answer turns: exactly on the line, and one beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.terms.clause import Cents
from app.terms.edition import Edition
from app.terms.facts import ProviderService, ProviderTerminationFacts, StrikeFacts
from app.terms.facts_services import EntitlementFacts, ExtensionFacts, LossFacts, PackageFacts
from app.terms.governing import Announcement, GoverningFacts, governing
from app.terms.rules import determine
from tests.terms.fictional import fictional_edition

REGISTERED, WINDOW_END = date(2023, 6, 1), date(2025, 6, 1)
DEADLINE = date(2026, 3, 2)
"""Fifteen months after the package ended on 30 November 2024 is a Saturday: it can be extended until the Monday."""


@pytest.mark.parametrize(("number", "until"), [(1, date(2026, 4, 10)), (2, date(2026, 9, 10)), (3, None), (4, None)])
def test_the_third_violation_suspends_a_partner_for_good(edition: Edition, number: int, until: date | None) -> None:
    """MC 3.15: one month, six months, then for good."""
    found = determine("strike", StrikeFacts(number, date(2026, 3, 10)), edition)
    assert (found.value("permanent"), found.value("suspended_until")) == (until is None, until)


@pytest.mark.parametrize(
    ("on", "chosen", "fresh", "used"),
    [
        (date(2023, 5, 31), "", False, False),
        (REGISTERED, "", True, False),
        (WINDOW_END, "", True, False),
        (WINDOW_END, "G53 A", True, False),
        (date(2025, 6, 2), "", False, False),
        (date(2025, 6, 2), "G53 A", False, True),
    ],
)
def test_which_package_fits_turns_after_the_last_day_of_the_two_years(
    edition: Edition, on: date, chosen: str, fresh: bool, used: bool
) -> None:
    """SI 3, never serviced: neither package after two years, by G53 A the one for used cars."""
    found = determine("si_package", PackageFacts(REGISTERED, on), edition, frozenset({chosen} - {""}))
    assert (found.value("service_inclusive"), found.value("service_inclusive_used")) == (fresh, used)


def test_on_the_day_of_the_first_service_the_package_is_the_one_for_used_cars(edition: Edition) -> None:
    for on, fresh in ((date(2024, 3, 4), True), (date(2024, 3, 5), False)):
        facts = PackageFacts(REGISTERED, on, first_service_on=date(2024, 3, 5))
        found = determine("si_package", facts, edition)
        assert (found.value("service_inclusive"), found.value("service_inclusive_used")) == (fresh, not fresh)


@pytest.mark.parametrize(("on", "last_day"), [(DEADLINE, date(2025, 11, 30)), (date(2026, 3, 3), None)])
def test_on_its_last_day_an_extension_still_has_its_end(edition: Edition, on: date, last_day: date | None) -> None:
    facts = ExtensionFacts("service_inclusive", date(2024, 11, 30), on, months=12)
    found = determine("si_extension", facts, edition)
    assert found.value("deadline") == DEADLINE
    assert (found.value("allowed"), found.value("extended_last_day")) == (last_day is not None, last_day)


def test_an_extension_of_one_month_is_one_of_none_is_not(edition: Edition) -> None:
    for months, last_day in ((1, date(2024, 12, 31)), (0, None)):
        facts = ExtensionFacts("service_inclusive", date(2024, 11, 30), date(2024, 12, 2), months=months)
        assert determine("si_extension", facts, edition).value("extended_last_day") == last_day


def test_a_booking_made_on_the_first_day_of_newer_terms_needs_no_announcement_of_them(
    edition: Edition, tmp_path: Path
) -> None:
    """On that day the newer terms hold already; the day before, their announcement still concerns the booking."""
    starts = date(2027, 3, 1)
    announced = (Announcement(fictional_edition(tmp_path), date(2027, 1, 17), starts),)
    for made_on, parts in ((date(2027, 2, 28), 1), (starts, 0)):
        facts = GoverningFacts(
            made_on, date(2027, 4, 1), announced, edition=edition, contract_concluded_on=date(2026, 3, 2)
        )
        assert len(governing(facts).determination.value("announcements")) == parts


def test_a_service_that_ends_with_the_contract_does_not_keep_it_in_force(edition: Edition) -> None:
    for term_end, remains in ((date(2025, 4, 11), None), (date(2025, 4, 12), date(2025, 4, 12))):
        camera = ProviderService("camera", "limited", term_end=term_end)
        facts = ProviderTerminationFacts("framework", date(2020, 3, 10), date(2025, 3, 11), (camera,))
        found = determine("provider_terminates", facts, edition)
        assert found.value("effective_date") == date(2025, 4, 11)
        assert found.value("framework_remains_for_services_until") == remains


def test_an_objection_on_the_day_asked_for_is_known_on_it(edition: Edition, tmp_path: Path) -> None:
    asked = date(2027, 2, 1)
    one = Announcement(fictional_edition(tmp_path), date(2027, 1, 17), date(2027, 3, 1), objection_received_on=asked)
    facts = GoverningFacts(date(2026, 3, 2), asked, (one,), edition=edition)
    (part,) = governing(facts).determination.value("announcements")
    assert part.value("objection_in_time") is True
    (part,) = governing(facts._replace(on=date(2027, 1, 31))).determination.value("announcements")
    assert part.value("objection_in_time") is not True


def test_by_the_day_of_effect_the_five_years_end_on_the_day_itself(edition: Edition) -> None:
    """G02 B: from 10 March 2020, so from 11 March 2025 on; a notice of 11 February takes effect on that day."""
    for received, allowed in ((date(2025, 2, 10), False), (date(2025, 2, 11), True)):
        facts = ProviderTerminationFacts("framework", date(2020, 3, 10), received)
        found = determine("provider_terminates", facts, edition, frozenset({"G02 B"}))
        assert found.value("allowed") is allowed


def test_the_provider_ends_a_contract_and_a_service_by_their_own_clauses(edition: Edition) -> None:
    for what, clause in (("framework", "MC 8.1"), ("service", "MC 8.4")):
        facts = ProviderTerminationFacts(what, date(2020, 3, 10), date(2025, 3, 11))
        found = determine("provider_terminates", facts, edition).finding("allowed")
        assert found is not None
        assert clause in found.clauses


def test_a_package_of_one_day_is_paid_back_by_its_day(edition: Edition) -> None:
    """G57 B: lost on the eve of its only day, the package comes back; on the day itself nothing does."""
    day = date(2026, 3, 10)
    for on, refund in ((date(2026, 3, 9), Cents(500)), (day, Cents(0))):
        facts = LossFacts("total_loss", on, Cents(500), day, day)
        assert determine("si_loss", facts, edition, frozenset({"G57 B"})).value("refund") == refund


@pytest.mark.parametrize(
    ("chosen", "on", "new_one"),
    [
        (frozenset(), date(2026, 3, 10), True),
        (frozenset(("G54 B",)), date(2026, 3, 10), False),
        (frozenset(("G54 B",)), date(2026, 3, 9), True),
    ],
)
def test_the_two_years_end_on_the_anniversary_or_by_another_reading_the_day_before(
    edition: Edition, chosen: frozenset[str], on: date, new_one: bool
) -> None:
    found = determine("si_package", PackageFacts(date(2024, 3, 10), on), edition, chosen)
    assert found.value("service_inclusive") == new_one


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"powertrain": "BEV"}, "not part of the package"),
        ({"on": date(2027, 1, 1)}, "outside the package"),
        ({"odometer": 40_001}, "outside the package"),
        ({"cbs_indicates": False}, "does not show"),
        ({"misuse": True}, "exclude the work"),
        ({}, "covers it"),
    ],
)
def test_why_a_work_is_covered_or_not(edition: Edition, changed: dict[str, Any], told: str) -> None:
    facts = EntitlementFacts(
        powertrain="ICE",
        work="engine_oil",
        on=date(2026, 6, 1),
        odometer=20_000,
        km_limit=40_000,
        term_start=date(2024, 1, 1),
        term_last_day=date(2026, 12, 31),
        cbs_indicates=True,
    )
    found = determine("si_entitlement", facts._replace(**changed), edition)
    assert told in found.finding("entitled").because.message
    assert found.value("entitled") == (not changed)


@pytest.mark.parametrize(("term_end", "told"), [(date(2026, 12, 31), "stays in force"), (None, "No service runs on")])
def test_why_a_contract_stays_in_force_after_a_notice(edition: Edition, term_end: date | None, told: str) -> None:
    services = (ProviderService("x", "limited", term_end),) if term_end else ()
    facts = ProviderTerminationFacts("framework", date(2020, 3, 10), date(2026, 1, 5), services)
    stays = determine("provider_terminates", facts, edition).finding("framework_remains_for_services_until")
    assert stays.value == term_end
    assert told in stays.because.message


def test_only_prices_paid_once_are_spread_when_the_provider_ends_the_contract(edition: Edition) -> None:
    """G06 B: the service paid once ran its five years; what was never paid for does not leave the amount open."""
    services = (
        ProviderService("once", "one_off_indefinite", start=date(2020, 3, 10), price=Cents(6000)),
        ProviderService("basic", "basic"),
    )
    facts = ProviderTerminationFacts("framework", date(2020, 3, 10), date(2026, 1, 5), services)
    assert determine("provider_terminates", facts, edition, frozenset(("G06 B",))).value("refund") == Cents(0)
    assert determine("provider_terminates", facts, edition).value("refund") is None
