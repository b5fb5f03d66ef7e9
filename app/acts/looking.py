"""Writes down who looked at what, for as many days as the settings say (Data Act, article 4(5): no excess logs)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.records import looks
from app.records.dossier import find_key
from app.records.rows import Dossier
from app.records.schema import sqlite_path

if TYPE_CHECKING:
    from app.start import Desk


def looked_at_dossier(desk: Desk, dossier: Dossier) -> None:
    """The person at the desk opened a dossier. Raises ``Problem`` where that cannot be written down."""
    vehicle_id = dossier.vehicle.id if dossier.vehicle else None
    _look(desk, dossier.customer.id, vehicle_id, looks.DOSSIER, dossier.customer.number)


def looked_at_letter(desk: Desk, number: str) -> None:
    """The person at the desk opened an issued letter, on the screen or as a file."""
    with desk.records.reading() as session:
        key = find_key(session, letter_number=number)
    _look(desk, key.customer_id if key else None, None, looks.LETTER, number)


def remove_old_looks(desk: Desk) -> int:
    """Remove the looks that were kept long enough, and return how many; a removal is an entry of the journal."""
    limit = desk.now() - timedelta(desk.looks_kept)
    with desk.records.writing() as session:
        return looks.remove_before(session, limit, at=desk.now(), by=desk.person.name)


def _look(desk: Desk, customer_id: int | None, vehicle_id: int | None, what: str, on: str) -> None:
    if desk.looks_kept:
        with desk.records.writing() as session:
            looks.add_look(session, customer_id, vehicle_id, at=desk.now(), by=desk.person.name, what=what, on=on)
    # Of a server's looks the administrator lets go (``connected-desk db tidy``): a desk has no right to.
    if sqlite_path(desk.url) is not None:
        remove_old_looks(desk)
