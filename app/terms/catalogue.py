"""The catalogue of digital services: what a vehicle needs for each, who switches it, what data it keeps.

Facts of the service descriptions, read from ``resources/catalogue/services.toml``. ``eligibility`` in ``services.py``
is the rule that uses them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from app.terms.calendar import RESOURCES
from app.terms.clause import Because, Refusal, because
from app.terms.facts_services import Condition

CATALOGUE = RESOURCES / "catalogue" / "services.toml"
LANGUAGES = frozenset(("nl", "fr", "de", "en"))

ACTIVATIONS: dict[str, Because] = {
    "on": because("On from the start."),
    "off": because("Off until somebody switches it on."),
    "with_package": because("On as soon as the MINI Connected Package is active."),
    "with_subscription": because("On as soon as the service is bought."),
    "at_handover": because("On at the handover of the vehicle."),
    "after_purchase": because("On from the factory, or after the purchase in the Store."),
    "user_setup": because("On after the user sets it up."),
    "partly_on": because("Some functions are on from the start, others are switched on by the user."),
    "on_approval": because("On after the customer approves each request."),
    "not_stated": because("The description does not say when it is on."),
}
SWITCHES: dict[str, Because] = {
    "customer": because("The customer switches it."),
    "each_user": because("Each user switches it in the own account."),
    "main_user": because("Only the main user switches it."),
    "main_user_sets_up": because("The main user sets it up."),
    "operator": because("The mobile network operator switches it on."),
    "not_stated": because("The description does not say who switches it."),
}
ENDS_OF_RETENTION: dict[str, Because] = {
    "period": because("Erased after a fixed period."),
    "erased_by_customer": because("Kept until the customer erases them."),
    "automatic": because("Erased automatically; no period is stated."),
    "account_deleted": because("Erased when the customer account is deleted."),
    "mini_id_removed": because("Erased when the MINI ID is removed."),
    "switched_off": because("Erased when the service is switched off."),
    "session_ends": because("Erased when the charging session ends."),
    "vehicle_life": because("Kept for the life of the vehicle."),
    "contract_ends": because("Erased after the contract ends."),
    "not_stated": because("The description states no rule for erasing them."),
    "anonymised": because("Kept without any link to a person."),
    "provider_terms": because("The terms of the other provider apply."),
    "procedures_end": because("Kept until the procedures they are needed for have ended."),
    "overwritten": because("Overwritten by newer data."),
    "authority": because("The rules of the public emergency centre apply."),
    "downloaded": because("Erased after the download."),
    "on_request": because("Erased when the customer asks for it."),
    "analysis_done": because("Erased after the analysis."),
    "needed": because("Kept as long as the service needs them."),
}


class RetentionNote(NamedTuple):
    """How long one store of data is kept.

    ``scope`` is vehicle, systems, app, phone or provider; ``duration`` an ISO 8601 period or empty; ``text`` what
    ends it; ``data`` the kind of data the rule ``retention`` can date, or empty.
    """

    scope: str
    duration: str
    text: Because
    data: str


class Service(NamedTuple):
    """One service of the catalogue. Values the description leaves open read ``not_stated``."""

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
    powertrain: str
    default_activation: str
    switched_by: str
    needs_online: str
    legally_required: bool
    can_be_deactivated: str
    retention: tuple[RetentionNote, ...]
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
    """All services by key, in the order of the terms."""

    services: Mapping[str, Service]

    def service(self, key: str) -> Service:
        """The service with this key. Raises ``KeyError`` for a key the catalogue does not hold."""
        return self.services[key]

    def offered_for(self, brand: str) -> tuple[Service, ...]:
        """The services of a brand; those of the other brand are hidden (rulebook G84)."""
        return tuple(service for service in self.services.values() if brand in service.brands)


def _wrong(key: str, name: str) -> Refusal:
    return Refusal(
        because("The catalogue of services is damaged: {name} of service {key} does not fit.", name=name, key=key)
    )


def _service(entry: dict[str, Any]) -> Service:
    key = str(entry.get("key"))
    expected = set(Service._fields) - {"revision", "issue"}
    if differing := expected.symmetric_difference(entry) - {"revision", "issue"}:
        raise _wrong(key, min(differing))
    if set(entry["name"]) != LANGUAGES:
        raise _wrong(key, "name")
    for name, known in (
        ("default_activation", ACTIVATIONS),
        ("switched_by", SWITCHES),
        ("requires", get_args(Condition)),
    ):
        values = entry[name] if isinstance(entry[name], list) else [entry[name]]
        if not set(values) <= set(known):
            raise _wrong(key, name)
    if any(note["until"] not in ENDS_OF_RETENTION for note in entry["retention"]):
        raise _wrong(key, "retention")
    return Service(
        **{
            **entry,
            "name": MappingProxyType(entry["name"]),
            "brands": tuple(entry["brands"]),
            "required_codes": tuple(entry["required_codes"]),
            "any_of_codes": tuple(entry["any_of_codes"]),
            "minimum_os": entry["minimum_os"] or None,
            "requires": tuple(entry["requires"]),
            "retention": tuple(
                RetentionNote(note["where"], note["duration"], ENDS_OF_RETENTION[note["until"]], note.get("data", ""))
                for note in entry["retention"]
            ),
            "revision": entry.get("revision"),
            "issue": entry.get("issue", ""),
        }
    )


def read_catalogue(path: Path) -> Catalogue:
    """Read and check a catalogue file. Raises ``Refusal`` naming the service and the field that does not fit."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["service"]
    services: dict[str, Service] = {}
    for service in map(_service, entries):
        if service.key in services:
            raise _wrong(service.key, "key")
        services[service.key] = service
    for service in services.values():
        if service.parent and service.parent not in services:
            raise _wrong(service.key, "parent")
    return Catalogue(MappingProxyType(services))


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The catalogue shipped with the program, read once."""
    return read_catalogue(CATALOGUE)
