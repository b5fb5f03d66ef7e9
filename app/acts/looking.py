"""Writes down who looked at what, for as many days as the settings say (Data Act, article 4(5): no excess logs)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.config import USUAL_LOOKS
from app.problems import usage
from app.records import looks
from app.records.dossier import find_key
from app.records.journal_words import DOSSIER, LETTER
from app.records.organisation_settings import change_setting, read_setting
from app.records.rows import Dossier
from app.terms.clause import because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk


SETTING = "looks_keep_days"
"""Under what name a server's database has the days."""


def looked_at_dossier(desk: Desk, dossier: Dossier) -> None:
    """The person at the desk opened a dossier. Raises ``Problem`` where that cannot be written down."""
    vehicle_id = dossier.vehicle.id if dossier.vehicle else None
    _look(desk, dossier.customer.id, vehicle_id, DOSSIER, dossier.customer.number)


def looked_at_letter(desk: Desk, number: str) -> None:
    """The person at the desk opened an issued letter, on the screen or as a file."""
    with desk.records.reading() as session:
        key = find_key(session, letter_number=number)
    _look(desk, key.customer_id if key else None, None, LETTER, number)


def days_kept(desk: Desk, session: Session) -> int:
    """For how many days looks are kept; 0: they are not written down.

    A server's desks have one answer, in the database; a database of one's own has that of its owner's settings.
    """
    return int(read_setting(session, SETTING, USUAL_LOOKS)) if desk.records.on_a_server else desk.looks_kept


def keep_for(desk: Desk, days: int) -> None:
    """Keep looks for so many days from now on, at every desk of a server's database."""
    if not desk.records.on_a_server:
        raise usage(because("For a database of one's own, keep_days in config.toml says how long looks are kept."))
    if days < 0:
        raise usage(because("The looks in the settings are kept for keep_days: a whole number of days."))
    with desk.records.writing() as session:
        change_setting(session, SETTING, days, by=desk.person.name, at=desk.now())


def remove_old_looks(desk: Desk) -> int:
    """Remove the looks that were kept long enough, and return how many; a removal is an entry of the journal."""
    with desk.records.writing() as session:
        limit = desk.now() - timedelta(days_kept(desk, session))
        return looks.remove_before(session, limit, at=desk.now(), by=desk.person.name)


def _look(desk: Desk, customer_id: int | None, vehicle_id: int | None, what: str, on: str) -> None:
    with desk.records.writing() as session:
        if days_kept(desk, session):
            looks.add_look(session, customer_id, vehicle_id, at=desk.now(), by=desk.person.name, what=what, on=on)
    # Of a server's looks the administrator lets go (``connected-desk db tidy``): a desk has no right to.
    if not desk.records.on_a_server:
        remove_old_looks(desk)
