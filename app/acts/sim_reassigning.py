"""Gives a SIM job to another dealer: with days of its own, a new work order, and the reason in the life of the case."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.acts import wording
from app.acts.addresses import spaced_phone
from app.acts.issuing import issue
from app.acts.plan import Sheet
from app.acts.rows import Receipt
from app.acts.sim_effect import activated
from app.acts.sim_jobs_queue import DESK, job_called
from app.letters.matter import DealerLine, Particulars
from app.records import case_life, sim_jobs, tables
from app.records.dossier import read_dossier
from app.records.holding import hold
from app.records.journal import journal
from app.records.queues.sim_job_rows import SimJobRow
from app.records.rows import Dossier
from app.terms.clause import Refusal, WrongInput, because
from app.terms.money import vat_percent

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk


def dealers(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Every dealer as (number, name and town), by name."""
    table = tables.Dealer
    with desk.records.reading() as session:
        found = session.execute(select(table.number, table.name, table.town).order_by(table.name, table.number))
        return tuple((row.number, ", ".join(part for part in (row.name, row.town) if part)) for row in found)


def reassign(desk: Desk, case_number: str, version: int, dealer_number: str, reason: str) -> SimJobRow:
    """Give the job to another dealer, and return it as it stands then. The old one does not see it any more.

    Raises ``WrongInput`` without a dealer or a reason, ``Refusal`` for a dealer's desk and for a job that is done or
    has changed since ``version``.
    """
    if desk.person.role not in DESK:
        raise Refusal(because("Only an agent or a supervisor gives a job to another dealer. Nothing was written."))
    said = reason.replace("\0", "").strip()
    job = job_called(desk, case_number)
    if not dealer_number or dealer_number == job.dealer_number:
        raise WrongInput("dealer", because("Choose another dealer."))
    if not said:
        raise WrongInput("reason", because("Write why the job goes to another dealer."))
    with desk.records.writing(lasting=True) as session:
        if sim_jobs.place(session, dealer_number) is None:
            raise WrongInput("dealer", because("Choose another dealer."))
        _pass_on(session, desk, job.case_number, version, dealer_number, said)
    return job_called(desk, job.case_number)


def _pass_on(session: Session, desk: Desk, case_number: str, version: int, dealer_number: str, reason: str) -> None:
    job = sim_jobs.pass_on(session, case_number, version, dealer_number, desk.today())
    case = session.scalars(select(tables.Case).where(tables.Case.number == case_number)).one()
    hold(session, case.customer_id)
    dossier = read_dossier(session, case.customer_id, job.vin)
    if dossier is None:
        raise Refusal(because("This dossier does not exist any more. Nothing was written."))
    person, now = desk.person, desk.now()
    case.due_on, case.due_what = None, None
    session.flush()
    move = partial(case_life.move_case, session, case_number, by=person.name, role=person.role, at=now)
    # Taken back with the reason, then given on: both stand in the life of the case.
    if case.state == "being_carried_out":
        move(after="open", reason=reason)
        move(after="being_carried_out")
    else:
        move(after="being_carried_out", reason=reason)
    journal(session, case.customer_id, case.vehicle_id, at=now, by=person.name, what="sim_job_passed_on",
            on=case_number)  # fmt: skip
    order = _work_order(dossier, job, sim_jobs.place(session, job.dealer_number))
    percent = vat_percent(dossier.customer.country, desk.today())
    issue(session, desk, dossier, order, _receipt(case), case_number=case_number, vat_percent=percent)


def _work_order(dossier: Dossier, job: tables.SimJob, place: sim_jobs.Place | None) -> Sheet:
    off = job.switch == "off"
    return Sheet(
        kind="sim_work_order",
        subject="sim",
        concluded_on=dossier.contract.concluded_on if dossier.contract else None,
        legal_functions=tuple(job.functions),
        activated=tuple(wording.booked(row) for row in activated(dossier, job.ordered_on)) if off else (),
        dealer=DealerLine(place.name, place.town, spaced_phone(place.phone)) if place else None,
        particulars=Particulars(variant=f"switch_{job.switch}", act_by=job.due_on),
    )


def _receipt(case: tables.Case) -> Receipt:
    received_at = case.received_at or datetime.combine(case.received_on, time())
    return Receipt(received_at=received_at, channel=case.channel or "phone", sent_on=case.sent_on)
