"""Invented customers: consumers and traders of every region, with address, telephone and e-mail address."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Literal

from app.exchange.demo_ledger import Ledger
from app.exchange.demo_world import Names, Town, pick, pick_frequent, world

FIRST_NUMBER = 4_000_000

_MOBILE_BE = tuple(str(prefix) for prefix in range(470, 500))
_MOBILE_LU = ("621", "661", "691")
_DOMAINS = ("example.org", "example.org", "example.com", "example.net")  # RFC 2606: nobody's
_MEANS_BE = ("visa", "visa", "mastercard", "bancontact", "bancontact", "paypal", "direct_debit", "transfer")
_MEANS_LU = ("visa", "visa", "mastercard", "paypal", "direct_debit")
_FOLDED_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "Ø": "O", "Ł": "L", "Đ": "D"}
)


@dataclass(frozen=True, slots=True)
class Person:
    """A customer in the ledger, with what the rest of the dossier needs to know of them.

    ``means`` is how they pay, with the words an agent sees (``("visa", "Visa ···· 4242")``); ``other_user`` is the name
    of somebody in the same house.
    """

    id: int
    country: Literal["BE", "LU"]
    language: str
    consumer: bool
    name: str
    email: str
    means: tuple[str, str]
    other_user: str


def add_person(ledger: Ledger, rng: Random, index: int, *, sanctioned: bool = False) -> Person:
    """Add customer number ``index``: the same one each time, whatever the size of the demonstration."""
    there = world()
    town = pick(rng, there.towns)
    language = _language(rng, town)
    names = there.names["world" if rng.random() < 0.07 else _name_region(rng, town)]
    female = rng.random() < 0.5
    given = pick_frequent(rng, names.female if female else names.male)
    family = pick_frequent(rng, names.family)
    country: Literal["BE", "LU"] = "LU" if town.country == "LU" else "BE"
    consumer = rng.random() >= 0.15
    title, company = ("company", "") if not consumer else ("ms" if female else "mr", "")
    if rng.random() < 0.03 and consumer:
        title = "neutral"
    if not consumer:
        company = f"{pick(rng, there.company_words[language])} {family} {pick(rng, there.company_forms[language])}"
    person_id = ledger.add(
        "customers",
        number=f"CU-{FIRST_NUMBER + index}",
        kind="consumer" if consumer else "trader",
        country=country,
        language=language,
        title=title,
        given_name=given,
        family_name=family,
        company_name=company,
        vat_number="" if consumer else vat_number(country, index),
        sanctioned=sanctioned,
        version=1,
    )
    _add_address(ledger, rng, person_id, 0, town, language)
    if rng.random() < 0.04:
        _add_address(ledger, rng, person_id, 1, pick(rng, there.towns), language)
    add_phone(ledger, person_id, 0, _mobile(rng, country))
    if rng.random() < 0.15:
        add_phone(ledger, person_id, 1, _mobile(rng, country))
    digits = f"{int(rng.random() * 100):02d}" if rng.random() < 0.6 else ""
    email = f"{_mail_name(given)}.{_mail_name(family)}{digits}@{pick(rng, _DOMAINS)}"
    ledger.part("emails", customer_id=person_id, position=0, address=email)
    return Person(
        person_id,
        country,
        language,
        consumer,
        f"{given} {family}",
        email,
        _means(rng, country),
        f"{pick_frequent(rng, _others(names, female))} {family}",
    )


def add_phone(ledger: Ledger, person_id: int, position: int, number: str) -> None:
    """A telephone in E.164; the digits from last to first are what the search looks for."""
    ledger.part("phones", customer_id=person_id, position=position, number=number, reversed=number[:0:-1])


def vat_number(country: str, serial: int) -> str:
    """An invented VAT number with true check digits: BE 97 minus the rest by 97, LU the rest by 89."""
    if country == "LU":
        digits = 100_000 + serial * 1_176_341 % 899_999
        return f"LU{digits}{digits % 89:02d}"
    digits = 8_000_000 + serial * 1_176_341 % 1_999_993
    return f"BE0{digits}{97 - digits % 97:02d}"


def _others(names: Names, female: bool) -> tuple[str, ...]:
    return names.male if female else names.female


def _language(rng: Random, town: Town) -> str:
    chance = rng.random()
    if town.region == "flanders":
        return "nl" if chance < 0.97 else "en"
    if town.region == "wallonia":
        return "fr" if chance < 0.98 else "en"
    if town.region == "brussels":
        return "fr" if chance < 0.66 else "nl" if chance < 0.88 else "en"
    if town.region == "east":
        return "de"
    return "fr" if chance < 0.55 else "de" if chance < 0.88 else "en"


def _name_region(rng: Random, town: Town) -> str:
    if town.region == "brussels":
        return "flanders" if rng.random() < 0.35 else "wallonia"
    return town.region


def _add_address(ledger: Ledger, rng: Random, person_id: int, position: int, town: Town, language: str) -> None:
    streets = world().streets
    if town.country == "LU":
        street = pick(rng, streets["luxembourg"])
    elif town.region == "east":
        street = pick(rng, streets["de"])
    else:
        dutch = town.region == "flanders" or (town.region == "brussels" and language == "nl")
        street = pick(rng, streets["nl" if dutch else "fr"])
    number = str(int(rng.random() ** 2 * 240) + 1)
    if rng.random() < 0.06:
        number += pick(rng, ("A", "B", "C"))
    ledger.part(
        "addresses",
        customer_id=person_id,
        position=position,
        street=street,
        number=number,
        box=_box(rng) if town.country == "BE" and rng.random() < 0.18 else "",
        postcode=town.postcode,
        town=town.other_name if town.other_name and language == "nl" else town.name,
        country=town.country,
    )


def _box(rng: Random) -> str:
    """A box as bpost writes it: a number, or floor and flat (0302), or a letter."""
    if rng.random() < 0.6:
        return str(int(rng.random() * 24) + 1)
    return (
        f"{int(rng.random() * 8):02d}{int(rng.random() * 6) + 1:02d}" if rng.random() < 0.7 else pick(rng, ("A", "B"))
    )


def _mobile(rng: Random, country: str) -> str:
    if country == "LU":
        return f"+352{pick(rng, _MOBILE_LU)}55{int(rng.random() * 10_000):04d}"
    return f"+32{pick(rng, _MOBILE_BE)}55{int(rng.random() * 10_000):04d}"


def _means(rng: Random, country: str) -> tuple[str, str]:
    means = pick(rng, _MEANS_LU if country == "LU" else _MEANS_BE)
    last = f"{int(rng.random() * 10_000):04d}"
    match means:
        case "paypal":
            return means, "PayPal"
        case "direct_debit" | "transfer":
            return means, f"{country}·· ···· {last}"
        case _:
            return means, f"{means.capitalize()} ···· {last}"


@lru_cache(maxsize=4096)
def _mail_name(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(_FOLDED_LETTERS))
    return "".join(sign for sign in plain.lower() if sign.isascii() and sign.isalnum())
