"""The catalogue of digital services: what a vehicle needs for each, who switches it, what data it keeps.

Facts of the service descriptions, read from ``resources/catalogue/services.toml``; their words stand beside it, see
``catalogue_words.py``. ``eligibility`` in ``services.py`` is the rule that uses them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from app.terms import catalogue_words as words
from app.terms.catalogue_words import ENDS_OF_RETENTION, LANGUAGES, CatalogueWords, read_words
from app.terms.clause import Because, Refusal, because
from app.terms.facts_services import Condition

CATALOGUE = words.FOLDER / "services.toml"


class RetentionNote(NamedTuple):
    """How long one store of data is kept.

    ``scope`` is vehicle, systems, app, phone or provider; ``duration`` an ISO 8601 period or empty; ``text`` what
    ends it and ``until`` the word of it; ``data`` the kind of data the rule ``retention`` can date, or empty.
    """

    scope: str
    duration: str
    text: Because
    data: str
    until: str


class Volume(NamedTuple):
    """How much data a service moves: ``measure`` of ``MEASURES``, ``number`` of ``unit``, per ``per`` (an occasion)."""

    measure: str
    number: int | float
    unit: str
    per: str


class Service(NamedTuple):
    """One service of the catalogue. Values the description leaves open read ``not_stated``.

    ``also_needs`` are needs that do not count for eligibility (words of the kind ``need``), the ``data_*`` fields the
    kinds of data kept or passed on (kind ``data``; empty: not stated), ``third_party_responsibility`` a word of the
    kind ``responsibility`` or empty.
    """

    key: str
    name: Mapping[str, str]
    level: str
    parent: str
    brands: tuple[str, ...]
    listed: bool
    described: bool
    required_codes: tuple[str, ...]
    any_of_codes: tuple[str, ...]
    minimum_os: int | None
    requires: tuple[Condition, ...]
    also_needs: tuple[str, ...]
    powertrain: str
    default_activation: str
    switched_by: str
    needs_online: str
    legally_required: bool
    can_be_deactivated: str
    data_in_vehicle: tuple[str, ...]
    data_in_systems: tuple[str, ...]
    data_to_third_parties: tuple[str, ...]
    retention: tuple[RetentionNote, ...]
    volume: tuple[Volume, ...]
    third_party_responsibility: str
    revision: date | None
    issue: str

    def issue_for(self, booked_on: date) -> str:
        """The issue of the description a booking of that day was made under, as ``09/25``: it goes on to hold for the
        booking (MC 4.1, rulebook G92). Empty where the description is older than what the catalogue knows.
        """
        if not self.issue:
            return ""
        month, _, year = self.issue.partition("/")
        return self.issue if (year, month) <= (f"{booked_on:%y}", f"{booked_on:%m}") else ""


class Catalogue(NamedTuple):
    """All services by key, in the order of the terms, and the words they are told in."""

    services: Mapping[str, Service]
    words: CatalogueWords

    def service(self, key: str) -> Service:
        """The service with this key. Raises ``KeyError`` for a key the catalogue does not hold."""
        return self.services[key]

    def offered_for(self, brand: str) -> tuple[Service, ...]:
        """The services of a brand; those of the other brand are hidden (rulebook G84)."""
        return tuple(service for service in self.services.values() if brand in service.brands)

    def description(self, key: str) -> Because:
        """What a service does, in one sentence."""
        return Because(self.words.descriptions[key]["en"])

    def texts(self) -> tuple[Mapping[str, str], ...]:
        """Every name, description and word in four languages, for the translation catalogues."""
        return (*(service.name for service in self.services.values()), *self.words.texts())


class _Reader:
    """Turns entries of one file into services. Each fault names the file, the service and the field."""

    def __init__(self, file: str, known: CatalogueWords) -> None:
        self._file = file
        self._known = known

    def wrong(self, key: str, name: str) -> Refusal:
        """The refusal for a field that does not fit."""
        return Refusal(
            because(
                "The catalogue of services is damaged: in {file}, {name} of service {key} does not fit.",
                file=self._file,
                name=name,
                key=key,
            )
        )

    def service(self, entry: dict[str, Any]) -> Service:
        """One entry as a service."""
        key = str(entry.get("key"))
        expected = set(Service._fields) - _OPTIONAL
        if differing := expected.symmetric_difference(entry) - _OPTIONAL:
            raise self.wrong(key, min(differing))
        for name, value in entry.items():
            if not _fits(name, value, self._known):
                raise self.wrong(key, name)
        if key not in self._known.descriptions:
            raise self.wrong(key, "description")
        lists = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
        return Service(
            **{
                **entry,
                **lists,
                "name": MappingProxyType(entry["name"]),
                "minimum_os": entry["minimum_os"] or None,
                "retention": tuple(map(_retention, entry["retention"])),
                "volume": tuple(Volume(**one) for one in entry["volume"]),
                "revision": entry.get("revision"),
                "issue": entry.get("issue", ""),
            }
        )


_OPTIONAL = frozenset(("revision", "issue"))
"""Left out where the description does not exist."""


def _retention(note: dict[str, str]) -> RetentionNote:
    until = note["until"]
    return RetentionNote(note["where"], note["duration"], ENDS_OF_RETENTION[until], note.get("data", ""), until)


def _fits(name: str, value: Any, known: CatalogueWords) -> bool:
    """Whether a field holds what it may hold."""
    if name in _KINDS:
        return _words_of(value, known.kinds[_KINDS[name]])
    if name == "third_party_responsibility":
        return value == "" or value in known.kinds["responsibility"]
    if name == "volume":
        return isinstance(value, list) and all(_volume_fits(one, known.kinds["occasion"]) for one in value)
    return _FIELDS[name](value)


def _one_of(allowed: Collection[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def _of_type(kind: type) -> Callable[[Any], bool]:
    return lambda value: type(value) is kind


def _words_of(value: Any, allowed: Collection[str]) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one in allowed for one in value)


def _codes(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.startswith("SA") for one in value)


def _named(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == LANGUAGES and all(value.values())


def _retention_fits(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(note, dict)
        and {"where", "duration", "until"} <= set(note) <= {"where", "duration", "until", "data"}
        and note["where"] in words.PLACES
        and note["until"] in ENDS_OF_RETENTION
        # What has a period has a kind of data whose end the rule can name.
        and bool(note["duration"]) == (note["until"] == "period") == bool(note.get("data"))
        for note in value
    )


def _volume_fits(one: Any, occasions: Collection[str]) -> bool:
    return (
        isinstance(one, dict)
        and set(one) == set(Volume._fields)
        and one["measure"] in words.MEASURES
        and isinstance(one["number"], int | float)
        and one["per"] in occasions
    )


_KINDS = {"also_needs": "need"} | dict.fromkeys(("data_in_vehicle", "data_in_systems", "data_to_third_parties"), "data")
_FIELDS: dict[str, Callable[[Any], bool]] = {
    "key": lambda value: isinstance(value, str) and value.isidentifier(),
    "name": _named,
    "level": _one_of(words.LEVELS),
    "parent": _of_type(str),
    "brands": lambda value: bool(value) and _words_of(value, ("BMW", "MINI")),
    "listed": _of_type(bool),
    "described": _of_type(bool),
    "required_codes": _codes,
    "any_of_codes": _codes,
    "minimum_os": _of_type(int),
    "requires": lambda value: _words_of(value, get_args(Condition)),
    "powertrain": _one_of(words.POWERTRAINS),
    "default_activation": _one_of(words.ACTIVATIONS),
    "switched_by": _one_of(words.SWITCHES),
    "needs_online": _one_of(words.ONLINE),
    "legally_required": _of_type(bool),
    "can_be_deactivated": _one_of(words.STOPPABLE),
    "retention": _retention_fits,
    "revision": _of_type(date),
    "issue": lambda value: isinstance(value, str) and re.fullmatch(r"\d\d/\d\d", value) is not None,
}


def read_catalogue(path: Path, known: CatalogueWords | None = None) -> Catalogue:
    """Read and check a catalogue file; ``known`` are its words, by default those shipped with the program.

    Raises ``Refusal`` naming the file, the service and the field that does not fit.
    """
    known = known or read_words()
    reader = _Reader(path.name, known)
    services: dict[str, Service] = {}
    for service in map(reader.service, _entries(path)):
        if service.key in services:
            raise reader.wrong(service.key, "key")
        services[service.key] = service
    for service in services.values():
        if service.parent and service.parent not in services:
            raise reader.wrong(service.key, "parent")
    return Catalogue(MappingProxyType(services), known)


def _entries(path: Path) -> list[dict[str, Any]]:
    entries = words.tables(path).get("service")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Refusal(because("The file {file} holds no service.", file=path.name))
    return entries


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The catalogue shipped with the program, read once."""
    return read_catalogue(CATALOGUE)
