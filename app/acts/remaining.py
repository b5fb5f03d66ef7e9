"""What goes on after an act: functions that stay by law, and services nobody ended."""

from __future__ import annotations

from datetime import date

from app.acts import subjects, wording
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, because


def legal_functions(dossier: Dossier) -> tuple[Because, ...]:
    """The functions of this vehicle that its type approval requires (MC 1.6 b)."""
    vehicle = dossier.vehicle
    return tuple(wording.function(word) for word in vehicle.type_approval_functions) if vehicle else ()


def after_withdrawal(dossier: Dossier, subject_kind: str, chosen: tuple[str, ...], on: date) -> tuple[Because, ...]:
    """What stays on after a withdrawal: everything, where the contract goes on, but what was withdrawn from."""
    if subject_kind == "contract":
        return legal_functions(dossier)
    return (*legal_functions(dossier), *(line(row) for row in kept(dossier, chosen, on)))


def kept(dossier: Dossier, ended: tuple[str, ...], on: date) -> tuple[Booking, ...]:
    """The paid bookings that run on when those called ``ended`` end."""
    return tuple(row for row in subjects.running(dossier, on) if subjects.paid(row) and row.number not in ended)


def line(row: Booking) -> Because:
    """A booking that goes on, with its price or its end."""
    name = wording.booked(row)
    if row.kind == "monthly":
        return because("{service}, {price} a month", service=name, price=row.price)
    if row.kind == "limited" and row.period_end is not None:
        return because("{service}, until {day}", service=name, day=row.period_end)
    return name
