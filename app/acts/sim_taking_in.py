"""Carries over to the case what a dealer reported: the state of the SIM, what rested, the letter, who goes on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.acts.issuing import issue
from app.acts.plan import Sheet
from app.acts.sim_effect import activated
from app.acts.sim_jobs_queue import DESK
from app.acts.wording import booked
from app.letters.matter import DealerLine, Particulars
from app.records import case_life, endings, sim_jobs, suspensions, tables
from app.records.dossier import read_dossier
from app.records.holding import hold
from app.records.journal import journal
from app.records.rows import Dossier
from app.terms.calendar import Country, days_after, rolled
from app.terms.clause import Refusal
from app.terms.money import vat_percent

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

REASSIGN = "reassign"
"""What is due on a case whose dealer could not do the job."""

_CARRIES_OVER = "agent"
"""The report moves the case, whoever sits at the desk that hears of it."""


def take_in(desk: Desk) -> tuple[str, ...]:
    """Take in every report that no desk has taken in yet, each in a transaction of its own; the numbers of the cases.

    Of several desks that hear of a report one takes it in. A dealer of a server may not: a desk of an agent does.
    """
    if desk.records.on_a_server and desk.person.role not in DESK:
        return ()
    with desk.records.reading() as session:
        waiting = sim_jobs.reported(session)
    return tuple(number for number in waiting if _take_in(desk, number))


def _take_in(desk: Desk, case_number: str) -> bool:
    try:
        with desk.records.writing(lasting=True) as session:
            return _carried_over(session, desk, case_number)
    except Refusal:
        # Somebody moved this case meanwhile: the next round finds it as it is then, and the others go on.
        return False


def _carried_over(session: Session, desk: Desk, case_number: str) -> bool:
    job = sim_jobs.hold_report(session, case_number)
    case = session.scalars(select(tables.Case).where(tables.Case.number == case_number)).one()
    if job is None:
        return False
    hold(session, case.customer_id)
    dossier = read_dossier(session, case.customer_id, job.vin)
    if dossier is None:
        return False
    if job.state == "done":
        _done(session, desk, dossier, job)
        _say(session, desk, case, "sim_job_done")
        if job.iccid and job.iccid_read != job.iccid:
            _say(session, desk, case, "sim_job_other_card")
    else:
        _not_possible(session, desk, case, job, dossier.customer.country)
        _say(session, desk, case, "sim_job_not_possible")
    sim_jobs.take_in(session, job, desk.now())
    if job.state == "done":
        case_life.finish_if_carried_out(session, case_number, by=desk.person.name, at=desk.now())
    return True


def _done(session: Session, desk: Desk, dossier: Dossier, job: tables.SimJob) -> None:
    on = job.done_at.date() if job.done_at else desk.today()
    vehicle = dossier.vehicle
    place = sim_jobs.place(session, job.dealer_number)
    if vehicle is not None and vehicle.sim is not None:
        state = "active" if job.switch == "on" else "partial" if job.functions else "off"
        by = ", ".join(part for part in (place.name if place else "", job.done_by) if part)
        endings.change_sim(session, vehicle.id, state=state, on=on, by=by, case_number=job.case_number)
    if job.switch == "on":
        _lift(session, dossier, on, job.case_number)
    sheet = Sheet(
        kind="sim_done",
        subject="sim",
        concluded_on=dossier.contract.concluded_on if dossier.contract else None,
        legal_functions=tuple(job.functions),
        activated=tuple(booked(row) for row in activated(dossier, on)) if job.switch == "off" else (),
        dealer=DealerLine(place.name, place.town, "") if place else None,
        terminates_too=dossier.contract is None or bool(dossier.contract.ended_as),
        particulars=Particulars(variant=f"switch_{job.switch}", done_at=job.done_at),
    )
    percent = vat_percent(dossier.customer.country, desk.today())
    issue(session, desk, dossier, sheet, None, case_number=job.case_number, vat_percent=percent)


def _lift(session: Session, dossier: Dossier, on: date, case_number: str) -> None:
    """What rested because the SIM was off works again from the day it is on."""
    contract = dossier.contract
    own = {contract.number, *(row.number for row in contract.bookings)} if contract else set()
    for one in dossier.suspensions:
        if one.cause == "sim_off" and one.until_on is None and one.subject in own:
            suspensions.lift(session, one.id, until_on=on - timedelta(1), case_number=case_number)


def _not_possible(session: Session, desk: Desk, case: tables.Case, job: tables.SimJob, country: Country) -> None:
    """Back to the agents, who find another dealer by the next working day."""
    case.due_on, case.due_what = rolled(days_after(desk.today(), 1), country), REASSIGN
    session.flush()
    if case.state == "being_carried_out":
        case_life.move_case(
            session,
            case.number,
            "open",
            by=desk.person.name,
            role=_CARRIES_OVER,
            at=desk.now(),
            reason=_reported(session, job),
        )


def _reported(session: Session, job: tables.SimJob) -> str:
    """Why the job was not possible, who says so, where and when, and the card they read: it stays with the case when
    the job goes to another dealer. As people wrote it; the same in every language.
    """
    place = sim_jobs.place(session, job.dealer_number)
    when = f"{job.done_at:%d/%m/%Y %H:%M}" if job.done_at else ""
    said = ", ".join(part for part in (place.name if place else "", job.done_by, when, job.iccid_read) if part)
    return f"{job.reason} ({said})"


def _say(session: Session, desk: Desk, case: tables.Case, what: str) -> None:
    by = desk.person.name
    journal(session, case.customer_id, case.vehicle_id, at=desk.now(), by=by, what=what, on=case.number)
