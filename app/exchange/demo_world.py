"""What the invented people are put together from: names, streets, towns, models and prices under ``resources/demo``."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple, TypeVar

from app.paths import RESOURCES

DEMO = RESOURCES / "demo"
Thing = TypeVar("Thing")


class Town(NamedTuple):
    """A place with its postcode; ``other_name`` is its Dutch name in Brussels, empty elsewhere."""

    country: str
    region: str
    postcode: str
    name: str
    other_name: str


class Names(NamedTuple):
    """Names of a region, the frequent ones first."""

    family: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]


class Model(NamedTuple):
    """A model and what hangs together in it; ``until`` is the last year of first registrations."""

    name: str
    type_code: str
    powertrain: str
    os_version: int
    first_year: int
    until: int
    codes: tuple[str, ...]
    may_have: tuple[str, ...]
    type_approval: tuple[str, ...]


class Price(NamedTuple):
    """A way to book a service: ``cents`` for the whole term, a month or once; ``months`` of a limited term, else 0."""

    kind: str
    cents: int
    months: int


class Offer(NamedTuple):
    """A service that can be booked and what the vehicle must have for it; ``needs`` is another service, or empty."""

    service: str
    minimum_os: int
    codes: frozenset[str]
    any_of: frozenset[str]
    needs: str
    prices: tuple[Price, ...]

    def fits(self, os_version: int, codes: frozenset[str]) -> bool:
        """Whether a vehicle with this operating system and these option codes can have the service."""
        return os_version >= self.minimum_os and self.codes <= codes and (not self.any_of or bool(self.any_of & codes))


@dataclass(frozen=True, slots=True)
class World:
    """Everything to draw from. Lists hold a thing as often as its weight says, so that a draw is one look-up."""

    towns: tuple[Town, ...]
    names: dict[str, Names]
    streets: dict[str, tuple[str, ...]]
    notes: dict[str, tuple[str, ...]]
    company_words: dict[str, tuple[str, ...]]
    company_forms: dict[str, tuple[str, ...]]
    models: tuple[Model, ...]
    offers: tuple[Offer, ...]
    basic_services: tuple[str, ...]
    dealers: tuple[dict[str, str], ...]
    dealers_of: dict[str, tuple[dict[str, str], ...]]

    def model(self, name: str) -> Model:
        """The model called ``name``."""
        return next(model for model in self.models if model.name == name)


def pick(rng: Random, things: tuple[Thing, ...]) -> Thing:
    """One of ``things``, all as likely. Quicker than ``Random.choice``, and a million people are drawn with it."""
    return things[int(rng.random() * len(things))]


def pick_frequent(rng: Random, things: tuple[Thing, ...]) -> Thing:
    """One of ``things``, the first ones more often, as names are spread."""
    return things[int(rng.random() ** 1.7 * len(things))]


@lru_cache(maxsize=1)
def world() -> World:
    """Read the resources once."""
    names = _toml("names.toml")
    companies = names.pop("companies")
    dealers = tuple(_rows("dealers.csv"))
    offers = _toml("offers.toml")
    return World(
        towns=_towns(),
        names={region: Names(*(tuple(table[part]) for part in Names._fields)) for region, table in names.items()},
        streets={language: tuple(streets) for language, streets in _toml("streets.toml").items()},
        notes={language: tuple(notes) for language, notes in _toml("notes.toml").items()},
        company_words={language: tuple(table["words"]) for language, table in companies.items()},
        company_forms={language: tuple(table["forms"]) for language, table in companies.items()},
        models=_models(),
        offers=tuple(_offer(table) for table in offers["offer"]),
        basic_services=tuple(offers["basic"]),
        dealers=dealers,
        dealers_of={
            country: tuple(dealer for dealer in dealers if dealer["country"] == country) for country in ("BE", "LU")
        },
    )


@lru_cache(maxsize=1)
def showcase() -> tuple[dict[str, Any], ...]:
    """The people of the showcase as their file describes them, in order."""
    return tuple(_toml("showcase.toml")["person"])


@lru_cache(maxsize=1)
def goodwill() -> dict[str, tuple[str, ...]]:
    """By language why agents propose money out of goodwill."""
    return {language: tuple(reasons) for language, reasons in _toml("goodwill.toml").items()}


def _toml(name: str) -> dict[str, Any]:
    with (DEMO / name).open("rb") as file:
        return tomllib.load(file)


def _rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _towns() -> tuple[Town, ...]:
    towns: list[Town] = []
    for row in _rows("towns.csv"):
        town = Town(row["country"], row["region"], row["postcode"], row["town"], row["town_nl"])
        towns.extend([town] * int(row["weight"]))
    return tuple(towns)


def _models() -> tuple[Model, ...]:
    models: list[Model] = []
    for table in _toml("models.toml")["model"]:
        model = Model(
            table["name"],
            table["type_code"],
            table["powertrain"],
            table["os_version"],
            table["from"],
            table["until"],
            tuple(table["codes"]),
            tuple(table["may_have"]),
            tuple(table["type_approval"]),
        )
        models.extend([model] * table["weight"])
    return tuple(models)


def _offer(table: dict[str, Any]) -> Offer:
    return Offer(
        table["service"],
        table["minimum_os"],
        frozenset(table.get("codes", ())),
        frozenset(table.get("any_of", ())),
        table.get("needs", ""),
        tuple(Price(price["kind"], price["cents"], price.get("months", 0)) for price in table["prices"]),
    )
