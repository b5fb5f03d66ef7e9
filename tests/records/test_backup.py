"""A backup is the database as it was, and only a whole one comes back."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from app.language import language
from app.problems import Problem
from app.records import backup
from app.records.dossier import read_dossier
from app.records.journal import add_note
from app.records.rotation import back_up_today
from app.records.schema import NEWEST, copy_aside, migrate
from app.records.store import Records
from app.records.verify import Checked
from tests.postgresql import Server
from tests.records.examples import AGENT, NOW, VIN, add_elke, add_papers


@pytest.fixture
def full(records: Records) -> Records:
    """A database with a customer, a case, its letter and the journal's entry."""
    with records.writing() as session:
        add_elke(session)
        add_papers(session)
    return records


@pytest.fixture
def new(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Records]:
    """A database that does not exist yet, on the same engine."""
    on_a_server = engine == "postgresql"
    url = request.getfixturevalue("server").new() if on_a_server else f"sqlite:///{tmp_path / 'other' / 'desk.db'}"
    with Records(url) as records:
        yield records


def test_everything_comes_back(full: Records, new: Records, tmp_path: Path) -> None:
    copy = tmp_path / "desk.backup"
    with full.writing() as session:  # a desk that works at the same time
        if full.engine.dialect.name == "sqlite":
            backup.back_up(full, copy)
        add_note(session, 1, None, at=NOW, by=AGENT, text="Written meanwhile")
    if full.engine.dialect.name != "sqlite":
        backup.back_up(full, copy)
    assert backup.restore(copy, new) == (Checked(entries=2 if new.on_a_server else 1, letters=1), ())
    with full.reading() as before, new.reading() as after:
        was, now = read_dossier(before, 1, VIN), read_dossier(after, 1, VIN)
    assert was is not None
    assert now is not None
    assert (now.customer.name, now.vehicle, now.contract) == (was.customer.name, was.vehicle, was.contract)
    assert (now.cases, now.letters, now.journal) == (was.cases, was.letters, was.journal)
    with pytest.raises(Problem, match="in use"):
        backup.restore(copy, new)


def test_a_file_is_never_written_over(full: Records, tmp_path: Path) -> None:
    copy = tmp_path / "desk.backup"
    copy.write_text("mine", encoding="utf-8")
    with pytest.raises(Problem, match="exists already"):
        backup.back_up(full, copy)
    assert copy.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty"])
def test_a_damaged_backup_does_not_come_back(full: Records, new: Records, tmp_path: Path, harm: str) -> None:
    copy = tmp_path / "desk.backup"
    backup.back_up(full, copy)
    whole = copy.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    copy.write_bytes({"cut": whole[:middle], "flipped": flipped, "empty": b""}[harm])
    with pytest.raises(Problem, match="does not fit its checksum"):
        backup.restore(copy, new)
    assert new.status().state == "empty"


def test_a_damaged_backup_with_a_checksum_made_for_it_does_not_come_back(database: Path, tmp_path: Path) -> None:
    with Records(f"sqlite:///{database}") as records:
        backup.back_up(records, tmp_path / "desk.backup")
    copy = tmp_path / "cut.backup"
    copy.write_bytes((tmp_path / "desk.backup").read_bytes()[:-8192])
    sealed(copy)
    with Records(f"sqlite:///{tmp_path / 'new.db'}") as new, pytest.raises(Problem, match="damaged"):
        backup.restore(copy, new)
    assert not (tmp_path / "new.db").exists()
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE journal SET \"by\" = 'Somebody else'", "Entry 1 of the journal"),
        ("DELETE FROM journal", "Entry 1 of the journal is missing"),
        ("UPDATE letters SET content = NULL", "is damaged"),
    ],
)
def test_a_forged_backup_comes_back_with_what_is_wrong_named(
    full: Records, new: Records, tmp_path: Path, change: str, said: str
) -> None:
    """Whoever needs their work back gets it, and knows what it is worth."""
    with full.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(change))
    backup.back_up(full, tmp_path / "desk.backup")
    found = backup.restore(tmp_path / "desk.backup", new).faults
    assert any(said in language("en").say(fault) for fault in found)
    assert new.status().state == "current"


def test_a_server_says_what_is_wrong_with_a_backup(server: Server, tmp_path: Path) -> None:
    copy = tmp_path / "desk.backup"
    copy.write_bytes(b"PGDMP and then nothing")
    sealed(copy)
    with Records(server.new()) as new:
        with pytest.raises(Problem) as caught:
            backup.restore(copy, new)
        assert language("en").say(caught.value.because).startswith("pg_restore could not do it: error: ")
        assert new.status().state == "empty"


def test_what_holds_customers_is_private(full: Records, new: Records, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        copied = back_up_today(full, tmp_path / "copies", "desk", date(2026, 12, 28), 7, 4)
        assert copied is not None
        backup.restore(copied, new)
        made = [tmp_path / "copies", copied]
        if not new.on_a_server:
            restored = Path(str(new.engine.url.database))
            with Records(f"sqlite:///{tmp_path / 'fresh.db'}") as fresh:
                fresh.prepare()
            made += [restored.parent, restored, tmp_path / "fresh.db", copy_aside(tmp_path / "fresh.db", "0001")]
    finally:
        os.umask(before)
    assert [path.name for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_the_checksum_must_lie_beside_it(full: Records, new: Records, tmp_path: Path) -> None:
    backup.back_up(full, tmp_path / "desk.backup")
    (tmp_path / "desk.backup.sha256").unlink()
    with pytest.raises(Problem, match="is missing: put it beside"):
        backup.restore(tmp_path / "desk.backup", new)


def test_an_older_backup_is_brought_up_to_date(tmp_path: Path) -> None:
    with Records(f"sqlite:///{tmp_path / 'old.db'}") as old:
        with old.engine.execution_options(writes=True).begin() as connection:
            migrate(connection, "0006")
        backup.back_up(old, tmp_path / "desk.backup")
    with Records(f"sqlite:///{tmp_path / 'new.db'}") as new:
        backup.restore(tmp_path / "desk.backup", new)
        assert new.status().current == NEWEST
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []


def sealed(copy: Path) -> None:
    summed = hashlib.sha256(copy.read_bytes()).hexdigest()
    copy.with_name(copy.name + ".sha256").write_text(f"{summed}  {copy.name}\n", encoding="utf-8")


def test_a_copy_whose_checksum_cannot_be_written_is_none(full: Records, tmp_path: Path) -> None:
    (tmp_path / "desk.backup.sha256").mkdir()
    with pytest.raises(Problem):
        backup.back_up(full, tmp_path / "desk.backup")
    assert [path.name for path in tmp_path.glob("desk.backup*")] == ["desk.backup.sha256"]
