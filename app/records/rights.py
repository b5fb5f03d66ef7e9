"""Sets the rights in a server's database: who may connect, what each role may read and write, and what guards it.

A person is a role of PostgreSQL that is a member of one of the groups, and may connect to this database. The rules hold
for whoever signs in, with the desk or with ``psql``. Setting them again changes nothing. Names of roles, tables and
columns here are our own; logins are quoted by the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection
from sqlalchemy import text as sql

from app.records import guards, keeper, policies
from app.records.grants import ADMINISTRATOR, AGENT, DEALER, SUPERVISOR
from app.records.roles import GROUPS
from app.records.server_functions import WRITERS

_EVERYBODY = ", ".join(GROUPS.values())


def apply(connection: Connection, supervisor_acts: Iterable[str]) -> None:
    """Grant every right anew, as the owner. ``supervisor_acts`` are the acts only a supervisor may record."""
    for statement in _statements(connection, tuple(supervisor_acts)):
        # As the driver takes it: a colon in it is no parameter.
        connection.exec_driver_sql(statement.replace("%", "%%"))


def _statements(connection: Connection, supervisor_acts: tuple[str, ...]) -> Iterator[str]:
    database = connection.execute(sql("SELECT quote_ident(current_database())")).scalar_one()
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {_EVERYBODY}"
    people = "SELECT quote_ident(login) FROM people JOIN pg_roles ON rolname = login"
    for login in connection.execute(sql(people)).scalars().all():
        yield f"GRANT CONNECT ON DATABASE {database} TO {login}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {_EVERYBODY}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {_EVERYBODY}"
    of_roles = {"agent": AGENT, "supervisor": SUPERVISOR, "dealer": DEALER, "administrator": ADMINISTRATOR}
    for role, rights in of_roles.items():
        for table, right in rights.items():
            if right:
                yield f"GRANT {right} ON public.{table} TO {GROUPS[role]}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {GROUPS['agent']}"
    for function in WRITERS:
        yield f"REVOKE ALL ON FUNCTION public.{function} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION public.{function} TO {GROUPS['agent']}"
    yield from policies.QUESTIONS
    yield from guards.statements()
    yield from policies.statements(supervisor_acts)
    yield from keeper.statements()
