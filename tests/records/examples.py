"""Invented customers for the tests of the records room, with a value of its own in every field."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.records import tables
from app.records.cases import NewCase, add_case
from app.records.journal import add_note, journal
from app.records.letters import add_letter
from app.records.numbers import next_number
from app.records.rows import Hit
from app.records.search import search
from app.records.search_index import index_customers
from app.records.search_rows import SearchResult
from app.records.store import Records
from app.terms.clause import Cents

TODAY = date(2026, 12, 28)
NOW = datetime(2026, 12, 28, 14, 2)
AGENT = "Anna Willems"
VIN = "WMW31GD090TA40817"

PEOPLE = (
    (11, "De Smet", "Elke", "Gent"),
    (12, "De Smet", "Joris", "Aalst"),
    (13, "Desmet", "Bram", "Kortrijk"),
    (14, "De Smedt", "Lies", "Mechelen"),
    (15, "Vanderlinden", "Chloé", "Liège"),
    (16, "Van den Berg", "Jean-Pierre", "Eupen"),
    (17, "d'Hondt", "Łukasz", "Bruxelles"),
    (18, "Groß", "Jörg", "Sankt Vith"),
    (19, "Le", "Hoa", "Luxembourg"),
    (20, "Smet", "Denis", "Gent"),
    (21, "Schmit", "Tom", "Esch-sur-Alzette"),
    (22, "Emmerechts", "An", "Gent"),
)


def add_person(
    session: Session,
    number: int,
    family: str,
    given: str,
    *,
    company: str = "",
    town: str = "",
    phone: str = "",
    email: str = "",
) -> None:
    """A customer whose id and number are ``number``."""
    session.add(
        tables.Customer(
            id=number,
            number=f"K{number:06}",
            kind="trader" if company else "consumer",
            country="BE",
            language="nl",
            title="company" if company else "neutral",
            family_name=family,
            given_name=given,
            company_name=company,
        )
    )
    session.flush()
    if town:
        session.add(tables.CustomerAddress(customer_id=number, town=town))
    if phone:
        session.add(tables.CustomerPhone(customer_id=number, number=phone))
    if email:
        session.add(tables.CustomerEmail(customer_id=number, address=email))
    session.flush()
    index_customers(session.connection(), [number])


def add_vehicle(session: Session, number: int, holder: int | None, vin: str, plate: str, *, mini_id: str = "") -> None:
    """A vehicle whose id is ``number``, with a SIM that is on."""
    session.add(tables.Vehicle(id=number, customer_id=holder, vin=vin, plate=plate, model="MINI Cooper SE"))
    session.flush()
    session.add(tables.Sim(id=number, vehicle_id=number, iccid=f"8932000000000000{number:04}", since=date(2025, 4, 24)))
    if mini_id:
        session.add(tables.MiniIdLink(vehicle_id=number, mini_id=mini_id, linked_on=date(2025, 4, 25)))
    session.flush()


def add_elke(session: Session) -> None:
    """Customer 1 with vehicle 1 and 2, contract 1, bookings 1 and 2, package 1: no field keeps its default."""
    session.add(
        tables.Dealer(
            number="D-07",
            name="Garage Leieboord",
            town="Gent",
            country="BE",
            phone="+3292000000",
            email="sim@example.com",
            kind="workshop",
            latitude=51.05,
            longitude=3.72,
        )
    )
    session.flush()
    session.add(
        tables.Customer(
            id=1,
            number="K000001",
            kind="trader",
            country="LU",
            language="fr",
            title="company",
            family_name="De Smet",
            given_name="Elke",
            company_name="De Smet Bouw bv",
            vat_number="BE0123456749",
            sanctioned=True,
        )
    )
    session.flush()
    session.add_all(
        [
            tables.CustomerAddress(
                customer_id=1,
                position=0,
                street="Coupure Links",
                number="118",
                box="2",
                postcode="9000",
                town="Gent",
                country="LU",
            ),
            tables.CustomerAddress(customer_id=1, position=1, street="Kaai", town="Aalst"),
            tables.CustomerPhone(customer_id=1, position=0, number="+32470123456"),
            tables.CustomerPhone(customer_id=1, position=1, number="+35227000000"),
            tables.CustomerEmail(customer_id=1, position=0, address="Elke.DeSmet@example.org"),
            tables.Vehicle(
                id=1,
                vin=VIN,
                customer_id=1,
                plate="1-ABC-234",
                plate_country="LU",
                model="MINI Cooper SE",
                powertrain="BEV",
                os_version=9,
                option_codes=("SA6AE", "SA6WD"),
                first_registration_on=date(2025, 4, 23),
                new_vehicle=False,
                handover_at=datetime(2025, 4, 24, 10, 30),
                mileage_km=21_450,
                mileage_read_on=date(2026, 11, 3),
                type_approval_functions=("eu_ecall", "map_data_for_speed_assist"),
                dealer_number="D-07",
            ),
            tables.Vehicle(id=2, vin="WMW51GA030RB22946", customer_id=1, plate="1-VTR-508", model="MINI Countryman E"),
        ]
    )
    session.flush()
    session.add(tables.Sim(id=1, vehicle_id=1, iccid="8932000000000000001", state="partial", since=date(2026, 5, 4)))
    session.flush()
    session.add_all(
        [
            tables.SimEvent(sim_id=1, on=date(2025, 4, 24), state="active", by="D-07"),
            tables.SimEvent(sim_id=1, on=date(2026, 5, 4), state="partial", by="D-07", case_number="C-2026-00009"),
            tables.MiniIdLink(
                vehicle_id=1,
                mini_id="Elke.DeSmet@example.org",
                name="Elke De Smet",
                role="joint",
                linked_on=date(2025, 4, 25),
                verified_on=date(2025, 4, 26),
            ),
        ]
    )
    _add_agreements(session)
    index_customers(session.connection(), [1])


def _add_agreements(session: Session) -> None:
    session.add(
        tables.Contract(
            id=1,
            number="MC-2025-000001",
            customer_id=1,
            vehicle_id=1,
            concluded_on=date(2025, 3, 3),
            origin="standard_equipment",
            edition="mini-belux-2025-09",
            informed_at_conclusion=False,
            informed_later_on=date(2025, 3, 10),
            start_requested=True,
            service_started_on=date(2025, 4, 24),
            ended_as="terminated",
            ends_on=date(2027, 1, 10),
            ended_by_case="C-2026-00009",
        )
    )
    session.flush()
    session.add(
        tables.Booking(
            id=1,
            number="B-000001",
            contract_id=1,
            service_key="mini_connected_package",
            kind="limited",
            price=Cents(12_000),
            concluded_on=date(2026, 12, 18),
            period_start=date(2026, 12, 18),
            period_end=date(2027, 12, 17),
            first_due_on=date(2026, 12, 19),
            auto_renewal=True,
            renewal_months=12,
            renewed=True,
            informed_at_conclusion=False,
            informed_later_on=date(2026, 12, 20),
            start_requested=True,
            service_started_on=date(2026, 12, 18),
            edition="mini-belux-2025-09",
            description_issue="2025-09",
            ended_as="withdrawn",
            ends_on=date(2026, 12, 28),
            ended_by_case="C-2026-00010",
        )
    )
    session.add(
        tables.Booking(
            id=2,
            number="B-000002",
            contract_id=1,
            service_key="drive_recorder",
            kind="monthly",
            price=Cents(600),
            concluded_on=date(2026, 12, 19),
            edition="mini-belux-2025-09",
        )
    )
    session.add(
        tables.ServiceInclusive(
            id=1,
            number="SI-000001",
            customer_id=1,
            vehicle_id=1,
            package="service_inclusive_used",
            concluded_on=date(2026, 12, 1),
            price=Cents(89_900),
            months=36,
            km=60_000,
            term_start=date(2026, 12, 2),
            odometer_at_start=20_000,
            works_performed=1,
            informed_at_conclusion=False,
            informed_later_on=date(2026, 12, 3),
            start_requested=True,
            service_started_on=date(2026, 12, 4),
            edition="mini-si-2025-09",
            ended_as="withdrawn",
            ends_on=date(2026, 12, 28),
            ended_by_case="C-2026-00011",
        )
    )
    session.flush()
    session.add_all(
        [
            _invoice(1, booking_id=1, amount=Cents(12_000)),
            _invoice(2, booking_id=2, amount=Cents(600)),
            _invoice(3, service_inclusive_id=1, amount=Cents(89_900)),
        ]
    )
    session.flush()
    session.add(
        tables.Payment(
            number="P-1",
            invoice_id=1,
            paid_on=date(2026, 12, 20),
            amount=Cents(12_000),
            means="visa",
            means_label="Visa ···· 4242",
        )
    )
    session.flush()


def _invoice(
    number: int, *, amount: Cents, booking_id: int | None = None, service_inclusive_id: int | None = None
) -> tables.Invoice:
    return tables.Invoice(
        id=number,
        number=f"I-{number}",
        booking_id=booking_id,
        service_inclusive_id=service_inclusive_id,
        invoiced_on=date(2026, 12, 18 + number),
        due_on=date(2027, 1, 17),
        amount=amount,
        vat_percent=17,
        means="direct_debit",
        means_label="BE·· 1234",
        period_start=date(2026, 12, 18),
        period_end=date(2027, 12, 17),
    )


def new_case(
    number: str, *, state: str = "open", subjects: tuple[tuple[str, str], ...] = (("booking", "B-000002"),)
) -> NewCase:
    """A withdrawal of Elke's with every field filled in."""
    return NewCase(
        number=number,
        customer_id=1,
        vehicle_id=1,
        act="withdrawal",
        subjects=subjects,
        state=state,
        received_on=TODAY,
        recorded_at=NOW,
        agent=AGENT,
        received_at=NOW,
        sent_on=date(2026, 12, 24),
        channel="letter",
        evidence="postmark",
        last_service_day=TODAY,
        refund=Cents(11_638),
        refund_due_by=date(2027, 1, 11),
        refund_means="visa",
        entered={"channel": "letter", "sent_on": date(2026, 12, 24)},
    )


def add_papers(session: Session) -> tuple[str, str]:
    """A case with its letter, a note and a journal entry on Elke's first vehicle; the numbers of case and letter."""
    case = next_number(session, "C", 2026)
    add_case(session, new_case(case, state="approved", subjects=(("booking", "B-000002"), ("booking", "B-000001"))))
    letter = next_number(session, "L", 2026)
    add_letter(
        session,
        number=letter,
        case_number=case,
        kind="withdrawal_confirmation",
        language="nl",
        created_at=NOW,
        pages=2,
        content=b"%PDF-1.7 a letter",
        state="printed",
    )
    add_note(session, 1, 1, at=NOW, by="Tom Claes", text="asked how to cancel")
    journal(session, 1, 1, at=NOW, by=AGENT, what="case_open", on=case)
    return case, letter


def ask(desk: Records, query: str, limit: int = 20) -> SearchResult:
    """What the search gives out."""
    with desk.reading() as session:
        return search(session, query, limit)


def best(desk: Records, query: str) -> Hit:
    """The best hit of all groups."""
    return ask(desk, query).hits[0]


def names(desk: Records, query: str) -> list[str]:
    """The people found, best first."""
    return [hit.label for group in ask(desk, query).groups if group.name == "people" for hit in group.hits]
