"""The migrations lead to the tables of the models, from every revision, and an older file is kept."""

from __future__ import annotations

import os
import resource
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, create_engine, inspect

from app.problems import Problem
from app.records import schema
from app.records.dossier import read_dossier
from app.records.schema import MIGRATIONS, NEWEST, REVISIONS, SchemaStatus, Upgraded, migrate
from app.records.search import search
from app.records.search_index import rebuild_index
from app.records.store import Records
from app.records.tables import Base
from app.terms.clause import Refusal
from tests.postgresql import Server
from tests.records.examples import add_elke

SEARCH_SINCE = "0004"
PERSON = """INSERT INTO customers (id, number, kind, country, language, title, given_name, family_name, company_name,
vat_number, sanctioned, version) VALUES (1, 'K1', 'consumer', 'BE', 'nl', 'ms', 'Elke', 'De Smet', '', '', false, 1)"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


def database_at(path: Path, revision: str) -> Records:
    """A database as an older version of the program left it, with a customer in it."""
    records = Records(f"sqlite:///{path}")
    with records.engine.execution_options(writes=True).begin() as connection:
        migrate(connection, revision)
        connection.exec_driver_sql(PERSON)
        if revision >= SEARCH_SINCE:
            rebuild_index(connection)
    records.close()
    return records


FULL_TEXT = {
    *(f"ix_search_documents_{columns}" for columns in ("family", "names", "all")),
    *("ix_search_words_parts", "ix_vehicles_parts"),
}
"""The full-text indexes of PostgreSQL, which no model describes."""


def _ours(_: object, name: str | None, kind: str, reflected: bool, __: object) -> bool:
    """Leave out what only one engine has for its full text, which no model describes."""
    if kind == "index":
        return name not in FULL_TEXT
    return not (kind == "table" and reflected and str(name).startswith("search_") and name not in Base.metadata.tables)


def test_the_migrated_schema_equals_the_models(records: Records) -> None:
    with records.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "include_object": _ours}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrated_constraints_equal_those_of_the_models(
    records: Records, engine: str, request: pytest.FixtureRequest
) -> None:
    """Alembic compares neither checks nor the condition of an index nor what a column is computed from."""
    models = create_engine("sqlite://" if engine == "sqlite" else request.getfixturevalue("server").new())
    Base.metadata.create_all(models)

    def described(engine: Any) -> dict[str, Any]:
        about = inspect(engine)
        return {
            name: (
                sorted((one["name"], one["sqltext"]) for one in about.get_check_constraints(name)),
                sorted(
                    (
                        str(one["name"]),
                        one["column_names"],
                        one["unique"],
                        [(key, str(value)) for key, value in sorted(one["dialect_options"].items())],
                    )
                    for one in about.get_indexes(name)
                    if one["name"] not in FULL_TEXT
                ),
                sorted((one["name"], one["column_names"]) for one in about.get_unique_constraints(name)),
                sorted(
                    (one["name"], one["constrained_columns"], one["referred_table"])
                    for one in about.get_foreign_keys(name)
                ),
                [(one["name"], str(one.get("computed"))) for one in about.get_columns(name)],
                about.get_pk_constraint(name),
            )
            for name in Base.metadata.tables
        }

    assert described(records.engine) == described(models)
    assert any(isinstance(one, CheckConstraint) for one in Base.metadata.tables["cases"].constraints)
    models.dispose()


def test_the_list_of_revisions_is_that_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS
    assert scripts.get_heads() == [NEWEST]


def test_a_new_database(path: Path) -> None:
    with Records(f"sqlite:///{path}") as records:
        assert records.status() == SchemaStatus(None, NEWEST, "empty")
        assert not path.exists()
        assert records.upgrade() == Upgraded(None, NEWEST, None)
        assert records.status() == SchemaStatus(NEWEST, NEWEST, "current")
        assert records.upgrade() == Upgraded(NEWEST, NEWEST, None)
    assert [file.name for file in path.parent.iterdir()] == ["desk.db"]


def test_a_database_in_memory() -> None:
    with Records("sqlite://") as records:
        assert records.status().state == "empty"
        records.prepare()
        assert records.status().state == "current"


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_older_database_is_copied_aside_and_upgraded(path: Path, revision: str) -> None:
    records = database_at(path, revision)
    os.utime(path, (datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp(),) * 2)
    before = path.read_bytes()
    assert records.status() == SchemaStatus(revision, NEWEST, "older")
    copy = path.with_name(f"desk.2026-11-20.{revision}.db")
    assert records.upgrade() == Upgraded(revision, NEWEST, copy)
    with records.reading() as session:
        assert [hit.label for hit in search(session, "desmet").hits] == ["De Smet, Elke"]
    records.close()
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
        assert kept.execute("SELECT family_name FROM customers").fetchone() == ("De Smet",)
    assert len(before) == copy.stat().st_size


def test_an_older_database_on_a_server_waits_for_the_administrator(server: Server) -> None:
    with Records(server.new()) as records:
        with records.engine.begin() as connection:
            migrate(connection, REVISIONS[0])
            connection.exec_driver_sql(PERSON)
        with pytest.raises(Problem, match="administrator"):
            records.prepare()
        assert records.status() == SchemaStatus(REVISIONS[0], NEWEST, "older")
        assert records.upgrade() == Upgraded(REVISIONS[0], NEWEST, None)
        with records.reading() as session:
            assert [hit.label for hit in search(session, "desmet").hits] == ["De Smet, Elke"]


def test_a_second_copy_does_not_replace_the_first(path: Path) -> None:
    records = database_at(path, "0001")
    first, second = schema.copy_aside(path, "0001"), schema.copy_aside(path, "0001")
    assert first != second
    assert second.name.endswith(".0001.2.db")
    records.close()


@pytest.mark.parametrize("revision", ["0999", "a1b2c3"])
def test_a_newer_database_is_left_alone(path: Path, revision: str) -> None:
    database_at(path, NEWEST)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
    before = path.read_bytes()
    with Records(f"sqlite:///{path}") as records:
        assert records.status() == SchemaStatus(revision, NEWEST, "newer")
        with pytest.raises(Problem, match="newer version"):
            records.prepare()
        with pytest.raises(Problem, match="newer version"):
            records.upgrade()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["desk.db"]


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    with Records(f"sqlite:///{path}") as records:
        assert records.status().state == "foreign"
        with pytest.raises(Problem, match="another program"):
            records.prepare()
    assert path.read_bytes() == before


def test_an_upgrade_that_fails_leaves_the_old_schema(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = database_at(path, "0003")

    def fail(_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("app.records.search_index.rebuild_index", fail)
    with pytest.raises(Problem, match="disk is full"):
        records.prepare()
    assert records.status() == SchemaStatus("0003", NEWEST, "older")
    monkeypatch.undo()
    records.prepare()
    assert records.status().state == "current"
    records.close()


def _child(act: Callable[[], None]) -> str:
    """What a process of its own is refused with, while it alone lives under tighter limits."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = b"done"
        try:
            act()
        except Refusal as refused:
            said = refused.because.message.encode()
        except BaseException as error:
            said = repr(error).encode()
        os.write(writing, said)
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


def test_no_room_for_the_copy_leaves_the_old_file_and_no_half_copy(path: Path) -> None:
    records = database_at(path, "0003")
    before = path.read_bytes()

    def upgrade_without_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, len(before) // 2))
        Records(records.url).prepare()

    assert "disk" in _child(upgrade_without_room)
    assert [file.name for file in path.parent.iterdir()] == ["desk.db"]
    assert path.read_bytes() == before


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder everybody may look into, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_read_only_file_is_not_upgraded(open_folder: Path) -> None:
    path = open_folder / "desk.db"
    records = database_at(path, "0003")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    before = path.read_bytes()

    def upgrade_as_a_guest() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)
        Records(records.url).prepare()

    said = _child(upgrade_as_a_guest)
    open_folder.chmod(0o755)
    assert said.startswith(("The database cannot be", "You may not open")), said
    assert path.read_bytes() == before
    assert [file.name for file in open_folder.iterdir()] == ["desk.db"]


def test_the_upgrade_keeps_every_row(database: Path, tmp_path: Path) -> None:
    """A dossier as a version before the search and the announcements kept it is found again after the upgrade."""
    with Records(f"sqlite:///{database}") as today, today.writing() as session:
        add_elke(session)
    path = tmp_path / "older.db"
    with Records(f"sqlite:///{path}") as records:
        with records.engine.execution_options(writes=True).begin() as connection:
            migrate(connection, "0003")
        records.close()
        with closing(sqlite3.connect(path)) as older:
            older.execute("ATTACH ? AS today", (str(database),))
            for table in ("customers", "vehicles", "contracts", "bookings"):
                names = [name for _, name, *_ in older.execute(f"PRAGMA table_info({table})")]
                columns = ", ".join(names)
                older.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM today.{table}")
            older.commit()
        records.prepare()
        with records.reading() as session:
            found = search(session, "desmet").hits[0]
            assert (found.customer, found.vin) == ("De Smet Bouw bv", "WMW31GD090TA40817")
            assert [hit.plate for hit in search(session, "90TA").hits] == ["1-ABC-234"]
            dossier = read_dossier(session, 1, "WMW31GD090TA40817")
            assert dossier is not None
            contract = dossier.contract
            assert contract is not None
            assert [row.number for row in contract.bookings] == ["B-000001", "B-000002"]
            assert (contract.made_by, contract.announcements) == (None, ())
