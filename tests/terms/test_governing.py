"""Which edition governs: that of the conclusion, until a later one came to bind by the procedure of MC 13.2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.terms.clause import Part, WrongInput
from app.terms.edition import Edition, edition_for
from app.terms.governing import Announcement, Governing, GoverningFacts, governing
from tests.terms.fictional import fictional_edition

CONCLUDED = date(2026, 3, 2)
IN_TIME, STARTS = date(2027, 1, 17), date(2027, 3, 1)


@pytest.fixture
def later(tmp_path: Path) -> Edition:
    return fictional_edition(tmp_path)


def reason(found: Governing) -> str:
    return found.determination.finding("edition").because.message


def test_the_edition_of_the_conclusion_governs(edition: Edition) -> None:
    found = governing(GoverningFacts(CONCLUDED, date(2030, 1, 1)))
    assert found.edition is edition
    assert found.determination.value("edition") == "mini-belux-2025-09"
    assert found.determination.value("announcements") == ()
    assert "of that day" in reason(found)


def test_a_later_edition_governs_from_its_first_day_on(edition: Edition, later: Edition) -> None:
    announced = (Announcement(later, IN_TIME, STARTS),)
    assert governing(GoverningFacts(CONCLUDED, date(2027, 2, 28), announced)).edition is edition
    found = governing(GoverningFacts(CONCLUDED, STARTS, announced))
    assert found.edition is later
    assert found.determination.finding("edition").clauses == ("MC 13.2",)
    assert "announced in time" in reason(found)


@pytest.mark.parametrize(
    ("announcement", "told"),
    [
        ({"announced_on": date(2027, 1, 18)}, "too late"),
        ({"consequences_stated": False}, "what silence means"),
        ({"essential": True}, "express consent"),
        ({"objection_received_on": date(2027, 2, 28)}, "objected in time"),
    ],
)
def test_a_later_edition_that_does_not_bind(
    edition: Edition, later: Edition, announcement: dict[str, object], told: str
) -> None:
    one = Announcement(later, IN_TIME, STARTS)._replace(**announcement)
    found = governing(GoverningFacts(CONCLUDED, date(2028, 1, 1), (one,)))
    assert found.edition is edition
    (part,) = found.determination.value("announcements")
    assert isinstance(part, Part)
    assert (part.key, part.value("change_binds_customer")) == ("fictional-2027-01", False)
    assert told in part.findings[0].because.message


def test_an_objection_on_the_first_day_is_too_late(later: Edition) -> None:
    one = Announcement(later, IN_TIME, STARTS, objection_received_on=STARTS)
    assert governing(GoverningFacts(CONCLUDED, STARTS, (one,))).edition is later


def test_each_announcement_is_judged_by_the_terms_that_govern_then(later: Edition, tmp_path: Path) -> None:
    """The fictional edition asks for eight weeks: six are no longer enough for the one after it."""
    third = fictional_edition(tmp_path / "more")
    first = Announcement(later, IN_TIME, STARTS)
    short = Announcement(third, date(2027, 4, 18), date(2027, 6, 1))
    assert governing(GoverningFacts(CONCLUDED, date(2027, 7, 1), (short, first))).edition is later
    assert governing(GoverningFacts(CONCLUDED, date(2027, 7, 1), (short,))).edition is third
    longer = short._replace(announced_on=date(2027, 4, 5))
    assert governing(GoverningFacts(CONCLUDED, date(2027, 7, 1), (longer, first))).edition is third


def test_another_reading_of_the_six_weeks_counts_here_too(edition: Edition, later: Edition) -> None:
    facts = GoverningFacts(CONCLUDED, STARTS, (Announcement(later, date(2027, 1, 18), STARTS),))
    assert governing(facts).edition is edition
    assert governing(facts, frozenset({"G45 A"})).edition is later


def test_a_package_keeps_its_terms(later: Edition) -> None:
    packages = edition_for(CONCLUDED, "SI")
    newer = replace(later, terms="SI")
    facts = GoverningFacts(CONCLUDED, date(2028, 1, 1), (Announcement(newer, IN_TIME, STARTS),), "SI")
    found = governing(facts)
    assert found.edition is packages
    assert found.determination.finding("edition").clauses == ("SI 1",)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"on": date(2026, 3, 1)}, "on"),
        ({"announced_on": date(2026, 3, 1)}, "announcements[0].announced_on"),
        ({"effective_on": date(2026, 12, 31)}, "announcements[0].effective_on"),
        ({"terms": "SI"}, "announcements[0].edition"),
    ],
)
def test_what_cannot_be_is_refused(later: Edition, changed: dict[str, object], field: str) -> None:
    one = Announcement(later, IN_TIME, STARTS)
    one = one._replace(**{name: value for name, value in changed.items() if name in Announcement._fields})
    facts = GoverningFacts(CONCLUDED, date(2028, 1, 1), (one,))
    facts = facts._replace(**{name: value for name, value in changed.items() if name in GoverningFacts._fields})
    with pytest.raises(WrongInput) as refused:
        governing(facts)
    assert refused.value.field == field


def test_a_booking_made_after_the_newer_terms_began_needs_no_announcement_of_them(
    edition: Edition, later: Edition
) -> None:
    """What was announced for the contract before counts for a booking only if it was still to come."""
    announced = (Announcement(later, IN_TIME, STARTS, objection_received_on=date(2027, 2, 1)),)
    old = GoverningFacts(date(2027, 2, 15), date(2027, 4, 1), announced, contract_concluded_on=CONCLUDED)
    new = old._replace(concluded_on=date(2027, 3, 15))
    assert governing(old).edition is edition
    assert [part.key for part in governing(old).determination.value("announcements")] == [later.id]
    assert governing(new).determination.value("announcements") == ()
