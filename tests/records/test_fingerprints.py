"""The journal knows each case and letter: what was changed or deleted is named, on either engine."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.language import language
from app.records import tables
from app.records.cases import add_case, add_determination
from app.records.journal import journal
from app.records.journal_words import KEPT
from app.records.letters import add_letter
from app.records.store import Records
from app.records.verify import faults
from app.terms.clause import Cents, Determination, Finding, because
from tests.records.examples import AGENT, NOW, add_elke, new_case

CHANGED = "The case C-1, or what was found in it, was changed after it was recorded."
FINDINGS = (
    Finding("refund", Cents(11_638), ("MC 8.1",), because("{amount} goes back.", amount=Cents(11_638))),
    Finding("letzter Tag – „ß“", NOW.date(), (), None),
)


@pytest.fixture
def recorded(records: Records) -> Records:
    """A database with a case of Elke's, its findings and its letter; and a letter that was added later."""
    with records.writing() as session:
        add_elke(session)
        case_id = add_case(session, new_case("C-1", state="done"))
        add_determination(
            session, case_id, Determination("withdrawal", "mini-belux-2025-09", FINDINGS), facts={"a": 1.5}
        )
        letter(session, "L-1")
        journal(session, 1, 1, at=NOW, by=AGENT, what="case_done", on="C-1")
    with records.writing() as session:
        letter(session, "L-2")
    return records


def letter(session: object, number: str) -> None:
    words = {"number": number, "case_number": "C-1", "kind": "receipt", "language": "nl", "content": number.encode()}
    add_letter(session, created_at=NOW, pages=1, **words)  # type: ignore[arg-type]


def said(records: Records) -> list[str]:
    with records.reading() as session:
        return [language("en").say(fault) for fault in faults(session.connection())]


def test_what_is_untouched_is_whole(recorded: Records) -> None:
    assert said(recorded) == []
    with recorded.reading() as session:
        entries = session.query(tables.Journal).order_by(tables.Journal.position).all()
    held = [[line.split(" ")[1] for line in (one.holds or "").splitlines()] for one in entries[-2:]]
    assert held == [["C-1", "L-1"], ["L-2"]]
    assert entries[-1].what == KEPT


@pytest.mark.parametrize(
    ("attack", "faults"),
    [
        ("DELETE FROM letters WHERE number = 'L-1'", ["The letter L-1 is missing."]),
        ("DELETE FROM letters WHERE number = 'L-2'", ["The letter L-2 is missing."]),
        (
            "UPDATE letters SET created_at = '2020-01-01' WHERE number = 'L-1'",
            ["The letter L-1 is not the one that was issued."],
        ),
        ("UPDATE letters SET state = 'printed'", []),
        ("DELETE FROM findings WHERE position = 1", [CHANGED]),
        ("UPDATE findings SET name = 'x' WHERE position = 1", [CHANGED]),
        ("UPDATE determinations SET edition = 'x'", [CHANGED]),
        ("UPDATE cases SET received_on = '2020-01-01'", [CHANGED]),
        ("UPDATE cases SET state = 'cancelled', version = version + 1", []),
        (
            "UPDATE cases SET number = 'C-2'",
            ["The case C-1 is missing.", "The case C-2 was put in and not written by the desk."],
        ),
        (
            "UPDATE journal SET holds = NULL WHERE what = 'kept'",
            [
                "Entry {} of the journal (kept, L-2) was changed after it was written.",
                "The letter L-2 was put in and not written by the desk.",
            ],
        ),
    ],
)
def test_what_was_changed_is_named(recorded: Records, attack: str, faults: list[str]) -> None:
    with recorded.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(attack))
        last = connection.execute(text("SELECT max(position) FROM journal")).scalar_one()
    assert said(recorded) == [one.format(last) for one in faults]
