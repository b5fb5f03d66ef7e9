"""What the organisation sets once for all its desks: read by name, changed with an entry in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.journal import journal
from app.records.tables import OrganisationSetting


def read_setting(session: Session, name: str, usual: Any) -> Any:
    """The value set under ``name``, in types JSON knows; ``usual`` where nobody has set one."""
    table = OrganisationSetting
    found = session.execute(select(table.value).where(table.name == name)).one_or_none()
    return usual if found is None else found.value


def change_setting(session: Session, name: str, value: Any, *, by: str, at: datetime) -> None:
    """Set ``name`` for all desks. The journal says who did and what, not to which value: that may be an account."""
    row = session.get(OrganisationSetting, name)
    if row is None:
        session.add(OrganisationSetting(name=name, value=value, changed_by=by, changed_at=at))
    else:
        row.value, row.changed_by, row.changed_at = value, by, at
    journal(session, None, None, at=at, by=by, what="setting_changed", on=name)
