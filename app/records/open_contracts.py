"""Reads every open contract or package, many at a time and without whom it belongs to: for questions about all of them.

The dossiers hold what the rules ask for (kind and country of the customer, the handover, the SIM, the bookings, what
was announced) and nothing that names a person; histories, payments, cases and letters are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from app.records import rows, tables
from app.records.announcements import read_announcements

Terms = Literal["MC", "SI"]
_AT_ONCE = 500
_BOOKING = tuple(getattr(tables.Booking, field.name) for field in fields(rows.Booking))
_FOREIGN = ("customer_id", "vehicle_id", "contract_id", "version")


def count_open(session: Session, terms: Terms, on: date) -> int:
    """How many contracts (``MC``) or Service Inclusive packages (``SI``) are not over on the day ``on``."""
    table = _table(terms)
    return session.execute(select(func.count()).select_from(table).where(_open(table, on))).scalar_one()


def parts_of_open(session: Session, terms: Terms, on: date, size: int) -> list[tuple[int, int]]:
    """All of them in parts of at most ``size``: the first and the last key of each, in order."""
    table = _table(terms)
    first, last = session.execute(select(func.min(table.id), func.max(table.id)).where(_open(table, on))).one()
    return [] if first is None else [(start, min(start + size - 1, last)) for start in range(first, last + 1, size)]


def open_dossiers(
    session: Session, terms: Terms, on: date, part: tuple[int, int] | None = None
) -> Iterator[rows.Dossier]:
    """One dossier for each of them, in the order they were recorded; of a part those with keys from first to last."""
    last, end = (0, None) if part is None else (part[0] - 1, part[1])
    while batch := _batch(session, terms, on, last, end):
        last = batch[-1].id
        contracts = [one.id for one in batch] if terms == "MC" else []
        bookings = _bookings(session, contracts)
        announced = read_announcements(session, contracts) if contracts else {}
        vehicles = _vehicles(session, [one.vehicle_id for one in batch])
        customers = _customers(session, [one.customer_id for one in batch])
        for one in batch:
            contract = package = None
            if terms == "MC":
                contract = rows.Contract(
                    **_plain(one), bookings=tuple(bookings[one.id]), announcements=announced.get(one.id, ())
                )
            else:
                package = rows.ServiceInclusive(**_plain(one))
            yield _dossier(customers[one.customer_id], vehicles[one.vehicle_id], contract, package)


def _table(terms: Terms) -> type[tables.Contract] | type[tables.ServiceInclusive]:
    return tables.Contract if terms == "MC" else tables.ServiceInclusive


def _open(table: type[tables.Contract] | type[tables.ServiceInclusive], on: date) -> ColumnElement[bool]:
    return or_(table.ended_as == "", table.ends_on >= on)


def _batch(session: Session, terms: Terms, on: date, last: int, end: int | None) -> list[Row[Any]]:
    table = _table(terms)
    asked = select(table.__table__).where(_open(table, on), table.id > last).order_by(table.id).limit(_AT_ONCE)
    if end is not None:
        asked = asked.where(table.id <= end)
    return list(session.execute(asked))


def _bookings(session: Session, contracts: list[int]) -> dict[int, list[rows.Booking]]:
    table = tables.Booking
    found: dict[int, list[rows.Booking]] = defaultdict(list)
    asked = select(table.contract_id, *_BOOKING).where(table.contract_id.in_(contracts))
    for contract_id, *one in session.execute(asked.order_by(table.concluded_on, table.id)) if contracts else ():
        found[contract_id].append(rows.Booking(*one))
    return found


def _vehicles(session: Session, ids: list[int]) -> dict[int, rows.Vehicle]:
    vehicle, sim = tables.Vehicle, tables.Sim
    sims = {
        one.vehicle_id: rows.Sim("", one.state, one.since, ())
        for one in session.execute(select(sim.vehicle_id, sim.state, sim.since).where(sim.vehicle_id.in_(ids)))
    }
    columns = (vehicle.id, vehicle.new_vehicle, vehicle.handover_at, vehicle.type_approval_functions)
    return {
        one.id: rows.Vehicle(
            id=one.id,
            vin="",
            plate="",
            plate_country="BE",
            model="",
            powertrain="ICE",
            os_version=0,
            option_codes=(),
            first_registration_on=None,
            new_vehicle=one.new_vehicle,
            handover_at=one.handover_at,
            mileage_km=None,
            mileage_read_on=None,
            type_approval_functions=one.type_approval_functions,
            dealer_number="",
            sim=sims.get(one.id),
            links=(),
        )
        for one in session.execute(select(*columns).where(vehicle.id.in_(ids)))
    }


def _customers(session: Session, ids: list[int]) -> dict[int, rows.Customer]:
    table = tables.Customer
    asked = select(table.id, table.kind, table.country, table.language).where(table.id.in_(ids))
    return {
        one.id: rows.Customer(
            id=one.id,
            number="",
            kind=one.kind,
            country=one.country,
            language=one.language,
            title="",
            given_name="",
            family_name="",
            company_name="",
            vat_number="",
            sanctioned=False,
            addresses=(),
            phones=(),
            emails=(),
        )
        for one in session.execute(asked)
    }


def _dossier(
    customer: rows.Customer,
    vehicle: rows.Vehicle,
    contract: rows.Contract | None,
    package: rows.ServiceInclusive | None,
) -> rows.Dossier:
    return rows.Dossier(
        customer=customer,
        vehicle=vehicle,
        contract=contract,
        service_inclusive=() if package is None else (package,),
        payments=(),
        cases=(),
        letters=(),
        notes=(),
        journal=(),
        other_vehicles=(),
        version=0,
    )


def _plain(found: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in found._mapping.items() if name not in _FOREIGN}
