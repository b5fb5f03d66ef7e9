"""The roles of a server that stand behind the desk: a group for each of its roles, the owner, and the keeper of logins.

Nobody signs in as one of them. The owner has the tables and functions: who set the database up upgrades it and backs it
up as the owner, and nobody else is a member. An administrator of the desk is none of the server's: the keeper may make
roles, and does so only for administrators and only for people of the desk (:mod:`app.records.keeper`).
"""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy import text as sql

OWNER = "desk_owner"
KEEPER = "desk_keeper"
GROUPS = {
    "administrator": "desk_administrator",
    "supervisor": "desk_supervisor",
    "dealer": "desk_dealer",
    "agent": "desk_agent",
}
"""The group of each role of the desk, the one with most rights first."""

_BEFORE = GROUPS["administrator"]
"""Whom a database belonged to when an older version of the program set it up."""


def rights_are_set(connection: Connection) -> bool:
    """Whether the database belongs to the desk's owner, as ``connected-desk db create`` leaves it."""
    return _owner(connection) == OWNER


def set_up_before(connection: Connection) -> bool:
    """Whether an older version set the rights, and the administrators own what the owner should."""
    return _owner(connection) == _BEFORE


def is_owner(connection: Connection) -> bool:
    """Whether who is at work may do what only the owner may; also where the rights were never set."""
    owner = _owner(connection)
    if owner not in (OWNER, _BEFORE):
        return True
    return bool(
        connection.execute(sql("SELECT pg_has_role(current_user, :owner, 'member')"), {"owner": owner}).scalar()
    )


def act_as_owner(connection: Connection) -> None:
    """What this transaction makes belongs to the owner, where the database does."""
    owner = _owner(connection)
    if owner in (OWNER, _BEFORE):
        connection.execute(sql(f"SET LOCAL ROLE {owner}"))


def make_groups(connection: Connection) -> None:
    """Make the roles where they are missing, and the person at work an administrator who may act as the owner."""
    known = set(connection.execute(sql("SELECT rolname FROM pg_roles")).scalars())
    for role in (*GROUPS.values(), OWNER, KEEPER):
        if role not in known:
            connection.execute(sql(f"CREATE ROLE {role} NOLOGIN{' CREATEROLE' if role == KEEPER else ''}"))
    connection.execute(sql(f"GRANT {GROUPS['agent']} TO {GROUPS['supervisor']}"))
    others = ", ".join(group for role, group in GROUPS.items() if role != "administrator")
    connection.execute(sql(f"GRANT {others} TO {GROUPS['administrator']}"))
    connection.execute(sql(f"GRANT {', '.join(GROUPS.values())} TO {KEEPER} WITH ADMIN OPTION"))
    connection.execute(sql(f"GRANT {KEEPER} TO {OWNER}"))
    if set_up_before(connection):
        _take_the_servers_rights(connection, others)
    for role in (OWNER, GROUPS["administrator"]):
        member = "SELECT rolsuper OR pg_has_role(oid, :role, 'member') FROM pg_roles WHERE rolname = current_user"
        if not connection.execute(sql(member), {"role": role}).scalar():
            connection.execute(sql(f"GRANT {role} TO CURRENT_USER WITH ADMIN OPTION"))


def _take_the_servers_rights(connection: Connection, groups: str) -> None:
    """An older version gave every administrator the right to make roles."""
    connection.execute(sql(f"REVOKE ADMIN OPTION FOR {groups} FROM {_BEFORE}"))
    people = "SELECT quote_ident(login) FROM people JOIN pg_roles ON rolname = login WHERE rolcreaterole"
    for login in connection.execute(sql(people)).scalars().all():
        connection.execute(sql(f"ALTER ROLE {login} NOCREATEROLE"))
        connection.execute(sql(f"REVOKE ADMIN OPTION FOR {_BEFORE} FROM {login}"))


def take_over(connection: Connection) -> None:
    """Give the database and everything in it to the owner."""
    name = connection.execute(sql("SELECT quote_ident(current_database())")).scalar_one()
    connection.execute(sql(f"ALTER DATABASE {name} OWNER TO {OWNER}"))
    tables = "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    for table in connection.execute(sql(tables)).scalars().all():
        connection.execute(sql(f"ALTER TABLE public.{table} OWNER TO {OWNER}"))
    # Ours, as a backup brings them back; those of an extension stay its own.
    functions = "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname ~ :ours"
    for function in connection.execute(sql(functions), {"ours": "^(desk|guard|keeper)_"}).scalars().all():
        connection.execute(sql(f"ALTER FUNCTION {function} OWNER TO {OWNER}"))


def _owner(connection: Connection) -> str:
    """Whom the database belongs to; empty for a file."""
    if connection.dialect.name != "postgresql":
        return ""
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    return str(connection.execute(sql(owner)).scalar_one())
