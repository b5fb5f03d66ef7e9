"""Two vehicles side by side: their facts and the state of every service, the lines in which they differ marked."""

from __future__ import annotations

from datetime import date

from app.acts import subjects
from app.acts.panel_rows import ComparedRow
from app.acts.service_panel import panel_of
from app.records.rows import Dossier, Vehicle
from app.terms.clause import Because, because, because_word

_DRIVES = {
    "ICE": because("Combustion engine"),
    "BEV": because("Electric"),
    "PHEV": because("Plug-in hybrid"),
}
_SIM = {
    "active": (because_word("SIM", "Active"), "active"),
    "partial": (because_word("SIM", "Partly off"), "partial"),
    "off": (because_word("SIM", "Off"), "off"),
}
_NONE = because("None")


def compared(left: Dossier, right: Dossier, today: date) -> tuple[ComparedRow, ...]:
    """The lines of the vehicles first, then those of their services in the order of the left one."""
    if left.vehicle is None or right.vehicle is None:
        return ()
    return (*_vehicles(left, right, left.vehicle, right.vehicle), *_services(left, right, today))


def _vehicles(left: Dossier, right: Dossier, one: Vehicle, other: Vehicle) -> tuple[ComparedRow, ...]:
    def line(name: Because, first: Because, second: Because) -> ComparedRow:
        return ComparedRow("vehicle", name, first, second)

    def sim(vehicle: Vehicle) -> tuple[Because, str]:
        return (because("No SIM"), "ready") if vehicle.sim is None else _SIM[vehicle.sim.state]

    rows = (
        line(because("Model"), _text(one.model), _text(other.model)),
        line(because("Plate"), _text(one.plate), _text(other.plate)),
        line(because("Drive"), _DRIVES[one.powertrain], _DRIVES[other.powertrain]),
        line(because("Operating system"), _system(one), _system(other)),
        line(because("Option codes"), _text(" ".join(one.option_codes)), _text(" ".join(other.option_codes))),
        line(because("First registration"), _day(one.first_registration_on), _day(other.first_registration_on)),
        line(because("Contract since"), _contract(left), _contract(right)),
        line(because("Bookings"), _booked(left), _booked(right)),
        line(because("MINI ID users"), _users(one), _users(other)),
    )
    (left_sim, left_mark), (right_sim, right_mark) = sim(one), sim(other)
    return (*rows, ComparedRow("vehicle", because("SIM"), left_sim, right_sim, left_mark, right_mark))


def _services(left: Dossier, right: Dossier, today: date) -> tuple[ComparedRow, ...]:
    others = {node.key: node.status for node in panel_of(right, today).nodes}
    return tuple(
        ComparedRow(
            "services",
            node.status.name,
            node.status.state_text,
            others[node.key].state_text,
            node.status.state,
            others[node.key].state,
        )
        for node in panel_of(left, today).nodes
    )


def _text(text: str) -> Because:
    return because("{text}", text=text) if text else _NONE


def _day(day: date | None) -> Because:
    return because("{day}", day=day) if day is not None else because("Not recorded")


def _system(vehicle: Vehicle) -> Because:
    if not vehicle.os_version:
        return because("Older than MINI Operating System 7")
    return because("MINI Operating System {version}", version=vehicle.os_version)


def _contract(dossier: Dossier) -> Because:
    return _NONE if dossier.contract is None else because("{day}", day=dossier.contract.concluded_on)


def _booked(dossier: Dossier) -> Because:
    paid = [row for row in subjects.bookings(dossier) if subjects.paid(row)]
    return because("{count}", count=len(paid)) if paid else _NONE


def _users(vehicle: Vehicle) -> Because:
    return because("{count}", count=len(vehicle.links)) if vehicle.links else _NONE
