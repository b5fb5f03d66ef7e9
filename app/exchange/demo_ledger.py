"""The rows of invented people, collected table by table until they are written in one go.

Keys are given here and not by the database, so that a row can name one that is not written yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Any, Literal

from sqlalchemy import Connection

from app.exchange.bulk import count_on, insert_rows, table_of
from app.records import tables
from app.records.chain import add_entries
from app.records.sim_jobs import USUAL_DAYS, last_day
from app.terms.calendar import months_after
from app.terms.catalogue import load_catalogue
from app.terms.edition import Document, edition_for
from app.terms.money import vat_percent

Row = dict[str, Any]

# In the order in which they may be written: a row names only rows of the tables before its own.
_TABLES: dict[str, Any] = {
    "customers": tables.Customer,
    "addresses": tables.CustomerAddress,
    "phones": tables.CustomerPhone,
    "emails": tables.CustomerEmail,
    "vehicles": tables.Vehicle,
    "sims": tables.Sim,
    "sim_events": tables.SimEvent,
    "links": tables.MiniIdLink,
    "contracts": tables.Contract,
    "bookings": tables.Booking,
    "packages": tables.ServiceInclusive,
    "invoices": tables.Invoice,
    "payments": tables.Payment,
    "cases": tables.Case,
    "case_subjects": tables.CaseSubject,
    "case_moves": tables.CaseMove,
    "sim_jobs": tables.SimJob,
    "refunds": tables.Refund,
    "determinations": tables.Determination,
    "findings": tables.Finding,
    "notes": tables.Note,
    "journal": tables.Journal,
}
_KEYED = frozenset(_TABLES) - {"addresses", "phones", "emails", "case_subjects", "findings"}


@lru_cache(maxsize=4096)
def edition_of(concluded_on: date, terms: Document = "MC") -> str:
    """The id of the edition that governs a contract concluded on this day."""
    return edition_for(concluded_on, terms).id


@lru_cache(maxsize=4096)
def _issue(service: str, booked_on: date) -> str:
    known = load_catalogue().services.get(service)
    return known.issue_for(booked_on) if known else ""


@lru_cache(maxsize=4096)
def _vat(country: Literal["BE", "LU"], on: date) -> int:
    return vat_percent(country, on)


_NOT_REPORTED: Row = {
    "state": "open",
    "done_at": None,
    "done_by": "",
    "iccid_read": "",
    "reason": "",
    "reported_at": None,
    "taken_in_at": None,
    "version": 1,
}


_NOT_LEFT: Row = {
    "first_day": None,
    "last_day": None,
    "released_by": "",
    "released_at": None,
    "iban": "",
    "holder": "",
    "interest": None,
    "export_number": None,
    "paid_on": None,
    "said": "",
    "version": 1,
    "entered_by": "",
}


class Ledger:
    """Rows in the making. Each method adds one row and gives its key; amounts are cents with VAT."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {name: [] for name in _TABLES}
        self._keys = dict.fromkeys(_KEYED, 0)
        self.case_numbers: dict[int, int] = {}

    def add(self, table: str, **row: Any) -> int:
        """Add a row with the next key of its table."""
        key = self._keys[table] + 1
        self._keys[table] = key
        row["id"] = key
        self._rows[table].append(row)
        return key

    def part(self, table: str, **row: Any) -> None:
        """Add a row that has no key of its own: an address, a telephone, an e-mail address."""
        self._rows[table].append(row)

    def last_key(self, table: str) -> int:
        """The key given last in a table: how many rows it has."""
        return self._keys[table]

    def bookings_of(self, contract: Row) -> list[Row]:
        """The bookings added so far to a contract that is still being made, the newest first."""
        newest_first = reversed(self._rows["bookings"])
        return list(takewhile(lambda row: row["contract_id"] == contract["id"], newest_first))

    def sim(self, vehicle_id: int, active_since: date) -> None:
        """The active SIM of a vehicle."""
        number = iccid(self._keys["sims"])
        key = self.add("sims", vehicle_id=vehicle_id, iccid=number, state="active", since=active_since)
        self.add("sim_events", sim_id=key, on=active_since, state="active", by="", case_number="")

    def switch_sim(self, on: date, state: str, by: str, case_number: str) -> None:
        """A dealer switched the SIM added last ``partial | off | active``, for a case."""
        sim = self._rows["sims"][-1]
        sim.update(state=state, since=on)
        self.add("sim_events", sim_id=sim["id"], on=on, state=state, by=by, case_number=case_number)

    def order_job(self, on: date, dealer: str, case_number: str, **known: Any) -> None:
        """A dealer is asked to switch off the SIM of the vehicle added last; ``known`` is what came of it."""
        vehicle, number = self._rows["vehicles"][-1], self._rows["sims"][-1]["iccid"]
        self.add(
            "sim_jobs",
            case_number=case_number,
            dealer_number=dealer,
            switch="off",
            ordered_on=on,
            vin=vehicle["vin"],
            plate=vehicle["plate"],
            model=vehicle["model"],
            iccid=number,
            functions=vehicle["type_approval_functions"],
            due_on=last_day(on, USUAL_DAYS, "BE"),
            **{**_NOT_REPORTED, "iccid_read": number if known.get("state") == "done" else "", **known},
        )

    def give_back(self, on: date, report: Row) -> None:
        """The dealer could not do the job ordered last: its case is open again, for an agent to find another dealer."""
        self._rows["sim_jobs"][-1].update(report)
        case = self._rows["cases"][-1]
        case.update(state="open", due_on=last_day(on, 1, "BE"), due_what="reassign", version=2)
        move = {"before": "being_carried_out", "after": "open", "at": report["done_at"], "by": case["agent"]}
        self.add("case_moves", case_id=case["id"], position=1, reason=report["reason"], readings={}, **move)

    def send_back(self, at: datetime, by: str, reason: str) -> None:
        """A supervisor sent the case added last back to who recorded it."""
        case = self._rows["cases"][-1]
        case.update(state="sent_back", version=2)
        move = {"before": "waits_for_approval", "after": "sent_back", "at": at, "by": by, "reason": reason}
        self.add("case_moves", case_id=case["id"], position=1, readings={}, **move)

    def book_refund(
        self,
        customer_id: int,
        case_number: str,
        subject: str,
        amount: int | None,
        due_by: date | None,
        means: tuple[str, str],
        known: Row,
    ) -> None:
        """Money of a case goes back as it was paid; ``known`` is its state and what came of it."""
        self.add(
            "refunds",
            customer_id=customer_id,
            case_number=case_number,
            subject=subject,
            amount=amount,
            due_by=due_by,
            means=means[0],
            means_label=means[1],
            **{**_NOT_LEFT, **known},
        )

    def end_case(self, at: datetime, by: str) -> None:
        """Nothing of the case added last is left to do."""
        case = self._rows["cases"][-1]
        case.update(state="done", version=2)
        move = {"before": "being_carried_out", "after": "done", "at": at, "by": by}
        self.add("case_moves", case_id=case["id"], position=1, reason="", readings={}, **move)

    def let_go(self) -> None:
        """What the case added last concerns can be subject of another one."""
        self._rows["case_subjects"][-1]["open"] = False

    def contract(self, customer_id: int, vehicle_id: int, concluded_on: date, **known: Any) -> Row:
        """The framework contract; ``known`` overrides what holds for an ordinary one."""
        number = 1_000_000 + self._keys["contracts"] + 1
        row: Row = {
            "number": f"CT-{number}",
            "customer_id": customer_id,
            "vehicle_id": vehicle_id,
            "concluded_on": concluded_on,
            "origin": "standard_equipment",
            "edition": edition_of(concluded_on),
            "informed_at_conclusion": True,
            "informed_later_on": None,
            "start_requested": False,
            "service_started_on": None,
            "ended_as": "",
            "ends_on": None,
            "ended_by_case": "",
            "version": 1,
            "made_by": None,
            "offer_confirmed_on": None,
            "accepted_on": None,
            **known,
        }
        self.add("contracts", **row)
        return self._rows["contracts"][-1]

    def booking(self, contract: Row, service: str, kind: str, price: int, concluded_on: date, **known: Any) -> Row:
        """A booked or basic service of ``contract``; ``known`` overrides what holds for an ordinary one."""
        number = 5_000_000 + self._keys["bookings"] + 1
        row: Row = {
            "number": f"BK-{number}",
            "contract_id": contract["id"],
            "service_key": service,
            "kind": kind,
            "price": price,
            "concluded_on": concluded_on,
            "period_start": None,
            "period_end": None,
            "first_due_on": None,
            "auto_renewal": False,
            "renewal_months": 0,
            "renewed": False,
            "informed_at_conclusion": True,
            "informed_later_on": None,
            "start_requested": False,
            "service_started_on": None,
            "edition": edition_of(concluded_on),
            "description_issue": _issue(service, concluded_on),
            "ended_as": "",
            "ends_on": None,
            "ended_by_case": "",
            "version": 1,
            "made_by": None,
            "offer_confirmed_on": None,
            "accepted_on": None,
            **known,
        }
        self.add("bookings", **row)
        return self._rows["bookings"][-1]

    def package(self, customer_id: int, vehicle_id: int, package: str, concluded_on: date, **known: Any) -> Row:
        """A Service Inclusive package."""
        number = 700_000 + self._keys["packages"] + 1
        row: Row = {
            "number": f"SI-{number}",
            "customer_id": customer_id,
            "vehicle_id": vehicle_id,
            "package": package,
            "concluded_on": concluded_on,
            "price": 99900,
            "months": 36,
            "km": 45000,
            "term_start": concluded_on,
            "odometer_at_start": 12,
            "works_performed": 0,
            "informed_at_conclusion": True,
            "informed_later_on": None,
            "start_requested": False,
            "service_started_on": None,
            "edition": edition_of(concluded_on, "SI"),
            "ended_as": "",
            "ends_on": None,
            "ended_by_case": "",
            "version": 1,
            **known,
        }
        self.add("packages", **row)
        return self._rows["packages"][-1]

    def invoice(
        self,
        country: Literal["BE", "LU"],
        means: tuple[str, str],
        amount: int,
        invoiced_on: date,
        *,
        booking_id: int | None = None,
        service_inclusive_id: int | None = None,
        period: tuple[date | None, date | None] = (None, None),
        paid: bool = True,
    ) -> None:
        """An invoice, due in thirty days (MC 6.5 b), and its payment on the same day unless it is not ``paid``."""
        number = self._keys["invoices"] + 1
        invoice_id = self.add(
            "invoices",
            number=f"INV-{number:08d}",
            booking_id=booking_id,
            service_inclusive_id=service_inclusive_id,
            invoiced_on=invoiced_on,
            due_on=invoiced_on + timedelta(30),
            amount=amount,
            vat_percent=_vat(country, invoiced_on),
            means=means[0],
            means_label=means[1],
            period_start=period[0],
            period_end=period[1],
        )
        if paid:
            self.add(
                "payments",
                number=f"PAY-{number:08d}",
                invoice_id=invoice_id,
                paid_on=invoiced_on,
                amount=amount,
                means=means[0],
                means_label=means[1],
            )

    def invoice_booking(
        self, country: Literal["BE", "LU"], means: tuple[str, str], booking: Row, through: date, *, unpaid: int = 0
    ) -> None:
        """Invoice what fell due for ``booking`` through that day; the last ``unpaid`` ones stay open."""
        due = list(_due(booking, through))
        for place, (invoiced_on, period) in enumerate(due):
            self.invoice(
                country,
                means,
                booking["price"],
                invoiced_on,
                booking_id=booking["id"],
                period=period,
                paid=place < len(due) - unpaid,
            )

    def next_case_number(self, year: int) -> str:
        """``C-2026-00001`` and so on, in the order in which the cases are added."""
        self.case_numbers[year] = self.case_numbers.get(year, 0) + 1
        return f"C-{year}-{self.case_numbers[year]:05d}"

    def note(self, customer_id: int, vehicle_id: int | None, at: datetime, by: str, text: str) -> None:
        """A note somebody left after a call."""
        self.add("notes", customer_id=customer_id, vehicle_id=vehicle_id, at=at, by=by, text=text)

    def write(self, connection: Connection) -> None:
        """Write the rows collected so far and forget them."""
        for name, rows in self._rows.items():
            if name == "journal":
                add_entries(connection, rows)
            else:
                insert_rows(connection, table_of(_TABLES[name]), rows)
            rows.clear()

    def hand_over(self, connection: Connection) -> None:
        """From here on the database gives the keys."""
        for name, last in self._keys.items():
            count_on(connection, table_of(_TABLES[name]), last)


def _due(booking: Row, through: date) -> Iterator[tuple[date, tuple[date | None, date | None]]]:
    if booking["kind"] == "monthly":
        first = booking["first_due_on"]
        month = 0
        while (due := months_after(first, month)) <= through:
            month += 1
            yield due, (due, months_after(first, month) - timedelta(1))
    elif booking["price"] and booking["concluded_on"] <= through:
        yield booking["concluded_on"], (booking["period_start"], booking["period_end"])


def iccid(serial: int) -> str:
    """A SIM number of 19 digits that ends in the check digit of ISO/IEC 7812 (Luhn). The issuer is invented."""
    digits = f"894999{serial:012d}"
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += value - 9 if value > 9 else value
    return f"{digits}{-total % 10}"
