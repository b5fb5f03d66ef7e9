"""One service on this vehicle in full: state and since when, what it needs, its data, and when these are erased."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from app.acts import governing, services, subjects, wording
from app.acts.panel_rows import Fact, Fate, RetentionLine, ServiceDetail, ServicePanel
from app.acts.rows import ServiceStatus
from app.acts.service_panel import EFFECT_NAMES, FATES
from app.records.rows import Booking, Dossier, Vehicle
from app.terms.catalogue import RetentionNote, Service, Volume, load_catalogue
from app.terms.catalogue_words import ACTIVATIONS, PLACES, SWITCHES
from app.terms.clause import Because, because
from app.terms.facts_services import RetentionFacts

_BY_THE_HOUR = ("intelligent_ecall_voice",)
"""Kinds of data whose period runs from the minute they arose."""
_FATE_MARKS: dict[Fate, str] = {"stops": "off", "stays": "done", "partly": "held", "not_stated": "ready"}


def detail_of(dossier: Dossier, panel: ServicePanel, key: str, today: date) -> ServiceDetail:
    """The service ``key`` of the panel. Raises ``KeyError`` for one the panel does not show."""
    status = next((node.status for node in panel.nodes if node.key == key), None)
    if status is None or dossier.vehicle is None:
        raise KeyError(key)
    catalogue = load_catalogue()
    service = catalogue.service(key)
    retention = tuple(_kept(dossier, status, note, today) for note in service.retention)
    clauses = (f"SD:{service.parent or key}", *(one for line in retention for one in line.clauses))
    return ServiceDetail(
        status=status,
        description=catalogue.description(key),
        facts=(*_standing(dossier, dossier.vehicle, service, today), *_needs(dossier, dossier.vehicle, service, today)),
        effects=tuple(
            Fact(EFFECT_NAMES[line.name], FATES[fate], _FATE_MARKS[fate])
            for line in panel.effects
            if (fate := line.fate(key)) is not None
        ),
        data=_data(service),
        retention=retention,
        notes=_notes(service, dossier.vehicle),
        clauses=tuple(dict.fromkeys(clauses)),
    )


# Where it stands ----------------------------------------------------------------------------------------------------


def _standing(dossier: Dossier, vehicle: Vehicle, service: Service, today: date) -> tuple[Fact, ...]:
    row = services.booking_of(dossier, service.key, today)
    facts: list[Fact] = []
    since = since_of(dossier, vehicle, service, today)
    if since is not None:
        facts.append(Fact(because("Since"), because("{day}", day=since)))
    if row is not None:
        facts.append(Fact(because("Booking"), because("{number}", number=row.number)))
        if subjects.paid(row):
            facts.append(Fact(because("Price paid"), because("{amount}", amount=row.price)))
        if row.description_issue:
            facts.append(Fact(because("Description"), because("Issue {issue}", issue=row.description_issue)))
        if row.ended_by_case:
            facts.append(Fact(because("Ended by"), because("Case {number}", number=row.ended_by_case)))
    return tuple(facts)


def since_of(dossier: Dossier, vehicle: Vehicle, service: Service, today: date) -> date | None:
    """Since when a service is in the state it is in, ``None`` where nothing of the kind is recorded."""
    row = services.booking_of(dossier, service.key, today)
    carrier = row or services.carrier_of(dossier, service, today)
    if carrier is None:
        return None
    if isinstance(carrier, Booking) and subjects.over(carrier, today):
        return carrier.ends_on or carrier.period_end
    suspension = services.suspension_of(dossier, carrier, today)
    if suspension is not None and suspension.cause != "sim_off":
        return suspension.from_on
    if services.resting(dossier, vehicle, service, carrier, today) is not None and vehicle.sim is not None:
        return vehicle.sim.since
    if row is None and service.default_activation == "at_handover" and vehicle.handover_at is not None:
        return vehicle.handover_at.date()
    return carrier.service_started_on or carrier.concluded_on


def _needs(dossier: Dossier, vehicle: Vehicle, service: Service, today: date) -> tuple[Fact, ...]:
    """Every condition, with the mark of whether the vehicle meets it where that can be told from the records."""
    say = load_catalogue().words.say
    facts: list[Fact] = []
    if service.minimum_os:
        met = vehicle.os_version >= service.minimum_os
        text = because("MINI Operating System {version}", version=service.minimum_os)
        facts.append(Fact(because("Needs"), text, _met(met)))
    for code in service.required_codes:
        facts.append(Fact(because("Needs"), because("option {code}", code=code), _met(code in vehicle.option_codes)))
    if service.any_of_codes:
        met = any(code in vehicle.option_codes for code in service.any_of_codes)
        text = because("one of the options {codes}", codes=" / ".join(service.any_of_codes))
        facts.append(Fact(because("Needs"), text, _met(met)))
    if service.powertrain in services.ELECTRIC:
        met = vehicle.powertrain in services.ELECTRIC[service.powertrain]
        facts.append(Fact(because("Needs"), because("an electric drive"), _met(met)))
    held = services.held_by(dossier, vehicle, today)
    facts += [
        Fact(because("Needs"), services.REQUIRED[name], _met(held[name])) for name in service.requires if name in held
    ]
    facts += [Fact(because("It also needs"), say("need", name)) for name in service.also_needs]
    return tuple(facts)


def _met(met: bool) -> str:
    return "done" if met else "missing"


# Data and their end -------------------------------------------------------------------------------------------------


def _data(service: Service) -> tuple[Fact, ...]:
    say = load_catalogue().words.say
    places = (
        (PLACES["vehicle"], service.data_in_vehicle),
        (PLACES["systems"], service.data_in_systems),
        (because("To third parties"), service.data_to_third_parties),
    )
    facts = []
    for place, kinds in places:
        words = tuple(say("data", kind) for kind in kinds)
        facts.append(Fact(place, Because("{data}", (("data", words),)) if words else because("Not stated")))
    return (*facts, *(Fact(because("Data volume"), volume_words(one)) for one in service.volume))


def volume_words(one: Volume) -> Because:
    """How much data a service moves, in words."""
    if one.measure == "depends":
        return because("Depends on the use")
    if not one.number:
        return because("None")
    amount = Because("{number}\u00a0{unit}", (("number", Decimal(str(one.number))), ("unit", one.unit)))
    per = load_catalogue().words.say("occasion", one.per)
    match one.measure:
        case "about":
            return because("About {amount} per {occasion}", amount=amount, occasion=per)
        case "less_than":
            return because("Less than {amount} per {occasion}", amount=amount, occasion=per)
        case "average":
            return because("On average {amount} per {occasion}", amount=amount, occasion=per)
        case "from_one":
            return because("From 1 to {amount} per {occasion}", amount=amount, occasion=per)
    return because("Up to {amount} per {occasion}", amount=amount, occasion=per)


def _kept(dossier: Dossier, status: ServiceStatus, note: RetentionNote, today: date) -> RetentionLine:
    """One store of data; where a period is stated, the day by which what arises last is erased (rule ``retention``)."""
    place = PLACES[note.scope]
    if not note.data:
        return RetentionLine(place, note.text, None, None, ())
    row = services.booking_of(dossier, status.key, today)
    # Data arise until the last service day, or the day it began to rest; those of a service that runs on arise today.
    last = _rests_since(dossier, status, today) or _last_service_day(dossier, row, status)
    arose = last or today
    facts = RetentionFacts(note.data, _moment(note.data, arose))  # type: ignore[arg-type]  # checked with the catalogue
    found = governing.ask("retention", facts, dossier, dossier.contract, today).finding("erase_by")
    if found is None:
        return RetentionLine(place, note.text, None, None, ())
    if last is None:
        text = because("Data of today are erased by {day}.", day=found.value)
    else:
        text = because("The last data, of {first}, are erased by {day}.", first=last, day=found.value)
    return RetentionLine(place, note.text, text, found.value, found.clauses)


def _rests_since(dossier: Dossier, status: ServiceStatus, today: date) -> date | None:
    vehicle = dossier.vehicle
    if status.state != "suspended" or vehicle is None:
        return None
    since = since_of(dossier, vehicle, load_catalogue().service(status.key), today)
    # One that only rests with what it is part of has no booking of its own to ask.
    return since or (vehicle.sim.since if vehicle.sim is not None and services.sim_off(vehicle) else None)


def _last_service_day(dossier: Dossier, row: Booking | None, status: ServiceStatus) -> date | None:
    if status.state not in ("ends_on", "ended", "expired"):
        return None
    if row is not None:
        return row.ends_on or row.period_end
    return dossier.contract.ends_on if dossier.contract is not None else None


def _moment(data: str, day: date) -> date | datetime:
    """The last moment of a day for data that are counted by the hour."""
    return datetime.combine(day, time(23, 59)) if data in _BY_THE_HOUR else day


def _notes(service: Service, vehicle: Vehicle) -> tuple[Because, ...]:
    words = load_catalogue().words
    notes = [ACTIVATIONS[service.default_activation], SWITCHES[service.switched_by]]
    if services.stays_by_law(service, vehicle):
        notes.append(because("The law requires it: it cannot be switched off."))
    elif service.can_be_deactivated == "no":
        notes.append(because("It cannot be switched off while the contract runs."))
    elif service.can_be_deactivated == "yes":
        notes.append(because("It can be switched off."))
    if service.needs_online in ("yes", "partly"):
        notes.append(because("That it needs the SIM follows from what it does; the description does not say so."))
    if service.third_party_responsibility:
        notes.append(words.say("responsibility", service.third_party_responsibility))
    if not service.listed:
        notes.append(because("It is described in the terms but does not stand in their list of services."))
    if service.parent:
        notes.append(because("It belongs to {service}.", service=wording.service(service.parent)))
    if service.revision is not None:
        notes.append(because("Description of {day}, issue {issue}.", day=service.revision, issue=service.issue))
    return tuple(notes)
