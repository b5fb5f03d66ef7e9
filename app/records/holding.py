"""Keeps two desks from acting for one customer at the same moment."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import tables


def hold(session: Session, customer_id: int) -> None:
    """Let nobody else act for this customer until the transaction ends: who comes second then sees what was written.

    SQLite has one writer at a time anyway, and knows no such lock.
    """
    table = tables.Customer
    session.execute(select(table.id).where(table.id == customer_id).with_for_update())
