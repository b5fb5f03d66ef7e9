"""The command line on a PostgreSQL server: an administrator upgrades it, a desk never does by itself."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from app import cli
from app.records.store import Records
from tests.postgresql import Server
from tests.records.shared import add, address_of, psql, set_up

CREATE_FIRST = "The database on the server is empty: whoever administers the server runs “connected-desk db create”.\n"


def test_a_desk_leaves_the_upgrade_to_an_administrator(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    url = server.new()
    settings = ["--lang", "en", "--db", url]
    for command in (["search", "x"], ["demo-data", "--customers", "3"]):
        assert cli.main([*command, *settings]) == 1
        assert capsys.readouterr().err == CREATE_FIRST
    with Records(url) as records:
        assert records.status().state == "empty"
    assert cli.main(["db", "status", *settings]) == 0
    assert capsys.readouterr().out.startswith(CREATE_FIRST)
    assert cli.main(["db", "upgrade", *settings]) == 0
    assert cli.main(["db", "status", *settings]) == 0
    assert capsys.readouterr().out.count("The database is up to date.") == 2
    assert cli.main(["demo-data", "--customers", "20", *settings]) == 0
    assert cli.main(["search", "1 abc 234", *settings]) == 0
    assert "WMW31GD090TA40817" in capsys.readouterr().out


def test_a_newer_database_on_the_server_is_left_alone(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    url = server.new()
    with Records(url) as records:
        records.upgrade()
        with records.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        for command in (["search", "x"], ["db", "upgrade"]):
            assert cli.main([*command, "--lang", "en", "--db", url]) == 1
            assert "newer version" in capsys.readouterr().err
        assert records.status().current == "9999"


@pytest.mark.parametrize("command", [["search", "x"], ["db", "status"], ["db", "upgrade"]])
def test_a_server_or_a_database_that_is_not_there(
    server: Server, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    there = server.new()
    for url, sentence in (
        (there.replace("?host=", "-gone?host="), "The server has no such database: an administrator makes it with"),
        (there.replace("?host=", "?host=%2Fnowhere"), "The database server does not answer: check the address and"),
    ):
        assert cli.main([*command, "--lang", "en", "--db", url]) == 1
        assert capsys.readouterr().err.startswith(sentence)


def test_the_state_tells_for_how_many_desks_the_server_has_room(
    server: Server, server_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = ["--lang", "en", "--db", server_database]
    assert cli.main(["db", "status", *settings]) == 0
    told = capsys.readouterr().out
    assert told.endswith("The server has room for 32 desks at a time.\n")  # 100 connections, 3 kept back
    psql(
        server_database,
        "INSERT INTO people (login, name, role, password, locked, failures)"
        " SELECT 'els' || n, 'Els', 'agent', '', n > 33, 0 FROM generate_series(1, 40) AS n",
    )
    assert cli.main(["db", "status", *settings]) == 0
    assert "raise max_connections of the server to at least 102" in capsys.readouterr().out


def test_an_administrator_says_how_long_looks_are_kept(
    server_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = ["--lang", "en", "--db", server_database]
    assert cli.main(["db", "tidy", "--keep-days", "12", *settings]) == 0
    assert capsys.readouterr().out == "0 looks removed.\n"
    assert cli.main(["db", "tidy", "--keep-days", "-1", *settings]) == 2
    assert psql(server_database, "SELECT name, value FROM organisation_settings") == [("looks_keep_days", 12)]


def test_a_restored_database_has_the_rights_of_each_role(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Restored into a database that does not exist yet: it is made, and nobody has to think of ``db create``."""
    owner, copy = set_up(server), str(tmp_path / "desk.backup")
    add(owner, "anna", "agent")
    new = server.new().replace("?host=", "_new?host=")
    try:
        assert cli.main(["db", "backup", copy, "--lang", "en", "--db", owner]) == 0
        assert cli.main(["db", "restore", copy, "--lang", "en", "--db", new]) == 0
        assert capsys.readouterr().out.endswith("The groups and the rights of each role are set.\n")
        anna = address_of(new, "anna")
        assert psql(anna, "SELECT login FROM people") == [("anna",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            psql(anna, "DELETE FROM journal")
    finally:
        psql(new, "DROP OWNED BY anna")
        psql(owner, "DROP OWNED BY anna; DROP ROLE anna")
