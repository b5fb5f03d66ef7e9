"""The rights in a server's database hold against raw SQL, whoever signs in and whatever they try."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from app.records import grants, tables
from app.records.backup import back_up, restore
from app.records.looks import add_look
from app.records.presence import Present, others_at, say_present
from app.records.server import create
from app.records.store import Records
from app.records.watching import watching
from tests.postgresql import Server
from tests.records.at_work import Shared, at_work
from tests.records.shared import NOW, PASSWORD, SUPERVISOR_ACTS, address_of, psql


@pytest.fixture(scope="module")
def shared(server: Server) -> Iterator[Shared]:
    with at_work(server) as found:
        yield found


def test_every_table_says_who_may_do_what() -> None:
    assert set(grants.AGENT) - {"alembic_version"} == set(tables.Base.metadata.tables)


def test_the_database_notes_who_entered_a_case(shared: Shared) -> None:
    assert psql(shared.owner, "SELECT entered_by, approved_by FROM cases WHERE number = 'C-1'") == [("anna", None)]


@pytest.mark.parametrize("who", ["agent", "supervisor", "dealer"])
@pytest.mark.parametrize("table", ["journal", "findings", "determinations", "letters", "looks"])
def test_nobody_changes_or_deletes_what_was_recorded(shared: Shared, who: str, table: str) -> None:
    column = {"findings": "value", "determinations": "rule", "letters": "content"}.get(table, "what")
    for attack in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = NULL", f"TRUNCATE {table}"):
        with pytest.raises(InsufficientPrivilege):
            psql(shared.of(who), attack)


@pytest.mark.parametrize(
    "attack",
    [
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "ALTER TABLE cases DISABLE ROW LEVEL SECURITY",
        "DROP POLICY enter ON cases",
        "CREATE OR REPLACE FUNCTION desk_name() RETURNS text LANGUAGE sql AS 'SELECT ''x''::text'",
        "SET ROLE desk_administrator",
        "SET SESSION AUTHORIZATION marc",
        "GRANT desk_supervisor TO anna",
        "CREATE TABLE mine (a int)",
        "CREATE ROLE mine",
        "DELETE FROM cases",
        "UPDATE cases SET entered_by = 'tom'",
        "UPDATE cases SET agent = 'Tom Claes'",
        "UPDATE customers SET sanctioned = true",
        "UPDATE refunds SET amount = 999999",
        "UPDATE payments SET amount = 0",
        "UPDATE people SET role = 'supervisor'",
        "INSERT INTO people (login, name, role, locked, password, failures) VALUES ('x', 'x', 'agent', false, '', 0)",
        "SELECT password FROM people",
    ],
)
def test_an_agent_cannot_take_more_rights(shared: Shared, attack: str) -> None:
    with pytest.raises(psycopg.errors.Error) as caught:
        psql(shared.agent, attack)
    assert caught.value.sqlstate in ("42501", "0A000") or "must be owner" in str(caught.value)


def test_a_draft_is_seen_by_its_owner_alone(shared: Shared) -> None:
    psql(shared.agent, "INSERT INTO drafts (person, key, content, saved_at) VALUES ('Anna Claes', 'k', '{}', now())")
    assert psql(shared.agent, "SELECT person FROM drafts") == [("Anna Claes",)]
    assert psql(shared.other_agent, "SELECT person FROM drafts") == []
    psql(shared.other_agent, "DELETE FROM drafts")
    assert psql(shared.agent, "SELECT person FROM drafts") == [("Anna Claes",)]


ENTER = """INSERT INTO cases (number, customer_id, act, subject_kind, subject, state, received_on, channel, evidence,
recorded_at, agent, refund_means, entered, version) VALUES ('{number}', 1, '{act}', 'sim', 'x', '{state}', '2026-12-28',
'', '', now(), desk_name(), '', '{{}}', 1)"""


@pytest.mark.parametrize("act", SUPERVISOR_ACTS)
def test_an_agent_cannot_start_an_act_of_the_provider(shared: Shared, act: str) -> None:
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        psql(shared.agent, ENTER.format(number=f"C-{act}", act=act, state="open"))
    psql(shared.supervisor, ENTER.format(number=f"C-{act}", act=act, state="open"))


@pytest.mark.parametrize("state", ["open", "approved", "being_carried_out", "done"])
@pytest.mark.parametrize("number", ["C-1", "C-4"])
def test_nobody_approves_a_case_of_their_own(shared: Shared, number: str, state: str) -> None:
    for who in ("agent", "other_agent"):
        with pytest.raises(InsufficientPrivilege, match=r"case of their own|only a supervisor|does not go from"):
            psql(shared.of(who), f"UPDATE cases SET state = '{state}' WHERE number = '{number}'")
    with pytest.raises(InsufficientPrivilege, match="no case begins"):
        psql(shared.agent, ENTER.format(number="C-5", act="x", state="approved"))


def test_another_supervisor_approves_and_the_database_notes_who(shared: Shared) -> None:
    for number in ("C-6", "C-7"):
        psql(shared.supervisor, ENTER.format(number=number, act="breach", state="waits_for_approval"))
    with pytest.raises(InsufficientPrivilege, match="case of their own"):
        psql(shared.supervisor, "UPDATE cases SET state = 'approved' WHERE number = 'C-6'")
    psql(shared.agent, ENTER.format(number="C-8", act="x", state="waits_for_approval"))
    psql(shared.supervisor, "UPDATE cases SET state = 'approved' WHERE number = 'C-8'")
    assert psql(shared.owner, "SELECT approved_by FROM cases WHERE number = 'C-8'") == [("marc",)]


def test_the_money_of_a_case_that_waits_stays_where_it_is(shared: Shared) -> None:
    with pytest.raises(InsufficientPrivilege, match="case of their own"):
        psql(shared.agent, "UPDATE refunds SET state = 'to_release' WHERE case_number = 'C-1'")
    with pytest.raises(InsufficientPrivilege, match="case of their own"):
        psql(
            shared.agent,
            "INSERT INTO refunds (customer_id, case_number, subject, amount, means, means_label, state, released_by) "
            "VALUES (1, 'C-1', 'B-2', 5000, '', '', 'to_release', '')",
        )


def test_a_dealer_sees_the_jobs_of_the_own_dealership_once_they_go_on(shared: Shared) -> None:
    assert psql(shared.dealer, "SELECT case_number, vin, functions FROM sim_jobs") == [
        ("C-2", "WMW31GD090TA40817", "eu_ecall")
    ]


@pytest.mark.parametrize("table", sorted(set(grants.AGENT) - set(grants.DEALER)))
def test_a_dealer_sees_nothing_else(shared: Shared, table: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        psql(shared.dealer, f"SELECT * FROM {table}")


def test_a_dealer_reports_on_own_jobs_only(shared: Shared) -> None:
    psql(shared.dealer, "UPDATE sim_jobs SET iccid_read = '8932000000000000001'")
    read = psql(shared.owner, "SELECT case_number, iccid_read FROM sim_jobs WHERE iccid_read <> ''")
    assert read == [("C-2", "8932000000000000001")]
    for attack in ("UPDATE sim_jobs SET dealer_number = 'D-72'", "DELETE FROM sim_jobs", "SELECT password FROM people"):
        with pytest.raises(InsufficientPrivilege):
            psql(shared.dealer, attack)


def test_a_role_without_a_group_does_not_get_in(shared: Shared) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psql(address_of(shared.owner, "anna", "wrong"), "SELECT 1")
    psql(shared.owner, f"CREATE ROLE stranger LOGIN PASSWORD '{PASSWORD}'")
    try:
        with pytest.raises(psycopg.OperationalError, match="CONNECT"):
            psql(address_of(shared.owner, "stranger"), "SELECT 1")
    finally:
        psql(shared.owner, "DROP ROLE stranger")


def test_a_backup_that_was_brought_back_gets_its_rights_again(shared: Shared, server: Server, tmp_path: Path) -> None:
    with Records(shared.owner) as records:
        back_up(records, tmp_path / "copy")
    url = server.new()
    with Records(url) as records:
        restore(tmp_path / "copy", records)
    with pytest.raises(InsufficientPrivilege):
        psql(address_of(url, "anna"), "SELECT number FROM cases")
    assert create(url, SUPERVISOR_ACTS) is False
    assert ("C-1",) in psql(address_of(url, "anna"), "SELECT number FROM cases")
    assert psql(address_of(url, "luc"), "SELECT case_number FROM sim_jobs") == [("C-2",)]
    with pytest.raises(InsufficientPrivilege):
        psql(address_of(url, "anna"), "DELETE FROM journal")
    for login in ("anna", "tom", "marc", "luc"):
        psql(url, f"DROP OWNED BY {login}")
    # That took the right to connect away from every database of the server.
    create(shared.owner, SUPERVISOR_ACTS)


def test_creating_again_changes_nothing(shared: Shared) -> None:
    policies = "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2"
    grants = "SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants ORDER BY 1, 2, 3"
    before = psql(shared.owner, policies), psql(shared.owner, grants)
    assert create(shared.owner, SUPERVISOR_ACTS) is False
    assert (psql(shared.owner, policies), psql(shared.owner, grants)) == before


def test_an_agent_is_seen_and_leaves_a_trace(shared: Shared) -> None:
    with Records(shared.agent) as anna, Records(shared.other_agent) as tom, watching(tom) as wait:
        with anna.writing() as session:
            say_present(session, "one", "Anna Claes", {1: ""})
            add_look(session, 1, None, at=NOW, by="Anna Claes", what="dossier", on="K-1")
        assert wait(20, [1])
        with tom.reading() as session:
            assert others_at(session, "two", [1]) == (Present("Anna Claes", 1, ""),)
    assert psql(shared.owner, 'SELECT "by" FROM looks') == [("Anna Claes",)]
