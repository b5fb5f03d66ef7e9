"""The panel of services of one vehicle: the tree with the state of each, how many there are, what an act would change.

Pure: everything comes from the dossier, the catalogue and the rules.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.acts import determining, services, subjects
from app.acts.panel_rows import EffectLine, EffectName, Fate, ServiceNode, ServicePanel
from app.acts.rows import ServiceState, ServiceStatus
from app.records.rows import Dossier, Vehicle
from app.terms.catalogue import Catalogue, Service, load_catalogue
from app.terms.clause import Because, because

RUNNING: tuple[ServiceState, ...] = ("active", "always_on", "ends_on")
"""States of a service that works today."""
_ONLINE_FATES: dict[str, Fate] = {"yes": "stops", "no": "stays", "partly": "partly"}


def panel_of(dossier: Dossier, today: date) -> ServicePanel:
    """The panel of the vehicle in hand; empty without a vehicle."""
    vehicle = dossier.vehicle
    if vehicle is None:
        return ServicePanel((), (), ())
    catalogue = load_catalogue()
    offered = catalogue.offered_for(services.MINI)
    found = {one.key: services.status_of(dossier, vehicle, one, today) for one in offered}
    nodes = _tree(catalogue, offered, found)
    counted = Counter(node.status.state for node in nodes)
    counts = tuple((state, counted[state]) for state in services.STATE_ORDER if counted[state])
    return ServicePanel(nodes, counts, _effects(dossier, vehicle, tuple(found.values()), today))


def _tree(
    catalogue: Catalogue, offered: tuple[Service, ...], found: dict[str, ServiceStatus]
) -> tuple[ServiceNode, ...]:
    """A parent before its children; among siblings what is booked or runs stands first."""
    below: dict[str, list[str]] = {}
    for service in offered:
        below.setdefault(service.parent if service.parent in found else "", []).append(service.key)

    def best(key: str) -> tuple[bool, int]:
        return min(services.rank(found[key]), *(best(child) for child in below.get(key, ())), (True, 99))

    nodes: list[ServiceNode] = []

    def visit(key: str, level: int) -> None:
        children = tuple(sorted(below.get(key, ()), key=best))
        nodes.append(ServiceNode(found[key], level, children, catalogue.service(key).listed))
        for child in children:
            visit(child, level + 1)

    for key in sorted(below.get("", ()), key=best):
        visit(key, 0)
    return tuple(nodes)


# What an act changes ------------------------------------------------------------------------------------------------


def _effects(
    dossier: Dossier, vehicle: Vehicle, found: tuple[ServiceStatus, ...], today: date
) -> tuple[EffectLine, ...]:
    running = tuple(one for one in found if one.state in RUNNING)
    lines = []
    if vehicle.sim is not None and vehicle.sim.state == "active" and running:
        lines.append(_sim_off(vehicle, running))
    contract = dossier.contract
    if contract is not None and not contract.ended_as:
        lines.append(_terminated(dossier, vehicle, running, today))
    if services.package_runs(dossier, today):
        lines.append(_package_gone(running))
    return tuple(lines)


def _sim_off(vehicle: Vehicle, running: tuple[ServiceStatus, ...]) -> EffectLine:
    """MC 1.6, 8.7: what needs the SIM stops; the online need is inferred where the text is silent (G96)."""
    catalogue = load_catalogue()
    fates = tuple((one.key, sim_fate(catalogue.service(one.key), vehicle)) for one in running)
    stops, stays, partly, silent = _numbers(fates)
    if partly and silent:
        text = because(
            "With the SIM off: {stops} stop, {stays} stay, {partly} work in part, {silent} not stated.",
            stops=stops, stays=stays, partly=partly, silent=silent,
        )  # fmt: skip
    elif partly:
        text = because(
            "With the SIM off: {stops} stop, {stays} stay, {partly} work in part.",
            stops=stops, stays=stays, partly=partly,
        )  # fmt: skip
    elif silent:
        text = because(
            "With the SIM off: {stops} stop, {stays} stay, {silent} not stated.",
            stops=stops, stays=stays, silent=silent,
        )  # fmt: skip
    else:
        text = because("With the SIM off: {stops} stop, {stays} stay.", stops=stops, stays=stays)
    return EffectLine("sim_off", text, fates, ("MC 1.6", "MC 8.7"))


def sim_fate(service: Service, vehicle: Vehicle) -> Fate:
    """What becomes of a service when the SIM is off."""
    return "stays" if services.stays_by_law(service, vehicle) else _ONLINE_FATES.get(service.needs_online, "not_stated")


def _terminated(dossier: Dossier, vehicle: Vehicle, running: tuple[ServiceStatus, ...], today: date) -> EffectLine:
    """MC 8.1: a notice received today ends what has no end of its own; limited bookings run on (G04)."""
    found = determining.end_contract(dossier, today)
    surviving = {row.number for row in subjects.alive(dossier, today) if row.kind == "limited"}
    carried_on = services.PACKAGE in {
        row.service_key for row in subjects.alive(dossier, today) if row.number in surviving
    }
    catalogue = load_catalogue()

    def fate(one: ServiceStatus) -> Fate:
        service = catalogue.service(one.key)
        by_law = services.stays_by_law(service, vehicle)
        with_package = service.default_activation == "with_package" and carried_on
        keeps = by_law or one.booking_number in surviving or (not one.booking_number and with_package)
        return "stays" if keeps else "stops"

    fates: tuple[tuple[str, Fate], ...] = tuple((one.key, fate(one)) for one in running)
    stops, stays, _, _ = _numbers(fates)
    end = found.value("notice_end")
    text = because(
        "If the contract is terminated today: {stops} stop after {day}, {stays} run on.",
        stops=stops, day=end, stays=stays,
    )  # fmt: skip
    return EffectLine("terminated", text, fates, found.clauses[:1])


def _package_gone(running: tuple[ServiceStatus, ...]) -> EffectLine:
    """MC 3.4 a and the descriptions: what the MINI Connected Package carries goes with it."""
    catalogue = load_catalogue()

    def fate(one: ServiceStatus) -> Fate:
        service = catalogue.service(one.key)
        gone = one.key == services.PACKAGE or "connected_package" in service.requires
        return "stops" if gone or service.default_activation == "with_package" else "stays"

    fates: tuple[tuple[str, Fate], ...] = tuple((one.key, fate(one)) for one in running)
    stops, stays, _, _ = _numbers(fates)
    text = because(
        "Without the package: {stops} stop, {stays} stay. Access to the External store goes too.",
        stops=stops, stays=stays,
    )  # fmt: skip
    return EffectLine("package_gone", text, fates, ("MC 3.4 a",))


def _numbers(fates: tuple[tuple[str, Fate], ...]) -> tuple[int, int, int, int]:
    """How many stop, stay, work in part, and of how many the description says nothing."""
    counted = Counter(fate for _, fate in fates)
    return counted["stops"], counted["stays"], counted["partly"], counted["not_stated"]


EFFECT_NAMES: dict[EffectName, Because] = {
    "sim_off": because("With the SIM off"),
    "terminated": because("If the contract is terminated"),
    "package_gone": because("Without the package"),
}
FATES: dict[Fate, Because] = {
    "stops": because("Stops"),
    "stays": because("Keeps working"),
    "partly": because("Works in part"),
    "not_stated": because("Not stated"),
}
