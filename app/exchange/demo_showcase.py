"""The first customers of every demonstration, as ``resources/demo/showcase.toml`` describes them.

They are the same people each time, so that the tour, the tests and the pictures find them. All days are relative to the
day the demonstration is made for.
"""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random
from typing import Any

from app.exchange.demo_cases import switch_sim_off, terminate_contract, withdraw_booking
from app.exchange.demo_ledger import Ledger
from app.exchange.demo_people import FIRST_NUMBER, Person, add_phone, vat_number
from app.exchange.demo_scene import Home, Scene
from app.exchange.demo_vehicles import Car, add_link
from app.exchange.demo_world import showcase, world
from app.terms.calendar import months_before, term_last_day

_Table = dict[str, Any]


def add_showcase(ledger: Ledger, on: date, customers: int) -> int:
    """Add the showcase people, at most ``customers`` of them, and give their number."""
    people = showcase()[:customers]
    for index, table in enumerate(people):
        scene = Scene(ledger, Random(index), on, index)
        person = _add_person(scene, table)
        homes = [_add_home(scene, person, vehicle) for vehicle in table["vehicle"]]
        for days, by, text in table.get("notes", ()):
            at = datetime.combine(scene.ago(days), time(11, 20))
            ledger.note(person.id, homes[0].car.id, at, by, text)
    return len(people)


def _add_person(scene: Scene, table: _Table) -> Person:
    company, country = table.get("company", ""), table["country"]
    person_id = scene.ledger.add(
        "customers",
        number=f"CU-{FIRST_NUMBER + scene.index}",
        kind="trader" if company else "consumer",
        country=country,
        language=table["language"],
        title=table["title"],
        given_name=table["given_name"],
        family_name=table["family_name"],
        company_name=company,
        vat_number=vat_number(country, scene.index) if company else "",
        sanctioned=False,
        version=1,
    )
    street, number, box, postcode, town = table["address"]
    scene.ledger.part(
        "addresses",
        customer_id=person_id,
        position=0,
        street=street,
        number=number,
        box=box,
        postcode=postcode,
        town=town,
        country=country,
    )
    add_phone(scene.ledger, person_id, 0, table["phone"])
    scene.ledger.part("emails", customer_id=person_id, position=0, address=table["email"])
    name = f"{table['given_name']} {table['family_name']}"
    return Person(
        person_id, country, table["language"], not company, name, table["email"], tuple(table["means"]), other_user=""
    )


def _add_home(scene: Scene, person: Person, table: _Table) -> Home:
    car = _add_car(scene, person, table)
    contract = scene.contract(person, car, table["contract"], informed_at_conclusion=table.get("informed", True))
    home = Home(person, car, contract)
    for booking in table.get("bookings", ()):
        _add_booking(scene, home, booking)
    if "inclusive" in table:
        _add_inclusive(scene, home, table["inclusive"])
    if "sim_off" in table:
        switch_sim_off(scene, home, table["sim_off"], "partial" if car.model.type_approval else "off")
    if "terminated" in table:
        terminate_contract(scene, home, table["terminated"])
    return home


def _add_car(scene: Scene, person: Person, table: _Table) -> Car:
    model = world().model(table["model"])
    used = "first_registered" in table
    handover_on = scene.ago(table["handover"])
    handover_at = datetime.combine(handover_on, time(10, 30))
    delivered = handover_on <= scene.on
    registered_on = scene.ago(table["first_registered" if used else "handover"]) if delivered else None
    vehicle_id = scene.ledger.add(
        "vehicles",
        vin=table["vin"],
        customer_id=person.id,
        plate=table["plate"],
        plate_country=person.country,
        model=model.name,
        powertrain=model.powertrain,
        os_version=model.os_version,
        option_codes=tuple(table["codes"]),
        first_registration_on=registered_on,
        new_vehicle=not used,
        handover_at=handover_at,
        mileage_km=table.get("mileage", 15 + 36 * table["handover"]) if delivered else None,
        mileage_read_on=scene.ago(min(18, table["handover"])) if delivered else None,
        type_approval_functions=model.type_approval,
        dealer_number=table["dealer"],
    )
    scene.ledger.sim(vehicle_id, registered_on or scene.ago(6))
    if delivered:
        add_link(scene.ledger, vehicle_id, person.email, person.name, "main", handover_on, handover_on)
    codes = frozenset(table["codes"])
    handed_over_on = handover_on if delivered else None
    return Car(vehicle_id, table["vin"], model, codes, used, handover_at, handed_over_on, table["dealer"])


def _add_booking(scene: Scene, home: Home, table: _Table) -> None:
    day = _concluded_on(scene, table)
    begins = day if table.get("started", True) else None
    known: _Table = {
        "start_requested": begins is not None,
        "service_started_on": begins if home.car.handed_over_on is not None else None,
        "informed_at_conclusion": table.get("informed", True),
    }
    if table.get("called"):
        days = {"offer_confirmed_on": "confirmed", "accepted_on": "accepted"}
        told = {field: scene.ago(table[name]) for field, name in days.items() if name in table}
        known.update(made_by="telephone", **told)
    if table["kind"] == "limited":
        known.update(period_start=day, period_end=term_last_day(day, 12))
    elif table["kind"] == "monthly":
        known["first_due_on"] = day
    if "renewed" in table or "ends_in" in table:
        known.update(auto_renewal=True, renewal_months=12)
    booking = scene.ledger.booking(home.contract, table["service"], table["kind"], table["cents"], day, **known)
    scene.invoice(home, booking)
    if "renewed" in table:
        scene.renew(home, booking, scene.ago(table["renewed"]))
    if "withdrawn" in table:
        withdraw_booking(scene, home, booking, table["withdrawn"])


def _concluded_on(scene: Scene, table: _Table) -> date:
    if "due_in" in table:
        due = scene.ago(-table["due_in"])
        # As many months back as keep the day of the month, so that the instalment falls due on that very day.
        return next(day for count in range(3, 9) if (day := months_before(due, count)).day == due.day)
    if "ends_in" in table:
        return scene.term_ending_in(table["ends_in"], 12)
    if "renewed" in table:
        return months_before(scene.ago(table["renewed"]), 12)
    return scene.ago(table["concluded"])


def _add_inclusive(scene: Scene, home: Home, table: _Table) -> None:
    works = table.get("works", 0)
    package = scene.ledger.package(
        home.person.id,
        home.car.id,
        table["package"],
        scene.ago(table["concluded"]),
        price=table["cents"],
        months=table["months"],
        km=table["km"],
        term_start=scene.ago(table["starts"]),
        odometer_at_start=table.get("odometer", 0),
        works_performed=works,
        start_requested=works > 0,
        service_started_on=scene.ago(table["starts"]) if works else None,
    )
    scene.invoice_package(home.person, package)
