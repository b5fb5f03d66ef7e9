"""One invented customer in the making: puts person, vehicle, contract and bookings together around the day of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from app.exchange.demo_ledger import Ledger, Row
from app.exchange.demo_people import Person, add_person
from app.exchange.demo_vehicles import Car, add_car, at_hour, fitting_offers
from app.exchange.demo_world import Offer, Price, pick, world
from app.terms.calendar import months_before, term_last_day

AGENTS = ("Anna Willems", "Tom Claes", "Karin Maes", "Bart Wouters", "Nora Thill")
_LEGAL_ECALL = "legal_emergency_call"


@dataclass(frozen=True, slots=True)
class Home:
    """A customer with a vehicle and a contract on it."""

    person: Person
    car: Car
    contract: Row


class Scene:
    """Adds what one customer has. Days are given as days before ``on``, the day of today."""

    def __init__(self, ledger: Ledger, rng: Random, on: date, index: int) -> None:
        self.ledger = ledger
        self.rng = rng
        self.on = on
        self.index = index

    def ago(self, days: int) -> date:
        """The day ``days`` before today; in the future when negative."""
        return self.on - timedelta(days)

    def between(self, least: int, most: int) -> int:
        """A number of days, both ends included."""
        return least + int(self.rng.random() * (most - least + 1))

    def person(self, *, sanctioned: bool = False) -> Person:
        """The customer."""
        return add_person(self.ledger, self.rng, self.index, sanctioned=sanctioned)

    def car(self, person: Person, handover: int | None, **known: Any) -> Car:
        """A vehicle of the customer, handed over that many days ago (``None``: no handover planned yet)."""
        at = None if handover is None else at_hour(self.ago(handover), self.rng)
        return add_car(
            self.ledger, self.rng, person, self.ledger.last_key("vehicles"), self.on, handover_at=at, **known
        )

    def contract(self, person: Person, car: Car, concluded: int, **known: Any) -> Row:
        """A contract concluded that many days ago, with the basic services of the vehicle."""
        day = self.ago(concluded)
        # A vehicle handed over later was ordered with at least one service as standard equipment (MC 1.4 a).
        ordered = car.handed_over_on is None or day < car.handed_over_on
        started = car.handed_over_on if ordered else day
        contract = self.ledger.contract(
            person.id,
            car.id,
            day,
            **{
                "origin": "standard_equipment" if ordered else "portal",
                "start_requested": True,
                "service_started_on": started,
                **known,
            },
        )
        for service in world().basic_services:
            if service == _LEGAL_ECALL and not car.model.type_approval:
                continue  # An older model, approved before the law asked for it.
            self.ledger.booking(
                contract,
                service,
                "basic",
                0,
                day,
                **{name: contract[name] for name in _SHARED},
            )
        return contract

    def home(
        self, *, concluded: int, handover: int | None = None, contract: dict[str, Any] | None = None, **car: Any
    ) -> Home:
        """Person, vehicle and contract at once; without ``handover`` the vehicle came some weeks after the contract."""
        person = self.person()
        if handover is None:
            handover = concluded - self.between(0, 60)
            handover = handover if handover > 0 else concluded
        made = self.car(person, handover, **car)
        return Home(person, made, self.contract(person, made, concluded, **(contract or {})))

    def book(
        self,
        home: Home,
        kind: str,
        concluded: int,
        *,
        service: str = "",
        months: int = 0,
        started: bool = True,
        unpaid: int = 0,
        **known: Any,
    ) -> Row | None:
        """Book a service of that kind so many days ago and invoice it; ``None`` when the vehicle can have none.

        ``started``: the customer asked for the start within the withdrawal period; otherwise it begins after it.
        """
        found = self._offer(home, kind, service, months)
        if found is None:
            return None
        offer, price = found
        day = self.ago(concluded)
        begins = day if started else day + timedelta(15)
        row: dict[str, Any] = {
            "start_requested": started,
            "service_started_on": begins if begins <= self.on and home.car.handed_over_on is not None else None,
        }
        if kind == "limited":
            row["period_start"] = day
            row["period_end"] = term_last_day(day, price.months)
        elif kind == "monthly":
            row["first_due_on"] = day
        booking = self.ledger.booking(home.contract, offer.service, kind, price.cents, day, **{**row, **known})
        self.invoice(home, booking, unpaid=unpaid)
        return booking

    def invoice(self, home: Home, booking: Row, *, unpaid: int = 0) -> None:
        """Invoice what fell due until today."""
        self.ledger.invoice_booking(home.person.country, home.person.means, booking, self.on, unpaid=unpaid)

    def package(self, person: Person, car: Car, concluded: int, *, used: bool = False, **known: Any) -> Row:
        """A Service Inclusive package bought so many days ago, for a new or a used vehicle."""
        day = self.ago(concluded)
        months, km, price = pick(self.rng, ((36, 45_000, 99_900), (48, 60_000, 139_900), (60, 100_000, 219_900)))
        if used:
            months, km, price = pick(self.rng, ((12, 15_000, 49_900), (24, 30_000, 89_900)))
        package = self.ledger.package(
            person.id,
            car.id,
            "service_inclusive_used" if used else "service_inclusive",
            day,
            **{
                "price": price,
                "months": months,
                "km": km,
                "term_start": day if used else (car.handed_over_on or None),
                "odometer_at_start": self.between(18_000, 70_000) if used else 0,
                **known,
            },
        )
        self.invoice_package(person, package)
        return package

    def invoice_package(self, person: Person, package: Row) -> None:
        """Invoice a Service Inclusive package on the day it was bought."""
        self.ledger.invoice(
            person.country, person.means, package["price"], package["concluded_on"], service_inclusive_id=package["id"]
        )

    def renew(self, home: Home, booking: Row, start: date) -> None:
        """The booking was tacitly renewed for twelve months on ``start``, and paid again."""
        period = (start, term_last_day(start, 12))
        booking.update(period_start=start, period_end=period[1], renewed=True)
        self.ledger.invoice(
            home.person.country, home.person.means, booking["price"], start, booking_id=booking["id"], period=period
        )

    def note(self, person: Person, car: Car | None) -> None:
        """Leave a note of some earlier call, in the language of the customer."""
        at = datetime.combine(self.ago(self.between(1, 90)), time(9 + self.between(0, 8), self.between(0, 59)))
        text = pick(self.rng, world().notes[person.language])
        self.ledger.note(person.id, car.id if car is not None else None, at, pick(self.rng, AGENTS), text)

    def term_ending_in(self, days: int, months: int) -> date:
        """The first day of a term of so many months that ends ``days`` after today."""
        return months_before(self.ago(-days) + timedelta(1), months)

    def _offer(self, home: Home, kind: str, service: str, months: int) -> tuple[Offer, Price] | None:
        found = tuple(
            (offer, price)
            for offer in fitting_offers(home.car)
            if service in ("", offer.service)
            for price in offer.prices
            if price.kind == kind and months in (0, price.months)
        )
        return pick(self.rng, found) if found else None


_SHARED = ("informed_at_conclusion", "informed_later_on", "start_requested", "service_started_on")
