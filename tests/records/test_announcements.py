"""Announced terms, objections and legal rates are kept, read back, and refused where they cannot be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.records import tables
from app.records.announcements import NewAnnouncement, announce, read_announcements, record_objection
from app.records.change_rows import Announcement, InterestRate
from app.records.dossier import read_dossier
from app.records.interest_rates import enter_rate, read_rates, remove_rate
from app.records.open_contracts import open_dossiers
from app.records.store import Records
from app.terms.clause import Refusal
from tests.records.examples import AGENT, NOW, TODAY, VIN, add_elke

EDITION = "mini-belux-2025-09"
NEWER = NewAnnouncement(EDITION, date(2027, 3, 1))
RECEIVED = date(2027, 1, 11)


def test_an_announcement_reaches_a_contract_once(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
        before = session.get_one(tables.Customer, 1).version
        announce(session, NEWER, [(1, RECEIVED)], by=AGENT, at=NOW)
    with records.reading() as session:
        dossier = read_dossier(session, 1, VIN)
        assert dossier is not None
        assert dossier.contract is not None
        told = Announcement(EDITION, RECEIVED, date(2027, 3, 1), False, True, None, "")
        assert dossier.contract.announcements == (told,)
        assert dossier.version > before
        assert next(open_dossiers(session, "MC", TODAY)).contract.announcements == (told,)
    with pytest.raises(Refusal, match="reached one of these contracts"), records.writing() as session:
        announce(session, NEWER, [(1, RECEIVED)], by=AGENT, at=NOW)
    with records.reading() as session:
        assert len(session.scalars(select(tables.Announcement)).all()) == 1


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (NewAnnouncement("nobody-knows-it", date(2027, 3, 1)), "No edition"),
        (NewAnnouncement("service-inclusive-2024-09", date(2027, 3, 1)), "is of others"),
        (NewAnnouncement(EDITION, date(2025, 1, 1)), "cannot hold from"),
    ],
)
def test_what_cannot_be_announced(records: Records, what: NewAnnouncement, reason: str) -> None:
    with records.writing() as session:
        add_elke(session)
    with pytest.raises(Refusal, match=reason), records.writing() as session:
        announce(session, what, [(1, RECEIVED)], by=AGENT, at=NOW)


def test_an_objection_is_noted_once_with_its_case(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
        announce(session, NEWER, [(1, RECEIVED)], by=AGENT, at=NOW)
        record_objection(session, 1, EDITION, received_on=date(2027, 2, 1), case_number="C-2027-00001")
        (told,) = read_announcements(session, (1,))[1]
        assert (told.objection_received_on, told.objection_case) == (date(2027, 2, 1), "C-2027-00001")
    with pytest.raises(Refusal, match="objected to these terms"), records.writing() as session:
        record_objection(session, 1, EDITION, received_on=date(2027, 2, 2), case_number="C-2027-00002")
    with pytest.raises(Refusal, match="not announced"), records.writing() as session:
        record_objection(session, 1, "another", received_on=date(2027, 2, 2), case_number="C-2027-00003")


def test_a_rate_is_entered_corrected_and_taken_back(records: Records) -> None:
    with records.writing() as session:
        enter_rate(session, date(2027, 1, 1), Decimal("4.25"), by=AGENT, at=NOW)
        enter_rate(session, date(2026, 1, 1), Decimal("3.5"), by=AGENT, at=NOW)
        enter_rate(session, date(2026, 1, 1), Decimal("3.65"), by="Mia Peeters", at=NOW)
    with records.reading() as session:
        assert read_rates(session) == (
            InterestRate(date(2026, 1, 1), Decimal("3.65"), "Mia Peeters", NOW),
            InterestRate(date(2027, 1, 1), Decimal("4.25"), AGENT, NOW),
        )
    with records.writing() as session:
        remove_rate(session, date(2026, 1, 1), by=AGENT, at=NOW)
        assert [one.starts_on for one in read_rates(session)] == [date(2027, 1, 1)]
    with records.reading() as session:
        kept = session.scalars(select(tables.Journal.on).order_by(tables.Journal.position)).all()
        assert kept == ["2027-01-01 4.25", "2026-01-01 3.5", "2026-01-01 3.65", "2026-01-01 3.65"]
    with pytest.raises(Refusal, match="No rate begins"), records.writing() as session:
        remove_rate(session, date(2020, 1, 1), by=AGENT, at=NOW)


@pytest.mark.parametrize("percent", ["-0.01", "100.01", "NaN", "Infinity", "3.123456"])
def test_a_rate_that_is_none(records: Records, percent: str) -> None:
    with pytest.raises(Refusal, match="from 0 to 100"), records.writing() as session:
        enter_rate(session, date(2027, 1, 1), Decimal(percent), by=AGENT, at=NOW)


def test_only_a_customer_in_luxembourg_has_the_rates_in_the_dossier(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
        enter_rate(session, date(2027, 1, 1), Decimal("4.25"), by=AGENT, at=NOW)
        in_luxembourg = read_dossier(session, 1, VIN)
        session.get_one(tables.Customer, 1).country = "BE"
        session.flush()
        in_belgium = read_dossier(session, 1, VIN)
    assert in_luxembourg is not None
    assert in_belgium is not None
    assert [one.percent for one in in_luxembourg.interest_rates] == [Decimal("4.25")]
    assert in_belgium.interest_rates == ()
