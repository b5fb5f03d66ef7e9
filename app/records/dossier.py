"""Reads a dossier: one customer with one vehicle in hand, in a fixed number of small queries, as frozen rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from app.records import rows, tables
from app.records.announcements import read_announcements
from app.records.approval_limit import read_limit
from app.records.folding import fold_plate
from app.records.histories import read_cases, read_journal, read_letters, read_notes
from app.records.interest_rates import LUXEMBOURG, read_rates
from app.records.refunds import read_refunds
from app.records.suspensions import read_suspensions
from app.records.vehicle_rows import read_vehicle

DossierKey = rows.DossierKey


def find_key(
    session: Session,
    *,
    vin: str = "",
    plate: str = "",
    customer_number: str = "",
    contract_number: str = "",
    case_number: str = "",
    letter_number: str = "",
) -> DossierKey | None:
    """The dossier one exact identifier leads to, or ``None``. Give one; a plate may be spelled in any way."""
    vehicle, customer = tables.Vehicle, tables.Customer
    if vin or plate:
        wanted = vehicle.vin == vin.strip().upper() if vin else vehicle.plate_key == fold_plate(plate)
        return _by_vehicle(
            session, select(vehicle.id, vehicle.vin, vehicle.customer_id).where(wanted).order_by(vehicle.id)
        )
    if customer_number:
        found = session.execute(select(customer.id).where(customer.number == customer_number.strip())).scalar()
        return None if found is None else DossierKey(found, _first_vin(session, found))
    if contract_number:
        return _by_matter(session, tables.Contract, contract_number.strip())
    if case_number:
        return _by_matter(session, tables.Case, case_number.strip().upper())
    if letter_number:
        return _by_matter(session, tables.Letter, letter_number.strip().upper())
    return None


def find_dossier(session: Session, **identifier: str) -> rows.Dossier | None:
    """The dossier behind one exact identifier; the names are those of :func:`find_key`."""
    key = find_key(session, **identifier)
    return None if key is None else read_dossier(session, *key)


def read_dossier(session: Session, customer_id: int, vin: str) -> rows.Dossier | None:
    """Everything recorded on this customer with this vehicle; ``None`` when either does not exist."""
    customer = session.execute(select(tables.Customer.__table__).where(tables.Customer.id == customer_id)).one_or_none()
    if customer is None:
        return None
    vehicle = read_vehicle(session, vin) if vin else None
    if vin and vehicle is None:
        return None
    vehicle_id = None if vehicle is None else vehicle.id
    contract = None if vehicle_id is None else _contract(session, customer_id, vehicle_id)
    packages = () if vehicle_id is None else _packages(session, customer_id, vehicle_id)
    return rows.Dossier(
        customer=_customer(session, customer),
        vehicle=vehicle,
        contract=contract,
        service_inclusive=packages,
        payments=_payments(session, contract, packages),
        cases=read_cases(session, customer_id, vehicle_id),
        letters=read_letters(session, customer_id, vehicle_id),
        notes=read_notes(session, customer_id, vehicle_id),
        journal=read_journal(session, customer_id, vehicle_id),
        other_vehicles=_other_vehicles(session, customer_id, vin),
        version=customer.version,
        dealers=_dealers(session, customer.country, vehicle.dealer_number if vehicle else ""),
        interest_rates=read_rates(session) if customer.country == LUXEMBOURG else (),
        suspensions=read_suspensions(session, customer_id),
        refunds=read_refunds(session, customer_id),
        approval_above=read_limit(session),
    )


def _by_vehicle(session: Session, wanted: Select[int, str, int | None]) -> DossierKey | None:
    keys = [_key_of(session, *found) for found in session.execute(wanted.limit(20))]
    return next((key for key in keys if key is not None), None)


def _key_of(session: Session, vehicle_id: int, vin: str, holder: int | None) -> DossierKey | None:
    """With its holder, or the customer of its last contract when nobody holds it."""
    if holder is None:
        holder = session.execute(
            select(tables.Contract.customer_id)
            .where(tables.Contract.vehicle_id == vehicle_id)
            .order_by(tables.Contract.concluded_on.desc(), tables.Contract.id.desc())
            .limit(1)
        ).scalar()
    return None if holder is None else DossierKey(holder, vin)


def _by_matter(
    session: Session, table: type[tables.Contract] | type[tables.Case] | type[tables.Letter], number: str
) -> DossierKey | None:
    found = session.execute(
        select(table.customer_id, tables.Vehicle.vin)
        .outerjoin(tables.Vehicle, tables.Vehicle.id == table.vehicle_id)
        .where(table.number == number)
    ).one_or_none()
    return None if found is None else DossierKey(found[0], found[1] or "")


def _first_vin(session: Session, customer_id: int) -> str:
    vehicle = tables.Vehicle
    return (
        session.execute(
            select(vehicle.vin).where(vehicle.customer_id == customer_id).order_by(vehicle.id).limit(1)
        ).scalar()
        or ""
    )


def _customer(session: Session, found: Row[Any]) -> rows.Customer:
    address, phone, email = tables.CustomerAddress, tables.CustomerPhone, tables.CustomerEmail
    columns = (address.street, address.number, address.box, address.postcode, address.town, address.country)
    addresses = session.execute(select(*columns).where(address.customer_id == found.id).order_by(address.position))
    phones = session.execute(select(phone.number).where(phone.customer_id == found.id).order_by(phone.position))
    emails = session.execute(select(email.address).where(email.customer_id == found.id).order_by(email.position))
    return rows.Customer(
        id=found.id,
        number=found.number,
        kind=found.kind,
        country=found.country,
        language=found.language,
        title=found.title,
        given_name=found.given_name,
        family_name=found.family_name,
        company_name=found.company_name,
        vat_number=found.vat_number,
        sanctioned=found.sanctioned,
        addresses=tuple(rows.Address(*one) for one in addresses),
        phones=tuple(phones.scalars()),
        emails=tuple(emails.scalars()),
    )


def _contract(session: Session, customer_id: int, vehicle_id: int) -> rows.Contract | None:
    """The running contract of the two, else the one concluded last."""
    table = tables.Contract
    found = session.execute(
        select(table.__table__)
        .where(table.customer_id == customer_id, table.vehicle_id == vehicle_id)
        .order_by(table.ended_as != "", table.concluded_on.desc(), table.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    booking = tables.Booking
    bookings = session.execute(
        select(booking.__table__).where(booking.contract_id == found.id).order_by(booking.concluded_on, booking.id)
    )
    return rows.Contract(
        **_without(found, "customer_id", "vehicle_id", "version"),
        bookings=tuple(rows.Booking(**_without(one, "contract_id", "version")) for one in bookings),
        announcements=read_announcements(session, (found.id,)).get(found.id, ()),
    )


def _packages(session: Session, customer_id: int, vehicle_id: int) -> tuple[rows.ServiceInclusive, ...]:
    table = tables.ServiceInclusive
    found = session.execute(
        select(table.__table__)
        .where(table.customer_id == customer_id, table.vehicle_id == vehicle_id)
        .order_by(table.concluded_on, table.id)
    )
    return tuple(rows.ServiceInclusive(**_without(one, "customer_id", "vehicle_id", "version")) for one in found)


def _payments(
    session: Session, contract: rows.Contract | None, packages: tuple[rows.ServiceInclusive, ...]
) -> tuple[rows.Payment, ...]:
    """One row per payment, and one for each invoice that nobody paid yet."""
    booking_numbers = {one.id: one.number for one in contract.bookings} if contract else {}
    package_numbers = {one.id: one.number for one in packages}
    if not booking_numbers and not package_numbers:
        return ()
    invoice, payment = tables.Invoice, tables.Payment
    found = session.execute(
        select(
            invoice.__table__,
            payment.paid_on,
            payment.amount.label("paid"),
            payment.means.label("paid_by"),
            payment.means_label.label("paid_by_label"),
        )
        .outerjoin(payment, payment.invoice_id == invoice.id)
        .where(or_(invoice.booking_id.in_(booking_numbers), invoice.service_inclusive_id.in_(package_numbers)))
        .order_by(invoice.invoiced_on, invoice.id, payment.paid_on, payment.id)
    )
    return tuple(
        rows.Payment(
            invoice_number=one.number,
            booking_number=booking_numbers.get(one.booking_id) or package_numbers[one.service_inclusive_id],
            invoiced_on=one.invoiced_on,
            due_on=one.due_on,
            paid_on=one.paid_on,
            amount=one.amount if one.paid is None else one.paid,
            vat_percent=one.vat_percent,
            means=one.paid_by or one.means,
            means_label=one.paid_by_label or one.means_label,
            period_start=one.period_start,
            period_end=one.period_end,
        )
        for one in found
    )


def _other_vehicles(session: Session, customer_id: int, vin: str) -> tuple[tuple[str, str, str], ...]:
    table = tables.Vehicle
    found = session.execute(
        select(table.vin, table.plate, table.model)
        .where(table.customer_id == customer_id, table.vin != vin)
        .order_by(table.id)
    )
    return tuple((one.vin, one.plate, one.model) for one in found)


def _dealers(session: Session, country: str, number: str) -> tuple[rows.Dealer, ...]:
    """The dealers of the country and the one of the vehicle, by town and name."""
    dealer = tables.Dealer
    found = session.execute(
        select(dealer.__table__)
        .where(or_(dealer.country == country, dealer.number == number))
        .order_by(dealer.town, dealer.name, dealer.id)
    )
    return tuple(rows.Dealer(**_without(one, "id")) for one in found)


def _without(found: Row[Any], *left_out: str) -> dict[str, Any]:
    return {name: value for name, value in found._mapping.items() if name not in left_out}
