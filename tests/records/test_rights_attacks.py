"""What a tester tried with raw SQL on a shared database under each role: each attempt is refused, or noted for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text

from app.language import language
from app.records import verify
from app.records.cases import add_case, add_determination
from app.records.journal import journal, tell
from app.records.letters import add_letter
from app.records.looks import add_look
from app.records.numbers import next_number
from app.records.store import Records
from app.terms.clause import Determination, Finding
from tests.postgresql import Server
from tests.records.at_work import CASE, Shared, at_work
from tests.records.examples import new_case
from tests.records.shared import NOW, psql

JOB = """INSERT INTO sim_jobs (case_number, dealer_number, switch, ordered_on, vin, plate, model, iccid, functions,
state, done_by, iccid_read, reason, version) VALUES ('{case}', 'D-71', 'off', '2026-12-28', 'WMW31GD090TA40817', '', '',
'', '', '{state}', '', '', '', 1)"""


@pytest.fixture(scope="module")
def shared(server: Server) -> Iterator[Shared]:
    with at_work(server) as found:
        yield found


def entry(**changed: str) -> str:
    """The call by which a desk adds one entry to the journal."""
    said = {"at": "2026-12-28 14:02:00", "by": "Anna Claes", "what": "case_open", "on": "C-9", **changed}
    return f"SELECT desk_add_to_journal('{json.dumps([said])}')"


def faults(url: str) -> list[str]:
    with Records(url) as records, records.reading() as session:
        return [language("en").say(fault) for fault in verify.faults(session.connection())]


def test_a_case_is_entered_under_the_own_name(shared: Shared) -> None:
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        psql(shared.agent, CASE.format(number="C-33", state="open", agent="'Tom Claes'"))


# Journal, looks and numbers


@pytest.mark.parametrize(
    "attack",
    [
        "INSERT INTO journal (at, \"by\", what, \"on\", position, seal) VALUES (now(), 'Anna Claes', 'x', 'x', 9, 'x')",
        "INSERT INTO looks (at, \"by\", what, \"on\", position, seal) VALUES (now(), 'Anna Claes', 'x', 'x', 99, 'x')",
        "UPDATE journal_end SET position = 99",
        "UPDATE look_end SET position = 99",
        "UPDATE counters SET last = 0",
        "INSERT INTO counters VALUES ('C', 2027, 99)",
        "DELETE FROM counters",
        "SELECT setval('journal_id_seq', 1)",
    ],
)
@pytest.mark.parametrize("who", ["agent", "supervisor", "dealer"])
def test_nobody_writes_the_journal_or_a_counter_by_hand(shared: Shared, who: str, attack: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        psql(shared.of(who), attack)


@pytest.mark.parametrize("call", ["desk_add_looks('[]')", "desk_add_to_journal('[]')", "desk_next_number('C', 2026)"])
def test_a_dealer_has_nothing_to_write_there(shared: Shared, call: str) -> None:
    with pytest.raises(InsufficientPrivilege, match="permission denied for function"):
        psql(shared.dealer, f"SELECT {call}")


def test_an_entry_is_sealed_by_the_server_and_signed_with_the_own_name(shared: Shared) -> None:
    with pytest.raises(InsufficientPrivilege, match="own name"):
        psql(shared.agent, entry(by="Tom Claes"))
    with pytest.raises(InsufficientPrivilege, match="own name"):
        psql(shared.agent, entry(by="Tom Claes", what="dossier").replace("to_journal", "looks"))
    psql(shared.agent, entry(position="99", seal="forged"))
    psql(shared.agent, entry(on='"é\\u2028\\b\\n ß 😀', at="2026-12-28 14:02:00.120000"))
    with Records(shared.agent) as records, records.writing() as session:
        add_look(session, 1, None, at=NOW.replace(microsecond=7), by="Anna Claes", what="dossier", on="K-\t1")
        journal(session, None, None, at=NOW, by="Anna Claes", what="case_open", on='C-9\\ "x"')
    assert [fault for fault in faults(shared.owner) if fault.startswith(("Entry", "Look"))] == []


def test_numbers_go_on_where_they_were(shared: Shared) -> None:
    with Records(shared.agent) as records:
        for expected in ("Z-2031-00001", "Z-2031-00002"):
            with records.writing() as session:
                assert next_number(session, "Z", 2031) == expected


# What was recorded


KEPT = ("journal", "findings", "determinations", "case_moves", "dispatches", "refund_exports", "bank_answers")


@pytest.mark.parametrize("table", [*KEPT, "letters"])
def test_not_even_the_owner_changes_what_was_recorded(shared: Shared, table: str) -> None:
    attacks = [f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"]
    if table == "letters":
        attacks += ["UPDATE letters SET content = ''", "UPDATE letters SET sha256 = '', state = 'printed'"]
    else:
        column = psql(shared.owner, f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'")
        attacks.append(f'UPDATE {table} SET "{column[0][0]}" = "{column[0][0]}"')
    for attack in attacks:
        with pytest.raises(InsufficientPrivilege, match="stays as it is"):
            psql(shared.owner, attack)


@pytest.mark.parametrize(
    "attack",
    [
        (
            "INSERT INTO determinations (case_id, position, rule, edition, facts, readings) "
            "SELECT id, 9, 'sim', 'e', '{}', '{}' FROM cases WHERE number = 'C-2'"
        ),
        (
            "INSERT INTO findings (determination_id, position, name, value, clauses, alternatives) "
            "SELECT id, 9, 'x', 'true', '[]', '[]' FROM determinations LIMIT 1"
        ),
    ],
    ids=["determination", "finding"],
)
def test_nothing_is_added_to_what_was_found(shared: Shared, attack: str) -> None:
    back_and_forth = [
        f"UPDATE cases SET state = '{state}' WHERE number = 'C-2';" for state in ("being_carried_out", "open")
    ]
    for before in ("", "UPDATE cases SET version = version WHERE number = 'C-2';", "".join(back_and_forth)):
        with pytest.raises(InsufficientPrivilege, match="recorded before"):
            psql(shared.agent, before + attack)


LETTER_IS_ANOTHER = "UPDATE letters SET content = 'x', sha256 = encode(sha256('x'), 'hex') WHERE number = 'L-41'"


def test_what_the_administrator_of_the_server_changed_nevertheless_is_named(shared: Shared) -> None:
    with Records(shared.agent) as records, records.writing() as session:
        case_id = add_case(session, replace(new_case("C-60", state="done"), agent="Anna Claes"))
        finding = Finding("allowed", True, ("MC 8.1",))
        add_determination(session, case_id, Determination("withdrawal", "mini-belux-2025-09", (finding,)), facts={})
        for number in ("L-40", "L-41"):
            add_letter(
                session,
                number=number,
                case_number="C-60",
                kind="receipt",
                language="nl",
                created_at=NOW,
                pages=1,
                content=number.encode(),
            )
        journal(session, 1, 1, at=NOW, by="Anna Claes", what="case_done", on="C-60")
    before = faults(shared.owner)
    assert [fault for fault in before if "C-60" in fault or "L-4" in fault] == []
    changed = "The case C-60, or what was found in it, was changed after it was recorded."
    harm = {
        "DELETE FROM letters WHERE number = 'L-40'": ["The letter L-40 is missing."],
        LETTER_IS_ANOTHER: ["The letter L-41 is not the one that was issued."],
        "UPDATE findings SET value = 'false' WHERE clauses::text LIKE '%8.1%'": [changed],
        "DELETE FROM findings WHERE clauses::text LIKE '%8.1%'": [changed],
        "UPDATE cases SET last_service_day = '2030-01-01' WHERE number = 'C-60'": [changed],
        "UPDATE cases SET number = 'C-61' WHERE number = 'C-60'": [
            "The case C-60 is missing.",
            "The case C-61 was put in and not written by the desk.",
        ],
    }
    with Records(shared.owner) as records:
        for attack, said in harm.items():
            with records.engine.connect() as connection:
                for table in ("letters", "findings"):
                    connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER guard_kept"))
                connection.execute(text(attack))
                found = [language("en").say(fault) for fault in verify.faults(connection)]
                assert [fault for fault in found if fault not in before] == said
                connection.rollback()


# What an act does not change


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE bookings SET price = 0",
        "UPDATE bookings SET contract_id = 1",
        "UPDATE contracts SET customer_id = 1",
        "UPDATE contracts SET edition = 'x'",
        "UPDATE service_inclusive SET price = 0",
        "UPDATE sims SET iccid = 'x'",
        "UPDATE vehicles SET vin = 'x'",
        "DELETE FROM search_documents",
        "DELETE FROM mini_id_links",
        "UPDATE sim_jobs SET iccid = 'x'",
        "UPDATE organisation_settings SET value = '1'",
        "INSERT INTO refund_exports DEFAULT VALUES",
        "SELECT content FROM bank_answers",
        "SELECT * FROM looks",
    ],
)
def test_an_agent_changes_what_an_act_changes(shared: Shared, attack: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        psql(shared.agent, attack)


ENDED = "UPDATE contracts SET ended_as = 'terminated', ends_on = '2026-12-28', ended_by_case = '{}' WHERE id = 1"
RESTS = """INSERT INTO suspensions (customer_id, subject_kind, subject, cause, from_on, by_case, lifted_by_case)
VALUES (1, 'contract', 'MC-1', '{}', '2026-12-28', '{}', '')"""


def test_what_ends_or_rests_does_so_by_a_case_recorded_with_it(shared: Shared) -> None:
    for case in ("C-2", "C-404", ""):
        with pytest.raises(InsufficientPrivilege, match="a case recorded with it"):
            psql(shared.agent, ENDED.format(case))
        with pytest.raises(InsufficientPrivilege, match="a case recorded with it"):
            psql(shared.agent, RESTS.format("sim_off", case))
    entered = CASE.format(number="C-70", state="done", agent="desk_name()") + ";"
    for cause in ("sanction", "breach", "unpaid"):
        with pytest.raises(InsufficientPrivilege, match="only a supervisor suspends"):
            psql(shared.agent, entered + RESTS.format(cause, "C-70"))
    psql(shared.agent, entered + ENDED.format("C-70") + ";" + RESTS.format("sim_off", "C-70"))
    again = "UPDATE contracts SET ended_as = '', ends_on = NULL, ended_by_case = ''"
    with pytest.raises(InsufficientPrivilege, match="a case recorded with it"):
        psql(shared.agent, again)
    psql(shared.agent, f"UPDATE cases SET state = 'cancelled' WHERE number = 'C-70'; {again}")


def test_a_dealer_asks_for_no_case_but_those_of_the_own_jobs(shared: Shared) -> None:
    asked = "SELECT desk_case_goes_on('C-2'), desk_case_goes_on('C-3')"
    assert psql(shared.dealer, asked) == [(True, False)]


def test_whose_role_was_taken_in_this_database_has_no_more_rights_by_the_group(shared: Shared) -> None:
    psql(shared.owner, "UPDATE people SET role = 'dealer', dealer_number = 'D-71' WHERE login = 'marc'")
    try:
        assert psql(shared.supervisor, "SELECT desk_is('supervisor'), desk_is('agent')") == [(False, False)]
        assert psql(shared.supervisor, "SELECT number FROM cases") == []
    finally:
        psql(shared.owner, "UPDATE people SET role = 'supervisor', dealer_number = NULL WHERE login = 'marc'")


def test_the_server_notes_who_reported_on_a_job(shared: Shared) -> None:
    for number in ("C-50", "C-51"):
        psql(shared.agent, CASE.format(number=number, state="open", agent="desk_name()"))
    with pytest.raises(InsufficientPrivilege, match="a new job is open"):
        psql(shared.agent, JOB.format(case="C-50", state="done"))
    for number in ("C-50", "C-51"):
        psql(shared.agent, JOB.format(case=number, state="open"))
    change = (
        "UPDATE sim_jobs SET state = 'done', done_at = now(), version = -5, done_by = 'Tom Claes', "
        "reported_at = '2020-01-01' WHERE case_number = "
    )
    with pytest.raises(InsufficientPrivilege, match="done at some moment"):
        psql(shared.dealer, "UPDATE sim_jobs SET state = 'done' WHERE case_number = 'C-50'")
    psql(shared.dealer, f"{change} 'C-50'")
    psql(shared.agent, f"{change} 'C-51'")
    reported = psql(shared.owner, "SELECT done_by, reported_at FROM sim_jobs WHERE state = 'done' ORDER BY case_number")
    assert [by for by, _ in reported] == ["Luc Claes", "Anna Claes"]
    assert psql(shared.owner, "SELECT version FROM sim_jobs WHERE case_number = 'C-50'") == [(2,)]
    assert all(at > datetime(2025, 1, 1) for _, at in reported)
    psql(shared.agent, "UPDATE sim_jobs SET done_by = 'Tom Claes', reason = 'x' WHERE case_number = 'C-50'")
    assert psql(shared.owner, "SELECT done_by FROM sim_jobs WHERE case_number = 'C-50'") == [("Luc Claes",)]


def test_nobody_pretends_to_be_at_a_dossier_or_sends_others_away(shared: Shared) -> None:
    here = "INSERT INTO presence (desk, person, customer_id, act, until) VALUES ('d', '{}', 1, '', {})"
    soon = "extract(epoch FROM now()) + 60"
    for person, until in (("Tom Claes", soon), ("Anna Claes", "99999999999")):
        with pytest.raises(InsufficientPrivilege, match="row-level security"):
            psql(shared.agent, here.format(person, until))
    psql(shared.agent, here.format("Anna Claes", soon))
    psql(shared.other_agent, "DELETE FROM presence")
    assert psql(shared.owner, "SELECT person FROM presence") == [("Anna Claes",)]


def test_a_dealer_who_listens_learns_of_no_customer(shared: Shared) -> None:
    with Records(shared.dealer) as dealer, Records(shared.owner) as owner:
        connection = dealer.engine.connect()
        driver: Any = connection.connection.driver_connection
        connection.detach()
        driver.autocommit = True
        driver.execute("LISTEN desk")
        for customer in (7, 7 + 64):
            with owner.writing() as session:
                tell(session, customer)
        heard = {note.payload for note in driver.notifies(timeout=20, stop_after=2)}
        connection.close()
    assert heard == {"7"}
