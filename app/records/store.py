"""The database of the desk: opens it, and hands out sessions for one reading or one writing at a time.

SQLite runs in WAL mode and a writing begins with ``BEGIN IMMEDIATE``: whoever writes waits for its turn at the start
and never fails in the middle. PostgreSQL needs neither, but has to be asked to show a reading one state.
Nothing touches the disk before :meth:`Records.prepare` or the first session, and Alembic is imported only when the
schema is not the newest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import StaticPool

from app.config import Person
from app.problems import explained
from app.records import schema
from app.records.schema import SchemaStatus, Upgraded
from app.terms.clause import Refusal, because

BUSY_MILLISECONDS = 10_000
"""How long a writing waits for another desk's before it gives up."""

_ONE_STATE = "REPEATABLE READ"
"""What makes a transaction on PostgreSQL see the database as it was when it began; SQLite always does."""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA cache_size = -32000",
)


_POOL = 2
CONNECTIONS_OF_A_DESK = _POOL + 1
"""What a desk holds of a server's connections: a writer, a reader and one that listens. Hundreds share one server."""

_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    # The server notices a desk that is gone as quickly, and lets go of what it held; nobody waits for it for ever.
    "options": "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
    " -c tcp_user_timeout=20s -c lock_timeout=20s",
}
"""How long a silent network is taken for a living one (seconds, ``tcp_user_timeout`` in milliseconds).

An address that sets one of these itself has its way."""


class Records:
    """One database. Made from an address such as ``sqlite:////home/…/desk.db`` or ``postgresql+psycopg://…``."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._writing_engine = self.engine.execution_options(writes=True)
        self._lasting_engine = self.engine.execution_options(writes=True, lasting=True)
        server = self.engine.dialect.name != "sqlite"
        self._reading_engine = self.engine.execution_options(isolation_level=_ONE_STATE) if server else self.engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def on_a_server(self) -> bool:
        """Whether it is a server's database, and no file."""
        return self.engine.dialect.name != "sqlite"

    def close(self) -> None:
        """Close every connection. The object can be used again; it connects anew."""
        self.engine.dispose()

    def prepare(self) -> Self:
        """Bring the schema to the newest revision; an older SQLite file is copied aside first.

        Raises ``Problem`` for a database made by a newer version, a full or read-only disk, and for a server database
        that an administrator has yet to upgrade.
        """
        with explained():
            schema.prepare(self.url, self.engine)
        return self

    def status(self) -> SchemaStatus:
        """The revision of the schema and what it means; nothing is changed or made."""
        with explained():
            return schema.status(self.url, self.engine)

    def signed_in(self) -> Person | None:
        """Who the server knows at work here; ``None`` for a file, and for a database whose rights are not set.

        Raises ``Problem`` for somebody the server knows and the desk does not.
        """
        if not self.on_a_server:
            return None
        from app.records import server_people  # loads the driver of PostgreSQL

        with explained(), self.engine.connect() as connection:
            return server_people.signed_in(connection)

    def sign_in(self, login: str, password: str, now: datetime) -> Person:
        """The person with this login in a database of one's own. ``Refusal`` for a wrong password or a locked login."""
        from app.records import passwords  # a desk of one person needs no hashes

        with self.writing() as session:
            found = passwords.sign_in(session, login, password, now)
        # Raised only now: a wrong password has been counted.
        if isinstance(found, Refusal):
            raise found
        return found

    def upgrade(self) -> Upgraded:
        """What an administrator runs: like :meth:`prepare`, and for a server's database too."""
        with explained():
            return schema.upgrade(self.url, self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and leaves nothing behind."""
        with explained(), Session(self._reading_engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, *, lasting: bool = False) -> Iterator[Session]:
        """One transaction: everything the block wrote is kept together when it ends, or nothing.

        ``lasting``: it survives a power cut in the next moment; on SQLite that waits for the disk, some milliseconds.
        Whatever moves a case, a letter, a refund or a job is lasting, and desks that show queues are told of it.
        A row that somebody else changed in between, or a number that exists already, is a ``Refusal``.
        """
        engine = self._lasting_engine if lasting else self._writing_engine
        with explained(), Session(engine, expire_on_commit=False) as session:
            try:
                with session.begin():
                    yield session
                    from app.records.journal import tell_queues, write_journal  # read with the first question

                    write_journal(session)
                    if lasting:
                        tell_queues(session)
            except StaleDataError as error:
                raise changed_meanwhile() from error
            except IntegrityError as error:
                raise Refusal(
                    because(
                        "This contradicts what the database already holds: reload the dossier. Nothing was written."
                    )
                ) from error


def address_of(url: str, login: str | None, password: str) -> str:
    """The same database for somebody else (``None``: for the same login), with their password in the address.

    It is never to be shown or written down.
    """
    with explained():
        return make_url(url).set(username=login, password=password).render_as_string(hide_password=False)


def understood(url: str) -> URL:
    """The parts of an address. Raises ``Problem`` for one that is none."""
    with explained():
        try:
            return make_url(url)
        except ValueError as error:  # a port that is no number
            raise ArgumentError(url) from error


def changed_meanwhile() -> Refusal:
    """Somebody else wrote to the same row between reading and writing."""
    return Refusal(because("Somebody else changed this dossier in the meantime: reload it. Nothing was written."))


_ENGINES = ("sqlite", "postgresql")


def _engine(url: str) -> Engine:
    address = understood(url)
    with explained():
        if address.get_backend_name() not in _ENGINES:
            raise ArgumentError(url)
        if address.get_backend_name() != "sqlite":
            patience = {name: value for name, value in _PATIENCE.items() if name not in address.query}
            # Two more for a moment, as where a backup or a list is on its way.
            return create_engine(address, pool_pre_ping=True, pool_size=_POOL, max_overflow=2, connect_args=patience)
        if address.database in (None, "", ":memory:"):
            engine = create_engine(address, poolclass=StaticPool, connect_args={"check_same_thread": False})
        else:
            engine = create_engine(address)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: Any, _: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's recipe: the driver begins nothing by itself, ``_begin`` does
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes"):
        connection.exec_driver_sql("BEGIN")
        return
    # Set each time: the connection may come from a writing of the other kind..
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if options.get('lasting') else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
