"""Copies a whole database while desks work, and brings it back into a new one.

Beside each copy lies its checksum, as ``sha256sum`` writes it: ``desk.backup`` and ``desk.backup.sha256``. A copy of a
SQLite database is one itself; that of a PostgreSQL database is what ``pg_dump`` writes.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from hashlib import file_digest
from pathlib import Path
from shutil import copyfile, which
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from app.files import keep_private, private_folder, write_whole
from app.problems import Problem, explained
from app.records import verify
from app.records.schema import NEWEST, migrate, sqlite_path
from app.records.store import Records
from app.terms.clause import Because, because

CHECKSUM = ".sha256"


def back_up(records: Records, target: Path) -> None:
    """Copy the database to the new file ``target``, whole or not at all. Other desks go on reading and writing."""
    with explained():
        _back_up(records, target)


def _back_up(records: Records, target: Path) -> None:
    if target.exists():
        raise Problem(because("“{name}” exists already: choose another name. Nothing was changed.", name=target.name))
    part = target.with_name(f"{target.name}.part")
    try:
        source = sqlite_path(records.url)
        keep_private(part)
        if source is None:
            _dump(records.url, part)
        elif source.exists():
            _copy(source, part)
        else:
            raise Problem(because("There is no database yet; it is made when the desk opens."))
        # The checksum first: a copy without one would look finished and never come back.
        write_whole(checksum_beside(target), f"{_checksum(part)}  {target.name}\n".encode())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


class Restored(NamedTuple):
    """What came back, and what in it is not as it was written: whoever needs their work back gets it all the same."""

    checked: verify.Checked
    faults: tuple[Because, ...]


def restore(source: Path, records: Records) -> Restored:
    """Bring a copy back into the database ``records``, which must not exist yet or be empty.

    Raises ``Problem`` and leaves no database behind when the copy does not fit its checksum or is damaged.
    """
    with explained():
        return _restore(source, records)


def _restore(source: Path, records: Records) -> Restored:
    _check_sum(source)
    if records.status().state != "empty":
        raise Problem(because("This database is in use: a backup goes into a new one only. Nothing was changed."))
    target = sqlite_path(records.url)
    if target is None:
        return _restore_on_server(source, records)
    part = target.with_name(f"{target.name}.part")
    try:
        private_folder(target.parent)
        keep_private(part)
        copyfile(source, part)
        _check_file(part)
        with Records(f"sqlite:///{part.as_posix()}") as copy:
            _bring_up_to_date(copy)
            checked = _checked(copy)
        _into_one_file(part)
        part.replace(target)
    finally:
        for left in target.parent.glob(f"{part.name}*"):
            left.unlink()
    return checked


def _restore_on_server(source: Path, records: Records) -> Restored:
    try:
        _load(source, records.url)
        records.upgrade()
        return _checked(records)
    except BaseException:
        with records.engine.begin() as connection:
            _empty(connection)
        raise


_MADE = """
    SELECT format('DROP TABLE IF EXISTS %s CASCADE', made.oid::regclass) FROM pg_class AS made
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = made.oid AND deptype = 'e')
    UNION ALL
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', made.oid::regprocedure) FROM pg_proc AS made
    WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = made.oid AND deptype = 'e')
"""
"""What takes a backup out again, table by table: the schema itself and its extensions belong to the server's owner."""


def _empty(connection: Connection) -> None:
    for statement in connection.exec_driver_sql(_MADE.replace("%", "%%")).scalars().all():
        connection.exec_driver_sql(statement)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def checksum_beside(copy: Path) -> Path:
    """Where the checksum of a copy lies."""
    return copy.with_name(copy.name + CHECKSUM)


def _check_sum(source: Path) -> None:
    if not checksum_beside(source).exists():
        raise Problem(
            because(
                "The checksum “{name}” is missing: put it beside the backup. Nothing was changed.",
                name=checksum_beside(source).name,
            )
        )
    written = checksum_beside(source).read_bytes().split()
    if not written or _checksum(source).encode() != written[0]:
        raise Problem(
            because(
                "The backup “{name}” is damaged: it does not fit its checksum. Nothing was changed.", name=source.name
            )
        )


def _checked(records: Records) -> Restored:
    with records.reading() as session:
        connection = session.connection()
        return Restored(verify.amount(connection), tuple(verify.faults(connection)))


def _bring_up_to_date(copy: Records) -> None:
    """Without another copy aside: the backup itself stays."""
    if copy.status().state == "older":
        with copy.engine.execution_options(writes=True).begin() as connection:
            migrate(connection, NEWEST)
    copy.prepare()


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as before, closing(sqlite3.connect(target)) as after:
        before.backup(after)
    _check_file(target)


def _check_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != ("ok",):
        raise Problem(because("The file is not a database of Connected Desk, or it is damaged."))


def _into_one_file(path: Path) -> None:
    """Move what still lies in the write-ahead log into the file itself."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslcrl": "PGSSLCRL",
    "channel_binding": "PGCHANNELBINDING",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}
"""What PostgreSQL's programs read the parts of an address from."""


def _dump(url: str, target: Path) -> None:
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def _load(source: Path, url: str) -> None:
    _run("pg_restore", url, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(source))


def _run(program: str, url: str, *words: str) -> None:
    """Run one of PostgreSQL's programs on the database. The password never stands on a command line."""
    found = which(program) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))[-1:]), None)
    if found is None:
        raise Problem(
            because("{program} is missing: install the client programs of PostgreSQL, then try again.", program=program)
        )
    address = make_url(url)
    _, given = address.get_dialect()().create_connect_args(address)  # as the desk connects, to several servers too
    known = {variable: str(given[name]) for name, variable in _VARIABLES.items() if given.get(name)}
    done = subprocess.run(
        [found, f"--dbname={address.database}", *words],
        env={**os.environ, **known},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        first = (done.stderr.strip().splitlines() or [""])[0].removeprefix(f"{program}: ")
        raise Problem(because("{program} could not do it: {detail}", program=program, detail=first))
