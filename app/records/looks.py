"""Who looked at which dossier or letter: written down when it is opened, and removed when it is old enough."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.records import chain
from app.records.journal import journal
from app.records.journal_words import REMOVED
from app.records.tables import Look, LookEnd


def add_look(
    session: Session, customer_id: int | None, vehicle_id: int | None, *, at: datetime, by: str, what: str, on: str
) -> None:
    """Write down that somebody opened a dossier or a letter (``what``) with the number ``on``."""
    look = {"customer_id": customer_id, "vehicle_id": vehicle_id, "at": at, "by": by, "what": what, "on": on}
    chain.add_entries(session.connection(), [look], chain.LOOKS)


def remove_before(session: Session, limit: datetime, *, at: datetime, by: str) -> int:
    """Remove the looks before ``limit`` and return how many; the journal keeps who did so.

    Only those at the beginning go: one that stands behind a younger look, as after a clock was set back, waits for it.
    """
    table = Look
    if session.execute(select(table.id).where(table.at < limit).limit(1)).first() is None:
        return 0
    last, _ = chain.hold_end(session.connection(), chain.LOOKS)
    younger = session.execute(select(func.min(table.position)).where(table.at >= limit)).scalar()
    until = last if younger is None else younger - 1
    seal = session.execute(select(table.seal).where(table.position == until)).scalar()
    if seal is None:
        return 0
    gone = session.execute(select(func.count(table.id)).where(table.position <= until)).scalar_one()
    session.execute(delete(table).where(table.position <= until))
    session.execute(update(LookEnd).values(removed=until, removed_seal=seal))
    journal(session, None, None, at=at, by=by, what=REMOVED, on=str(until))
    return gone
