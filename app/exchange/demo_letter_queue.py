"""Letters of the demonstration that wait to be printed: some ready, some late, one held back, one after a paper jam.

One was printed and one mailed this morning.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.exchange.demo_letters import issue
from app.records import numbers, tables
from app.records.dossier import read_dossier
from app.records.print_jobs import note_dispatch

CASES = 10
"""So many of the newest cases: enough for a queue, few enough to start quickly."""

_SUPERVISOR = "Karin Maes"
_PRINTER = "front-desk"


def fill_letter_queue(session: Session, people: int, on: date) -> None:
    """Issue the letters of the newest cases of everybody but the first ``people``, and let some have been printed."""
    case, vehicle = tables.Case, tables.Vehicle
    newest = (
        select(case.number, case.customer_id, vehicle.vin, case.channel)
        .join(vehicle, vehicle.id == case.vehicle_id)
        .where(case.customer_id > people, case.act == "termination", case.state == "done")
        .order_by(case.recorded_at.desc(), case.number)
        .limit(CASES)
    )
    for number, customer_id, vin, channel in reversed(session.execute(newest).all()):
        dossier = read_dossier(session, customer_id, vin)
        if dossier is not None:
            issue(session, dossier, number, channel, "ready")
    letter = tables.Letter
    waiting = session.execute(
        select(letter.id, letter.language, letter.pages).where(letter.state == "ready").order_by(letter.id)
    ).all()
    if len(waiting) < CASES:
        return
    # Written long ago, most of them would be late: all but three leave today or later.
    for at, row in enumerate(waiting[3:]):
        _set(session, row.id, send_by=on + timedelta(days=at % 3))
    _set(session, waiting[4].id, state="held")
    printed_at = datetime.combine(on, time(8, 40))
    for row, state, said in ((waiting[5], "printed", ""), (waiting[6], "failed", "media-jam-error")):
        _job(session, row.id, row.language, row.pages, printed_at, state, said)
        _set(session, row.id, state=state)
    note_dispatch(session, [waiting[5].id], "printed", by=_SUPERVISOR, at=printed_at)
    _set(session, waiting[7].id, state="mailed")
    note_dispatch(session, [waiting[7].id], "mailed", by=_SUPERVISOR, at=printed_at)


def _set(session: Session, letter_id: int, **values: object) -> None:
    session.execute(update(tables.Letter).where(tables.Letter.id == letter_id).values(**values))


def _job(session: Session, letter_id: int, language: str, pages: int, at: datetime, state: str, said: str) -> None:
    job = tables.PrintJob(
        number=numbers.next_number(session, numbers.PRINT_JOBS, at.year),
        made_at=at,
        made_by=_SUPERVISOR,
        language=language,
        printer=_PRINTER,
        sides="one-sided",
        state=state,
        said=said,
        ended_at=at,
    )
    session.add(job)
    session.flush()
    session.add(
        tables.PrintedLetter(job_id=job.id, letter_id=letter_id, position=0, pages=pages, state=state, said=said)
    )
    session.flush()
