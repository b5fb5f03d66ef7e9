"""What an act writes: cases, findings, letters, endings, notes, drafts. Everything comes back as it went in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.records import tables
from app.records.case_life import move_case
from app.records.cases import (
    StoredDetermination,
    add_case,
    add_determination,
    open_case_on,
    read_determinations,
)
from app.records.dossier import read_dossier
from app.records.drafts import StoredDraft, drop_draft, load_drafts, save_draft
from app.records.endings import change_sim, end_booking, end_contract, end_service_inclusive
from app.records.frozen import from_json, to_json
from app.records.journal import add_note, journal
from app.records.letters import add_letter, letter_bytes, letter_numbers, mark_letter
from app.records.numbers import next_number
from app.records.store import Records
from app.terms.clause import Alternative, Cents, Determination, Finding, Part, Refusal, because, because_count
from tests.records.examples import AGENT, NOW, TODAY, VIN, add_elke, add_papers, new_case

WITHDRAWAL = Determination(
    "withdrawal",
    "mini-belux-2025-09",
    (
        Finding("allowed", True, ("MC 15.1",), because("The notice was posted on {day}.", day=date(2026, 12, 24))),
        Finding(
            "refund",
            Cents(11_638),
            ("MC 15.4", "WER VI.51 §4"),
            because_count(
                "{count} day of {price} was used.",
                "{count} days of {price} were used.",
                11,
                price=Cents(12_000),
                services=("a", because("the {name}", name="b")),
            ),
            (Alternative("G34 B", Cents(11_770), because("Use ends on the day of posting.")),),
        ),
        Finding("consumed_days", 11, ("MC 15.4",)),
        Finding("supervisor", None, ()),
        Finding("stays", ("x", "y"), ("MC 1.6",)),
        Finding("bookings", (Part("B-1", (Finding("last_service_day", TODAY, ("MC 15",)),)),), ("MC 15",)),
        Finding("at", datetime(2026, 12, 28, 14, 2), ("MC 15",)),
    ),
)


@pytest.fixture
def elke(records: Records) -> Records:
    with records.writing() as session:
        add_elke(session)
    return records


def refusal(records: Records, write: Callable[[Session], object]) -> Refusal:
    """What a writing is refused with."""
    with pytest.raises(Refusal) as refused, records.writing() as session:
        write(session)
    return refused.value


def values(refused: Refusal) -> dict[str, Any]:
    """The values of the sentence."""
    return dict(refused.because.values)


# Numbers -------------------------------------------------------------------------------------------------------------


def test_numbers_run_per_series_and_year(records: Records) -> None:
    with records.writing() as session:
        given = [next_number(session, *key) for key in (("C", 2026), ("C", 2026), ("L", 2026), ("C", 2027))]
    assert given == ["C-2026-00001", "C-2026-00002", "L-2026-00001", "C-2027-00001"]


def test_a_failed_writing_leaves_no_gap(records: Records) -> None:
    def number_and_stop(session: Session) -> None:
        next_number(session, "C", 2026)
        raise Refusal(because("Stop."))

    assert refusal(records, number_and_stop).because == because("Stop.")
    with records.writing() as session:
        assert next_number(session, "C", 2026) == "C-2026-00001"


# Cases ---------------------------------------------------------------------------------------------------------------


def test_findings_come_back_as_they_were_found(elke: Records) -> None:
    class Facts(NamedTuple):
        price: Cents
        received_on: date

    with elke.writing() as session:
        case_id = add_case(session, new_case("C-2026-00001"))
        add_determination(session, case_id, WITHDRAWAL, facts=Facts(Cents(12_000), TODAY), readings={"G34": "default"})
        add_determination(session, case_id, Determination("non_renewal", "e", ()), facts={})
    with elke.reading() as session:
        first, second = read_determinations(session, "C-2026-00001")
    assert first == StoredDetermination(WITHDRAWAL, {"price": Cents(12_000), "received_on": TODAY}, {"G34": "default"})
    assert isinstance(first.determination.value("refund"), Cents)
    assert second.determination.rule == "non_renewal"


def test_a_case_keeps_what_the_agent_entered(elke: Records) -> None:
    with elke.writing() as session:
        add_case(session, new_case("C-2026-00001"))
    with elke.reading() as session:
        case = session.scalars(select(tables.Case)).one()
        assert (case.channel, case.evidence, case.sent_on) == ("letter", "postmark", date(2026, 12, 24))
        assert from_json(case.entered) == {"channel": "letter", "sent_on": date(2026, 12, 24)}
        assert (case.received_at, case.refund_means) == (NOW, "visa")


def test_a_second_act_on_an_open_subject_names_the_case(elke: Records) -> None:
    with elke.writing() as session:
        add_case(session, new_case("C-2026-00001"))
    refused = refusal(elke, lambda session: add_case(session, new_case("C-2026-00002")))
    assert values(refused) == {"case": "C-2026-00001", "number": "B-000002"}
    with elke.reading() as session:
        assert len(session.scalars(select(tables.Case)).all()) == 1


def moved(session: Session, number: str, state: str) -> None:
    """Move the first version of a case on."""
    move_case(session, number, state, by=AGENT, role="agent", at=NOW, version=1)


def test_a_subject_is_free_again_when_its_case_is_done(elke: Records) -> None:
    with elke.writing() as session:
        add_case(session, new_case("C-2026-00001"))
    with elke.writing() as session:
        assert open_case_on(session, "booking", "B-000002") == "C-2026-00001"
        moved(session, "C-2026-00001", "done")
        assert open_case_on(session, "booking", "B-000002") is None
        add_case(session, new_case("C-2026-00002"))


def test_a_case_that_moved_on_is_not_moved_twice(elke: Records) -> None:
    with elke.writing() as session:
        add_case(session, new_case("C-2026-00001"))
    with elke.writing() as session:
        moved(session, "C-2026-00001", "being_carried_out")
    refused = refusal(elke, lambda session: moved(session, "C-2026-00001", "done"))
    assert "Somebody else" in refused.because.message
    refused = refusal(elke, lambda session: moved(session, "C-2026-00099", "done"))
    assert values(refused) == {"number": "C-2026-00099"}


def test_a_state_nobody_knows_is_refused(elke: Records) -> None:
    refused = refusal(elke, lambda session: add_case(session, new_case("C-2026-00001", state="lost")))
    assert "contradicts" in refused.because.message


# Endings -------------------------------------------------------------------------------------------------------------


def test_endings(elke: Records) -> None:
    with elke.writing() as session:
        for table in (tables.Contract, tables.Booking, tables.ServiceInclusive):
            session.execute(update(table).values(ended_as="", ends_on=None, ended_by_case=""))
    with elke.writing() as session:
        end_contract(session, 1, ended_as="revoked", ends_on=TODAY, case_number="C-1")
        end_booking(session, 2, ended_as="terminated", ends_on=TODAY, case_number="C-2")
        end_service_inclusive(session, 1, ended_as="withdrawn", ends_on=TODAY, case_number="C-3")
        change_sim(session, 1, state="off", on=TODAY, by="D-07", case_number="C-4")
    with elke.reading() as session:
        found = read_dossier(session, 1, VIN)
    assert found is not None
    assert found.contract is not None
    assert found.vehicle is not None
    assert found.vehicle.sim is not None
    ended = (found.contract, found.contract.bookings[1], found.service_inclusive[0])
    assert [(one.ended_as, one.ends_on, one.ended_by_case) for one in ended] == [
        ("revoked", TODAY, "C-1"),
        ("terminated", TODAY, "C-2"),
        ("withdrawn", TODAY, "C-3"),
    ]
    assert (found.vehicle.sim.state, found.vehicle.sim.since) == ("off", TODAY)
    assert found.vehicle.sim.history[-1].case_number == "C-4"


def test_what_has_ended_is_not_ended_again(elke: Records) -> None:
    def end(session: Session) -> None:
        end_booking(session, 1, ended_as="terminated", ends_on=TODAY, case_number="C-2026-00012")

    assert values(refusal(elke, end)) == {
        "number": "B-000001",
        "case": "C-2026-00010",
        "day": date(2026, 12, 28),
    }
    with elke.writing() as session:
        session.execute(update(tables.Booking).values(ended_by_case="", ended_as="expired"))
    assert values(refusal(elke, end)) == {"number": "B-000001"}


def test_a_vehicle_without_a_sim_has_none_to_switch(elke: Records) -> None:
    refused = refusal(elke, lambda session: change_sim(session, 2, state="off", on=TODAY, by="A", case_number=""))
    assert "No SIM" in refused.because.message


# Letters -------------------------------------------------------------------------------------------------------------


def test_a_letter_is_kept_byte_for_byte(elke: Records) -> None:
    with elke.writing() as session:
        case, letter = add_papers(session)
    with elke.reading() as session:
        assert letter_bytes(session, letter) == b"%PDF-1.7 a letter"
        assert letter_numbers(session, case) == (letter,)
        row = session.scalars(select(tables.Letter)).one()
        assert row.sha256 == hashlib.sha256(b"%PDF-1.7 a letter").hexdigest()


def test_a_letter_that_was_tampered_with_is_not_given_out(elke: Records) -> None:
    with elke.writing() as session:
        _, letter = add_papers(session)
        session.execute(update(tables.Letter).values(content=b"%PDF-1.7 another"))
    with elke.reading() as session, pytest.raises(Refusal, match="damaged"):
        letter_bytes(session, letter)


def test_an_unknown_letter(elke: Records) -> None:
    with elke.reading() as session, pytest.raises(Refusal, match="no letter"):
        letter_bytes(session, "L-2026-00099")
    assert values(refusal(elke, lambda session: mark_letter(session, "L-1", "printed"))) == {"number": "L-1"}


# Versions ------------------------------------------------------------------------------------------------------------

WRITINGS: dict[str, Callable[[Session], object]] = {
    "case": lambda session: add_case(session, new_case("C-2026-00002", subjects=(("contract", "MC-2025-000001"),))),
    "case state": lambda session: moved(session, "C-2026-00001", "cancelled"),
    "letter": lambda session: add_letter(
        session,
        number="L-2026-00002",
        case_number="C-2026-00001",
        kind="acknowledgement",
        language="fr",
        created_at=NOW,
        pages=1,
        content=b"x",
    ),
    "letter state": lambda session: mark_letter(session, "L-2026-00001", "failed"),
    "booking": lambda session: end_booking(session, 2, ended_as="terminated", ends_on=TODAY, case_number="C-1"),
    "sim": lambda session: change_sim(session, 1, state="off", on=TODAY, by="D-07", case_number="C-1"),
    "note": lambda session: add_note(session, 1, None, at=NOW, by=AGENT, text="x"),
    "journal": lambda session: journal(session, 1, None, at=NOW, by=AGENT, what="case_open", on=VIN),
}


@pytest.mark.parametrize("name", WRITINGS)
def test_each_writing_changes_the_version_of_the_dossier(elke: Records, name: str) -> None:
    with elke.writing() as session:
        add_papers(session)
    with elke.reading() as session:
        before = read_dossier(session, 1, VIN)
    assert before is not None
    with elke.writing() as session:
        WRITINGS[name](session)
    with elke.reading() as session:
        after = read_dossier(session, 1, VIN)
    assert after is not None
    assert after.version > before.version


# Drafts --------------------------------------------------------------------------------------------------------------


def test_drafts_belong_to_a_person_and_survive_a_restart(records: Records) -> None:
    later = datetime(2026, 12, 28, 15, 0)
    with records.writing() as session:
        save_draft(session, AGENT, "withdrawal", {"step": 1}, at=NOW)
        save_draft(session, AGENT, "termination", {"step": 2}, at=NOW)
        save_draft(session, "Tom Claes", "withdrawal", {"step": 9}, at=NOW)
        save_draft(session, AGENT, "withdrawal", {"step": 3, "names": ["é"]}, at=later)
        drop_draft(session, AGENT, "unknown")
    with Records(records.url) as restarted, restarted.reading() as session:
        assert load_drafts(session, AGENT) == (
            StoredDraft("termination", {"step": 2}, NOW),
            StoredDraft("withdrawal", {"step": 3, "names": ["é"]}, later),
        )
    with records.writing() as session:
        drop_draft(session, AGENT, "withdrawal")
        drop_draft(session, AGENT, "termination")
        assert load_drafts(session, AGENT) == ()
        assert len(load_drafts(session, "Tom Claes")) == 1


# JSON ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [Decimal("21.00"), {"a": (Cents(1), None)}, (), True, "x"])
def test_values_come_back_from_json(value: Any) -> None:
    assert from_json(to_json(value)) == value


def test_sets_are_stored_in_one_order() -> None:
    assert to_json(frozenset({"b", "a"})) == ["a", "b"]


def test_what_cannot_be_stored_is_named() -> None:
    with pytest.raises(TypeError, match="object"):
        to_json(object())
