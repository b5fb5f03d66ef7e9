"""Invented customers: believable, valid, the same each time, and nobody's."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random

import phonenumbers
import pytest
from sqlalchemy import func, select
from stdnum import luhn
from stdnum.be import vat as belgian_vat
from stdnum.lu import tva as luxembourg_vat

from app.exchange.demo import MOST, fill
from app.exchange.demo_vehicles import plate, vin
from app.exchange.demo_world import showcase, world
from app.exchange.stopping import Cancelled
from app.records import tables
from app.records.store import Records
from app.terms.catalogue import load_catalogue
from app.terms.clause import Refusal
from tests.exchange.rows_of import all_rows

_BE_PLATE = re.compile(r"[12]-[A-Z]{3}-\d{3}|[A-Z]{3}-\d{3}")
_LU_PLATE = re.compile(r"[A-Z]{2} \d{4}|\d{5}")


def column(records: Records, *columns: object) -> list[tuple[object, ...]]:
    with records.reading() as session:
        return [tuple(row) for row in session.execute(select(*columns))]  # type: ignore[call-overload]


def test_the_same_customers_each_time_and_in_any_number(tmp_path: Path, demo: Records, today: date) -> None:
    with Records(f"sqlite:///{tmp_path / 'again.db'}") as again:
        fill(again.prepare(), 400, today)
        assert all_rows(again) == all_rows(demo)
    with Records(f"sqlite:///{tmp_path / 'fewer.db'}") as fewer:
        fill(fewer.prepare(), 30, today)
        names = column(fewer, tables.Customer.number, tables.Customer.family_name, tables.Customer.language)
        assert names == column(demo, tables.Customer.number, tables.Customer.family_name, tables.Customer.language)[:30]


@pytest.mark.parametrize("customers", [1, 5, 18, 19])
def test_any_number_of_customers(empty: Records, today: date, customers: int) -> None:
    told: list[tuple[int, int]] = []
    assert fill(empty, customers, today, progress=lambda done, of: told.append((done, of))) == customers
    assert column(empty, func.count(tables.Customer.id)) == [(customers,)]
    assert told[-1] == (customers, customers)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2027, 3, 31), date(2031, 12, 31)])
def test_any_day(empty: Records, day: date) -> None:
    assert fill(empty, 120, day) == 120


def test_a_stopped_demonstration_leaves_nothing(empty: Records, today: date) -> None:
    before = all_rows(empty)
    with pytest.raises(Cancelled):
        fill(empty, 50, today, cancelled=lambda: True)
    assert all_rows(empty) == before


def test_only_into_an_empty_database(empty: Records, today: date) -> None:
    fill(empty, 1, today)
    with pytest.raises(Refusal, match="holds customers already"):
        fill(empty, 1, today)
    with pytest.raises(Refusal, match="at least one"):
        fill(empty, 0, today)
    with pytest.raises(Refusal, match="at most"):
        fill(empty, MOST + 1, today)


def test_plates_and_vins(demo: Records) -> None:
    vehicle = tables.Vehicle
    rows = column(demo, vehicle.vin, vehicle.plate, vehicle.plate_country, vehicle.handover_at)
    assert len({vin for vin, *_ in rows}) == len({str(vin)[10:] for vin, *_ in rows}) == len(rows)
    assert all(re.fullmatch(r"WMW[A-HJ-NPR-Z0-9]{14}", str(vin)) for vin, *_ in rows)
    plates = [(str(written), country) for _, written, country, _ in rows if written]
    assert len(set(plates)) == len(plates) > 350
    for written, country in plates:
        assert (_LU_PLATE if country == "LU" else _BE_PLATE).fullmatch(written), written


def test_nobody_else_has_a_plate_or_a_vin_of_the_showcase() -> None:
    model = world().models[0]
    drawn = Random(7)
    taken = [vehicle for person in showcase() for vehicle in person["vehicle"]]
    digits = {vehicle["plate"][-3:] for vehicle in taken if "-" in vehicle["plate"]}
    tails = {vehicle["vin"][-7] for vehicle in taken}
    for serial in range(2_000):
        assert plate("BE", serial, drawn)[-3:] not in digits
        assert vin(model, drawn, serial)[-7] not in tails


def test_telephones_are_possible_and_addresses_of_mail_are_nobodys(demo: Records) -> None:
    numbers = [phonenumbers.parse(str(number)) for (number,) in column(demo, tables.CustomerPhone.number)]
    assert all(phonenumbers.is_valid_number(number) for number in numbers)
    mails = [str(mail) for (mail,) in column(demo, tables.CustomerEmail.address)]
    assert mails
    assert all(re.fullmatch(r"[a-z0-9.]+@example\.(org|com|net)", mail) for mail in mails)


def test_consumers_and_traders_of_both_countries_in_four_languages(demo: Records) -> None:
    customer = tables.Customer
    rows = column(demo, customer.kind, customer.country, customer.language, customer.vat_number, customer.company_name)
    traders = [row for row in rows if row[0] == "trader"]
    assert 0.08 < len(traders) / len(rows) < 0.22
    assert {language for _, _, language, _, _ in rows} == {"nl", "fr", "de", "en"}
    assert {language for _, country, language, _, _ in rows if country == "LU"} >= {"fr", "de"}
    for _, country, _, number, company in traders:
        assert company
        assert (luxembourg_vat if country == "LU" else belgian_vat).is_valid(str(number))
    assert all(not number and not company for kind, _, _, number, company in rows if kind == "consumer")


def test_sim_numbers_end_in_their_check_digit(demo: Records) -> None:
    assert all(luhn.is_valid(str(iccid)) for (iccid,) in column(demo, tables.Sim.iccid))


def test_towns_are_many_and_names_of_every_kind() -> None:
    towns = {(town.country, town.postcode) for town in world().towns}
    assert sum(country == "BE" for country, _ in towns) >= 150
    assert sum(country == "LU" for country, _ in towns) >= 40
    assert all(len(postcode) == 4 for _, postcode in towns)
    families = {name for names in world().names.values() for name in names.family}
    assert {"De Smet", "Desmet", "Van den Berg", "D'Hondt", "Vanderlinden", "Le Roy"} <= families


def test_prices_are_for_services_the_vehicle_can_have(demo: Records) -> None:
    catalogue = load_catalogue()
    for offer in world().offers:
        service = catalogue.service(offer.service)
        assert set(service.required_codes) <= offer.codes, offer.service
        assert not service.minimum_os or offer.minimum_os >= service.minimum_os, offer.service
    booked = set(column(demo, tables.Booking.service_key))
    assert all(key in catalogue.services for (key,) in booked)


def test_codes_are_those_of_the_model(demo: Records) -> None:
    vehicle = tables.Vehicle
    models = {model.name: model for model in world().models}
    for name, powertrain, system, codes in column(
        demo, vehicle.model, vehicle.powertrain, vehicle.os_version, vehicle.option_codes
    ):
        model = models[str(name)]
        assert (powertrain, system) == (model.powertrain, model.os_version)
        assert set(codes) <= {*model.codes, *model.may_have}  # type: ignore[call-overload]


def test_dealers_are_in_towns_that_exist() -> None:
    towns = {town.name for town in world().towns}
    assert len(world().dealers) >= 25
    assert all(dealer["town"] in towns for dealer in world().dealers)
