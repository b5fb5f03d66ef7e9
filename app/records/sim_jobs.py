"""The jobs for dealers: a SIM to be switched off or on for a case, what the dealer reports, and another dealer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.records.organisation_settings import read_setting
from app.records.rows import Vehicle
from app.records.tables import Case, Dealer, SimJob
from app.terms.calendar import Country, days_after, rolled
from app.terms.clause import Refusal, because

DAYS = "sim_job_days"
"""The name of the setting: working days a dealer has for a job."""

USUAL_DAYS = 5
"""The terms name no period (MC 1.6). The customer has to bring the car: within a working week there is an appointment,
and what the customer asked for in one week does not wait for the one after the next."""

WORKED_ON = ("open", "approved", "being_carried_out")
"""States of a case whose job somebody has to do; what waits for approval, or was cancelled, no dealer touches."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a dealer reports: ``done``, or why not. ``at`` is when it was done or tried, ``iccid`` what the SIM says.

    ``by`` reports it at the moment ``reported_at``; a server fills in both itself.
    """

    done: bool
    at: datetime
    by: str
    reported_at: datetime
    iccid: str = ""
    reason: str = ""


class Place(NamedTuple):
    """Where a job is done."""

    name: str
    town: str
    phone: str


def order_job(
    session: Session,
    vehicle: Vehicle,
    *,
    case_number: str,
    dealer_number: str | None,
    switch: str,
    ordered_on: date,
    functions: tuple[str, ...],
) -> int:
    """Order the SIM of a vehicle to be switched ``off | on`` and return the job's id. One case orders one job.

    ``dealer_number`` is ``None`` where no dealer is on record; ``functions`` stay on by law.
    """
    job = SimJob(
        case_number=case_number,
        dealer_number=dealer_number,
        switch=switch,
        ordered_on=ordered_on,
        vin=vehicle.vin,
        plate=vehicle.plate,
        model=vehicle.model,
        iccid=vehicle.sim.iccid if vehicle.sim else "",
        functions=functions,
        due_on=due_day(session, dealer_number, ordered_on) if _goes_on(session, case_number) else None,
    )
    session.add(job)
    session.flush()
    return job.id


def due_day(session: Session, dealer_number: str | None, ordered_on: date) -> date:
    """The last day for a job ordered on a day: some working days later, counted where the dealer works."""
    country = session.execute(select(Dealer.country).where(Dealer.number == dealer_number)).scalar() or "BE"
    return last_day(ordered_on, read_setting(session, DAYS, USUAL_DAYS), cast(Country, country))


def last_day(ordered_on: date, days: int, country: Country) -> date:
    """The last of so many working days that follow a day."""
    day = ordered_on
    for _ in range(days):
        day = rolled(days_after(day, 1), country)
    return day


def place(session: Session, dealer_number: str | None) -> Place | None:
    """Name, town and phone of a dealer; ``None`` for an unknown one."""
    found = session.execute(
        select(Dealer.name, Dealer.town, Dealer.phone).where(Dealer.number == dealer_number)
    ).first()
    return None if found is None else Place(found.name, found.town, found.phone)


def due_from(session: Session, case_number: str, on: date) -> None:
    """Count the days for the job of a case anew: from the day a supervisor approved it, and not from its recording."""
    job = session.scalars(select(SimJob).where(SimJob.case_number == case_number)).one_or_none()
    if job is not None and job.state != "done":
        job.due_on = due_day(session, job.dealer_number, on)
        session.flush()


def call_off(session: Session, case_number: str) -> None:
    """Nobody has to do the job of a case any more: the case does not go ahead."""
    left = (SimJob.case_number == case_number, SimJob.state != "done")
    session.execute(update(SimJob).where(*left).values(due_on=None).execution_options(synchronize_session="fetch"))


def worked_on() -> ColumnElement[bool]:
    """That somebody works on the case of a job. A dealer of a server may not ask this: there the server itself does."""
    return select(Case.id).where(Case.number == SimJob.case_number, Case.state.in_(WORKED_ON)).exists()


def report(session: Session, case_number: str, version: int, said: Report, *, only_for: str = "") -> None:
    """Write what was reported on an open job, once. ``only_for`` is the dealer it must be at, empty for any.

    ``Refusal`` where somebody reported before or it went to another dealer. One statement: of two reports one counts.
    """
    at_dealer = (SimJob.dealer_number == only_for,) if only_for else ()
    written = session.execute(
        update(SimJob)
        .where(
            SimJob.case_number == case_number,
            SimJob.version == version,
            SimJob.state == "open",
            SimJob.due_on.is_not(None),
            *at_dealer,
        )
        .values(
            state="done" if said.done else "not_possible",
            done_at=said.at,
            done_by=said.by,
            iccid_read=said.iccid,
            reason=said.reason,
            reported_at=said.reported_at,
            version=version + 1,
        )
        .returning(SimJob.id)
        .execution_options(synchronize_session=False)
    )
    if written.first() is None:
        raise _changed(case_number)


def reported(session: Session) -> tuple[str, ...]:
    """The cases whose dealer has reported what no desk has taken in yet, the oldest first."""
    found = select(SimJob.case_number).where(*_UNTAKEN, worked_on()).order_by(SimJob.reported_at, SimJob.id)
    return tuple(session.scalars(found))


def hold_report(session: Session, case_number: str) -> SimJob | None:
    """The reported job of a case, held until the transaction ends; ``None`` where another desk takes it in."""
    found = select(SimJob).where(SimJob.case_number == case_number, *_UNTAKEN, worked_on())
    return session.scalars(found.with_for_update(skip_locked=True, of=SimJob)).one_or_none()


def take_in(session: Session, job: SimJob, at: datetime) -> None:
    """Note that the desk has carried the report over to the case."""
    job.taken_in_at = at
    job.version += 1
    session.flush()


def pass_on(session: Session, case_number: str, version: int, dealer_number: str, on: date) -> SimJob:
    """Give a job that is not done to another dealer, with days of its own. ``Refusal`` where it changed meanwhile."""
    found = select(SimJob).where(SimJob.case_number == case_number, worked_on())
    job = session.scalars(found.with_for_update(of=SimJob)).one_or_none()
    if job is None or job.version != version or job.state == "done":
        raise _changed(case_number)
    job.dealer_number, job.due_on = dealer_number, due_day(session, dealer_number, on)
    job.state, job.done_at, job.done_by, job.iccid_read, job.reason = "open", None, "", "", ""
    job.reported_at = job.taken_in_at = None
    job.version += 1
    session.flush()
    return job


def _goes_on(session: Session, case_number: str) -> bool:
    state = session.execute(select(Case.state).where(Case.number == case_number)).scalar()
    return state in WORKED_ON


_UNTAKEN = (SimJob.state != "open", SimJob.taken_in_at.is_(None))


def _changed(case_number: str) -> Refusal:
    return Refusal(
        because(
            "The job of case {case} has changed since: somebody reported on it, or it went to another dealer. "
            "Nothing was written.",
            case=case_number,
        )
    )
