"""Invented people and their dossiers, built by hand: what the acts are tried on and the windows are drawn with.

Elke De Smet is the caller of the pictures: a package and a recorder booked ten days ago, a monthly service, a contract
of nearly two years. Every builder takes keyword changes for the row it makes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.acts.rows import Receipt
from app.records.rows import (
    Address,
    Booking,
    CaseRow,
    Contract,
    Customer,
    Dealer,
    Dossier,
    MiniIdLink,
    Note,
    Payment,
    ServiceInclusive,
    Sim,
    SimEvent,
    Vehicle,
)
from app.terms.clause import Cents

TODAY = date(2026, 12, 28)
NOW = datetime(2026, 12, 28, 14, 2)
EDITION = "mini-belux-2025-09"

BY_PHONE = Receipt(received_at=NOW, channel="phone")
BY_LETTER = Receipt(received_at=datetime(2026, 12, 28, 9, 30), channel="letter", sent_on=date(2026, 12, 24))


def customer(**changes: Any) -> Customer:
    """Elke De Smet, consumer in Belgium, in Dutch."""
    row = Customer(
        id=1,
        number="K-100001",
        kind="consumer",
        country="BE",
        language="nl",
        title="ms",
        given_name="Elke",
        family_name="De Smet",
        company_name="",
        vat_number="",
        sanctioned=False,
        addresses=(Address("Coupure Links", "118", "", "9000", "Gent", "BE"),),
        phones=("+32470123456",),
        emails=("elke.desmet@example.org",),
    )
    return replace(row, **changes)


def sim(**changes: Any) -> Sim:
    """A SIM that is on since the handover."""
    row = Sim(
        "8932000000000040817", "active", date(2025, 4, 24), (SimEvent(date(2025, 4, 24), "active", "dealer", ""),)
    )
    return replace(row, **changes)


def vehicle(**changes: Any) -> Vehicle:
    """A new electric car, handed over in April 2025, with eCall and map data in its type approval."""
    row = Vehicle(
        id=1,
        vin="WMW31GD090TA40817",
        plate="1-ABC-234",
        plate_country="BE",
        model="MINI Cooper SE",
        powertrain="BEV",
        os_version=9,
        option_codes=("SA6AE", "SA5DN"),
        first_registration_on=date(2025, 4, 23),
        new_vehicle=True,
        handover_at=datetime(2025, 4, 24, 10, 30),
        mileage_km=18450,
        mileage_read_on=date(2026, 11, 3),
        type_approval_functions=("eu_ecall", "map_data_for_speed_assist"),
        dealer_number="D-001",
        sim=sim(),
        links=(MiniIdLink("elke.desmet@example.org", "Elke De Smet", "main", date(2025, 4, 24), date(2026, 12, 28)),),
    )
    return replace(row, **changes)


def booking(number: str, service_key: str, **changes: Any) -> Booking:
    """A booking of one year at 120 euros, made ten days ago, started the same day at the customer's request."""
    row = Booking(
        id=int("".join(filter(str.isdigit, number)) or 1),
        number=number,
        service_key=service_key,
        kind="limited",
        price=Cents(12000),
        concluded_on=date(2026, 12, 18),
        period_start=date(2026, 12, 18),
        period_end=date(2027, 12, 17),
        first_due_on=None,
        auto_renewal=False,
        renewal_months=0,
        renewed=False,
        informed_at_conclusion=True,
        informed_later_on=None,
        start_requested=True,
        service_started_on=date(2026, 12, 18),
        edition=EDITION,
        description_issue="09/25",
        ended_as="",
        ends_on=None,
        ended_by_case="",
    )
    return replace(row, **changes)


def package(**changes: Any) -> Booking:
    """The MINI Connected Package for a year, paid at once."""
    return booking("B-10001", "mini_connected_package", **changes)


def recorder(**changes: Any) -> Booking:
    """Anti-Theft Recorder, paid once, without an end."""
    bought: dict[str, Any] = {
        "kind": "one_off_indefinite",
        "price": Cents(14900),
        "period_start": None,
        "period_end": None,
    }
    return booking("B-10002", "anti_theft_recorder", **(bought | changes))


def monthly(**changes: Any) -> Booking:
    """Drive Recorder at six euros a month since July, next due on 5 January 2027."""
    booked: dict[str, Any] = {
        "kind": "monthly",
        "price": Cents(600),
        "concluded_on": date(2026, 7, 5),
        "period_start": None,
        "period_end": None,
        "first_due_on": date(2026, 7, 5),
        "service_started_on": date(2026, 7, 5),
    }
    return booking("B-10003", "drive_recorder", **(booked | changes))


def contract(*bookings: Booking, **changes: Any) -> Contract:
    """The contract of 3 March 2025 with these bookings."""
    row = Contract(
        id=1,
        number="MC-200001",
        concluded_on=date(2025, 3, 3),
        origin="standard_equipment",
        edition=EDITION,
        informed_at_conclusion=True,
        informed_later_on=None,
        start_requested=False,
        service_started_on=None,
        ended_as="",
        ends_on=None,
        ended_by_case="",
        bookings=bookings,
    )
    return replace(row, **changes)


def service_inclusive(**changes: Any) -> ServiceInclusive:
    """A Service Inclusive package for three years, bought five days ago, no work performed."""
    row = ServiceInclusive(
        id=1,
        number="SI-300001",
        package="service_inclusive",
        concluded_on=date(2026, 12, 23),
        price=Cents(69000),
        months=36,
        km=40000,
        term_start=date(2025, 4, 23),
        odometer_at_start=0,
        works_performed=0,
        informed_at_conclusion=True,
        informed_later_on=None,
        start_requested=False,
        service_started_on=None,
        edition=EDITION,
        ended_as="",
        ends_on=None,
        ended_by_case="",
    )
    return replace(row, **changes)


def payment(booking_number: str, amount: int, **changes: Any) -> Payment:
    """An invoice of ten days ago paid the same day with a Visa card."""
    row = Payment(
        invoice_number=f"F-{booking_number}",
        booking_number=booking_number,
        invoiced_on=date(2026, 12, 18),
        due_on=date(2026, 12, 18),
        paid_on=date(2026, 12, 18),
        amount=Cents(amount),
        vat_percent=21,
        means="visa",
        means_label="Visa ···· 4242",
        period_start=None,
        period_end=None,
    )
    return replace(row, **changes)


def case(number: str, act: str, subject: str, **changes: Any) -> CaseRow:
    """A case closed a week ago; one that is still open holds what it concerns."""
    row = CaseRow(
        id=1,
        number=number,
        act=act,
        subject=subject,
        state="done",
        received_on=date(2026, 12, 21),
        recorded_at=datetime(2026, 12, 21, 10, 0),
        agent="Tom Claes",
        last_service_day=date(2027, 1, 21),
        refund=Cents(0),
        refund_due_by=None,
        version=1,
        holds=changes.get("state", "done") in ("open", "waits_for_approval", "sent_back"),
    )
    return replace(row, **changes)


def dealers() -> tuple[Dealer, ...]:
    """The customer's own dealer and one further away."""
    return (
        Dealer("D-001", "Garage Leieboord", "Gent", "BE", "+3295550120", "gent@example.org", "dealer", 51.05, 3.72),
        Dealer(
            "D-002",
            "Autohuis Scheldeland",
            "Dendermonde",
            "BE",
            "+3252550344",
            "dendermonde@example.org",
            "dealer",
            51.03,
            4.10,
        ),
    )


def dossier(**changes: Any) -> Dossier:
    """Elke's dossier as in the pictures."""
    bookings = (package(), recorder(), monthly())
    row = Dossier(
        customer=customer(),
        vehicle=vehicle(),
        contract=contract(*bookings),
        service_inclusive=(),
        payments=(
            payment("B-10003", 600, invoice_number="F-1", invoiced_on=date(2026, 11, 5), paid_on=date(2026, 11, 5)),
            payment("B-10003", 600, invoice_number="F-2", invoiced_on=date(2026, 12, 5), paid_on=date(2026, 12, 5)),
            payment("B-10001", 12000, period_start=date(2026, 12, 18), period_end=date(2027, 12, 17)),
            payment("B-10002", 14900),
        ),
        cases=(),
        letters=(),
        notes=(Note(1, datetime(2026, 12, 22, 10, 15), "Tom Claes", "Asked how to cancel, will send a letter."),),
        journal=(),
        other_vehicles=(),
        version=1,
        dealers=dealers(),
    )
    return replace(row, **changes)


def with_bookings(*bookings: Booking, **changes: Any) -> Dossier:
    """Elke's dossier with other bookings."""
    return dossier(contract=contract(*bookings), **changes)
