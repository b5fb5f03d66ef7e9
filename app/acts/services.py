"""Every MINI service of the catalogue on this vehicle: has it, could have it, survives the SIM, who may switch it."""

from __future__ import annotations

from datetime import date

from app.acts import subjects, wording
from app.acts.rows import ServiceState, ServiceStatus
from app.records.consequence_rows import Suspension
from app.records.rows import Booking, Contract, Dossier, Vehicle
from app.terms.catalogue import Service, load_catalogue
from app.terms.clause import Because, because, because_count

MINI = "MINI"
PACKAGE = "mini_connected_package"
_ECALL = "eu_ecall"
ELECTRIC = {"electric": ("BEV",), "electrified": ("BEV", "PHEV")}
STATE_ORDER: tuple[ServiceState, ...] = (
    "active",
    "ends_on",
    "suspended",
    "always_on",
    "off",
    "available",
    "missing",
    "ended",
    "expired",
)


def statuses(dossier: Dossier, today: date) -> tuple[ServiceStatus, ...]:
    """The services in the order an agent looks for them: booked ones, those that run, what could be had, the rest."""
    if dossier.vehicle is None:
        return ()
    found = [
        status_of(dossier, dossier.vehicle, service, today)
        for service in load_catalogue().offered_for(MINI)
        if service.listed or booking_of(dossier, service.key, today) is not None
    ]
    return tuple(sorted(found, key=rank))


def rank(status: ServiceStatus) -> tuple[bool, int]:
    """What to sort by: booked ones first, then by state."""
    return not status.booking_number, STATE_ORDER.index(status.state)


def status_of(dossier: Dossier, vehicle: Vehicle, service: Service, today: date) -> ServiceStatus:
    """One service on a vehicle."""
    row = booking_of(dossier, service.key, today)
    state, text = _state(dossier, vehicle, service, row, today)
    return ServiceStatus(
        key=service.key,
        name=wording.service(service.key),
        parent=service.parent,
        state=state,
        state_text=text,
        price=row.price if row is not None and subjects.paid(row) else None,
        runs_until=_runs_until(dossier, row, state, today),
        when_sim_off=when_sim_off(service, vehicle),
        may_switch=_SWITCHED.get(service.switched_by, _NOT_STATED),
        data_kept=_kept(service),
        booking_number=row.number if row else "",
    )


def booking_of(dossier: Dossier, key: str, today: date) -> Booking | None:
    """The booking of a service: the one that runs, or else the last one."""
    rows = [row for row in subjects.bookings(dossier) if row.service_key == key]
    going = [row for row in rows if not subjects.over(row, today)]
    candidates = going or rows
    return candidates[-1] if candidates else None


def stays_by_law(service: Service, vehicle: Vehicle) -> bool:
    """Whether the law keeps a service on in this vehicle: legal eCall, where its type approval has it (MC 1.6 b)."""
    return service.legally_required and _ECALL in vehicle.type_approval_functions


def _state(
    dossier: Dossier, vehicle: Vehicle, service: Service, row: Booking | None, today: date
) -> tuple[ServiceState, Because]:
    if stays_by_law(service, vehicle):
        return "always_on", because("Always on")
    if row is not None:
        return _booked(dossier, vehicle, service, row, today)
    if service.legally_required:
        return "missing", because("Not fixed by type approval")
    missing = missing_for(dossier, vehicle, service, today)
    contract = dossier.contract
    if contract is not None and not contract_runs(dossier, today) and service.default_activation in _FROM_THE_START:
        return "ended", because("Ended {day}", day=contract.ends_on)
    if missing:
        return "missing", because("Needs {conditions}", conditions=missing)
    if contract is None or not contract_runs(dossier, today):
        return "missing", because("Needs a MINI Connected contract")
    carrier = carrier_of(dossier, service, today)
    if carrier is not None:
        rests = resting(dossier, vehicle, service, carrier, today)
        if rests is not None:
            return "suspended", rests
        if carrier.ended_as and carrier.ends_on is not None:
            return "ends_on", because("Ends {day}", day=carrier.ends_on)
        if service.can_be_deactivated == "no":
            return "always_on", because("Always on")
        return "active", _PARTLY if service.default_activation == "partly_on" else because("Active")
    if service.default_activation in ("off", "user_setup", "on_approval"):
        return "off", because("Off until switched on")
    if service.default_activation == _SILENT:
        return _as_its_group(dossier, vehicle, service, today)
    return "available", because("Available")


def _as_its_group(dossier: Dossier, vehicle: Vehicle, service: Service, today: date) -> tuple[ServiceState, Because]:
    """The state of a service whose description does not say when it is on: that of its parts, or of what it is part of.

    What needs the SIM rests with it, even where a part works on without.
    """
    state, text = _as_others(dossier, vehicle, service, today)
    if state in ("active", "ends_on") and service.needs_online == "yes" and sim_off(vehicle):
        return "suspended", _RESTS["sim_off"]
    return state, text


def _as_others(dossier: Dossier, vehicle: Vehicle, service: Service, today: date) -> tuple[ServiceState, Because]:
    """Only services whose own description speaks are asked, so that two silent ones never ask each other."""
    if not service.described:
        return "missing", because("Not described")
    group = load_catalogue().services.get(service.parent)
    own = _as_its_parts(dossier, vehicle, service, today)
    if own is not None:
        return own
    if group is not None and group.default_activation == "partly_on":
        return "off", because("Off until switched on")
    if group is not None and group.default_activation != _SILENT:
        found = status_of(dossier, vehicle, group, today)
        return found.state, found.state_text
    shared = _as_its_parts(dossier, vehicle, group, today) if group is not None else None
    if shared is not None:
        return shared
    return "available", because("Available")


def _as_its_parts(
    dossier: Dossier, vehicle: Vehicle, group: Service, today: date
) -> tuple[ServiceState, Because] | None:
    """On where a part is on, else ending or resting as a part does; ``None`` where no part that speaks is any of it."""
    parts = (one for one in load_catalogue().offered_for(MINI) if one.parent == group.key)
    stated = (one for one in parts if one.default_activation != _SILENT)
    found = {one.state: one for one in (status_of(dossier, vehicle, part, today) for part in stated)}
    if "active" in found or "always_on" in found:
        return "active", because("Active")
    for state in ("ends_on", "suspended", "ended"):
        if state in found:
            return found[state].state, found[state].state_text
    return None


def _booked(
    dossier: Dossier, vehicle: Vehicle, service: Service, row: Booking, today: date
) -> tuple[ServiceState, Because]:
    if row.ended_as and row.ends_on is not None and row.ends_on < today:
        return "ended", because("Ended {day}", day=row.ends_on)
    if subjects.over(row, today):
        return "expired", because("Expired")
    rests = resting(dossier, vehicle, service, row, today)
    if rests is not None:
        return "suspended", rests
    if row.ended_as and row.ends_on is not None:
        return "ends_on", because("Ends {day}", day=row.ends_on)
    return "active", because("Active")


def carrier_of(dossier: Dossier, service: Service, today: date) -> Booking | Contract | None:
    """What keeps a service on that was not booked by itself: the contract or the package. ``None``: it is not on."""
    if service.default_activation in _FROM_THE_START and contract_runs(dossier, today):
        return dossier.contract
    if service.default_activation == "with_package" and package_runs(dossier, today):
        return booking_of(dossier, PACKAGE, today)
    return None


def resting(
    dossier: Dossier, vehicle: Vehicle, service: Service, carrier: Booking | Contract, today: date
) -> Because | None:
    """Why a service that would be on rests (MC 6.5 c, 8.7, 8.8, 8.9), ``None`` where it does not."""
    cause = suspension_of(dossier, carrier, today)
    if cause is not None and cause.cause != "sim_off":
        return _RESTS[cause.cause]
    return _RESTS["sim_off"] if sim_off(vehicle) and service.needs_online == "yes" else None


def sim_off(vehicle: Vehicle) -> bool:
    """Whether the vehicle has a SIM that is off, altogether or in part."""
    return vehicle.sim is not None and vehicle.sim.state != "active"


def suspension_of(dossier: Dossier, carrier: Booking | Contract, today: date) -> Suspension | None:
    """What makes a booking rest on a day: a suspension of it, or of the whole contract."""
    numbers = {carrier.number, dossier.contract.number if dossier.contract else ""}
    found = [one for one in dossier.suspensions if one.subject in numbers and one.rests(today)]
    return next((one for one in found if one.subject == carrier.number), found[0] if found else None)


def missing_for(dossier: Dossier, vehicle: Vehicle, service: Service, today: date) -> tuple[Because, ...]:
    """What the vehicle and the customer lack for a service."""
    lacking: list[Because] = []
    if service.minimum_os and vehicle.os_version < service.minimum_os:
        lacking.append(because("MINI Operating System {version}", version=service.minimum_os))
    lacking += [
        because("option {code}", code=code) for code in service.required_codes if code not in vehicle.option_codes
    ]
    if service.any_of_codes and not set(service.any_of_codes) & set(vehicle.option_codes):
        lacking.append(because("one of the options {codes}", codes=" / ".join(service.any_of_codes)))
    if service.powertrain in ELECTRIC and vehicle.powertrain not in ELECTRIC[service.powertrain]:
        lacking.append(because("an electric drive"))
    held = held_by(dossier, vehicle, today)
    lacking += [REQUIRED[name] for name in service.requires if not held.get(name, True)]
    return tuple(lacking)


def held_by(dossier: Dossier, vehicle: Vehicle, today: date) -> dict[str, bool]:
    """Which of the conditions that services name are met; one that is not recorded is not in it."""
    return {
        "connected_package": package_runs(dossier, today),
        "framework_contract": contract_runs(dossier, today),
        "mini_id": bool(vehicle.links),
        "sim_active": vehicle.sim is not None and vehicle.sim.state == "active",
    }


REQUIRED = {
    "connected_package": because("the MINI Connected Package"),
    "framework_contract": because("a MINI Connected contract"),
    "mini_id": because("a MINI ID"),
    "sim_active": because("an active SIM"),
}
_SILENT = "not_stated"
_FROM_THE_START = ("on", "at_handover", "partly_on")
_PARTLY = because("Partly on")
_RESTS: dict[str, Because] = {
    "sim_off": because("Rests, SIM off"),
    "unpaid": because("Rests, not paid"),
    "sanction": because("Rests, sanction"),
    "breach": because("Rests, breach of the terms"),
}
_NOT_STATED = because("Not stated")
_SWITCHED = {
    "customer": because("Customer"),
    "each_user": because("Any user"),
    "main_user": because("Main user"),
    "main_user_sets_up": because("Main user"),
    "operator": because("Phone operator"),
    "nobody": because("Nobody"),
}


def when_sim_off(service: Service, vehicle: Vehicle) -> Because:
    """What becomes of a service when the SIM is off; the online need is inferred where the text is silent."""
    if stays_by_law(service, vehicle):
        return because("Stays, required by law")
    match service.needs_online:
        case "yes":
            return because("Stops")
        case "partly":
            return because("Works in part")
        case "no":
            return because("Keeps working")
    return _NOT_STATED


def _runs_until(dossier: Dossier, row: Booking | None, state: ServiceState, today: date) -> Because | None:
    if state == "always_on" and (row is None or row.ended_as):
        return because("No end date")
    if row is None and state == "suspended" and dossier.contract is not None and dossier.contract.ends_on is not None:
        return Because("{day}", (("day", dossier.contract.ends_on),))
    if row is None:
        return because("No end date") if state == "active" else None
    if row.ended_as and row.ends_on is not None:
        return Because("{day}", (("day", row.ends_on),))
    if row.kind == "limited" and row.period_end is not None:
        if row.auto_renewal:
            return because("{day}, then renewed", day=row.period_end)
        return Because("{day}", (("day", row.period_end),))
    due = subjects.next_due(row, today) if row.kind == "monthly" else None
    return because("Next due {day}", day=due) if due is not None else because("No end date")


def _kept(service: Service) -> Because:
    """The longest stated period, or what ends the storage."""
    periods = [entry.duration for entry in service.retention if entry.duration]
    if periods:
        longest = max(periods, key=_days)
        return _period(longest)
    if not service.retention:
        return _NOT_STATED
    return _UNTIL.get(service.retention[0].until, _NOT_STATED)


def _days(duration: str) -> int:
    amount = int("".join(filter(str.isdigit, duration)) or 0)
    return amount * {"H": 0, "D": 1, "M": 30, "Y": 365, "W": 7}.get(duration[-1], 1)


def _period(duration: str) -> Because:
    amount = int("".join(filter(str.isdigit, duration)))
    match duration[-1]:
        case "H":
            return because_count("{count} hour", "{count} hours", amount)
        case "D":
            return because_count("{count} day", "{count} days", amount)
        case "M":
            return because_count("{count} month", "{count} months", amount)
        case _:
            return because_count("{count} year", "{count} years", amount)


def contract_runs(dossier: Dossier, today: date) -> bool:
    """Whether there is a contract that has not ended before ``today``."""
    contract = dossier.contract
    return contract is not None and (contract.ends_on is None or contract.ends_on >= today)


def package_runs(dossier: Dossier, today: date) -> bool:
    """Whether the MINI Connected Package is booked and not over."""
    row = booking_of(dossier, PACKAGE, today)
    return row is not None and not subjects.over(row, today)


_UNTIL = {
    "account_deleted": because("Until the account is deleted"),
    "analysis_done": because("Until the analysis is done"),
    "anonymised": because("Made anonymous"),
    "authority": because("By the rules of the emergency centre"),
    "automatic": because("Erased automatically"),
    "contract_ends": because("Until the contract ends"),
    "downloaded": because("Until downloaded"),
    "erased_by_customer": because("Until erased by the customer"),
    "mini_id_removed": because("Until the MINI ID is removed"),
    "needed": because("As long as needed"),
    "on_request": because("Until erased on request"),
    "overwritten": because("Until overwritten"),
    "procedures_end": because("Until all procedures end"),
    "provider_terms": because("By the provider's own terms"),
    "session_ends": because("Until the session ends"),
    "switched_off": because("Until switched off"),
    "vehicle_life": because("For the life of the vehicle"),
}
