"""Wizards that somebody has begun: small JSON objects kept per person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.records import tables


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it was last saved. ``key`` tells a person's drafts apart; ``content`` is the wizard's own business."""

    key: str
    content: Mapping[str, Any]
    saved_at: datetime


def save_draft(session: Session, person: str, key: str, content: Mapping[str, Any], *, at: datetime) -> None:
    """Keep ``content`` as the person's draft called ``key``, in place of an earlier one."""
    row = _draft(session, person, key)
    if row is None:
        session.add(tables.Draft(person=person, key=key, content=dict(content), saved_at=at))
    else:
        row.content, row.saved_at = dict(content), at
    session.flush()


def load_drafts(session: Session, person: str) -> tuple[StoredDraft, ...]:
    """The person's drafts, the one saved last at the end."""
    table = tables.Draft
    found = session.execute(
        select(table.key, table.content, table.saved_at)
        .where(table.person == person)
        .order_by(table.saved_at, table.id)
    )
    return tuple(StoredDraft(*one) for one in found)


def drop_draft(session: Session, person: str, key: str) -> None:
    """Forget a draft; nothing happens when there is none."""
    session.execute(delete(tables.Draft).where(tables.Draft.person == person, tables.Draft.key == key))


def _draft(session: Session, person: str, key: str) -> tables.Draft | None:
    table = tables.Draft
    return session.execute(select(table).where(table.person == person, table.key == key)).scalar_one_or_none()
