"""People as roles of PostgreSQL: the server keeps the password (SCRAM) and the lock, and the group gives the rights."""

from __future__ import annotations

from typing import cast

from psycopg import Connection as Driver
from psycopg.sql import SQL, Identifier, Literal
from sqlalchemy import Connection
from sqlalchemy import text as sql

from app.config import Person
from app.problems import Problem, not_of_the_desk
from app.records.rights import GROUPS, OWNER, rights_are_set
from app.terms.clause import Refusal, because


def add(connection: Connection, login: str, role: str, password: str) -> None:
    """Make the role ``login`` in the group of ``role``. ``Refusal`` where the server has such a role already."""
    if not rights_are_set(connection):
        raise Problem(
            because("The rights in this database are not set: an administrator runs “connected-desk db create” first.")
        )
    if connection.execute(sql("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": login}).scalar():
        raise Refusal(because("The server has a role “{login}” already: choose another login.", login=login))
    _run(connection, "CREATE ROLE {login} LOGIN", login)
    change_password(connection, login, password)
    _join(connection, login, role)


def change_password(connection: Connection, login: str, password: str) -> None:
    """Set a password. It is turned into SCRAM's verifier here: the server and its log never see it."""
    driver = _driver(connection)
    verifier = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    driver.execute(SQL("ALTER ROLE {} PASSWORD {}").format(Identifier(login), Literal(verifier)))


def lock(connection: Connection, login: str, role: str) -> None:
    """Let the role sign in no more, and take its rights away at once, even while it is signed in."""
    _run(connection, "ALTER ROLE {login} NOLOGIN", login)
    _leave(connection, login, role)


def unlock(connection: Connection, login: str, role: str) -> None:
    """Let the role sign in again, with the rights it had."""
    _run(connection, "ALTER ROLE {login} LOGIN", login)
    _join(connection, login, role)


def change_group(connection: Connection, login: str, before: str, after: str) -> None:
    """Move the role from the group of one role of the desk to that of another."""
    _leave(connection, login, before)
    _join(connection, login, after)


def signed_in(connection: Connection) -> Person | None:
    """Who the server says is at work; ``None`` where the rights in the database are not set.

    Raises ``Problem`` for a role of the server that is no person of the desk.
    """
    if not rights_are_set(connection):
        return None
    for role, group in GROUPS.items():
        if connection.execute(sql("SELECT pg_has_role(session_user, :group, 'member')"), {"group": group}).scalar():
            name = connection.execute(sql("SELECT public.desk_name()")).scalar_one()
            dealer = connection.execute(sql("SELECT public.desk_dealer()")).scalar() if role == "dealer" else ""
            return Person(name, role, dealer or "")
    raise not_of_the_desk()


def _join(connection: Connection, login: str, role: str) -> None:
    group = GROUPS[role]
    _run(connection, f"GRANT {group} TO {{login}}{' WITH ADMIN OPTION' if group == OWNER else ''}", login)
    if group == OWNER:
        _run(connection, "ALTER ROLE {login} CREATEROLE", login)


def _leave(connection: Connection, login: str, role: str) -> None:
    _run(connection, f"REVOKE {GROUPS[role]} FROM {{login}}", login)
    if role == "administrator":
        _run(connection, "ALTER ROLE {login} NOCREATEROLE", login)


def _run(connection: Connection, statement: str, login: str) -> None:
    _driver(connection).execute(SQL(statement).format(login=Identifier(login)))


def _driver(connection: Connection) -> Driver:
    return cast(Driver, connection.connection.driver_connection)
