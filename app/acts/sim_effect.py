"""What stops and what stays when the SIM is off, and where it can be done (MC 1.6)."""

from __future__ import annotations

from datetime import date
from math import asin, cos, radians, sin, sqrt

from app.acts import services, subjects, wording
from app.acts.addresses import spaced_phone
from app.acts.rows import ServiceStatus
from app.acts.step import Choice
from app.records.rows import Booking, Dealer, Dossier
from app.terms.catalogue import load_catalogue
from app.terms.clause import Because, because

_PACKAGE = "mini_connected_package"
_EARTH_KM = 6371.0
_RUNNING = ("active", "ends_on", "suspended")
_LISTED = 4
"""How many services of a group are named before the rest is left to the list of services."""


def stops(dossier: Dossier, today: date) -> tuple[Choice, ...]:
    """The groups of services that stop, each with what belongs to it."""
    running = [one for one in services.statuses(dossier, today) if one.state in _RUNNING and _online(one.key) == "yes"]
    keys = {one.key for one in running}
    groups = [one for one in running if one.parent not in keys]
    return tuple(Choice(group.key, group.name, _members(group, running), state="stops") for group in groups)


def stays(dossier: Dossier, functions: tuple[str, ...], today: date) -> tuple[Choice, ...]:
    """What the law keeps on, and the activated functions that work on without their online part (MC 1.6 b, c)."""
    kept = [
        Choice(word, wording.function(word), because("Type approval: cannot be switched off"), state="locked")
        for word in functions
    ]
    kept += [
        Choice(row.number, wording.booked(row), because("Works on, without its online part"), state="allowed")
        for row in activated(dossier, today)
    ]
    kept.append(
        Choice("saved", because("Saved videos and settings"), because("Until erased in the vehicle"), state="allowed")
    )
    return tuple(kept)


def activated(dossier: Dossier, on: date) -> tuple[Booking, ...]:
    """Booked functions that work in the vehicle itself; the online part is inferred where the text is silent (G96).

    A function booked more than once is one function: it stands here once.
    """
    found = {
        row.service_key: row
        for row in subjects.running(dossier, on)
        if subjects.paid(row) and row.service_key != _PACKAGE and _online(row.service_key) in ("no", "partly")
    }
    return tuple(found.values())


def places(dossier: Dossier) -> tuple[Choice, ...]:
    """The dealers, the customer's own first and then by distance from it."""
    own = own_dealer(dossier)
    ordered = sorted(dossier.dealers, key=lambda one: (one is not own, distance_km(own, one) or 0.0, one.name))
    return tuple(
        Choice(
            one.number,
            Because("{name}", (("name", one.name),)),
            because("own dealer") if one is own else None,
            facts=(
                (because("Town"), Because("{town}", (("town", one.town),))),
                (because("From the own dealer"), _distance(own, one)),
                (because("Phone"), Because("{phone}", (("phone", spaced_phone(one.phone)),))),
            ),
        )
        for one in ordered
    )


PLACE_COLUMNS = (because("Dealer"), because("Town"), because("From the own dealer"), because("Phone"))


def own_dealer(dossier: Dossier) -> Dealer | None:
    """The dealer on record for the vehicle."""
    number = dossier.vehicle.dealer_number if dossier.vehicle else ""
    return next((one for one in dossier.dealers if one.number == number), None)


def dealer(dossier: Dossier, number: str) -> Dealer | None:
    """The dealer with this number."""
    return next((one for one in dossier.dealers if one.number == number), None)


def distance_km(origin: Dealer | None, target: Dealer) -> float | None:
    """As the crow flies, by the haversine formula; ``None`` where a place is not known."""
    if origin is None or not (origin.latitude and target.latitude):
        return None
    lat, other_lat = radians(origin.latitude), radians(target.latitude)
    half = (
        sin((other_lat - lat) / 2) ** 2
        + cos(lat) * cos(other_lat) * sin(radians(target.longitude - origin.longitude) / 2) ** 2
    )
    return 2 * _EARTH_KM * asin(sqrt(half))


def _distance(own: Dealer | None, one: Dealer) -> Because:
    km = distance_km(own, one)
    return because("not known") if km is None else because("{km} km", km=round(km))


def _members(group: ServiceStatus, running: list[ServiceStatus]) -> Because | None:
    names = tuple(one.name for one in running if one.parent == group.key)
    if not names:
        return None
    if len(names) <= _LISTED:
        return Because("{names}", (("names", names),))
    return because("{names} and more", names=names[:_LISTED])


def _online(key: str) -> str:
    found = load_catalogue().services.get(key)
    return found.needs_online if found else "not_stated"
