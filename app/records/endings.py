"""What a case does to what it concerns: ends a contract, a booking, a package, or changes the state of a SIM.

What is ended is locked while it is read (``FOR UPDATE``, which SQLite does not need): of two desks that end the same,
the second waits and then learns which case was first.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import tables
from app.records.journal import touch
from app.terms.clause import Refusal, because

_TERMINATED, _NOT_RENEWED = "terminated", "not_renewed"
_UNDOES_TERMINATION = ("withdrawn", "revoked")
"""A customer who terminated may still withdraw in time, and gets the money back all the same (MC 15, 1.6 a)."""


def end_contract(session: Session, contract_id: int, *, ended_as: str, ends_on: date, case_number: str) -> None:
    """End a contract; its bookings are ended one by one. ``Refusal`` naming the case that ended it already."""
    contract = session.get_one(tables.Contract, contract_id, with_for_update=True)
    _end(session, contract, ended_as, ends_on, case_number)
    touch(session, contract.customer_id)


def end_booking(
    session: Session, booking_id: int, *, ended_as: str, ends_on: date, case_number: str, sooner: bool = False
) -> None:
    """End a booking on its last service day. ``Refusal`` naming the case that ended it already.

    With ``sooner`` one that was to end later ends earlier, with its contract.
    """
    booking = session.get_one(tables.Booking, booking_id, with_for_update=True)
    _end(session, booking, ended_as, ends_on, case_number, sooner=sooner)
    touch(session, session.get_one(tables.Contract, booking.contract_id).customer_id)


def end_service_inclusive(session: Session, package_id: int, *, ended_as: str, ends_on: date, case_number: str) -> None:
    """End a Service Inclusive package. ``Refusal`` naming the case that ended it already."""
    package = session.get_one(tables.ServiceInclusive, package_id, with_for_update=True)
    _end(session, package, ended_as, ends_on, case_number)
    touch(session, package.customer_id)


def change_sim(session: Session, vehicle_id: int, *, state: str, on: date, by: str, case_number: str) -> None:
    """Note that somebody switched the vehicle's SIM ``active | partial | off``, with the case it was done for."""
    sim = session.execute(select(tables.Sim).where(tables.Sim.vehicle_id == vehicle_id)).scalar_one_or_none()
    if sim is None:
        raise Refusal(because("No SIM card is known for this vehicle."))
    sim.state, sim.since = state, on
    session.add(tables.SimEvent(sim_id=sim.id, on=on, state=state, by=by, case_number=case_number))
    session.flush()
    holder = session.get_one(tables.Vehicle, vehicle_id).customer_id
    if holder is not None:
        touch(session, holder)


def _end(
    session: Session,
    row: tables.Contract | tables.Booking | tables.ServiceInclusive,
    ended_as: str,
    ends_on: date,
    case_number: str,
    *,
    sooner: bool = False,
) -> None:
    undone = row.ended_as in (_TERMINATED, _NOT_RENEWED) and ended_as in _UNDOES_TERMINATION
    # A term that is not renewed can still end early, as after a sale (MC 8.6).
    if (sooner or row.ended_as == _NOT_RENEWED) and ended_as == _TERMINATED and row.ends_on is not None:
        undone = row.ended_as in (_TERMINATED, _NOT_RENEWED) and ends_on < row.ends_on
    if row.ended_as and row.ended_by_case and not undone:
        raise Refusal(
            because(
                "{number} was ended by case {case} on {day}. Nothing was written.",
                number=row.number,
                case=row.ended_by_case,
                day=row.ends_on,
            )
            if row.ends_on
            else because(
                "{number} was ended by case {case}. Nothing was written.", number=row.number, case=row.ended_by_case
            )
        )
    if row.ended_as and not undone:
        raise Refusal(because("{number} has ended already. Nothing was written.", number=row.number))
    row.ended_as, row.ends_on, row.ended_by_case = ended_as, ends_on, case_number
    session.flush()
