"""A dossier gives back what was written, field by field, and is found by every exact identifier."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import event

from app.records import rows, tables
from app.records.dossier import DossierKey, find_dossier, find_key, read_dossier
from app.records.store import Records
from app.terms.clause import Cents
from tests.records import examples
from tests.records.examples import VIN, add_elke, add_papers, add_person, add_vehicle


@pytest.fixture
def dossier(records: Records) -> rows.Dossier:
    with records.writing() as session:
        add_elke(session)
        add_papers(session)
    with records.reading() as session:
        found = read_dossier(session, 1, VIN)
    assert found is not None
    return found


def test_the_customer(dossier: rows.Dossier) -> None:
    assert dossier.customer == rows.Customer(
        id=1,
        number="K000001",
        kind="trader",
        country="LU",
        language="fr",
        title="company",
        given_name="Elke",
        family_name="De Smet",
        company_name="De Smet Bouw bv",
        vat_number="BE0123456749",
        sanctioned=True,
        addresses=(
            rows.Address("Coupure Links", "118", "2", "9000", "Gent", "LU"),
            rows.Address("Kaai", "", "", "", "Aalst", "BE"),
        ),
        phones=("+32470123456", "+35227000000"),
        emails=("Elke.DeSmet@example.org",),
    )


def test_the_vehicle(dossier: rows.Dossier) -> None:
    assert dossier.vehicle == rows.Vehicle(
        id=1,
        vin=VIN,
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
        sim=rows.Sim(
            "8932000000000000001",
            "partial",
            date(2026, 5, 4),
            (
                rows.SimEvent(date(2025, 4, 24), "active", "D-07", ""),
                rows.SimEvent(date(2026, 5, 4), "partial", "D-07", "C-2026-00009"),
            ),
        ),
        links=(
            rows.MiniIdLink("Elke.DeSmet@example.org", "Elke De Smet", "joint", date(2025, 4, 25), date(2025, 4, 26)),
        ),
    )
    assert dossier.other_vehicles == (("WMW51GA030RB22946", "1-VTR-508", "MINI Countryman E"),)


def test_the_contract_with_its_bookings(dossier: rows.Dossier) -> None:
    assert dossier.contract is not None
    assert (dossier.contract.number, dossier.contract.origin) == ("MC-2025-000001", "standard_equipment")
    assert dossier.contract.informed_later_on == date(2025, 3, 10)
    assert (dossier.contract.ended_as, dossier.contract.ends_on) == ("terminated", date(2027, 1, 10))
    package, recorder = dossier.contract.bookings
    assert package == rows.Booking(
        id=1,
        number="B-000001",
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
    assert isinstance(package.price, Cents)
    assert (recorder.number, recorder.ended_as) == ("B-000002", "")


def test_the_package(dossier: rows.Dossier) -> None:
    assert dossier.service_inclusive == (
        rows.ServiceInclusive(
            id=1,
            number="SI-000001",
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
        ),
    )


def test_payments_and_what_is_still_unpaid(dossier: rows.Dossier) -> None:
    paid, unpaid, package = dossier.payments
    assert paid == rows.Payment(
        invoice_number="I-1",
        booking_number="B-000001",
        invoiced_on=date(2026, 12, 19),
        due_on=date(2027, 1, 17),
        paid_on=date(2026, 12, 20),
        amount=Cents(12_000),
        vat_percent=17,
        means="visa",
        means_label="Visa ···· 4242",
        period_start=date(2026, 12, 18),
        period_end=date(2027, 12, 17),
    )
    assert isinstance(paid.amount, Cents)
    assert (unpaid.booking_number, unpaid.paid_on, unpaid.means) == ("B-000002", None, "direct_debit")
    assert (package.booking_number, package.amount) == ("SI-000001", Cents(89_900))


def test_cases_letters_notes_and_journal(dossier: rows.Dossier) -> None:
    (case,) = dossier.cases
    assert (case.number, case.act, case.state) == ("C-2026-00001", "withdrawal", "approved")
    assert (case.subject, case.subjects) == ("B-000002", ("B-000002", "B-000001"))
    assert (case.refund, case.refund_due_by) == (Cents(11_638), date(2027, 1, 11))
    (letter,) = dossier.letters
    assert (letter.number, letter.case_number, letter.state) == ("L-2026-00001", "C-2026-00001", "printed")
    assert (letter.pages, letter.size, len(letter.sha256)) == (2, 17, 64)
    assert [(note.by, note.text) for note in dossier.notes] == [("Tom Claes", "asked how to cancel")]
    assert [(entry.what, entry.on) for entry in dossier.journal] == [("case_open", "C-2026-00001")]


def test_the_dealers_of_the_country_and_of_the_vehicle(dossier: rows.Dossier) -> None:
    assert dossier.dealers == (
        rows.Dealer(
            "D-07", "Garage Leieboord", "Gent", "BE", "+3292000000", "sim@example.com", "workshop", 51.05, 3.72
        ),
    )


def test_only_frozen_rows_leave_the_room(dossier: rows.Dossier) -> None:
    def walk(value: Any) -> None:
        assert not isinstance(value, tables.Base)
        if is_dataclass(value):
            assert value.__dataclass_params__.frozen  # type: ignore[union-attr]
            for field in fields(value):
                walk(getattr(value, field.name))
        elif isinstance(value, tuple):
            for one in value:
                walk(one)

    walk(dossier)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vin", VIN),
        ("vin", VIN.lower()),
        ("plate", "1 abc 234"),
        ("plate", "1ABC234"),
        ("customer_number", "K000001"),
        ("contract_number", "MC-2025-000001"),
        ("case_number", "C-2026-00001"),
        ("letter_number", "l-2026-00001"),
    ],
)
def test_found_by(dossier: rows.Dossier, records: Records, name: str, value: str) -> None:
    with records.reading() as session:
        assert find_key(session, **{name: value}) == DossierKey(1, VIN)
        assert find_dossier(session, **{name: value}) == dossier


@pytest.mark.parametrize("name", ["vin", "plate", "customer_number", "contract_number", "case_number", "letter_number"])
def test_an_unknown_identifier_finds_nothing(records: Records, name: str) -> None:
    with records.reading() as session:
        assert find_dossier(session, **{name: "unknown"}) is None
        assert find_key(session) is None


def test_a_dossier_that_does_not_exist(records: Records) -> None:
    with records.writing() as session:
        add_person(session, 1, "Peeters", "An")
    with records.reading() as session:
        assert read_dossier(session, 2, "") is None
        assert read_dossier(session, 1, VIN) is None


def test_a_customer_without_a_vehicle(records: Records) -> None:
    with records.writing() as session:
        add_person(session, 1, "Peeters", "An")
    with records.reading() as session:
        found = find_dossier(session, customer_number="K000001")
    assert found is not None
    assert (found.vehicle, found.contract, found.payments, found.other_vehicles) == (None, None, (), ())


def test_a_vehicle_without_a_holder_opens_with_its_last_customer(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
        session.get_one(tables.Vehicle, 1).customer_id = None
        add_vehicle(session, 3, None, "WMW00000000000003", "1-XXX-001")
    with records.reading() as session:
        assert find_key(session, vin=VIN) == DossierKey(1, VIN)
        assert find_key(session, plate="1-XXX-001") is None


def test_the_running_contract_comes_before_an_ended_one(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
        session.add(
            tables.Contract(
                id=2,
                number="MC-2",
                customer_id=1,
                vehicle_id=1,
                concluded_on=date(2020, 1, 1),
                edition="mini-belux-2025-09",
            )
        )
    with records.reading() as session:
        found = read_dossier(session, 1, VIN)
    assert found is not None
    assert found.contract is not None
    assert found.contract.number == "MC-2"


def test_what_concerns_another_vehicle_stays_in_its_own_dossier(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
        add_papers(session)
    with records.reading() as session:
        other = read_dossier(session, 1, "WMW51GA030RB22946")
    assert other is not None
    assert (other.cases, other.letters, other.notes, other.journal) == ((), (), (), ())


def test_the_number_of_queries_does_not_grow_with_the_dossier(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
        add_papers(session)
    few = _queries(records)
    with records.writing() as session:
        for number in range(2, 30):
            examples.add_note(session, 1, 1, at=examples.NOW, by="A", text=str(number))
            case = examples.new_case(f"C-2027-{number:05}", subjects=(("booking", f"B-{number}"),))
            examples.add_case(session, case)
    assert _queries(records) == few <= 24


def _queries(records: Records) -> int:
    seen: list[str] = []

    def note(*arguments: Any) -> None:
        seen.append(arguments[2])

    event.listen(records.engine, "before_cursor_execute", note)
    with records.reading() as session:
        read_dossier(session, 1, VIN)
    event.remove(records.engine, "before_cursor_execute", note)
    return len([statement for statement in seen if statement.startswith("SELECT")])
