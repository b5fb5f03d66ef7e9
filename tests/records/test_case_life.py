"""A case goes only where the picture of its life has an arrow, moved by who may, and every move is written down."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.records.case_life import MOVES, finish_if_carried_out, may_move, move_case, note_recording
from app.records.cases import add_case, open_case_on
from app.records.schema import migrate
from app.records.store import Records
from app.records.tables import CASE_STATES, OPEN_STATES, Case, CaseMove, Journal, Refund, SimJob
from app.terms.clause import Refusal
from tests.records.examples import AGENT, NOW, VIN, add_elke, new_case

ROLES = ("agent", "supervisor", "administrator", "dealer")
LATER = datetime(2026, 12, 28, 16, 30)
NUMBER = "C-2026-00001"


@pytest.fixture
def elke(records: Records) -> Records:
    with records.writing() as session:
        add_elke(session)
    return records


def recorded(records: Records, state: str) -> None:
    with records.writing() as session:
        case_id = add_case(session, new_case(NUMBER, state=state))
        session.add(CaseMove(case_id=case_id, position=0, after=state, at=NOW, by=AGENT))


def moved(session: Session, state: str, role: str = "supervisor", **more: Any) -> None:
    move_case(session, NUMBER, state, by="Karin Maes", role=role, at=LATER, **more)


def state_of(session: Session) -> str:
    return session.execute(select(Case.state)).scalar_one()


def job(**changes: Any) -> SimJob:
    return SimJob(
        case_number=NUMBER,
        switch="off",
        ordered_on=NOW.date(),
        vin=VIN,
        plate="1-ABC-234",
        model="Cooper",
        iccid="",
        functions=(),
        **changes,
    )


def refund(state: str) -> Refund:
    return Refund(customer_id=1, case_number=NUMBER, subject="B-000002", amount=4712, state=state)


def test_only_the_picture_shows_the_way(elke: Records) -> None:
    recorded(elke, "open")
    with elke.writing() as session:
        case = session.scalars(select(Case)).one()
        for before, after, role in product(CASE_STATES, CASE_STATES, ROLES):
            with session.begin_nested() as tried:
                case.state = before
                session.flush()
                allowed = any((move.before, move.after) == (before, after) and role in move.who for move in MOVES)
                assert may_move(role, before, after) == allowed
                if allowed:
                    moved(session, after, role)
                    assert case.state == after
                else:
                    with pytest.raises(Refusal, match="Nothing was written"):
                        moved(session, after, role)
                    assert case.state == before
                tried.rollback()


def test_a_move_is_written_down_with_its_reason(elke: Records) -> None:
    recorded(elke, "waits_for_approval")
    with elke.writing(lasting=True) as session:
        moved(session, "sent_back", reason="The odometer is missing.", version=1)
    with elke.writing() as session, pytest.raises(Refusal, match="Somebody else"):
        moved(session, "waits_for_approval", version=1)
    with elke.reading() as session:
        recording, move = session.scalars(select(CaseMove).order_by(CaseMove.position))
        assert (recording.before, recording.after) == ("", "waits_for_approval")
        assert (move.before, move.after, move.by, move.at) == ("waits_for_approval", "sent_back", "Karin Maes", LATER)
        assert move.reason == "The odometer is missing."
        assert session.scalars(select(Journal.what).where(Journal.on == NUMBER)).all()[-1] == "case_sent_back"
        # Who has to put it right keeps everybody else off it.
        assert open_case_on(session, "booking", "B-000002") == NUMBER


def test_what_only_pays_back_keeps_nobody_off(elke: Records) -> None:
    recorded(elke, "approved")
    with elke.writing() as session:
        session.add(refund("to_release"))
        moved(session, "being_carried_out")
        assert open_case_on(session, "booking", "B-000002") is None


def test_a_dealer_records_no_case(elke: Records) -> None:
    with pytest.raises(Refusal, match="dealer"), elke.writing() as session:
        note_recording(session, 1, "done", by="D", role="dealer", at=NOW)


def test_a_case_is_done_when_the_job_is_taken_in_and_all_is_paid(elke: Records) -> None:
    recorded(elke, "being_carried_out")
    with elke.writing() as session:
        session.add_all([refund("to_release"), job()])
        session.flush()
        assert not finish_if_carried_out(session, NUMBER, by=AGENT, at=LATER)
        assert open_case_on(session, "booking", "B-000002") == NUMBER
        session.execute(text("UPDATE sim_jobs SET state = 'done', taken_in_at = '2026-12-28 16:00:00'"))
        assert not finish_if_carried_out(session, NUMBER, by=AGENT, at=LATER)
        # What the job is about is free again, although the money is still on its way.
        assert open_case_on(session, "booking", "B-000002") is None
        for state in ("released", "exported", "rejected"):
            session.execute(text("UPDATE refunds SET state = :state"), {"state": state})
            assert not finish_if_carried_out(session, NUMBER, by=AGENT, at=LATER)
        session.execute(text("UPDATE refunds SET state = 'paid'"))
        assert finish_if_carried_out(session, NUMBER, by=AGENT, at=LATER)
        assert not finish_if_carried_out(session, NUMBER, by=AGENT, at=LATER)
    with elke.reading() as session:
        assert state_of(session) == "done"
        assert session.scalars(select(CaseMove.after).order_by(CaseMove.position)).all() == [
            "being_carried_out",
            "done",
        ]


def test_nothing_is_finished_that_is_not_being_carried_out(elke: Records) -> None:
    recorded(elke, "waits_for_approval")
    with elke.writing() as session:
        assert not finish_if_carried_out(session, NUMBER, by=AGENT, at=LATER)
        assert not finish_if_carried_out(session, "C-2026-00099", by=AGENT, at=LATER)
        assert state_of(session) == "waits_for_approval"


def test_cases_of_an_older_database_get_their_state_and_their_moves(tmp_path_factory: pytest.TempPathFactory) -> None:
    records = Records(f"sqlite:///{tmp_path_factory.mktemp('older') / 'desk.db'}")
    cases = {  # number: state, undone by
        "C-1": ("open", None),
        "C-2": ("open", None),
        "C-3": ("done", None),
        "C-4": ("done", None),
        "C-5": ("cancelled", "C-3"),
        "C-6": ("corrected", "C-4"),
        "C-7": ("waits_for_approval", None),
    }
    with records.engine.execution_options(writes=True).begin() as connection:
        migrate(connection, "0012")
        connection.exec_driver_sql(
            "INSERT INTO customers (id, number, kind, country, language, title, given_name, family_name, company_name,"
            " vat_number, sanctioned, version) VALUES (1, 'K1', 'consumer', 'BE', 'nl', 'ms', 'A', 'B', '', '', 0, 1)"
        )
        for number, (state, undone_by) in cases.items():
            connection.execute(
                text(
                    "INSERT INTO cases (number, customer_id, act, subject_kind, subject, state, received_on, channel,"
                    " evidence, recorded_at, agent, refund_means, entered, version, undone_by) VALUES (:number, 1, 'x',"
                    " 'contract', 'M-1', :state, '2026-12-01', '', '', '2026-12-01 09:00:00', 'Anna', '', '{}', 1, :by)"
                ),
                {"number": number, "state": state, "by": undone_by},
            )
        connection.exec_driver_sql(
            "INSERT INTO sim_jobs (case_number, switch, ordered_on, vin, plate, model, iccid, functions, state,"
            " done_by, iccid_read, reason) VALUES"
            " ('C-2', 'off', '2026-12-01', 'V', '', '', '', '[]', 'open', '', '', '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO refunds (customer_id, case_number, subject, amount, means, means_label, state, released_by)"
            " VALUES (1, 'C-4', 'M-1', 100, '', '', 'to_release', ''), (1, 'C-3', 'M-1', 100, '', '', 'paid', '')"
        )
        connection.exec_driver_sql(
            'INSERT INTO journal (customer_id, at, "by", what, "on", position, seal)'
            " VALUES (1, '2026-12-01 09:00:00', 'Anna', 'case_open', 'C-6', 1, '')"
        )
        migrate(connection, "0013")
        states = connection.exec_driver_sql("SELECT number, state FROM cases ORDER BY number").all()
        moves = connection.exec_driver_sql(
            "SELECT number, before, after FROM case_moves JOIN cases ON cases.id = case_id ORDER BY number, position"
        ).all()
    records.close()
    changed = {"C-2": "being_carried_out", "C-4": "being_carried_out"}
    assert [tuple(one) for one in states] == [(name, changed.get(name, cases[name][0])) for name in sorted(cases)]
    assert [tuple(one) for one in moves] == [
        ("C-1", "", "open"),
        ("C-2", "", "being_carried_out"),
        ("C-3", "", "done"),
        ("C-4", "", "being_carried_out"),
        ("C-5", "", "done"),
        ("C-5", "done", "cancelled"),
        ("C-6", "", "open"),
        ("C-6", "open", "corrected"),
        ("C-7", "", "waits_for_approval"),
    ]


def test_the_picture_in_the_readme_shows_every_move() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    picture = readme.partition("```mermaid")[2].partition("```")[0]
    arrows = [match.groups() for match in re.finditer(r"(\S+) --> (\w+)(?:: (\w+))?", picture)]
    shown = {
        ("" if begin == "[*]" else begin, after, who or "")
        for before, after, who in arrows
        for begin in (OPEN_STATES if before == "going_on" else (before,))
        if after != "going_on"
    }
    assert shown == {(move.before, move.after, "supervisor" if move.who == ("supervisor",) else "") for move in MOVES}
