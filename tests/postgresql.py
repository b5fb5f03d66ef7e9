"""A PostgreSQL server of the tests' own. Where PostgreSQL is missing, the test fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from app.records.chain import FIRST
from app.records.tables import Base

NOBODY = ("nobody", "nogroup")
"""PostgreSQL refuses to run as root; every Debian has this account."""
# Names are sorted as people sort them, as on a customer's server: what relies on the order of bytes is found out.
_SORTING = ("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")
# Nothing has to survive a power cut here.
_HASTE = "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c wal_retrieve_retry_interval=100ms"
# Whoever is not the owner of the tests' server signs in with a password, as on a customer's.
_WHO = "local all desk trust\nlocal replication desk trust\nlocal all all scram-sha-256\n"


def program(name: str) -> str:
    """One of PostgreSQL's programs; Debian keeps them, version by version, where no ``PATH`` leads."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    found = shutil.which(name, path=os.pathsep.join([*map(str, versions), os.environ.get("PATH", "")]))
    assert found is not None, f"PostgreSQL's {name} is missing: install PostgreSQL to run this test"
    return found


@contextmanager
def running(*, keeping: bool = False) -> Iterator[Server]:
    """A server that listens in a folder of its own only, gone when the block ends.

    ``keeping``: what it acknowledged is still there when its processes are killed; it is slower.
    """
    with _folder() as folder:
        cluster = str(folder / "cluster")
        _run("initdb", "--no-sync", "--auth=trust", "--username=desk", *_SORTING, "-D", cluster, folder=folder)
        (folder / "cluster" / "pg_hba.conf").write_text(_WHO, "utf-8")
        with _started(folder, keeping=keeping) as server:
            yield server


@contextmanager
def _folder() -> Iterator[Path]:
    # Not one of pytest's folders: its socket needs a short name, and the account that runs it must get there.
    with tempfile.TemporaryDirectory(prefix="desk-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, *NOBODY)
        yield folder


@contextmanager
def _started(folder: Path, *, keeping: bool) -> Iterator[Server]:
    server = Server(folder)
    settings = f"-k {folder} -c listen_addresses= {_HASTE} -c synchronous_commit={'on' if keeping else 'off'}"
    try:
        server.control("-l", str(folder / "log"), "-o", settings, "start")
        yield server
    finally:
        if (folder / "cluster" / "postmaster.pid").exists():
            server.control("-m", "immediate", "stop")


def _run(name: str, *words: str, folder: Path) -> None:
    user, group = NOBODY if os.geteuid() == 0 else (None, None)
    # What it says goes to a file and not to a pipe: the server inherits it, and a pipe would stay open while it runs.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as messages:
        done = subprocess.run(
            [program(name), *words],
            cwd=folder,
            user=user,
            group=group,
            extra_groups=[] if user else None,
            stdout=subprocess.DEVNULL,
            stderr=messages,
            check=False,
        )
        messages.seek(0)
        assert done.returncode == 0, messages.read()


class Server:
    """Hands out databases by their address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def new(self) -> str:
        """The address of a new, empty database."""
        self._made += 1
        name = f"desk{self._made}"
        with self._connected("postgres") as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        return f"postgresql+psycopg://desk@/{name}?host={self.folder}"

    def empty(self, url: str) -> None:
        """Take every row out of the desk's tables and count from one again: quicker than a new database."""
        names = sql.SQL(", ").join(sql.Identifier(table) for table in Base.metadata.tables)
        with self._connected(str(make_url(url).database)) as connection:
            # Whoever left a connection open is told so, instead of everybody waiting for it.
            connection.execute("SET lock_timeout = '20s'")
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(names))
            connection.execute("INSERT INTO journal_end VALUES (1, 0, %s)", [FIRST])
            connection.execute("INSERT INTO look_end VALUES (1, 0, %s, 0, %s)", [FIRST, FIRST])

    def control(self, *words: str) -> None:
        """What ``pg_ctl`` does with the server: ``promote``, or ``-m immediate restart``, as if its power failed."""
        _run("pg_ctl", "-w", "-D", str(self.folder / "cluster"), *words, folder=self.folder)

    @contextmanager
    def standby(self) -> Iterator[Server]:
        """A second server that holds all this one acknowledges from now on, and can take its place."""
        with _folder() as folder:
            where = ["-D", str(folder / "cluster"), "-h", str(self.folder), "-U", "desk"]
            _run("pg_basebackup", "--no-sync", "-c", "fast", "-X", "stream", "-R", *where, folder=folder)
            with _started(folder, keeping=True) as second, self._connected("postgres") as connection:
                connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
                connection.execute("SELECT pg_reload_conf()")
                yield second

    def _connected(self, database: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user="desk", dbname=database, autocommit=True)
