"""Each way a case can be stuck is found and named, and a database that only the desk wrote has none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.records import verify_cases
from app.records.case_life import finish_if_carried_out, move_case, note_recording
from app.records.cases import add_case
from app.records.letters import add_letter
from app.records.store import Records
from app.records.tables import Refund, SimJob
from tests.records.examples import AGENT, NOW, TODAY, VIN, add_elke, new_case


@pytest.fixture
def cases(records: Records) -> Iterator[Records]:
    """A case in each place a case can be in."""
    with records.writing(lasting=True) as session:
        add_elke(session)
        for at, state in enumerate(
            ("open", "waits_for_approval", "being_carried_out", "being_carried_out", "done", "refused"), start=1
        ):
            number = f"C-2026-{at:05}"
            case_id = add_case(session, new_case(number, state=state, subjects=(("booking", f"B-{at}"),)))
            note_recording(session, case_id, state, by=AGENT, role="agent", at=NOW)
        add_letter(
            session,
            number="L-2026-00001",
            case_number="C-2026-00005",
            kind="receipt",
            language="nl",
            created_at=NOW,
            pages=1,
            content=b"%PDF-1.7 a letter",
        )
        session.add(refund("C-2026-00002", "waits_for_approval"))
        session.add(refund("C-2026-00003", "to_release"))
        session.add(
            SimJob(
                case_number="C-2026-00004",
                switch="off",
                ordered_on=TODAY,
                vin=VIN,
                plate="",
                model="",
                iccid="",
                functions=(),
                due_on=TODAY,
            )
        )
        # As recording an act does it: who only waits for money keeps nobody off.
        finish_if_carried_out(session, "C-2026-00003", by=AGENT, at=NOW)
        move_case(session, "C-2026-00005", "cancelled", by=AGENT, role="agent", at=NOW)
    return records


def refund(number: str, state: str) -> Refund:
    return Refund(customer_id=1, case_number=number, subject="B-000002", amount=4712, state=state)


def found(session: Session) -> list[str]:
    return [fault.message.format(**dict(fault.values)) for fault in verify_cases.faults(session.connection())]


def test_what_the_desk_wrote_has_no_fault(cases: Records) -> None:
    with cases.reading() as session:
        assert found(session) == []


_DONE_TOO_EARLY = """UPDATE cases SET state = 'done' WHERE id = 4;
UPDATE case_moves SET after = 'done' WHERE case_id = 4; UPDATE case_subjects SET open = false"""
FAULTS: tuple[tuple[str, list[str]], ...] = (
    (
        "UPDATE refunds SET state = 'paid' WHERE case_number = 'C-2026-00003'",
        ["Case C-2026-00003 (being_carried_out) waits in nobody’s queue."],
    ),
    (
        "UPDATE cases SET state = 'approved' WHERE number = 'C-2026-00001'",
        [
            "Case C-2026-00001 (approved) waits in nobody’s queue.",
            "Case C-2026-00001 stands as approved, and its last move led to open.",
        ],
    ),
    (
        "UPDATE cases SET state = 'done' WHERE number = 'C-2026-00006'",
        ["Case C-2026-00006 stands as done, and its last move led to refused."],
    ),
    (
        "DELETE FROM case_moves WHERE case_id = 6",
        ["Case C-2026-00006 (refused) has no move that led there."],
    ),
    (
        "UPDATE case_moves SET before = 'refused' WHERE case_id = 5 AND position = 1",
        [
            "Case C-2026-00005 went from “refused” to “cancelled”: no case can.",
            "Move 2 of case C-2026-00005 does not follow the one before it.",
        ],
    ),
    (
        "UPDATE case_subjects SET open = true WHERE case_id IN (3, 5)",
        [
            "Case C-2026-00003 (being_carried_out) still keeps other cases off B-3.",
            "Case C-2026-00005 (cancelled) still keeps other cases off B-5.",
        ],
    ),
    (
        "UPDATE refunds SET case_number = 'C-2026-00005' WHERE case_number = 'C-2026-00002'",
        ["A refund of case C-2026-00005 waits for approval, although the case is cancelled."],
    ),
    (
        "UPDATE refunds SET state = 'to_release' WHERE case_number = 'C-2026-00002'",
        ["A refund of case C-2026-00002 can be paid, although the case is waits_for_approval."],
    ),
    (
        "UPDATE sim_jobs SET due_on = NULL",
        ["Case C-2026-00004 (being_carried_out) waits in nobody’s queue."],
    ),
    (
        "UPDATE letters SET state = 'printing'",
        ["The letter L-2026-00001 is being printed, but no print job has it."],
    ),
    (
        _DONE_TOO_EARLY,
        ["Case C-2026-00004 is done, although the report of its SIM job was not taken in."],
    ),
)


def test_what_somebody_changed_past_the_desk_is_named(cases: Records) -> None:
    with cases.writing() as session:
        for fault, sentences in FAULTS:
            with session.begin_nested() as tried:
                for statement in fault.split(";"):
                    session.execute(text(statement))
                assert found(session) == sentences, fault
                tried.rollback()
