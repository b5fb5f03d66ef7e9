"""Which revision of the schema a database has, and what to do about it."""

from __future__ import annotations

from sqlalchemy import Engine

from app.records.tables import Base


def prepare(url: str, engine: Engine) -> None:
    """Make the tables that are missing."""
    Base.metadata.create_all(engine)
