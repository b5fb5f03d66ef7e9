"""``connected-desk people``: an administrator lets people sign in, in a file and on a server."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from app import cli
from app.config import Person
from app.problems import Problem
from app.records import tables
from app.records.store import Records
from app.start import Desk
from app.terms.clause import Refusal
from tests.postgresql import Server
from tests.records.shared import PASSWORD, address_of, psql, set_up

NOW = datetime(2026, 12, 28, 14, 6)
ADMINISTRATOR = f"els\n{PASSWORD}\n"

Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CONNECTED_DESK_TODAY", "2026-12-28T14:06")

    def command(url: str, *words: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return cli.main(["people", *words, "--lang", "en", "--db", url])

    return command


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture
def shared(server: Server) -> Iterator[str]:
    owner = set_up(server)
    yield owner
    for (login,) in psql(owner, "SELECT login FROM people"):
        psql(owner, f"DROP OWNED BY {login}; DROP ROLE {login}")


def desk_of(url: str, clock: Callable[[], datetime] = lambda: NOW) -> Desk:
    return Desk(url, Person("Somebody"), "en", clock).open()


def signed_in(url: str, login: str, password: str, now: datetime = NOW) -> Person:
    desk = desk_of(url, lambda: now)
    try:
        return desk.sign_in(login, password)
    finally:
        desk.close()


def locked_until(url: str, password: str, now: datetime) -> datetime:
    with pytest.raises(Refusal, match="locked until") as refused:
        signed_in(url, "els", password, now)
    (until,) = (value for name, value in refused.value.because.values if name == "until")
    return until


def test_people_of_a_database_of_ones_own(url: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(url, "list") == 0
    assert "Nobody has to sign in" in capsys.readouterr().out
    assert run(url, "add", "tom", "--role", "agent", typed=f"{PASSWORD}\n") == 2
    assert "administrator first" in capsys.readouterr().err
    add_els = ("add", "els", "--role", "administrator", "--name", "Els Claes")
    assert run(url, *add_els, typed=f"{PASSWORD}\n") == 0
    assert run(url, "add", "tom", "--role", "agent", typed=f"{ADMINISTRATOR}another password\n") == 0
    assert run(url, "lock", "tom", typed=ADMINISTRATOR) == 0
    capsys.readouterr()
    assert run(url, "list", typed=ADMINISTRATOR) == 0
    assert capsys.readouterr().out.splitlines() == ["els\tEls Claes\tAdministrator", "tom\ttom\tAgent\t\tlocked"]
    with pytest.raises(Refusal, match="ask an administrator"):
        signed_in(url, "tom", "another password")
    assert run(url, "unlock", "tom", typed=ADMINISTRATOR) == 0
    assert run(url, "role", "tom", "--role", "supervisor", typed=ADMINISTRATOR) == 0
    assert signed_in(url, "tom", "another password") == Person("tom", "supervisor")
    assert run(url, "password", "tom", typed=f"{ADMINISTRATOR}a third password\n") == 0
    assert signed_in(url, "tom", "a third password").role == "supervisor"
    capsys.readouterr()
    assert run(url, "lock", "tom", typed="tom\na third password\n") == 1
    assert "Only an administrator" in capsys.readouterr().err
    with Records(url) as records, records.reading() as session:
        kept = [one.password for one in session.query(tables.DeskPerson)]
        noted = [one.what for one in session.query(tables.Journal).order_by(tables.Journal.id)]
    assert all(one.startswith("$argon2id$") for one in kept)
    assert noted == [
        *("person_added", "person_added", "person_locked", "person_unlocked", "person_role", "person_password")
    ]


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "Els Claes", "--role", "agent"), PASSWORD, "cannot be a login"),
        (("add", "els", "--role", "agent"), PASSWORD, "already"),
        (("add", "pg_read_all_data", "--role", "agent"), PASSWORD, "cannot be a login"),
        (("add", "tom", "--role", "agent"), "short", "at least 10"),
        (("add", "tom", "--role", "agent", "--dealer", "D-1"), PASSWORD, "Only a dealer"),
        (("add", "tom", "--role", "dealer", "--dealer", "D-1"), PASSWORD, "no dealership"),
        (("lock", "nobody"), "", "There is no person"),
        (("lock", "els"), "", "last administrator"),
        (("role", "els", "--role", "agent"), "", "last administrator"),
    ],
)
def test_what_cannot_be(
    url: str, run: Run, words: tuple[str, ...], typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(url, "add", "els", "--role", "administrator", typed=f"{PASSWORD}\n") == 0
    assert run(url, *words, typed=f"{ADMINISTRATOR}{typed}\n") == 1
    assert said in capsys.readouterr().err


def test_wrong_passwords_lock_for_longer_each_time_and_a_clock_set_back_does_not_help(url: str, run: Run) -> None:
    assert run(url, "add", "els", "--role", "administrator", typed=f"{PASSWORD}\n") == 0
    for _ in range(4):
        with pytest.raises(Refusal, match="wrong"):
            signed_in(url, "els", "not this one")
    assert locked_until(url, "not this one", NOW) == NOW + timedelta(minutes=1)
    for now in (NOW, NOW - timedelta(days=400), NOW + timedelta(seconds=59)):
        assert locked_until(url, PASSWORD, now) == NOW + timedelta(minutes=1)
    later = NOW + timedelta(minutes=1)
    assert locked_until(url, "not this one", later) == later + timedelta(minutes=2)
    assert signed_in(url, "els", PASSWORD, NOW + timedelta(minutes=3)).role == "administrator"
    with pytest.raises(Refusal, match="wrong"):
        signed_in(url, "els", "not this one", NOW + timedelta(minutes=4))


def test_a_login_that_does_not_exist_is_told_apart_from_nothing(url: str, run: Run) -> None:
    assert run(url, "add", "els", "--role", "administrator", typed=f"{PASSWORD}\n") == 0
    said = []
    for login, password in (("els", "not this one"), ("nobody", PASSWORD)):
        with pytest.raises(Refusal) as refused:
            signed_in(url, login, password)
        said.append(refused.value.because)
    assert said[0] == said[1]


def test_people_of_a_server(shared: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shared, "add", "rik", "--role", "agent", "--name", "Rik Claes", typed=f"{PASSWORD}\n") == 0
    rik = address_of(shared, "rik")
    desk = desk_of(rik)
    assert desk.person == Person("Rik Claes", "agent")
    assert run(rik, "add", "zoe", "--role", "administrator", typed=f"{PASSWORD}\n") == 1
    assert "Only an administrator" in capsys.readouterr().err
    assert run(shared, "password", "rik", typed="a new password\n") == 0
    with pytest.raises(psycopg.OperationalError, match="password"):
        psql(rik, "SELECT 1")
    assert run(shared, "lock", "rik") == 0
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psql(address_of(shared, "rik", "a new password"), "SELECT 1")
    with pytest.raises(Problem, match="does not let you in"), desk.records.reading() as session:
        session.query(tables.Customer).all()
    desk.close()
    assert run(shared, "unlock", "rik") == 0
    assert run(shared, "role", "rik", "--role", "dealer", "--dealer", "D-72") == 0
    assert psql(address_of(shared, "rik", "a new password"), "SELECT desk_dealer()") == [("D-72",)]
    stored = psql(shared, "SELECT rolpassword FROM pg_authid WHERE rolname = 'rik'")[0][0]
    assert stored.startswith("SCRAM-SHA-256$")
    assert psql(shared, "SELECT password FROM people") == [("",)]


def test_an_administrator_of_the_desk_is_none_of_the_server_and_can_do_it_all(shared: str, run: Run) -> None:
    assert run(shared, "add", "lea", "--role", "administrator", typed=f"{PASSWORD}\n") == 0
    lea = address_of(shared, "lea")
    assert run(lea, "add", "sam", "--role", "supervisor", typed=f"{PASSWORD}\n") == 0
    sam = desk_of(address_of(shared, "sam"))
    assert sam.person.role == "supervisor"
    sam.close()
    assert cli.main(["db", "verify", "--lang", "en", "--db", lea]) == 0
    assert run(lea, "lock", "sam") == 0
    assert psql(shared, "SELECT rolsuper FROM pg_roles WHERE rolname = 'lea'") == [(False,)]


@pytest.mark.parametrize("words", [["add", "mia", "--name", "Mia"], ["role", "mia"]])
def test_a_dealer_works_for_a_dealership(
    run: Run, url: str, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """Asked for before any password."""
    assert run(url, *words, "--role", "dealer") == 2
    told = capsys.readouterr().err
    assert told == "Say for which dealership the dealer works: add --dealer and its number.\n"
