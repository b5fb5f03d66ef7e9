"""Notes on a dossier: what an agent wants the next one to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.dossier import read_dossier
from app.records.journal import add_note as store
from app.records.rows import DossierKey
from app.terms.clause import Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk

LONGEST = 4000
"""Characters of one note."""


def add_note(desk: Desk, key: DossierKey, text: str) -> None:
    """Write a note under the agent's name. Raises ``WrongInput`` for an empty or an endless one."""
    kept = text.replace("\0", "").strip()
    if not kept:
        raise WrongInput("text", because("Write something first: the note is empty."))
    if len(kept) > LONGEST:
        raise WrongInput("text", because("The note is too long: keep it under {count} characters.", count=LONGEST))
    with desk.records.writing() as session:
        dossier = read_dossier(session, *key)
        if dossier is None:
            raise Refusal(because("This dossier does not exist any more."))
        vehicle_id = dossier.vehicle.id if dossier.vehicle else None
        store(session, dossier.customer.id, vehicle_id, at=desk.now(), by=desk.person.name, text=kept)
