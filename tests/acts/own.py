"""Cases that wait for an agent, on the example dossier."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from app.config import Person
from app.records import case_life
from app.records.cases import NewCase, add_case
from app.start import Desk
from tests.acts.examples import NOW, dossier
from tests.acts.stored import AGENT, SUPERVISOR, desk_on

COLLEAGUE = "Tom Claes"
RECORDED = datetime(2026, 12, 21, 10, 0)


def office(folder: Path, person: Person | None = None) -> Desk:
    """A desk on a database without cases."""
    return desk_on(folder, dossier(), person=person or Person(AGENT))


def case_in(
    desk: Desk,
    number: str,
    *,
    state: str = "open",
    act: str = "complaint",
    agent: str = AGENT,
    due_on: date | None = None,
    due_what: str = "",
    reason: str = "",
) -> None:
    """Record a case and lead it to ``state``; ``reason`` is said at its last move."""
    first = "waits_for_approval" if state == "sent_back" else state
    with desk.records.writing(lasting=True) as session:
        case_id = add_case(
            session,
            NewCase(
                number=number,
                customer_id=1,
                vehicle_id=None,
                act=act,
                subjects=(("complaint", number),),
                state=first,
                received_on=RECORDED.date(),
                recorded_at=RECORDED,
                agent=agent,
                due_on=due_on,
                due_what=due_what,
            ),
        )
        case_life.note_recording(session, case_id, first, by=agent, role="agent", at=RECORDED)
        if state == "sent_back":
            case_life.move_case(
                session, number, state, by=SUPERVISOR, role="supervisor", at=NOW, reason=reason or "Ask for the bill."
            )
