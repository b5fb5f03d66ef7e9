"""Who is at work is asked on a terminal, also of commands that open no window; a password is never shown."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app import cli
from app.records.people import By, add_person
from app.records.store import Records
from tests.postgresql import Server
from tests.records.shared import PASSWORD, psql

BY = By("Els Claes", datetime(2026, 12, 28, 14, 2))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def peopled(tmp_path: Path) -> str:
    """A database of one's own in which somebody signs in."""
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with Records(url).prepare() as records, records.writing() as session:
        add_person(session, "anna", name="Anna Claes", role="agent", dealer_number="", password=PASSWORD, by=BY)
    return url


@pytest.mark.parametrize(
    "command",
    [
        ["search", "x"],
        ["options", "WMW31GD090TA40817"],
        ["letter", "2026-000001", "-o", "x.pdf"],
        ["import", "folder"],
        ["demo-data", "--customers", "3"],
    ],
    ids=lambda command: command[0],
)
def test_no_command_answers_a_stranger(
    peopled: str, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed, sentence in (
        ("", "Somebody has to sign in to this database"),
        ("anna\nnot this one\n", "The login or the password is wrong."),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert cli.main([*command, "--lang", "en", "--db", peopled]) == 1
        told = capsys.readouterr()
        assert told.err.startswith(sentence)
        assert not told.out


def test_who_signs_in_is_answered(
    peopled: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The questions do not stand in the answer, which a script reads."""
    monkeypatch.setattr("sys.stdin", Terminal("anna\n"))
    monkeypatch.setattr("app.asking.getpass", lambda prompt: PASSWORD)
    assert cli.main(["search", "x", "--json", "--lang", "en", "--db", peopled]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"hits": []}
    assert told.err == "Login: "


@pytest.fixture
def owner(server: Server) -> Iterator[str]:
    """The address of a new database for an administrator whose password the server asks for."""
    url = server.new()
    # Roles are of the whole server: the name is none that the desk itself, in another test's database, gives its own.
    psql(url, f"CREATE ROLE asked_administrator LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
    yield url.replace("desk@", "asked_administrator@")
    psql(url, "DROP OWNED BY asked_administrator; DROP ROLE asked_administrator")


def test_an_administrator_of_a_server_is_asked_for_the_password(
    owner: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr("app.asking.getpass", typed)
    monkeypatch.setattr("sys.stdin", Terminal())
    for task in ("upgrade", "status"):
        assert cli.main(["db", task, "--lang", "en", "--db", owner]) == 0
    assert cli.main(["search", "x", "--lang", "en", "--db", owner]) == 0
    told = capsys.readouterr()
    assert asked == ["Password: "] * 3
    assert PASSWORD not in told.out + told.err
    assert "The database is up to date." in told.out


def test_a_script_without_the_password_is_told_so(
    owner: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.asking.getpass", lambda prompt: pytest.fail("there is no terminal"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert cli.main(["db", "status", "--lang", "en", "--db", owner]) == 1
    assert capsys.readouterr().err.startswith("The database server does not let you in")
