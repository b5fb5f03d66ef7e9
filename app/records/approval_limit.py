"""The amount above which a refund waits for a supervisor, among the settings of the organisation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.records.organisation_settings import change_setting, read_setting
from app.terms.clause import Cents

_NAME = "approval_above"
_NO_LIMIT = ""
"""What stands there once a limit was taken away again."""


def read_limit(session: Session) -> Cents | None:
    """The amount; ``None`` where refunds of any amount go without a supervisor."""
    found = read_setting(session, _NAME, _NO_LIMIT)
    return None if found == _NO_LIMIT else Cents(found)


def change_limit(session: Session, amount: Cents | None, *, by: str, at: datetime) -> None:
    """Set the amount for all desks, ``None`` for no limit; an entry in the journal says who did."""
    change_setting(session, _NAME, _NO_LIMIT if amount is None else int(amount), by=by, at=at)
