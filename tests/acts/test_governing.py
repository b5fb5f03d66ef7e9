"""Newer terms that were announced to a customer: what the options, the case and its reasons say of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from app.acts import governing, standing
from app.acts.options import options_for
from app.acts.rows import Option, Receipt
from app.records.announcements import NewAnnouncement, announce, record_objection
from app.records.cases import read_determinations
from app.records.change_rows import Announcement
from app.records.rows import Dossier
from app.terms import edition as editions_of
from tests.acts import examples
from tests.acts.stored import contract_of, key_of, read_back, stored
from tests.terms.fictional import NAME, fictional_edition

ANNOUNCED = date(2026, 12, 21)
EFFECTIVE = date(2027, 3, 1)
LATER = Receipt(datetime(2027, 3, 5, 10, 0), "phone")


@pytest.fixture(autouse=True)
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fictional edition as if it were installed: two months of notice instead of one."""
    fictional = fictional_edition(tmp_path)
    known = MappingProxyType({**editions_of.editions(), NAME: fictional})
    monkeypatch.setattr(editions_of, "editions", lambda: known)


def told(**changes: Any) -> Dossier:
    """Elke's dossier with the fictional edition announced to her."""
    row = Announcement(NAME, ANNOUNCED, EFFECTIVE, False, True, None, "")
    plain = examples.with_bookings(examples.monthly())
    return replace(plain, contract=replace(contract_of(plain), announcements=(replace(row, **changes),)))


def end_of_contract(dossier: Dossier, receipt: Receipt = LATER) -> Option:
    """The option to terminate the contract."""
    found = options_for(dossier, receipt)
    return next(one for one in found if one.act == "termination" and one.subject_kind == "contract")


@pytest.mark.parametrize(
    ("changes", "last_day", "edition", "said"),
    [
        ({}, date(2027, 5, 5), NAME, "not objected to"),
        ({"objection_received_on": date(2027, 2, 1), "objection_case": "C-1"}, date(2027, 4, 5), None, "in time, so"),
        ({"objection_received_on": date(2027, 3, 2), "objection_case": "C-1"}, date(2027, 5, 5), NAME, "not objected"),
        ({"announced_on": date(2027, 1, 18)}, date(2027, 4, 5), None, "too late"),
        ({"consequences_stated": False}, date(2027, 4, 5), None, "what silence means"),
        ({"essential": True}, date(2027, 4, 5), None, "express consent"),
    ],
)
def test_the_edition_that_governs_gives_the_notice(
    changes: dict[str, Any], last_day: date, edition: str | None, said: str
) -> None:
    option = end_of_contract(told(**changes))
    assert option.last_service_day == last_day
    assert option.determination is not None
    assert option.determination.edition == (edition or examples.EDITION)
    finding = option.determination.finding("governing_edition")
    assert finding is not None
    assert finding.value == (edition or examples.EDITION)
    assert "MC 13.2" in finding.clauses
    first = option.why[0]
    assert first.title.message == "Which terms govern"
    assert said in str(finding.because)


def test_before_its_first_day_the_announced_edition_is_only_mentioned() -> None:
    option = end_of_contract(told(), Receipt(datetime(2027, 2, 26, 10, 0), "phone"))
    assert option.determination is not None
    assert option.determination.edition == examples.EDITION
    assert "they hold from" in str(option.determination.finding("governing_edition"))


def test_without_an_announcement_nothing_is_said_of_editions() -> None:
    option = end_of_contract(examples.with_bookings(examples.monthly()))
    assert option.determination is not None
    assert option.determination.finding("governing_edition") is None
    before_the_message = told(announced_on=date(2027, 3, 6))
    assert governing.judged_on(before_the_message, contract_of(before_the_message), date(2027, 3, 5)) is None


def test_a_booking_made_under_newer_terms_keeps_its_own() -> None:
    """It was concluded when the announced edition held already: what was said of the contract does not concern it."""
    dossier = told(objection_received_on=date(2027, 2, 1), objection_case="C-1")
    contract = contract_of(dossier)
    made = replace(examples.monthly(), number="B-9", concluded_on=EFFECTIVE, first_due_on=EFFECTIVE, edition=NAME)
    dossier = replace(dossier, contract=replace(contract, bookings=(*contract.bookings, made)))
    on = date(2027, 3, 5)
    assert governing.edition_of(dossier, made, on).id == NAME
    assert governing.edition_of(dossier, contract.bookings[0], on).id == examples.EDITION


def test_a_package_keeps_its_own_terms() -> None:
    package = examples.service_inclusive(edition="service-inclusive-2024-09")
    dossier = replace(told(), service_inclusive=(package,))
    assert governing.edition_of(dossier, package, date(2027, 3, 5)).id == "service-inclusive-2024-09"


def test_an_edition_is_compared_for_the_contracts_it_governs() -> None:
    asked = standing.questions(told(), datetime(2027, 3, 5, 10, 0))
    assert {one.edition for one in asked} == {NAME}
    objected = told(objection_received_on=date(2027, 2, 1), objection_case="C-1")
    assert {one.edition for one in standing.questions(objected, LATER.received_at)} == {examples.EDITION}


def test_the_case_stores_which_edition_governed_and_why(tmp_path: Path) -> None:
    from app.acts import termination

    desk, dossier = stored(tmp_path, examples.with_bookings(examples.monthly()))
    contract = contract_of(dossier)
    with desk.records.writing() as session:
        announce(session, NewAnnouncement(NAME, EFFECTIVE), [(contract.id, ANNOUNCED)], by="A", at=examples.NOW)
        record_objection(session, contract.id, NAME, received_on=date(2027, 2, 1), case_number="C-2027-00001")
    dossier = read_back(desk, dossier)
    draft = termination.Draft(
        subject_kind="contract",
        subject=contract.number,
        customer_type="consumer",
        channel="phone",
        received_at=LATER.received_at,
        evidence="call",
    )
    seen = termination.preview(dossier, draft, date(2027, 3, 5))
    done = termination.perform(desk, key_of(dossier), draft, seen)
    with desk.records.reading() as session:
        kept = read_determinations(session, done.case_number)[0].determination
    finding = kept.finding("governing_edition")
    assert finding is not None
    assert (kept.edition, finding.value) == (examples.EDITION, examples.EDITION)
    assert "objected in time" in str(finding.because)
