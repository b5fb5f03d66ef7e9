"""The statements of the search: each looks in an index by an exact key or by the beginning of one.

They are put together once; a search only binds its values. A beginning is a range of keys, because a range uses the
index on every engine. Each part is limited, so that a short beginning costs no more than a long one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.records.tables import (
    Booking,
    Case,
    Contract,
    Customer,
    CustomerAddress,
    CustomerEmail,
    CustomerPhone,
    Letter,
    MiniIdLink,
    ServiceInclusive,
    Sim,
    Vehicle,
)

MOST = 100
"""So many of a kind are looked at; a person reads fewer."""

_BEYOND = "\U0010ffff"
_NOTHING = _BEYOND


def _range(wanted: InstrumentedAttribute[Any], key: InstrumentedAttribute[Any], name: str) -> Select[Any]:
    part = (
        select(wanted.label("found"))
        .where(key >= bindparam(name), key < bindparam(f"{name}_end"))
        .order_by(key)
        .limit(MOST)
        .subquery()
    )
    return select(part.c.found)


def _bounds(**beginnings: str) -> dict[str, str]:
    bounds = {}
    for name, beginning in beginnings.items():
        bounds[name] = beginning or _NOTHING
        bounds[f"{name}_end"] = beginning + _BEYOND if beginning else _NOTHING
    return bounds


_NAME = (Customer.family_name, Customer.given_name, Customer.company_name)
_VEHICLE: tuple[Any, ...] = (
    Vehicle.id,
    Vehicle.vin,
    Vehicle.plate,
    Vehicle.plate_key,
    Vehicle.model,
    Vehicle.customer_id,
    Sim.state,
    *_NAME,
)


def _vehicles(*wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*_VEHICLE)
        .outerjoin(Sim, Sim.vehicle_id == Vehicle.id)
        .outerjoin(Customer, Customer.id == Vehicle.customer_id)
        .where(*wanted)
        .order_by(Vehicle.customer_id, Vehicle.id)
        .limit(3 * MOST)
    )


_VEHICLES_BY_KEY = _vehicles(
    Vehicle.id.in_(
        union_all(
            _range(Vehicle.id, Vehicle.plate_key, "plate"),
            _range(Vehicle.id, Vehicle.vin, "vin"),
            _range(Vehicle.id, Vehicle.vin_tail, "tail"),
            _range(MiniIdLink.vehicle_id, MiniIdLink.folded, "mini_id"),
        )
    )
)
_VEHICLES_BY_ID = _vehicles(Vehicle.id.in_(bindparam("ids", expanding=True)))
_VEHICLES_OF = _vehicles(Vehicle.customer_id.in_(bindparam("ids", expanding=True)))
_LINK: tuple[Any, ...] = (MiniIdLink.vehicle_id, MiniIdLink.mini_id)
_LINKS = select(*_LINK).where(MiniIdLink.id.in_(_range(MiniIdLink.id, MiniIdLink.folded, "email")))
_EMAIL: tuple[Any, ...] = (CustomerEmail.customer_id, CustomerEmail.address)
_EMAILS = (
    select(*_EMAIL)
    .where(CustomerEmail.folded >= bindparam("email"), CustomerEmail.folded < bindparam("email_end"))
    .limit(MOST)
)


def _phones(wanted: ColumnElement[bool]) -> Select[Any]:
    columns: tuple[Any, ...] = (CustomerPhone.customer_id, CustomerPhone.number)
    return select(*columns).where(wanted).limit(MOST)


def _between(key: InstrumentedAttribute[Any], name: str) -> ColumnElement[bool]:
    return and_(key >= bindparam(name), key < bindparam(f"{name}_end"))


_PHONES = union_all(
    *(
        select(part.c.customer_id, part.c.number)
        for part in (
            _phones(_between(CustomerPhone.number, "start")).subquery(),
            _phones(_between(CustomerPhone.number, "second")).subquery(),
            _phones(_between(CustomerPhone.number, "third")).subquery(),
            _phones(_between(CustomerPhone.reversed, "ending")).subquery(),
        )
    )
)
_PEOPLE = (
    select(
        Customer.id,
        Customer.number,
        *_NAME,
        CustomerAddress.town,
        CustomerPhone.number.label("phone"),
        select(func.count()).where(Vehicle.customer_id == Customer.id).scalar_subquery().label("vehicles"),
    )
    .outerjoin(CustomerAddress, and_(CustomerAddress.customer_id == Customer.id, CustomerAddress.position == 0))
    .outerjoin(CustomerPhone, and_(CustomerPhone.customer_id == Customer.id, CustomerPhone.position == 0))
    .where(Customer.id.in_(bindparam("ids", expanding=True)))
)
_CUSTOMER_NUMBERS = _range(Customer.id, Customer.number, "number")
_HELD: tuple[Any, ...] = (Vehicle.vin, Vehicle.plate, Vehicle.model, Customer.id, *_NAME)


def _agreements(table: type[Contract] | type[ServiceInclusive], wanted: ColumnElement[bool]) -> Select[Any]:
    columns: tuple[Any, ...] = (table.number, table.ended_as, *_HELD)
    return (
        select(*columns)
        .join(Vehicle, Vehicle.id == table.vehicle_id)
        .join(Customer, Customer.id == table.customer_id)
        .where(wanted)
        .order_by(table.number)
        .limit(MOST)
    )


_CONTRACTS = _agreements(
    Contract,
    Contract.id.in_(
        union_all(_range(Contract.id, Contract.number, "number"), _range(Booking.contract_id, Booking.number, "number"))
    ),
)
_PACKAGES = _agreements(
    ServiceInclusive, ServiceInclusive.id.in_(_range(ServiceInclusive.id, ServiceInclusive.number, "number"))
)
_CASE: tuple[Any, ...] = (
    Case.number,
    Case.act.label("about"),
    Case.state,
    Case.recorded_at.label("at"),
    Case.last_service_day,
    Vehicle.vin,
    Vehicle.plate,
    Customer.id,
    *_NAME,
)
_LETTER: tuple[Any, ...] = (
    Letter.number,
    Letter.kind.label("about"),
    Letter.state,
    Letter.created_at.label("at"),
    Letter.language,
    Letter.pages,
    Vehicle.vin,
    Vehicle.plate,
    Customer.id,
    *_NAME,
)


def _papers(table: type[Case] | type[Letter], columns: tuple[Any, ...], wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*columns)
        .join(Customer, Customer.id == table.customer_id)
        .outerjoin(Vehicle, Vehicle.id == table.vehicle_id)
        .where(wanted)
        .order_by(table.id.desc())
        .limit(MOST)
    )


_CASES = _papers(Case, _CASE, _between(Case.number, "number"))
_LETTERS = _papers(Letter, _LETTER, _between(Letter.number, "number"))
_CASES_OF = _papers(Case, _CASE, Case.customer_id.in_(bindparam("ids", expanding=True)))
_LETTERS_OF = _papers(Letter, _LETTER, Letter.customer_id.in_(bindparam("ids", expanding=True)))

Rows = Sequence[Row[Any]]


def vehicles_by_key(connection: Connection, key: str, *, vin: bool, mini_id: str) -> Rows:
    """Vehicles whose plate or MINI ID begins so, or, when it may be a ``vin``, whose VIN or last seven does."""
    part = key if vin else ""
    return connection.execute(_VEHICLES_BY_KEY, _bounds(plate=key, vin=part, tail=part, mini_id=mini_id)).all()


def vehicles_by_id(connection: Connection, ids: Iterable[int]) -> Rows:
    """These vehicles with holder and state of the SIM."""
    return connection.execute(_VEHICLES_BY_ID, {"ids": list(ids)}).all()


def vehicles_of(connection: Connection, customer_ids: Iterable[int]) -> Rows:
    """The vehicles of these customers, in the order of customers."""
    return connection.execute(_VEHICLES_OF, {"ids": list(customer_ids)}).all()


def mini_ids(connection: Connection, email: str) -> Rows:
    """(vehicle_id, mini_id) of the MINI IDs that begin so."""
    return connection.execute(_LINKS, _bounds(email=email)).all()


def emails(connection: Connection, email: str) -> Rows:
    """(customer_id, address) of the e-mail addresses that begin so."""
    return connection.execute(_EMAILS, _bounds(email=email)).all()


def phones(connection: Connection, starts: tuple[str, ...], ending: str) -> Rows:
    """(customer_id, number) of the telephones that begin with one of ``starts`` or end so (``ending`` is reversed)."""
    first, second, third, *_ = (*starts, "", "", "")
    return connection.execute(_PHONES, _bounds(start=first, second=second, third=third, ending=ending)).all()


def customers_numbered(connection: Connection, number: str) -> list[int]:
    """The ids of customers whose number begins so."""
    return list(connection.execute(_CUSTOMER_NUMBERS, _bounds(number=number)).scalars())


def people(connection: Connection, ids: Iterable[int]) -> dict[int, Row[Any]]:
    """Customers by id: number, name, town, first telephone and how many vehicles."""
    return {row.id: row for row in connection.execute(_PEOPLE, {"ids": list(ids)})}


def contracts(connection: Connection, number: str) -> Rows:
    """Contracts whose number, or that of one of their bookings, begins so."""
    return connection.execute(_CONTRACTS, _bounds(number=number)).all()


def packages(connection: Connection, number: str) -> Rows:
    """Service Inclusive packages whose number begins so."""
    return connection.execute(_PACKAGES, _bounds(number=number)).all()


def cases(connection: Connection, number: str) -> Rows:
    """Cases whose number begins so, the newest first."""
    return connection.execute(_CASES, _bounds(number=number)).all()


def letters(connection: Connection, number: str) -> Rows:
    """Letters whose number begins so, the newest first."""
    return connection.execute(_LETTERS, _bounds(number=number)).all()


def cases_of(connection: Connection, customer_ids: Iterable[int]) -> Rows:
    """The cases of these customers, the newest first."""
    return connection.execute(_CASES_OF, {"ids": list(customer_ids)}).all()


def letters_of(connection: Connection, customer_ids: Iterable[int]) -> Rows:
    """The letters of these customers, the newest first."""
    return connection.execute(_LETTERS_OF, {"ids": list(customer_ids)}).all()
