"""A database on a server as an administrator sets it up, with a person of each role."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from app.records import people, server, tables
from app.records.people import By
from app.records.store import Records
from tests.postgresql import Server

PASSWORD = "correct horse battery"
NOW = datetime(2026, 12, 28, 14, 2)
BY = By("Marc Lambert", NOW)
SUPERVISOR_ACTS = ("breach", "sanctions")
DEALERS = ("D-71", "D-72")


def set_up(desks: Server) -> str:
    """The owner's address of a new database with its rights, two dealerships and nobody in it."""
    url = desks.new()
    server.create(url, SUPERVISOR_ACTS)
    with Records(url) as records, records.writing() as session:
        session.add_all(tables.Dealer(number=number, name=f"Garage {number}") for number in DEALERS)
    return url


def add(url: str, login: str, role: str, dealer: str = "") -> str:
    """Let somebody sign in; their address."""
    with Records(url) as records, records.writing() as session:
        people.add_person(
            session, login, name=f"{login.title()} Claes", role=role, dealer_number=dealer, password=PASSWORD, by=BY
        )
    return address_of(url, login)


def address_of(url: str, login: str, password: str = PASSWORD) -> str:
    """The address of the same database for somebody else."""
    return make_url(url).set(username=login, password=password).render_as_string(hide_password=False)


def psql(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What somebody gets who bypasses the desk; an error of the server is raised."""
    address = make_url(url)
    login = {"user": address.username, "password": address.password, "dbname": address.database}
    with closing(psycopg.connect(host=str(address.query["host"]), **login)) as connection:
        done = connection.execute(statement)
        found = done.fetchall() if done.description else []
        connection.commit()
        return found


def case(number: str, vehicle_id: int | None = None, *, act: str = "sim_deactivation", state: str = "open") -> Any:
    """A case of customer 1."""
    return tables.Case(
        number=number,
        customer_id=1,
        vehicle_id=vehicle_id,
        act=act,
        subject_kind="sim",
        subject=number,
        state=state,
        received_on=date(2026, 12, 28),
        recorded_at=NOW,
        agent="Anna Claes",
    )
