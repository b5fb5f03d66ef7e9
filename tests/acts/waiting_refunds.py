"""Refunds on their way, in a database of either engine, and desks of a supervisor and an agent on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.acts.refund_accounts import PAYING_ACCOUNT, PayingAccount
from app.config import Person
from app.records import tables
from app.records.interest_rates import enter_rate
from app.records.organisation_settings import change_setting
from app.records.store import Records
from app.start import Desk
from app.terms.clause import Cents
from tests.records.examples import NOW, PEOPLE, TODAY, add_person

AGENT = Person("Anna Willems")
SUPERVISOR = Person("Karin Maes", "supervisor")
IBANS = ("BE68539007547034", "LU280019400644750000", "DE89370400440532013000")
"""Examples of the banks' own handbooks; nobody's accounts."""

PAYING = PayingAccount("MINI Connected Contactcentrum", "BE71096123456769", "GKCCBEBB")


@cache
def empty_file() -> bytes:
    """A database file with the newest schema and nothing in it, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        with Records(f"sqlite:///{path}") as records:
            records.prepare()
        return path.read_bytes()


def address_on(engine: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of a database that belongs to one test: the newest schema, and not a row."""
    if engine == "postgresql":
        return str(request.getfixturevalue("server_database"))
    (folder / "desk.db").write_bytes(empty_file())
    return f"sqlite:///{folder / 'desk.db'}"


def desk_of(url: str, person: Person = SUPERVISOR, on: date = TODAY) -> Desk:
    """A desk on the fixed day."""
    return Desk(url, person, "en", lambda: NOW.replace(year=on.year, month=on.month, day=on.day))


def prepare(desk: Desk, count: int = 0, **changes: Any) -> tuple[int, ...]:
    """People, the account that pays, a rate of interest, and ``count`` refunds to release; their ids."""
    with desk.records.writing() as session:
        for number, family, given, town in PEOPLE:
            add_person(session, number, family, given, town=town)
        change_setting(session, PAYING_ACCOUNT, PAYING._asdict(), by="Karin Maes", at=NOW)
        enter_rate(session, date(2026, 1, 1), Decimal("3.65"), by="Mia Peeters", at=NOW)
        return tuple(add_refund(session, at, **changes) for at in range(1, count + 1))


def add_refund(session: Session, at: int, **changes: Any) -> int:
    """A refund of a case of its own: 100 euros and as many cents, to an account, due in a week; its id."""
    person = PEOPLE[at % len(PEOPLE)][0]
    case: dict[str, Any] = {
        "number": f"C-2026-{at:05}",
        "customer_id": person,
        "act": "withdrawal",
        "subject_kind": "booking",
        "subject": f"BK-{at}",
        "state": "being_carried_out",
        "received_on": date(2026, 12, 10),
        "recorded_at": NOW,
        "agent": "Anna Willems",
    }
    refund: dict[str, Any] = {
        "customer_id": person,
        "case_number": case["number"],
        "subject": case["subject"],
        "amount": Cents(10_000 + at),
        "due_by": date(2027, 1, 4),
        "means": "transfer",
        "iban": IBANS[at % len(IBANS)],
        "holder": "Elke De Smet",
        "state": "to_release",
    }
    session.add(tables.Case(**case | {name: changes.pop(name) for name in tuple(changes) if name in _OF_CASE}))
    session.flush()
    row = tables.Refund(**refund | changes)
    session.add(row)
    session.flush()
    return row.id


_OF_CASE = ("agent", "act", "received_on")


def refund(desk: Desk, refund_id: int) -> tables.Refund:
    """A refund as the database holds it."""
    with desk.records.reading() as session:
        return session.execute(select(tables.Refund).where(tables.Refund.id == refund_id)).scalar_one()


def case_state(desk: Desk, number: str) -> str:
    """The state of a case."""
    with desk.records.reading() as session:
        return session.execute(select(tables.Case.state).where(tables.Case.number == number)).scalar_one()
