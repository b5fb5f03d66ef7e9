"""The database itself keeps the rules of the tables, whoever writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint, insert, select, text
from sqlalchemy.exc import IntegrityError

from app.records import tables
from app.records.store import Records
from app.terms.clause import Refusal
from tests.records.examples import VIN, add_elke

PERSON = {"id": 99, "number": "K000002", "kind": "consumer", "country": "BE", "language": "nl"}
VEHICLE = {"id": 99, "vin": "WMW00000000000009", "powertrain": "BEV"}
BOOKING = {
    "id": 99,
    "number": "B-000009",
    "contract_id": 1,
    "service_key": "x",
    "kind": "limited",
    "concluded_on": date(2026, 1, 1),
    "edition": "e",
}
INVOICE = {
    "id": 99,
    "number": "I-9",
    "booking_id": 1,
    "invoiced_on": date(2026, 1, 1),
    "due_on": date(2026, 1, 31),
    "amount": 600,
    "vat_percent": 21,
}


@pytest.mark.parametrize(
    ("table", "row", "wrong"),
    [
        (tables.Customer, PERSON, {"kind": "dealer"}),
        (tables.Customer, PERSON, {"country": "NL"}),
        (tables.Customer, PERSON, {"language": "it"}),
        (tables.Customer, PERSON, {"title": "dr"}),
        (tables.Customer, PERSON, {"number": "K000001"}),
        (tables.Customer, PERSON, {"number": None}),
        (tables.Vehicle, VEHICLE, {"vin": VIN}),
        (tables.Vehicle, VEHICLE, {"vin": "WMW"}),
        (tables.Vehicle, VEHICLE, {"powertrain": "gas"}),
        (tables.Vehicle, VEHICLE, {"mileage_km": -1}),
        (tables.Vehicle, VEHICLE, {"customer_id": 99}),
        (tables.Vehicle, VEHICLE, {"dealer_number": "D-99"}),
        (tables.Booking, BOOKING, {"contract_id": 99}),
        (tables.Booking, BOOKING, {"kind": "free"}),
        (tables.Booking, BOOKING, {"price": -1}),
        (tables.Booking, BOOKING, {"ended_as": "lost"}),
        (tables.Booking, BOOKING, {"period_start": date(2026, 2, 1), "period_end": date(2026, 1, 1)}),
        (tables.Invoice, INVOICE, {"booking_id": None}),
        (tables.Invoice, INVOICE, {"service_inclusive_id": 1}),
        (tables.Sim, {"id": 99, "iccid": "1", "vehicle_id": 2, "since": date(2026, 1, 1)}, {"vehicle_id": 1}),
        (tables.Sim, {"id": 99, "iccid": "1", "vehicle_id": 2, "since": date(2026, 1, 1)}, {"state": "broken"}),
    ],
)
def test_a_wrong_row_is_not_taken(
    records: Records, table: type[tables.Base], row: Mapping[str, Any], wrong: Mapping[str, Any]
) -> None:
    with records.writing() as session:
        add_elke(session)
        attempt = session.begin_nested()
        session.execute(insert(table).values(**row))  # right but for what is wrong below
        attempt.rollback()
    with pytest.raises(Refusal) as refused, records.writing() as session:
        session.execute(insert(table).values(**{**row, **wrong}))
    assert isinstance(refused.value.__cause__, IntegrityError)


def test_a_customer_with_records_cannot_be_deleted(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
    with pytest.raises(Refusal), records.writing() as session:
        session.execute(text("DELETE FROM customers"))


def test_the_database_derives_what_the_search_compares(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
    with records.reading() as session:
        vehicle = session.get_one(tables.Vehicle, 1)
        assert (vehicle.plate_key, vehicle.vin_tail) == ("1ABC234", "0TA40817"[-7:])
        assert session.scalars(select(tables.CustomerEmail.folded)).all() == ["elke.desmet@example.org"]
        assert session.scalars(select(tables.MiniIdLink.folded)).all() == ["elke.desmet@example.org"]
        assert session.scalars(select(tables.CustomerPhone.reversed).order_by("position")).all() == [
            "65432107423",
            "00000072253",
        ]


def test_money_is_stored_as_integers(records: Records, engine: str) -> None:
    kind_of = {"sqlite": "typeof(price)", "postgresql": "CAST(pg_typeof(price) AS text)"}[engine]
    with records.writing() as session:
        add_elke(session)
    with records.reading() as session:
        kinds = session.execute(text(f"SELECT DISTINCT {kind_of} FROM bookings")).scalars().all()
        assert kinds == ["integer"]


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        (table.name, constraint)
        for table in tables.Base.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


def test_what_a_dossier_follows_is_indexed() -> None:
    """Each column that refers to another table begins an index; the rest is always reached through the customer."""
    through_the_customer = {
        "journal.vehicle_id",
        "letters.vehicle_id",
        "looks.vehicle_id",
        "notes.vehicle_id",
        "vehicles.dealer_number",
    }
    missing = set()
    for table in tables.Base.metadata.tables.values():
        keys = [one for one in table.constraints if isinstance(one, PrimaryKeyConstraint | UniqueConstraint)]
        leading = {next(iter(one.columns)).name for one in (*table.indexes, *keys)}
        missing |= {f"{table.name}.{key.parent.name}" for key in table.foreign_keys if key.parent.name not in leading}
    assert missing == through_the_customer
