"""The right side of the search: who and what is behind a hit, before the dossier is opened."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from app.records.hits import full_name
from app.records.rows import Hit, HitPreview, Note
from app.records.tables import OPEN_STATES, Booking, Case, Contract, Customer, MiniIdLink, Sim, Vehicle
from app.records.tables import Note as NoteTable

PACKAGE = "mini_connected_package"
"""The service whose end the preview shows, by its key in the catalogue."""

_CUSTOMER: tuple[Any, ...] = (
    Customer.kind,
    Customer.country,
    Customer.language,
    Customer.family_name,
    Customer.given_name,
    Customer.company_name,
    select(func.count())
    .where(Case.customer_id == Customer.id, Case.state.in_(OPEN_STATES))
    .scalar_subquery()
    .label("open_cases"),
)
_ABOUT_CUSTOMER = select(*_CUSTOMER).where(Customer.id == bindparam("customer_id"))
_VEHICLE: tuple[Any, ...] = (
    Vehicle.vin,
    Vehicle.plate,
    Vehicle.model,
    Sim.state,
    exists().where(MiniIdLink.vehicle_id == Vehicle.id).label("linked"),
    select(func.max(func.coalesce(Booking.ends_on, Booking.period_end)))
    .join(Contract, Contract.id == Booking.contract_id)
    .where(
        Contract.vehicle_id == Vehicle.id,
        Contract.customer_id == bindparam("customer_id"),
        Booking.service_key == PACKAGE,
    )
    .scalar_subquery()
    .label("package_until"),
)
_ABOUT_VEHICLE: Select[Any] = (
    select(*_VEHICLE).outerjoin(Sim, Sim.vehicle_id == Vehicle.id).where(Vehicle.vin == bindparam("vin"))
)
_NOTE: tuple[Any, ...] = (NoteTable.id, NoteTable.at, NoteTable.by, NoteTable.text)
_LAST_NOTE = (
    select(*_NOTE)
    .outerjoin(Vehicle, Vehicle.id == NoteTable.vehicle_id)
    .where(
        NoteTable.customer_id == bindparam("customer_id"),
        or_(NoteTable.vehicle_id.is_(None), Vehicle.vin == bindparam("vin")),
    )
    .order_by(NoteTable.at.desc(), NoteTable.id.desc())
    .limit(1)
)


def preview_row(session: Session, hit: Hit) -> HitPreview | None:
    """The dossier behind a hit in a few lines; ``None`` when nobody is known to hold the vehicle."""
    asked = {"customer_id": hit.customer_id, "vin": hit.vin}
    person = session.execute(_ABOUT_CUSTOMER, asked).one_or_none()
    if person is None:
        return None
    vehicle = session.execute(_ABOUT_VEHICLE, asked).one_or_none() if hit.vin else None
    note = session.execute(_LAST_NOTE, asked).one_or_none()
    return HitPreview(
        customer=full_name(person),
        kind=person.kind,
        country=person.country,
        language=person.language,
        model=vehicle.model if vehicle else "",
        plate=vehicle.plate if vehicle else "",
        vin=vehicle.vin if vehicle else "",
        sim_state=(vehicle.state or "") if vehicle else "",
        mini_id_linked=vehicle.linked if vehicle else None,
        package_until=vehicle.package_until if vehicle else None,
        open_cases=person.open_cases,
        last_note=Note(*note) if note else None,
    )
