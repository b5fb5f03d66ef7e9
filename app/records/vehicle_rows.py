"""Reads a vehicle with its SIM, the SIM's history and the linked MINI IDs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.records import rows, tables


def read_vehicle(session: Session, vin: str) -> rows.Vehicle | None:
    """The vehicle with this VIN, or ``None``."""
    found = session.execute(select(tables.Vehicle.__table__).where(tables.Vehicle.vin == vin)).one_or_none()
    if found is None:
        return None
    return rows.Vehicle(
        id=found.id,
        vin=found.vin,
        plate=found.plate,
        plate_country=found.plate_country,
        model=found.model,
        powertrain=found.powertrain,
        os_version=found.os_version,
        option_codes=found.option_codes,
        first_registration_on=found.first_registration_on,
        new_vehicle=found.new_vehicle,
        handover_at=found.handover_at,
        mileage_km=found.mileage_km,
        mileage_read_on=found.mileage_read_on,
        type_approval_functions=found.type_approval_functions,
        dealer_number=found.dealer_number or "",
        sim=_sim(session, found.id),
        links=_links(session, found.id),
    )


def _sim(session: Session, vehicle_id: int) -> rows.Sim | None:
    sim = session.execute(select(tables.Sim.__table__).where(tables.Sim.vehicle_id == vehicle_id)).one_or_none()
    if sim is None:
        return None
    event = tables.SimEvent
    history = session.execute(
        select(event.on, event.state, event.by, event.case_number)
        .where(event.sim_id == sim.id)
        .order_by(event.on, event.id)
    )
    return rows.Sim(sim.iccid, sim.state, sim.since, tuple(rows.SimEvent(*one) for one in history))


def _links(session: Session, vehicle_id: int) -> tuple[rows.MiniIdLink, ...]:
    """The main user first, then by the day they were linked."""
    link = tables.MiniIdLink
    columns: tuple[InstrumentedAttribute[Any], ...] = (
        link.mini_id,
        link.name,
        link.role,
        link.linked_on,
        link.verified_on,
    )
    found = session.execute(
        select(*columns).where(link.vehicle_id == vehicle_id).order_by(link.role != "main", link.linked_on, link.id)
    )
    return tuple(rows.MiniIdLink(*one) for one in found)
