"""``db verify`` notices what went past the desk, and nobody makes the proof of it themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.language import language
from app.records import case_life
from app.records.cases import add_case, add_determination
from app.records.chain import FIRST
from app.records.journal import add_note, journal
from app.records.letters import add_letter
from app.records.print_jobs import note_dispatch
from app.records.refund_moves import hold_refunds, set_account
from app.records.refunds import NewRefund, book_refund
from app.records.sealing import seal_rest
from app.records.store import Records
from app.records.verify import faults
from app.terms.clause import Cents, Determination, Finding
from tests.postgresql import Server
from tests.records.at_work import Shared, at_work
from tests.records.examples import AGENT, NOW, add_elke, new_case
from tests.records.shared import psql

CHANGED = "The case C-1, or what was found in it, was changed after it was recorded."
LETTER_ADDED = """INSERT INTO letters
(number, case_id, customer_id, kind, language, state, created_at, pages, size, sha256, content)
SELECT 'L-9', case_id, customer_id, kind, language, state, created_at, pages, size, sha256, content FROM letters"""
REFUND_ADDED = """INSERT INTO refunds
(customer_id, case_number, subject, amount, means, means_label, state, released_by, iban, holder, said, entered_by,
version) SELECT customer_id, case_number, 'B 2', amount, means, means_label, state, '', iban, holder, '', '', 1
FROM refunds"""


@pytest.fixture
def recorded(records: Records) -> Records:
    """A case of Elke's that moved on, its findings, letter, refund and note; the letter was mailed."""
    with records.writing() as session:
        add_elke(session)
        case_id = add_case(session, new_case("C-1", state="being_carried_out"))
        case_life.note_recording(session, case_id, "being_carried_out", by=AGENT, role="agent", at=NOW)
        findings = (Finding("refund", Cents(11_638), ("MC 8.1",), None),)
        add_determination(session, case_id, Determination("withdrawal", "mini-belux-2025-09", findings), facts={"ß": 1})
        letter(session, "L-1", "C-1")
        book_refund(
            session, 1, NewRefund("C-1", "B 1", Cents(11_638), NOW.date(), "transfer", "é\t\\", approved=True), by=AGENT
        )
        add_note(session, 1, 1, at=NOW, by=AGENT, text="asked")
        journal(session, 1, 1, at=NOW, by=AGENT, what="case_being_carried_out", on="C-1")
    with records.writing() as session:
        note_dispatch(session, [1], "mailed", by=AGENT, at=NOW, receiver="elke@example.org")
        set_account(session, hold_refunds(session, [1])[1], "BE68539007547034", "Elke", by=AGENT, at=NOW)
        case_life.move_case(session, "C-1", "open", by=AGENT, role="agent", at=NOW, reason="“why”")
    return records


def letter(session: Session, number: str, case: str) -> None:
    add_letter(
        session,
        number=number,
        case_number=case,
        kind="receipt",
        language="nl",
        created_at=NOW,
        pages=1,
        content=b"x",
    )


def said(records: Records) -> list[str]:
    with records.reading() as session:
        return [language("en").say(fault) for fault in faults(session.connection())]


def test_what_the_desk_wrote_is_whole(recorded: Records) -> None:
    assert said(recorded) == []


@pytest.mark.parametrize(
    ("attack", "named"),
    [
        ("UPDATE case_moves SET by = 'Somebody else' WHERE position = 1", CHANGED),
        ("UPDATE case_moves SET reason = '' WHERE position = 1", CHANGED),
        ("UPDATE refunds SET amount = 99999", "The refund with the key 1 is not as the desk wrote it."),
        ("UPDATE refunds SET iban = 'LU280019400644750000'", "The refund with the key 1 is not as the desk wrote it."),
        ("UPDATE notes SET text = 'agreed'", "The note with the key 1 is not as the desk wrote it."),
        (
            "UPDATE dispatches SET receiver = 'x'",
            "What is noted of a letter sent (key 1) is not as the desk wrote it.",
        ),
        (LETTER_ADDED, "The letter L-9 was put in and not written by the desk."),
        (REFUND_ADDED, "The refund with the key 2 is not as the desk wrote it."),
    ],
)
def test_what_went_past_the_desk_is_named(recorded: Records, attack: str, named: str) -> None:
    with recorded.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(attack))
    assert said(recorded) == [named]


def test_a_journal_that_was_emptied_is_missed(recorded: Records) -> None:
    with recorded.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("DELETE FROM journal"))
        connection.execute(text("UPDATE journal_end SET position = 0, seal = :first"), {"first": FIRST})
    assert said(recorded) == [
        "The case C-1 was put in and not written by the desk.",
        "The letter L-1 was put in and not written by the desk.",
        "The refund with the key 1 is not as the desk wrote it.",
    ]


def test_what_was_recorded_before_is_sealed_by_an_upgrade(recorded: Records) -> None:
    with recorded.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE journal_end SET position = 0, seal = :first"), {"first": FIRST})
        connection.execute(text("DELETE FROM journal"))
        seal_rest(connection)
    assert said(recorded) == []


@pytest.fixture(scope="module")
def shared(server: Server) -> Iterator[Shared]:
    with at_work(server) as found:
        with Records(found.agent) as records, records.writing() as session:
            for number in ("70", "71"):
                case_id = add_case(session, replace(new_case(f"C-{number}", state="done"), agent="Anna Claes"))
                findings = (Finding("allowed", True, (), None),)
                add_determination(session, case_id, Determination("sim", "e", findings), facts={})
                letter(session, f"L-{number}", f"C-{number}")
            journal(session, 1, 1, at=NOW, by="Anna Claes", what="case_open", on="C-70")
        yield found


def call(**said: str) -> str:
    entry = {"at": "2026-12-28 14:02:00", "by": "Anna Claes", "what": "case_open", "on": "C-70", **said}
    return f"SELECT desk_add_to_journal('{json.dumps([entry])}')"


def of(shared: Shared, *numbers: str) -> list[str]:
    with Records(shared.owner) as records:
        return [fault for fault in said(records) if any(number in fault for number in numbers)]


def test_nobody_makes_a_fingerprint(shared: Shared) -> None:
    """Neither one that accuses a letter, nor one for something that is not there."""
    psql(shared.agent, call(holds=f"letter L-70 {'0' * 64}\ncase-2 C-70 {'0' * 64}\nletter L-404 x\nx\nnote x y z"))
    assert of(shared, "C-70", "L-70", "L-404") == []
    assert psql(shared.owner, "SELECT holds LIKE '%0000%' FROM journal ORDER BY position DESC LIMIT 1") == [(False,)]


def test_no_later_entry_speaks_for_a_changed_finding(shared: Shared) -> None:
    with Records(shared.owner) as records, records.engine.begin() as connection:
        connection.execute(text("ALTER TABLE findings DISABLE TRIGGER guard_kept"))
        made = "SELECT id FROM determinations WHERE case_id = (SELECT id FROM cases WHERE number = 'C-71')"
        connection.execute(text(f"UPDATE findings SET value = 'false' WHERE determination_id = ({made})"))
        connection.execute(text("ALTER TABLE findings ENABLE ALWAYS TRIGGER guard_kept"))
    psql(shared.agent, call(holds="case-2 C-71 x"))
    assert of(shared, "C-71") == [
        "The case C-71, or what was found in it, was changed after it was recorded.",
    ]


@pytest.mark.parametrize("what", ["looked_at", "", "case_recorded"])
def test_the_journal_has_words_of_its_own(shared: Shared, what: str) -> None:
    with pytest.raises(InsufficientPrivilege, match="no word of the desk"):
        psql(shared.agent, call(what=what))


@pytest.mark.parametrize("who", ["agent", "supervisor"])
def test_only_an_administrator_says_that_looks_were_removed(shared: Shared, who: str) -> None:
    with pytest.raises(InsufficientPrivilege, match="only an administrator"):
        psql(shared.of(who), call(what="looks_removed", on="0"))
    with pytest.raises(InsufficientPrivilege, match="are others"):
        psql(shared.owner, call(what="looks_removed", on="7"))
