"""The readings of contested points an organisation chose for all its cases, by whom, and since when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.journal import journal
from app.records.tables import OrganisationReading


def read_readings(session: Session) -> frozenset[str]:
    """The readings chosen against the default, as ``G40 C``."""
    return frozenset(session.scalars(select(OrganisationReading.reading)))


def choose_reading(session: Session, point: str, reading: str, *, default: bool, by: str, at: datetime) -> None:
    """Read a point so in every new case; with ``default`` nothing needs to be kept but the journal's entry."""
    row = session.get(OrganisationReading, point)
    if default:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(OrganisationReading(point=point, reading=reading, chosen_by=by, chosen_at=at))
    else:
        row.reading, row.chosen_by, row.chosen_at = reading, by, at
    journal(session, None, None, at=at, by=by, what="reading_chosen", on=reading)
