"""A database file that is locked, read-only or damaged: one clear sentence, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app import cli
from app.problems import Problem
from app.records.journal import add_note
from app.records.store import Records
from tests.records.examples import AGENT, NOW, add_elke, add_papers


@pytest.fixture
def file(database: Path) -> Path:
    """A database with a customer, a case, its letter and the journal's entry, all in one file."""
    with Records(f"sqlite:///{database}") as records:
        with records.writing() as session:
            add_elke(session)
            add_papers(session)
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database


def note(records: Records) -> None:
    with records.writing() as session:
        add_note(session, 1, None, at=NOW, by=AGENT, text="x")


def test_another_program_holds_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.records.store._PRAGMAS", ("PRAGMA busy_timeout = 50",))
    with closing(sqlite3.connect(file, isolation_level=None)) as other, Records(f"sqlite:///{file}") as records:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Problem, match="Another program holds"):
            note(records)
        with records.reading() as session:  # who only reads goes on
            assert session.connection().exec_driver_sql("SELECT count(*) FROM notes").scalar() == 1
        other.execute("ROLLBACK")
        note(records)


def test_a_file_that_may_only_be_read(file: Path) -> None:
    before = file.read_bytes()
    with Records(f"sqlite:///file:{file}?mode=ro&uri=true") as records:
        with pytest.raises(Problem, match="cannot be written to"):
            note(records)
        with records.reading() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM letters").scalar() == 1
    assert file.read_bytes() == before


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def overwritten(content: bytes) -> bytes:
    """Everything but the first page, which names the tables."""
    return content[:4096] + b"\xa5" * (len(content) - 4096)


def without_head(content: bytes) -> bytes:
    return b"\0" * 100 + content[100:]


@pytest.mark.parametrize("harm", [cut, overwritten, without_head])
@pytest.mark.parametrize("command", [["search", "De Smet"], ["db", "verify"], ["db", "status"], ["db", "backup", "x"]])
def test_a_damaged_file(
    file: Path,
    harm: Callable[[bytes], bytes],
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    damaged = harm(file.read_bytes())
    file.write_bytes(damaged)
    code = cli.main([*command, "--lang", "en", "--db", f"sqlite:///{file}"])
    told = capsys.readouterr()
    if command == ["db", "status"] and code == 0:
        assert "Revision of the database" in told.out  # its own page is whole
        return
    assert code == 1
    assert told.err == "The file is not a database of Connected Desk, or it is damaged.\n"
    assert file.read_bytes() == damaged
    assert not list(tmp_path.glob("x*"))
