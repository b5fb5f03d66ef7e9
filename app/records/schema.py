"""Which revision of the schema a database has, and how it gets the newest.

The revision is read with the bare driver. Alembic is imported only when there is something to do, and works inside one
transaction: a full disk or a power cut leaves the old schema as it was.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy import text as sql
from sqlalchemy.engine import make_url

from app.files import keep_private
from app.problems import Problem, newer_database
from app.records.roles import act_as_owner
from app.terms.clause import because

REVISIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013", "0014"),
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
)
"""Every revision in order; a test holds them against the migrations themselves."""

NEWEST = REVISIONS[-1]
MIGRATIONS = Path(__file__).parent / "migrations"
_SEARCH_SINCE = "0004"

State = Literal["empty", "current", "older", "newer", "foreign"]


class SchemaStatus(NamedTuple):
    """``current`` is ``None`` for an empty database and for a foreign one, whose tables are not ours."""

    current: str | None
    newest: str
    state: State


class Upgraded(NamedTuple):
    """What an upgrade did: ``before`` is ``None`` for a new database, ``copy`` the older file that was put aside."""

    before: str | None
    after: str
    copy: Path | None


def status(url: str, engine: Engine) -> SchemaStatus:
    """The revision of a database and what it means. A SQLite file that does not exist is ``empty``, and is not made."""
    path = sqlite_path(url)
    if path is not None and not (path.exists() and path.stat().st_size):
        return SchemaStatus(None, NEWEST, "empty")
    if path is not None:
        current, tables = _read_bare(path)
    else:
        with engine.connect() as connection:
            current, tables = _read(connection)
    return SchemaStatus(current, NEWEST, _state(current, tables))


def prepare(url: str, engine: Engine) -> None:
    """Make sure that the schema is the newest: a SQLite database is upgraded, a server's is not.

    Raises ``Problem`` for a newer or foreign database, and for a server database that is not up to date.
    """
    found = status(url, engine)
    if found.state == "current":
        return
    if found.state == "empty" and engine.dialect.name != "sqlite":
        raise Problem(
            because(
                "The database on the server is empty: whoever administers the server runs “connected-desk db create”."
            )
        )
    if found.state == "older" and engine.dialect.name != "sqlite":
        raise Problem(
            because(
                "The database on the server must be upgraded first: an administrator runs “connected-desk db upgrade”."
            )
        )
    upgrade(url, engine)


def upgrade(url: str, engine: Engine) -> Upgraded:
    """Bring the schema to the newest revision in one transaction; an older SQLite file is copied aside first."""
    found = status(url, engine)
    refuse_others(url, found)
    if found.state == "current":
        return Upgraded(found.current, NEWEST, None)
    path = sqlite_path(url)
    copy = copy_aside(path, found.current) if path is not None and found.current is not None else None
    if path is not None:
        with suppress(OSError):  # SQLite says what is in the way
            path.touch(mode=0o600)
    with engine.execution_options(writes=True).begin() as connection:
        act_as_owner(connection)
        migrate(connection, NEWEST)
    return Upgraded(found.current, NEWEST, copy)


def refuse_others(url: str, found: SchemaStatus) -> None:
    """Raises ``Problem`` for a database of a newer version, and for one of another program."""
    if found.state == "newer":
        raise newer_database()
    if found.state == "foreign" and sqlite_path(url) is None:
        raise Problem(because("This database holds tables of another program."))
    if found.state == "foreign":
        raise Problem(
            because("This database holds tables of another program: choose another file. Nothing was changed.")
        )


def migrate(connection: Connection, revision: str) -> None:
    """Run the migrations up to ``revision`` on an open transaction; does nothing when another desk was quicker."""
    from alembic import command
    from alembic.config import Config

    before, _ = _read(connection)
    if before is not None and before >= revision:
        return
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if revision >= _SEARCH_SINCE and (before or "") < _SEARCH_SINCE:
        from app.records.search_index import rebuild_index

        rebuild_index(connection)


def copy_aside(path: Path, revision: str) -> Path:
    """Copy a SQLite database beside itself: ``desk.2026-11-20.0003.db`` (day of its last change, revision).

    Whole or not at all: a copy that fails, as on a full disk, is removed again.
    """
    day = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date().isoformat()
    copy = path.with_name(f"{path.stem}.{day}.{revision}{path.suffix}")
    number = 2
    while copy.exists():
        copy = path.with_name(f"{path.stem}.{day}.{revision}.{number}{path.suffix}")
        number += 1
    try:
        keep_private(copy)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite database; ``None`` for one in memory and for a server's."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


def _read_bare(path: Path) -> tuple[str | None, bool]:
    """The revision, and whether there are tables."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" not in names:
            return None, bool(names)
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return (found[0] if found else None), len(names) > 1


def _read(connection: Connection) -> tuple[str | None, bool]:
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        return None, bool(names)
    return connection.execute(sql("SELECT version_num FROM alembic_version")).scalar(), len(names) > 1


def _state(current: str | None, tables: bool) -> State:
    if current is None:
        return "foreign" if tables else "empty"
    if current == NEWEST:
        return "current"
    return "older" if current in REVISIONS else "newer"
