"""Invented vehicles: VIN, number plate, model with what hangs together in it, SIM and linked MINI IDs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import gcd
from random import Random

from app.exchange.demo_ledger import Ledger
from app.exchange.demo_people import Person
from app.exchange.demo_world import Model, Offer, pick, showcase, world

# The showcase people have plates and VINs of their own: the letters and digits of theirs are left out here.
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # no I, O or Q: a VIN has none of them
_PLATE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLANT_LETTERS = "ABCDEFGHJKLMNPSUVWXYZ"
_CHECK_DIGITS = tuple("0123456789X")
_NEWEST_OS = 9
_PRIME = 36_583


@dataclass(frozen=True, slots=True)
class Car:
    """A vehicle in the ledger, with what bookings and cases depend on. ``handed_over_on`` is never in the future."""

    id: int
    vin: str
    model: Model
    codes: frozenset[str]
    used: bool
    handover_at: datetime | None
    handed_over_on: date | None
    dealer: str


def add_car(
    ledger: Ledger,
    rng: Random,
    person: Person,
    serial: int,
    on: date,
    *,
    handover_at: datetime | None,
    model: Model | None = None,
    used: bool = False,
    equipped: bool = False,
    joint_users: bool = False,
) -> Car:
    """Add a vehicle handed over at ``handover_at`` (``None``: not yet planned). ``serial`` makes VIN and plate unique.

    ``equipped``: of the newest generation and with every option, so that each service can be booked.
    """
    handed_over = handover_at.date() if handover_at is not None else None
    year = (handed_over or on).year
    model = model or _model_of(rng, year, used=used, equipped=equipped)
    codes = (*model.codes, *(code for code in model.may_have if equipped or rng.random() < 0.62))
    delivered = handed_over is not None and handed_over <= on
    dealer = _dealer(rng, person)
    first_registration = _first_registration(rng, model, handed_over, used=used) if delivered else None
    days = (on - first_registration).days if first_registration is not None else 0
    number = vin(model, rng, serial)
    vehicle_id = ledger.add(
        "vehicles",
        vin=number,
        customer_id=person.id,
        plate=plate(person.country, serial, rng) if delivered else "",
        plate_country=person.country,
        model=model.name,
        powertrain=model.powertrain,
        os_version=model.os_version,
        option_codes=codes,
        first_registration_on=first_registration,
        new_vehicle=not used,
        handover_at=handover_at,
        mileage_km=int(12 + days * (18 + rng.random() * 40)) if delivered else None,
        mileage_read_on=on - timedelta(int(rng.random() * 40) % (days + 1)) if delivered else None,
        type_approval_functions=model.type_approval,
        dealer_number=dealer,
    )
    ledger.sim(vehicle_id, first_registration or on - timedelta(6))
    if delivered and rng.random() < 0.9:
        _add_links(ledger, rng, person, vehicle_id, max(handed_over or on, on - timedelta(900)), on, joint=joint_users)
    return Car(
        vehicle_id, number, model, frozenset(codes), used, handover_at, handed_over if delivered else None, dealer
    )


def vin(model: Model, rng: Random, serial: int) -> str:
    """A VIN of 17 characters; its last seven are unique. The check digit is drawn: European VINs need not fit it."""
    letters, number = _spread(serial, len(_PLANT_LETTERS) * len(_LETTERS), 100_000)
    first, second = divmod(letters, len(_LETTERS))
    tail = f"{_PLANT_LETTERS[first]}{_LETTERS[second]}{number:05d}"
    return f"WMW{model.type_code}0{pick(rng, _CHECK_DIGITS)}0{tail}"


def plate(country: str, serial: int, rng: Random) -> str:
    """A number plate of the country in one of its formats; unique."""
    if country == "LU":
        if serial % 3 == 0 and serial < 85_000:
            return f"{10_000 + serial * _PRIME % 89_989}"
        numbers = _free_numbers(1_000, 10_000)
        letters, number = _spread(serial, 26 * 26, len(numbers))
        return f"{_three(letters)[1:]} {numbers[number]}"
    numbers = _free_numbers(1, 1_000)
    letters, number = _spread(serial, 26**3, len(numbers))
    digits = f"{numbers[number]:03d}"
    chance = rng.random()
    if chance < 0.04:  # plates from before November 2010, carried over to the next car
        return f"{_three(letters)}-{digits}"
    return f"{'1' if chance < 0.35 else '2'}-{_three(letters)}-{digits}"


@lru_cache(maxsize=2)
def _free_numbers(first: int, end: int) -> tuple[int, ...]:
    """The numbers on plates that nobody of the showcase has."""
    plates = (vehicle["plate"] for person in showcase() for vehicle in person["vehicle"])
    taken = {int(plate[-4:].lstrip("-")) for plate in plates if plate}
    return tuple(number for number in range(first, end) if number not in taken)


def _spread(serial: int, letters: int, numbers: int) -> tuple[int, int]:
    """A pair below (``letters``, ``numbers``) of its own for each serial number, without an order one could see."""
    places = letters * numbers
    letter, number = divmod((serial + 1) * _golden_step(places) % places, numbers)
    return letter, (number + letter * _PRIME) % numbers


@lru_cache(maxsize=8)
def _golden_step(places: int) -> int:
    """About 0.618 of all places and without a common factor, so that steps of it meet every place once."""
    step = places * 618 // 1000
    while gcd(step, places) != 1:
        step += 1
    return step


def fitting_offers(car: Car) -> tuple[Offer, ...]:
    """The services this vehicle can have booked."""
    return tuple(offer for offer in world().offers if offer.fits(car.model.os_version, car.codes))


def _three(place: int) -> str:
    rest, third = divmod(place, 26)
    first, second = divmod(rest, 26)
    return f"{_PLATE_LETTERS[first]}{_PLATE_LETTERS[second]}{_PLATE_LETTERS[third]}"


def _model_of(rng: Random, year: int, *, used: bool, equipped: bool) -> Model:
    return pick(rng, _models_of(year, used, equipped))


@lru_cache(maxsize=256)
def _models_of(year: int, used: bool, equipped: bool) -> tuple[Model, ...]:
    """The models handed over in that year, used ones also from earlier years; if ``equipped``, the newest only."""
    models = world().models
    found = tuple(
        model
        for model in models
        if model.first_year <= year
        and (used or year <= model.until)
        and (not equipped or model.os_version == _NEWEST_OS)
    )
    return found or models


def _first_registration(rng: Random, model: Model, handed_over: date | None, *, used: bool) -> date | None:
    if handed_over is None or not used:
        return handed_over
    latest = min(handed_over, date(min(model.until, handed_over.year), 12, 31))
    earliest = min(latest, date(model.first_year, 3, 1))
    return earliest + timedelta(int(rng.random() * max(1, (latest - earliest).days)))


def _dealer(rng: Random, person: Person) -> str:
    return pick(rng, world().dealers_of[person.country])["number"]


def _add_links(
    ledger: Ledger, rng: Random, person: Person, vehicle_id: int, linked_on: date, on: date, *, joint: bool
) -> None:
    verified = rng.random() < 0.93
    linked_on = min(linked_on + timedelta(int(rng.random() * 4)), on)
    add_link(ledger, vehicle_id, person.email, person.name, "main", linked_on, linked_on if verified else None)
    if joint or rng.random() < 0.08:
        local, domain = person.email.split("@")
        joined_on = min(linked_on + timedelta(20), on)
        add_link(ledger, vehicle_id, f"{local}.2@{domain}", person.other_user, "joint", joined_on, joined_on)


def add_link(
    ledger: Ledger, vehicle_id: int, mini_id: str, name: str, role: str, linked_on: date, verified_on: date | None
) -> None:
    """A MINI ID linked to a vehicle; not verified while ``verified_on`` is ``None``."""
    ledger.add(
        "links",
        vehicle_id=vehicle_id,
        mini_id=mini_id,
        name=name,
        role=role,
        linked_on=linked_on,
        verified_on=verified_on,
    )


def at_hour(day: date, rng: Random) -> datetime:
    """A moment of that day at which a dealer hands over a vehicle."""
    return datetime.combine(day, time(9 + int(rng.random() * 8), pick(rng, (0, 15, 30, 45))))
