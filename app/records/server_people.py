"""People as roles of PostgreSQL: the server keeps the password (SCRAM) and the lock, and the group gives the rights.

What is done to a role the server does itself, for administrators only (:mod:`app.records.keeper`).
"""

from __future__ import annotations

from typing import cast

from psycopg import Connection as Driver
from sqlalchemy import Connection, func, select
from sqlalchemy import text as sql

from app.config import Person
from app.problems import Problem, not_of_the_desk
from app.records.roles import GROUPS, rights_are_set
from app.terms.clause import Refusal, because


def add(connection: Connection, login: str, role: str, password: str) -> None:
    """Make the role ``login`` in the group of ``role``. ``Refusal`` where the server has such a role already."""
    if not rights_are_set(connection):
        raise Problem(
            because("The rights in this database are not set: an administrator runs “connected-desk db create” first.")
        )
    if connection.execute(sql("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": login}).scalar():
        raise Refusal(because("The server has a role “{login}” already: choose another login.", login=login))
    connection.execute(select(func.public.keeper_add(login, GROUPS[role], _verifier(connection, login, password))))


def change_password(connection: Connection, login: str, password: str) -> None:
    """Set a password."""
    connection.execute(select(func.public.keeper_password(login, _verifier(connection, login, password))))


def lock(connection: Connection, login: str) -> None:
    """Let the role sign in no more, and take its rights away at once: what it is signed in with ends."""
    connection.execute(select(func.public.keeper_lock(login)))


def let_in(connection: Connection, login: str, role: str) -> None:
    """Let the role sign in, in the group of ``role`` and in no other."""
    connection.execute(select(func.public.keeper_let_in(login, GROUPS[role])))


def signed_in(connection: Connection) -> Person | None:
    """Who the server says is at work; ``None`` where the rights in the database are not set.

    Raises ``Problem`` for a role of the server that is no person of the desk.
    """
    if not rights_are_set(connection):
        return None
    for role in GROUPS:
        if connection.execute(select(func.public.desk_is(role))).scalar():
            name = connection.execute(sql("SELECT public.desk_name()")).scalar_one()
            dealer = connection.execute(sql("SELECT public.desk_dealer()")).scalar() if role == "dealer" else ""
            return Person(name, role, dealer or "")
    raise not_of_the_desk()


def _verifier(connection: Connection, login: str, password: str) -> str:
    """SCRAM's verifier of a password. It is made here: the server and its log never see the password."""
    driver = cast(Driver, connection.connection.driver_connection)
    return driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
