"""Sets up a database on a server: made where it is missing, with its groups, its schema and the rights of each role."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import create_engine
from sqlalchemy import text as sql
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from app.problems import Problem, explained, usage
from app.records import rights, roles
from app.records.schema import refuse_others
from app.records.store import CONNECTIONS_OF_A_DESK, Records, understood
from app.terms.clause import because

_ALWAYS_THERE = "postgres"
"""The database of every server from which others are made."""


def create(url: str, supervisor_acts: Iterable[str]) -> bool:
    """Set up the database at ``url``; whether it was made now. Doing it again changes nothing.

    ``supervisor_acts`` are the acts only a supervisor may record. Raises ``Problem`` for a file, and where the person
    may not make databases or roles, saying what the administrator of the server has to do.
    """
    address = understood(url)
    if address.get_backend_name() != "postgresql" or not address.database:
        raise usage(
            because("Only a database on a server is created like this: postgresql+psycopg://name@server/database.")
        )
    made = make_database(url)
    with Records(url) as records:
        refuse_others(url, records.status())
        with explained():
            _set_up_groups(records)
        records.upgrade()
        apply_rights(records, supervisor_acts)
    return made


def apply_rights(records: Records, supervisor_acts: Iterable[str]) -> None:
    """Grant every right anew, where the database was set up by :func:`create`; others are left as they are.

    One that an older version set up is given to the owner first.
    """
    with explained(), records.engine.begin() as connection:
        if roles.set_up_before(connection):
            roles.make_groups(connection)
            roles.take_over(connection)
        if roles.rights_are_set(connection):
            roles.act_as_owner(connection)
            rights.apply(connection, supervisor_acts)


class Room(NamedTuple):
    """How many connections the server takes, how many of them it keeps back, and how many people may sign in."""

    connections: int
    kept_back: int
    people: int

    @property
    def desks(self) -> int:
        """How many desks the connections are enough for."""
        return max(0, self.connections - self.kept_back) // CONNECTIONS_OF_A_DESK

    @property
    def wanted(self) -> int:
        """How many connections the server needs for everybody's desk."""
        return self.people * CONNECTIONS_OF_A_DESK + self.kept_back


def room(records: Records) -> Room | None:
    """What the server has room for; it keeps some connections back for its own administrators.

    ``None`` for a person who may not know how many people may sign in.
    """
    with explained(), records.engine.connect() as connection:
        if not connection.execute(sql("SELECT has_column_privilege('people', 'locked', 'SELECT')")).scalar():
            return None
        most, *kept = (
            int(connection.execute(sql("SELECT current_setting(:name, true)"), {"name": name}).scalar() or 0)
            for name in ("max_connections", "superuser_reserved_connections", "reserved_connections")
        )
        people = connection.execute(sql("SELECT count(*) FROM people WHERE NOT locked")).scalar_one()
    return Room(most, sum(kept), people)


def make_database(url: str) -> bool:
    """Make the empty database of an address where it is missing; whether it was made now.

    Raises ``Problem`` where the person may not make databases.
    """
    address = make_url(url)
    engine = create_engine(address.set(database=_ALWAYS_THERE), isolation_level="AUTOCOMMIT")
    try:
        with explained(), engine.connect() as connection:
            known = "SELECT 1 FROM pg_database WHERE datname = :name"
            if connection.execute(sql(known), {"name": address.database}).scalar():
                return False
            if not connection.execute(sql(_MAY.format(right="rolcreatedb"))).scalar():
                raise Problem(
                    because(
                        "You may not make a database on this server: its administrator runs CREATE DATABASE {name}, "
                        "or gives your role CREATEDB and CREATEROLE.",
                        name=str(address.database),
                    )
                )
            quoted = connection.dialect.identifier_preparer.quote_identifier(str(address.database))
            # Made from the empty one: what an administrator put into the other may be sorted in another way.
            connection.exec_driver_sql(f"CREATE DATABASE {quoted} TEMPLATE template0 ENCODING 'UTF8'")
            # Until its rights are set, nobody but who made it has business in it.
            connection.exec_driver_sql(f"REVOKE ALL ON DATABASE {quoted} FROM PUBLIC")
            return True
    finally:
        engine.dispose()


def drop_database(url: str) -> None:
    """Remove the database of an address: one that was just made, and did not get its content."""
    address = make_url(url)
    engine = create_engine(address.set(database=_ALWAYS_THERE), isolation_level="AUTOCOMMIT")
    try:
        with explained(), engine.connect() as connection:
            quoted = connection.dialect.identifier_preparer.quote_identifier(str(address.database))
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
    finally:
        engine.dispose()


_MAY = "SELECT rolsuper OR {right} FROM pg_roles WHERE rolname = current_user"


def _set_up_groups(records: Records) -> None:
    with records.engine.begin() as connection:
        if roles.rights_are_set(connection):
            return
        if not connection.execute(sql(_MAY.format(right="rolcreaterole"))).scalar():
            raise Problem(
                because("You may not make roles on this server: its administrator gives your role CREATEROLE.")
            )
        try:
            roles.make_groups(connection)
            roles.take_over(connection)
        except ProgrammingError as error:
            raise Problem(
                because("The database belongs to somebody else: only its owner can set it up for the desk.")
            ) from error
