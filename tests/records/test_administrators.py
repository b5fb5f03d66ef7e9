"""Administrators of a shared database let people in, and get no further: not over the server, not into its tables."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from app import cli
from app.problems import Problem
from app.records import people, roles
from app.records.server import apply_rights, create
from app.records.store import Records
from app.terms.clause import Refusal
from tests.postgresql import Server
from tests.records.shared import BY, NOW, PASSWORD, SUPERVISOR_ACTS, add, address_of, psql, set_up

HASHED = "'SCRAM-SHA-256$4096:x$y:z'"
BY_LEA = people.By("Lea Claes", NOW)
LOGINS = ("lea", "tom", "eva", "dba")


@pytest.fixture(scope="module")
def owner(server: Server) -> Iterator[str]:
    """A database set up by somebody who is no superuser, with an administrator and an agent."""
    url = server.new()
    psql(url, f"CREATE ROLE dba LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}'")
    psql(url, f"ALTER DATABASE {make_url(url).database} OWNER TO dba")
    of_dba = address_of(url, "dba")
    create(of_dba, SUPERVISOR_ACTS)
    add(of_dba, "lea", "administrator")
    add(of_dba, "tom", "agent")
    yield of_dba
    there = [login for login in LOGINS if psql(url, f"SELECT 1 FROM pg_roles WHERE rolname = '{login}'")]
    psql(url, f"DROP OWNED BY {', '.join(there)}; DROP ROLE {', '.join(there)}")


@pytest.fixture
def lea(owner: str) -> str:
    return address_of(owner, "lea")


@pytest.mark.parametrize(
    "attack",
    [
        "CREATE ROLE mine",
        "GRANT pg_execute_server_program TO lea",
        "GRANT desk_owner TO lea",
        "GRANT desk_supervisor TO tom",
        "ALTER ROLE dba PASSWORD 'x'",
        "ALTER ROLE tom SUPERUSER",
        "SET ROLE desk_owner",
        "SET ROLE desk_keeper",
        "CREATE TABLE mine (a integer)",
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "ALTER TABLE cases DISABLE ROW LEVEL SECURITY",
        "DROP TRIGGER guard_approval ON refunds",
        "CREATE OR REPLACE FUNCTION desk_is(asked text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "DELETE FROM journal",
        "UPDATE findings SET value = NULL",
        "DELETE FROM letters",
        "UPDATE journal_end SET position = 0",
        "UPDATE look_end SET position = 0",
        "UPDATE counters SET last = 0",
        "UPDATE people SET login = 'dba'",
        "UPDATE people SET name = 'Tom Claes' WHERE login = 'lea'",
        (
            f"SELECT keeper_add('mine', 'desk_agent', {HASHED}); INSERT INTO people "
            "(login, name, role, locked, password, failures) VALUES ('mine', 'tom claes', 'agent', false, '', 0)"
        ),
        "DELETE FROM people",
        (
            "INSERT INTO people (login, name, role, locked, password, failures) "
            "VALUES ('dba', 'x', 'administrator', false, '', 0)"
        ),
        "COPY people TO PROGRAM 'true'",
        f"SELECT keeper_add('pg_mine', 'desk_agent', {HASHED})",
        f"SELECT keeper_add('mine', 'pg_execute_server_program', {HASHED})",
        f"SELECT keeper_add('mine', 'desk_owner', {HASHED})",
        "SELECT keeper_add('mine', 'desk_agent', 'plain')",
        f"SELECT keeper_password('dba', {HASHED})",
        f"SELECT keeper_password('desk', {HASHED})",
        "SELECT keeper_lock('dba')",
        "SELECT keeper_let_in('dba', 'desk_administrator')",
        "SELECT keeper_let_in('tom', 'desk_owner')",
        "SELECT desk_lets_connect('lea')",
    ],
)
def test_an_administrator_gets_no_further(lea: str, attack: str) -> None:
    with pytest.raises(psycopg.errors.Error) as caught:
        psql(lea, attack)
    assert caught.value.sqlstate == "42501" or "must be" in str(caught.value), caught.value


@pytest.mark.parametrize(
    "call",
    [
        f"keeper_add('mine', 'desk_agent', {HASHED})",
        f"keeper_password('lea', {HASHED})",
        "keeper_lock('lea')",
        "keeper_let_in('tom', 'desk_supervisor')",
    ],
)
def test_only_an_administrator_lets_people_in(owner: str, call: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        psql(address_of(owner, "tom"), f"SELECT {call}")


def test_nobody_has_more_of_the_server_than_the_desk_needs(owner: str) -> None:
    said = "SELECT rolname FROM pg_roles WHERE rolname ~ '^desk_' AND (rolsuper OR rolcanlogin OR rolcreatedb)"
    assert psql(owner, said) == []
    makers = "SELECT rolname FROM pg_roles WHERE rolcreaterole AND (rolname ~ '^desk_' OR rolname IN ('lea', 'tom'))"
    assert psql(owner, makers) == [("desk_keeper",)]


def test_a_member_of_a_group_of_another_database_does_not_get_in(owner: str, server: Server) -> None:
    other = set_up(server)
    for login in ("lea", "tom"):
        with pytest.raises(psycopg.OperationalError, match="CONNECT"):
            psql(address_of(other, login), "SELECT 1")
    # Not even where the server's administrator lets everybody connect.
    psql(other, f"GRANT CONNECT ON DATABASE {make_url(other).database} TO PUBLIC")
    tom = address_of(other, "tom")
    assert psql(tom, "SELECT number FROM cases") == []
    with pytest.raises(InsufficientPrivilege):
        psql(tom, 'SELECT desk_add_to_journal(\'[{"at": "2026-12-28", "by": "tom", "what": "x", "on": "x"}]\')')
    with Records(tom) as records, pytest.raises(Problem, match="not to the desk"):
        records.signed_in()
    with pytest.raises(InsufficientPrivilege):
        psql(address_of(other, "lea"), f"SELECT keeper_password('tom', {HASHED})")


def test_who_is_locked_is_out_at_once_and_nobody_gets_a_name_twice(owner: str, lea: str) -> None:
    with Records(lea) as records, records.writing() as session:
        people.add_person(
            session, "eva", name="Eva Claes", role="agent", dealer_number="", password=PASSWORD, by=BY_LEA
        )
    eva = address_of(owner, "eva")
    with Records(lea) as records:
        with records.writing() as session, pytest.raises(Refusal, match="already: add something"):
            people.add_person(
                session, "eva2", name=" eva  claes", role="agent", dealer_number="", password=PASSWORD, by=BY
            )
        with Records(eva) as there, there.engine.connect() as connection:
            # Whoever took up the group's role would keep its rights for as long as the session lasts.
            connection.exec_driver_sql("SET ROLE desk_agent")
            connection.commit()
            with records.writing() as session:
                people.lock(session, "eva", by=BY_LEA)
            with pytest.raises(OperationalError, match="terminat"):
                connection.exec_driver_sql("SELECT family_name FROM customers")
            connection.invalidate()
        with records.writing() as session:
            people.unlock(session, "eva", by=BY_LEA)
    assert psql(eva, "SELECT number FROM cases") == []


def test_the_commands_of_the_database_say_whose_they_are(
    owner: str, lea: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(url: str, *words: str) -> str:
        assert cli.main(["db", *words, "--lang", "en", "--db", url]) == 1
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        return told

    tom = address_of(owner, "tom")
    for command in ("verify", "tidy"):
        assert said(tom, command) == "Only an administrator can do this. Nothing was written.\n"
        assert cli.main(["db", command, "--lang", "en", "--db", lea]) == 0
        capsys.readouterr()
    for url in (tom, lea):
        for words in (("upgrade",), ("backup", "x")):
            assert said(url, *words).startswith("Only the owner of the database can do this")
    assert cli.main(["db", "upgrade", "--lang", "en", "--db", owner]) == 0


def test_a_database_an_older_version_set_up_is_given_to_the_owner(server: Server) -> None:
    url = set_up(server)
    database = make_url(url).database
    psql(url, f"ALTER DATABASE {database} OWNER TO desk_administrator; ALTER TABLE cases OWNER TO desk_administrator")
    with Records(url) as records:
        apply_rights(records, SUPERVISOR_ACTS)
        with records.engine.connect() as connection:
            assert roles.rights_are_set(connection)
    assert psql(url, "SELECT tableowner FROM pg_tables WHERE tablename = 'cases'") == [("desk_owner",)]
