"""Refunds booked before the queues: their account stood in the letter's words, their means with the payment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import column, insert, table

from app.records import tables
from app.records.schema import migrate
from app.records.store import Records
from app.terms.clause import Cents
from tests.records.shared import case

_DAY = date(2026, 1, 5)
_SAME: dict[str, Any] = {"customer_id": 1, "case_number": "C-1", "state": "to_release", "means": "same", "version": 1}
_SAME |= dict.fromkeys(("released_by", "iban", "holder", "said"), "")
_REFUNDS = (
    {"id": 1, "subject": "BK-1", "means_label": "Visa"},
    {"id": 2, "subject": "BK-2", "means_label": "MINI app"},
    {"id": 3, "subject": "BK-3", "means_label": "BE68 5390 0754 7034", "means": "other"},
)


def test_a_refund_booked_before_knows_how_it_goes_back(tmp_path: Path) -> None:
    with Records(f"sqlite:///{tmp_path / 'old.db'}") as records:
        with records.engine.begin() as connection:
            migrate(connection, "0016")
        with records.writing() as session:
            person = {"number": "K1", "kind": "consumer", "country": "BE", "language": "nl"}
            session.add(tables.Customer(id=1, given_name="Elke", family_name="De Smet", **person))
            session.flush()
            session.add_all(
                [case("C-1"), tables.Vehicle(id=1, customer_id=1, vin="WMW31GD090TA40817", plate="", model="")]
            )
            session.flush()
            session.add(
                tables.Contract(id=1, number="CT-1", customer_id=1, vehicle_id=1, concluded_on=_DAY, edition="x")
            )
            session.flush()
            booked = {"service_key": "x", "kind": "monthly", "edition": "x", "description_issue": "x"}
            session.add(tables.Booking(id=1, number="BK-1", contract_id=1, price=Cents(6), concluded_on=_DAY, **booked))
            session.flush()
            for at, (means, month) in enumerate((("visa", 3), ("paypal", 2)), start=1):
                day, amount = _DAY.replace(month=month), Cents(6)
                dates = {"invoiced_on": day, "due_on": day}
                session.add(
                    tables.Invoice(id=at, number=f"F-{at}", booking_id=1, amount=amount, vat_percent=21, **dates)
                )
                session.flush()
                label = means.capitalize()
                session.add(
                    tables.Payment(
                        number=f"P-{at}", invoice_id=at, paid_on=day, amount=amount, means=means, means_label=label
                    )
                )
            rows = [{**_SAME, "amount": 100, **one} for one in _REFUNDS]
            session.execute(insert(table("refunds", *(column(name) for name in rows[0]))), rows)
        with records.engine.begin() as connection:
            migrate(connection, "0017")
            asked = "SELECT means, means_label, iban, holder FROM refunds ORDER BY id"
            assert [tuple(one) for one in connection.exec_driver_sql(asked)] == [
                ("visa", "Visa", "", ""),
                ("", "MINI app", "", ""),
                ("transfer", "", "BE68539007547034", "Elke De Smet"),
            ]
