"""Puts an example dossier into a database, and opens a desk on it."""

from __future__ import annotations

from dataclasses import asdict, fields
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from sqlalchemy import select

from app.config import Person
from app.records import rows, tables
from app.records.dossier import DossierKey, read_dossier
from app.records.letters import letter_bytes
from app.start import Desk
from tests.acts.examples import NOW

AGENT = "Anna Willems"
SUPERVISOR = "Marc Lambert"


def stored(folder: Path, dossier: rows.Dossier, role: str = "agent") -> tuple[Desk, rows.Dossier]:
    """A desk on a new database, and the dossier as it reads from there. A supervisor's is opened by another person."""
    desk = desk_on(folder, dossier, person=Person(AGENT) if role == "agent" else Person(SUPERVISOR, role))
    return desk, read_back(desk, dossier)


def desk_on(folder: Path, *dossiers: rows.Dossier, person: Person | None = None) -> Desk:
    """A desk on a new database with these dossiers, on the fixed day."""
    desk = Desk(f"sqlite:///{folder / 'desk.db'}", person or Person(AGENT), "en", lambda: NOW)
    desk.open()
    for dossier in dossiers:
        store(desk, dossier)
    return desk


def jobs(desk: Desk) -> list[tables.SimJob]:
    """Every job for a dealer, in the order given."""
    with desk.records.reading() as session:
        return list(session.scalars(select(tables.SimJob).order_by(tables.SimJob.id)))


def key_of(dossier: rows.Dossier) -> DossierKey:
    """What a stored dossier is opened by."""
    return DossierKey(dossier.customer.id, dossier.vehicle.vin if dossier.vehicle else "")


def store(desk: Desk, dossier: rows.Dossier) -> None:
    """Write every row of the dossier, ids included."""
    customer, vehicle, contract = dossier.customer, dossier.vehicle, dossier.contract
    with desk.records.writing() as session:
        session.add_all(tables.Dealer(**_columns(dealer, tables.Dealer)) for dealer in dossier.dealers)
        session.add(tables.Customer(**_columns(customer, tables.Customer)))
        session.flush()
        for position, address in enumerate(customer.addresses):
            session.add(tables.CustomerAddress(customer_id=customer.id, position=position, **asdict(address)))
        if vehicle is not None:
            session.add(tables.Vehicle(customer_id=customer.id, **_columns(vehicle, tables.Vehicle)))
            session.flush()
            if vehicle.sim is not None:
                session.add(tables.Sim(vehicle_id=vehicle.id, **_columns(vehicle.sim, tables.Sim)))
            session.add_all(
                tables.MiniIdLink(vehicle_id=vehicle.id, **_columns(link, tables.MiniIdLink)) for link in vehicle.links
            )
        if contract is not None and vehicle is not None:
            session.add(
                tables.Contract(customer_id=customer.id, vehicle_id=vehicle.id, **_columns(contract, tables.Contract))
            )
            session.flush()
            session.add_all(
                tables.Booking(contract_id=contract.id, **_columns(row, tables.Booking)) for row in contract.bookings
            )
        session.flush()
        session.add_all(
            tables.ServiceInclusive(
                customer_id=customer.id,
                vehicle_id=vehicle.id if vehicle else None,
                **_columns(row, tables.ServiceInclusive),
            )
            for row in dossier.service_inclusive
        )
        _store_payments(session, dossier)


def _store_payments(session: Any, dossier: rows.Dossier) -> None:
    ids = {row.number: row.id for row in dossier.contract.bookings} if dossier.contract else {}
    for index, payment in enumerate(dossier.payments, start=1):
        if payment.booking_number not in ids:
            continue
        session.add(
            tables.Invoice(
                id=index,
                number=payment.invoice_number,
                booking_id=ids[payment.booking_number],
                **_columns(payment, tables.Invoice),
            )
        )
        session.flush()
        if payment.paid_on is not None:
            session.add(tables.Payment(number=f"P-{index}", invoice_id=index, **_columns(payment, tables.Payment)))


def _columns(row: Any, table: Any) -> dict[str, Any]:
    """The attributes of a row that the table has as plain columns."""
    names = set(table.__table__.columns.keys())
    return {field.name: getattr(row, field.name) for field in fields(row) if field.name in names}


def read_back(desk: Desk, dossier: rows.Dossier) -> rows.Dossier:
    """The dossier as the database holds it now."""
    with desk.records.reading() as session:
        found = read_dossier(session, *key_of(dossier))
    assert found is not None
    return found


def contract_of(dossier: rows.Dossier) -> rows.Contract:
    """The contract of a dossier that has one."""
    assert dossier.contract is not None
    return dossier.contract


def booking_of(dossier: rows.Dossier, number: str) -> rows.Booking:
    """The booking with this number."""
    return next(row for row in contract_of(dossier).bookings if row.number == number)


def letter_text(desk: Desk, number: str) -> str:
    """The words of an issued letter, with plain spaces."""
    with desk.records.reading() as session:
        content = letter_bytes(session, number)
    return pdf_text(content)


def pdf_text(content: bytes) -> str:
    """The words of a letter, with plain spaces."""
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
