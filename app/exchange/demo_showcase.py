"""The first customers of every demonstration: the same people each time, so that the tour, tests and pictures find them.

All days are relative to the day the demonstration is made for. ``resources/demo/README.md`` lists who shows what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any, Literal

from app.exchange.demo_cases import switch_sim_off, terminate_contract, withdraw_booking
from app.exchange.demo_ledger import Ledger, Row
from app.exchange.demo_people import FIRST_NUMBER, Person, add_address, add_phone, vat_number
from app.exchange.demo_scene import Home, Scene
from app.exchange.demo_vehicles import Car, add_link
from app.exchange.demo_world import world
from app.terms.calendar import months_before, term_last_day


@dataclass(frozen=True, slots=True)
class Resident:
    """Who and where somebody of the showcase is. ``means`` as :class:`~app.exchange.demo_people.Person` has it."""

    given_name: str
    family_name: str
    country: Literal["BE", "LU"]
    language: str
    title: str
    street: str
    number: str
    postcode: str
    town: str
    phone: str
    email: str
    means: tuple[str, str] = ("bancontact", "Bancontact ···· 1187")
    company: str = ""
    box: str = ""


class Showcase(Scene):
    """A scene whose person and vehicle are given and not drawn."""

    def resident(self, who: Resident) -> Person:
        """Add the customer."""
        person_id = self.ledger.add(
            "customers",
            number=f"CU-{FIRST_NUMBER + self.index}",
            kind="trader" if who.company else "consumer",
            country=who.country,
            language=who.language,
            title=who.title,
            given_name=who.given_name,
            family_name=who.family_name,
            company_name=who.company,
            vat_number=vat_number(who.country, self.index) if who.company else "",
            sanctioned=False,
            version=1,
        )
        add_address(self.ledger, person_id, who.street, who.number, who.postcode, who.town, who.country, box=who.box)
        add_phone(self.ledger, person_id, 0, who.phone)
        self.ledger.part("emails", customer_id=person_id, position=0, address=who.email)
        name = f"{who.given_name} {who.family_name}"
        return Person(person_id, who.country, who.language, not who.company, name, who.email, who.means, "")

    def vehicle(
        self,
        person: Person,
        model_name: str,
        vin: str,
        plate: str,
        *,
        handover: int | None,
        codes: tuple[str, ...] = ("SA6AE", "SA6AP", "SA5DN", "SA302"),
        dealer: str = "D-1001",
        used: bool = False,
        registered: int | None = None,
        mileage: int = 21_340,
    ) -> Car:
        """Add a vehicle handed over that many days ago; a used one was first registered ``registered`` days ago."""
        model = world().model(model_name)
        at = None if handover is None else datetime.combine(self.ago(handover), time(10, 30))
        delivered = at is not None and at.date() <= self.on
        first = None if not delivered or at is None else self.ago(registered) if registered is not None else at.date()
        vehicle_id = self.ledger.add(
            "vehicles",
            vin=vin,
            customer_id=person.id,
            plate=plate,
            plate_country=person.country,
            model=model.name,
            powertrain=model.powertrain,
            os_version=model.os_version,
            option_codes=codes,
            first_registration_on=first,
            new_vehicle=not used,
            handover_at=at,
            mileage_km=mileage if delivered else None,
            mileage_read_on=self.ago(18) if delivered else None,
            type_approval_functions=model.type_approval,
            dealer_number=dealer,
        )
        sim = self.ledger.sim(vehicle_id, first or self.ago(6))
        if delivered and at is not None:
            add_link(self.ledger, vehicle_id, person.email, person.name, "main", at.date(), at.date())
        return Car(vehicle_id, model, frozenset(codes), used, at, at.date() if delivered and at else None, dealer, sim)

    def booked(self, home: Home, service: str, kind: str, price: int, concluded: int, **known: Any) -> Row:
        """A booking at a price of its own, invoiced until today."""
        day = self.ago(concluded)
        row: dict[str, Any] = {"start_requested": True, "service_started_on": day}
        if kind == "limited":
            row.update(period_start=day, period_end=term_last_day(day, 12))
        elif kind == "monthly":
            row["first_due_on"] = day
        booking = self.ledger.booking(home.contract, service, kind, price, day, **{**row, **known})
        self.invoice(home, booking)
        return booking

    def recorder_due_in_eight_days(self, home: Home) -> Row:
        """Drive Recorder by the month, paid three times or more; the next instalment falls due in eight days."""
        due = self.ago(-8)
        months = next(count for count in range(3, 9) if months_before(due, count).day == due.day)
        return self.booked(home, "drive_recorder", "monthly", 600, (self.on - months_before(due, months)).days)

    def noted(self, home: Home, days: int, by: str, text: str) -> None:
        """A note of an earlier call."""
        at = datetime.combine(self.ago(days), time(11, 20))
        self.ledger.note(home.person.id, home.car.id, at, by, text)


def _elke(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Elke", "De Smet", "BE", "nl", "ms", "Coupure Links", "118", "9000", "Gent",
            "+32470123456", "elke.desmet@example.org", ("visa", "Visa ···· 4242"),
        )
    )  # fmt: skip
    car = show.vehicle(person, "MINI Cooper SE", "WMW31GD090TA40817", "1-ABC-234", handover=613)
    home = Home(person, car, show.contract(person, car, 665))
    parking = show.booked(
        home, "connected_parking", "limited", 4900, 400, start_requested=False, service_started_on=None
    )
    withdraw_booking(show, home, parking, 392)
    show.recorder_due_in_eight_days(home)
    show.booked(home, "mini_connected_package", "limited", 12000, 10)
    show.booked(home, "anti_theft_recorder", "one_off_indefinite", 14900, 10)
    show.noted(home, 201, "Karin Maes", "Liever per e-mail contacteren, niet na 18 uur.")
    show.noted(home, 64, "Tom Claes", "Vraag over de kaartupdate, uitgelegd hoe het met usb gaat.")
    show.noted(home, 6, "Tom Claes", "Vroeg hoe opzeggen gaat, stuurt een brief.")


def _marc(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Marc", "Janssens", "BE", "nl", "mr", "Vlasmarkt", "27", "9000", "Gent",
            "+32486550217", "marc.janssens@example.org", ("mastercard", "Mastercard ···· 7781"), box="302",
        )
    )  # fmt: skip
    car = show.vehicle(person, "MINI Countryman E", "WMW51GA060RA17735", "2-FKL-871", handover=927, mileage=38_900)
    home = Home(person, car, show.contract(person, car, 980))
    show.booked(home, "mini_connected_package", "limited", 12000, 120)
    show.recorder_due_in_eight_days(home)


def _luc(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Luc", "Wagner", "LU", "fr", "mr", "rue de Strasbourg", "31", "2560", "Luxembourg",
            "+352621550482", "luc.wagner@example.org", ("visa", "Visa ···· 9015"),
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Cooper C", "WMW13GC040TC55102", "LU 4821", handover=240, dealer="D-1023", mileage=9_870
    )
    home = Home(person, car, show.contract(person, car, 290))
    show.booked(home, "mini_connected_package", "limited", 12000, 9, start_requested=False, service_started_on=None)


def _joris(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Joris", "De Smet", "BE", "nl", "mr", "Molenstraat", "64", "9300", "Aalst",
            "+32475550192", "joris.desmet@example.org",
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Countryman E", "WMW51GA030RB22946", "1-VTR-508", handover=580, dealer="D-1012", mileage=30_120
    )
    home = Home(person, car, show.contract(person, car, 612))
    show.booked(home, "mini_connected_package", "limited", 12000, 210)
    switch_sim_off(show, home, 26, "partial")
    terminate_contract(show, home, 14)


def _bram(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Bram", "Desmet", "BE", "nl", "mr", "Lange Munte", "9", "8500", "Kortrijk",
            "+32478550331", "bram.desmet@example.org",
        )
    )  # fmt: skip
    first = show.vehicle(person, "MINI Aceman SE", "WMW21GK050TB31448", "2-DRN-117", handover=310, dealer="D-1005")
    home = Home(person, first, show.contract(person, first, 350))
    show.booked(home, "mini_connected_package", "limited", 12000, 150)
    second = show.vehicle(
        person, "MINI Cooper S Convertible (F57)", "WMW91WJ070RD60019", "1-XKB-902", handover=1300,
        codes=("SA6AE", "SA6AK", "SA6AP"), dealer="D-1005", mileage=52_400,
    )  # fmt: skip
    other = Home(person, second, show.contract(person, second, 1290))
    show.booked(other, "real_time_traffic_information", "monthly", 590, 95)


def _lies(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Lies", "De Smedt", "BE", "nl", "ms", "Vaartkant", "15", "2800", "Mechelen",
            "+32491550874", "lies.desmedt@example.org",
        )
    )  # fmt: skip
    car = show.vehicle(
        person,
        "MINI Cooper E",
        "WMW21GD020TE77310",
        "2-GHW-645",
        handover=120,
        codes=("SA6AE", "SA6AP"),
        dealer="D-1006",
    )
    home = Home(person, car, show.contract(person, car, 170))
    show.booked(home, "connected_parking", "monthly", 490, 70)


def _noor(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Noor", "Verstraete", "BE", "nl", "ms", "Oude Baan", "203", "3000", "Leuven",
            "+32472550645", "noor.verstraete@example.org",
        )
    )  # fmt: skip
    car = show.vehicle(person, "MINI Countryman SE ALL4", "WMW61GA010TH08842", "", handover=-9, dealer="D-1009")
    home = Home(person, car, show.contract(person, car, 48))
    show.booked(home, "mini_connected_package", "limited", 12000, 48, service_started_on=None)
    show.booked(home, "anti_theft_recorder", "one_off_indefinite", 14900, 48, service_started_on=None)


def _peeters(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Jan", "Peeters", "BE", "nl", "company", "Kuringersteenweg", "88", "3500", "Hasselt",
            "+32495550263", "jan.peeters@example.com", ("direct_debit", "BE·· ···· 6604"),
            company="Schrijnwerkerij Peeters bv",
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Countryman C", "WMW41GB080TK45571", "2-BPS-330", handover=330, dealer="D-1010", mileage=44_010
    )
    home = Home(person, car, show.contract(person, car, 370))
    show.booked(home, "mini_connected_package", "limited", 12000, 5)
    show.booked(home, "drive_recorder", "monthly", 600, 160)


def _chloe(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Chloé", "Lambert", "BE", "fr", "ms", "Rue de la Fontaine", "41", "5000", "Namur",
            "+32497550718", "chloe.lambert@example.org", ("paypal", "PayPal"),
        )
    )  # fmt: skip
    car = show.vehicle(person, "MINI Cooper SE", "WMW31GD060TL19904", "2-CLT-418", handover=200, dealer="D-1018")
    home = Home(person, car, show.contract(person, car, 238))
    show.booked(home, "drive_recorder", "monthly", 600, 7)
    show.booked(home, "mini_connected_package", "limited", 12000, 7)


def _anne(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Anne", "Weber", "BE", "de", "ms", "Gospertstraße", "52", "4700", "Eupen",
            "+32474550926", "anne.weber@example.org", ("transfer", "BE·· ···· 3340"),
        )
    )  # fmt: skip
    car = show.vehicle(person, "MINI Cooper S", "WMW23GC0X0TM33287", "1-WEB-771", handover=410, dealer="D-1022")
    home = Home(person, car, show.contract(person, car, 455))
    show.booked(home, "anti_theft_notification", "one_off_indefinite", 7900, 150)
    show.booked(home, "remote_3d_view", "monthly", 300, 60)


def _tom(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Tom", "Schmit", "LU", "de", "mr", "avenue de la Liberté", "17", "4530", "Differdange",
            "+352691550137", "tom.schmit@example.org", ("visa", "Visa ···· 2086"),
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Aceman E", "WMW11GK000TN70215", "TS 1962", handover=6, dealer="D-1024", mileage=214
    )
    home = Home(person, car, show.contract(person, car, 6))
    show.booked(home, "mini_connected_package", "limited", 12000, 6)


def _sofie(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Sofie", "Baert", "BE", "nl", "ms", "Ezelstraat", "76", "8000", "Brugge",
            "+32479550452", "sofie.baert@example.org",
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Cooper E", "WMW21GD070TP52168", "2-HBR-559", handover=8, dealer="D-1003", mileage=310
    )
    show.contract(person, car, 75)
    show.ledger.package(person.id, car.id, "service_inclusive", show.ago(5), term_start=car.handed_over_on)
    _invoice_package(show, person)


def _piet(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Piet", "Van Damme", "BE", "nl", "mr", "Leiekaai", "3", "8400", "Oostende",
            "+32488550109", "piet.vandamme@example.org",
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Countryman C", "WMW41GB030TR64120", "1-PVD-284", handover=600, dealer="D-1004", mileage=35_700
    )
    home = Home(person, car, show.contract(person, car, 640))
    start = show.ago(81)
    _book_renewed(show, home, start)


def _karim(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Karim", "Dubois", "BE", "fr", "mr", "Quai de Meuse", "120", "4000", "Liège",
            "+32470550583", "karim.dubois@example.org",
        )
    )  # fmt: skip
    car = show.vehicle(person, "MINI Cooper S", "WMW23GC050TS81736", "2-KDB-093", handover=340, dealer="D-1017")
    home = Home(person, car, show.contract(person, car, 352, informed_at_conclusion=False))
    show.booked(home, "mini_connected_package", "limited", 12000, 352, informed_at_conclusion=False)


def _ines(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Inès", "Martin", "BE", "fr", "ms", "Chaussée de Bruxelles", "311", "1300", "Wavre",
            "+32485550294", "ines.martin@example.org", ("visa", "Visa ···· 5530"),
        )
    )  # fmt: skip
    car = show.vehicle(person, "MINI Aceman SE", "WMW21GK080TU24453", "2-EMW-716", handover=420, dealer="D-1016")
    home = Home(person, car, show.contract(person, car, 460))
    start = show.term_ending_in(38, 12)
    show.booked(
        home, "mini_connected_package", "limited", 12000, (show.on - start).days, auto_renewal=True, renewal_months=12
    )


def _ruben(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Ruben", "Claes", "BE", "nl", "mr", "Heidestraat", "7", "2300", "Turnhout",
            "+32493550670", "ruben.claes@example.org",
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Cooper (F56)", "WMWXM5J020TV90377", "1-RCL-157", handover=210, codes=("SA6AK",), dealer="D-1008",
        used=True, registered=3600, mileage=98_200,
    )  # fmt: skip
    home = Home(person, car, show.contract(person, car, 195))
    show.booked(home, "real_time_traffic_information", "monthly", 590, 195)


def _wout(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Wout", "Jacobs", "BE", "nl", "mr", "Eikenlaan", "58", "3600", "Genk",
            "+32476550347", "wout.jacobs@example.org",
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Cooper SE (F56)", "WMW11DJ040TW15268", "1-WJC-846", handover=21, codes=("SA6AE", "SA6AK"),
        dealer="D-1010", used=True, registered=1500, mileage=41_900,
    )  # fmt: skip
    show.contract(person, car, 20)
    show.ledger.package(
        person.id, car.id, "service_inclusive_used", show.ago(8), price=49900, months=12, km=15000,
        term_start=show.ago(7), odometer_at_start=41_650, works_performed=1, start_requested=True,
        service_started_on=show.ago(7),
    )  # fmt: skip
    _invoice_package(show, person)


def _emily(show: Showcase) -> None:
    person = show.resident(
        Resident(
            "Emily", "Taylor", "BE", "en", "ms", "Avenue des Tilleuls", "22", "1180", "Uccle",
            "+32468550812", "emily.taylor@example.org", ("mastercard", "Mastercard ···· 1408"),
        )
    )  # fmt: skip
    car = show.vehicle(
        person, "MINI Countryman E", "WMW51GA090TX47780", "2-ETY-402", handover=150, dealer="D-1015",
        codes=("SA6AE", "SA6AP", "SA5DN", "SA302", "SA322", "SA6PA"),
    )  # fmt: skip
    home = Home(person, car, show.contract(person, car, 190))
    show.booked(home, "digital_key", "one_off_indefinite", 19900, 11)
    show.booked(home, "personal_esim", "monthly", 500, 100)


def _book_renewed(show: Showcase, home: Home, start: date) -> None:
    first = months_before(start, 12)
    booking = show.booked(
        home, "mini_connected_package", "limited", 12000, (show.on - first).days,
        auto_renewal=True, renewal_months=12, renewed=True,
    )  # fmt: skip
    booking.update(period_start=start, period_end=term_last_day(start, 12))
    period = (start, booking["period_end"])
    show.ledger.invoice(
        home.person.country, home.person.means, booking["price"], start, booking_id=booking["id"], period=period
    )


def _invoice_package(show: Showcase, person: Person) -> None:
    package = show.ledger.last_row("packages")
    show.ledger.invoice(
        person.country, person.means, package["price"], package["concluded_on"], service_inclusive_id=package["id"]
    )


SHOWCASE = (
    _elke, _marc, _luc, _joris, _bram, _lies, _noor, _peeters, _chloe, _anne, _tom, _sofie, _piet, _karim, _ines, _ruben,
    _wout, _emily,
)  # fmt: skip


def add_showcase(ledger: Ledger, on: date, customers: int) -> int:
    """Add the showcase people, at most ``customers`` of them, and give their number."""
    people = SHOWCASE[:customers]
    for index, add in enumerate(people):
        add(Showcase(ledger, Random(index), on, index))
    return len(people)
