"""Who has which dossier open at this moment. A desk says so again and again; one that fell silent is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from app.records.journal import tell
from app.records.tables import Customer, Presence

STAYS = 90
"""Seconds for which a desk counts as there after it said so."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at another desk who has a dossier of this customer open; ``act`` is what they enter, if anything."""

    person: str
    customer_id: int
    act: str


def say_present(session: Session, desk: str, person: str, here: Mapping[int, str]) -> None:
    """This desk has the dossiers of these customers open, and no others. Each customer comes with an act or ``""``."""
    table, now = Presence, _now(session)
    standing = session.execute(select(table.customer_id, table.act).where(table.desk == desk))
    before = {one.customer_id: one.act for one in standing}
    session.execute(delete(table).where(or_(table.desk == desk, table.until < now)))
    for customer_id, act in sorted(here.items()):
        row: dict[str, Any] = {"desk": desk, "person": person, "customer_id": customer_id, "act": act}
        session.execute(insert(table).values(**row, until=now + STAYS))
    for customer_id in sorted({*before, *here}):
        if before.get(customer_id) != here.get(customer_id):
            tell(session, customer_id)


def others_at(session: Session, desk: str, customers: Collection[int]) -> tuple[Present, ...]:
    """Who else has a dossier of these customers open."""
    table = Presence
    found = session.execute(
        select(table.person, table.customer_id, table.act)
        .where(table.customer_id.in_(customers), table.desk != desk, table.until >= _now(session))
        .order_by(table.id)
    )
    return tuple(dict.fromkeys(Present(*one) for one in found))


def versions_of(session: Session, customers: Collection[int]) -> dict[int, int]:
    """How often each of these customers was written to (:func:`app.records.journal.touch`)."""
    table = Customer
    found = session.execute(select(table.id, table.version).where(table.id.in_(customers)))
    return {one.id: one.version for one in found}


def _now(session: Session) -> ColumnElement[int]:
    """Seconds on the clock of the database: those of the desks differ."""
    server = session.get_bind().dialect.name == "postgresql"
    return cast(func.extract("epoch", func.now()) if server else func.strftime("%s", "now"), BigInteger)
