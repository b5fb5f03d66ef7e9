"""Takes back what a case did: what it ended is open again, its refunds are not paid, and the case stays readable."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.records import tables
from app.records.case_life import move_case
from app.records.journal import journal
from app.records.print_jobs import move_letters
from app.records.refunds import cancel_refunds
from app.terms.clause import Refusal, because


def undo_case(
    session: Session,
    customer_id: int,
    number: str,
    *,
    state: Literal["cancelled", "corrected"],
    by_case: str,
    by: str,
    role: str,
    at: datetime,
) -> None:
    """Undo everything the case ``number`` did, and note the case ``by_case`` that did so.

    ``by`` is the person who undoes it at the moment ``at``, with their ``role``.

    Its letters stay; those that are still here are held back. What it noted about a Service Inclusive package or a SIM
    is not taken back: the acts ask for no such thing. Raises ``Refusal`` where there is no such case, it was undone
    before, or its refund has left the desk.
    """
    table = tables.Case
    case = session.scalars(
        select(table).where(table.number == number, table.customer_id == customer_id).with_for_update()
    ).one_or_none()
    if case is None:
        raise Refusal(because("There is no case {number}.", number=number))
    if case.undone_by:
        raise Refusal(
            because(
                "Case {case} was undone by case {other} already. Nothing was written.",
                case=number,
                other=case.undone_by,
            )
        )
    cancel_refunds(session, customer_id, number)
    reopen(session, customer_id, number)
    _end_suspensions(session, customer_id, number, by_case)
    _forget_objections(session, customer_id, number)
    _hold_letters(session, case, by, at)
    move_case(session, number, state, by=by, role=role, at=at)
    case.undone_by = by_case


def reopen(session: Session, customer_id: int, number: str) -> None:
    """Take back the ends of the contract, bookings and packages that a case has ended."""
    contract, booking, package = tables.Contract, tables.Booking, tables.ServiceInclusive
    own = select(contract.id).where(contract.customer_id == customer_id)
    found = (
        *session.scalars(select(contract).where(contract.customer_id == customer_id, contract.ended_by_case == number)),
        *session.scalars(select(booking).where(booking.contract_id.in_(own), booking.ended_by_case == number)),
        *session.scalars(select(package).where(package.customer_id == customer_id, package.ended_by_case == number)),
    )
    for row in found:
        row.ended_as, row.ends_on, row.ended_by_case = "", None, ""


def _end_suspensions(session: Session, customer_id: int, number: str, by_case: str) -> None:
    """What the case let rest rests no day; what it brought back rests again."""
    table = tables.Suspension
    for row in session.scalars(select(table).where(table.customer_id == customer_id)):
        if row.by_case == number and row.until_on is None:
            row.until_on, row.lifted_by_case = row.from_on - timedelta(1), by_case
        elif row.lifted_by_case == number:
            row.until_on, row.lifted_by_case = None, ""


def _hold_letters(session: Session, case: tables.Case, by: str, at: datetime) -> None:
    """What has not left the house says something that is so no more: it leaves only when a person releases it."""
    letter = tables.Letter
    here = select(letter.id, letter.number).where(letter.case_id == case.id, letter.state.in_(("ready", "failed")))
    found = session.execute(here.order_by(letter.id).with_for_update()).all()
    move_letters(session, [one.id for one in found], "held")
    for one in found:
        journal(session, case.customer_id, None, at=at, by=by, what="letter_held", on=one.number)


def _forget_objections(session: Session, customer_id: int, number: str) -> None:
    received, contract = tables.AnnouncementReceived, tables.Contract
    own = select(contract.id).where(contract.customer_id == customer_id)
    session.execute(
        update(received)
        .where(received.contract_id.in_(own), received.objection_case == number)
        .values(objection_received_on=None, objection_case="")
        .execution_options(synchronize_session=False)
    )
