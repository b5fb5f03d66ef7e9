"""What an act can concern: the contract, a booking, a Service Inclusive package; which of them still run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.acts import wording
from app.records.rows import Booking, CaseRow, Contract, Dossier, ServiceInclusive
from app.terms.calendar import first_due_after
from app.terms.catalogue import load_catalogue
from app.terms.clause import Because, Cents, Refusal, because

BASIC = "basic"
OPEN = ("open", "waits_for_approval", "sent_back", "approved", "being_carried_out")
"""States of a case that is not over yet."""
BESIDE = ("outage_compensation", "goodwill")
"""Acts whose cases keep no other act off: a right with a deadline does not wait for money to be approved."""
HOLDING = (*OPEN, "done")
"""States of a case that keep the same act from being done on the same subject again."""
RECORDED = ("contract", "booking", "service_inclusive")
"""Kinds of subjects that are rows with an end of their own."""
NOT_RENEWED = "not_renewed"


class Subject(NamedTuple):
    """``kind`` is ``contract | booking | service_inclusive``, ``number`` the number an agent reads out."""

    kind: str
    number: str


def contract_of(dossier: Dossier) -> Contract:
    """The contract of the dossier. Raises :class:`Refusal` where there is none."""
    if dossier.contract is None:
        raise Refusal(because("This customer has no MINI Connected contract on this vehicle."))
    return dossier.contract


def bookings(dossier: Dossier) -> tuple[Booking, ...]:
    """Every booking of the contract, ended ones too."""
    return dossier.contract.bookings if dossier.contract else ()


def booking(dossier: Dossier, number: str) -> Booking:
    """The booking with this number. Raises :class:`Refusal` for an unknown one."""
    for row in bookings(dossier):
        if row.number == number:
            return row
    raise Refusal(because("No booking of this dossier has the number {number}.", number=number))


def package(dossier: Dossier, number: str) -> ServiceInclusive:
    """The Service Inclusive package with this number. Raises :class:`Refusal` for an unknown one."""
    for row in dossier.service_inclusive:
        if row.number == number:
            return row
    raise Refusal(because("No Service Inclusive package of this dossier has the number {number}.", number=number))


def name(dossier: Dossier, subject: Subject) -> Because:
    """What the subject is called in a sentence."""
    if subject.kind == "booking":
        return wording.booked(booking(dossier, subject.number))
    if subject.kind == "service_inclusive":
        return wording.package(package(dossier, subject.number))
    return because("the MINI Connected contract")


def concluded_on(dossier: Dossier, subject: Subject) -> date:
    """The day the contract on the subject was concluded."""
    return row_of(dossier, subject).concluded_on


def row_of(dossier: Dossier, subject: Subject) -> Booking | ServiceInclusive | Contract:
    """The row of a contract, booking or package. Raises :class:`Refusal` where there is none."""
    if subject.kind == "booking":
        return booking(dossier, subject.number)
    if subject.kind == "service_inclusive":
        return package(dossier, subject.number)
    return contract_of(dossier)


def paid(row: Booking) -> bool:
    """Whether the booking is one the customer booked and pays for, not a basic service of the contract (MC 8.2)."""
    return row.kind != BASIC


def over(row: Booking, on: date) -> bool:
    """Whether the booking has ended before the day ``on``: by an act, or because its term ran out (MC 8.3)."""
    if row.ended_as:
        return row.ends_on is not None and row.ends_on < on
    return row.kind == "limited" and not row.auto_renewal and row.period_end is not None and row.period_end < on


def stays_by_law(row: Booking) -> bool:
    """Whether the law requires the service: no act ends it, it works on without a contract (MC 1.6 b, legal eCall)."""
    service = load_catalogue().services.get(row.service_key)
    return service is not None and service.legally_required


def running(dossier: Dossier, on: date) -> tuple[Booking, ...]:
    """The bookings an act can end that none has ended before their term, and whose term has not run out on ``on``."""
    return _with_ends(dossier, on, ("", NOT_RENEWED))


def alive(dossier: Dossier, on: date) -> tuple[Booking, ...]:
    """The bookings an act can end that a customer still has on the day ``on``: those that run or end later."""
    return _with_ends(dossier, on, ("", "terminated", NOT_RENEWED))


def _with_ends(dossier: Dossier, on: date, ends: tuple[str, ...]) -> tuple[Booking, ...]:
    return tuple(
        row for row in bookings(dossier) if row.ended_as in ends and not over(row, on) and not stays_by_law(row)
    )


def next_due(row: Booking, after: date) -> date | None:
    """The first due date of a monthly booking after a day (MC 8.5); ``None`` without an anchor."""
    return None if row.first_due_on is None else first_due_after(after, row.first_due_on)


def case_on(cases: Iterable[CaseRow], act: str, subject: str) -> CaseRow | None:
    """The newest case of this act on this subject that was not refused or abandoned."""
    found = [
        row for row in cases if row.act == act and subject in (row.subject, *row.subjects) and row.state in HOLDING
    ]
    return found[-1] if found else None


def open_case_on(cases: Iterable[CaseRow], number: str) -> CaseRow | None:
    """The open case that concerns ``number`` and keeps other acts off it, whichever act it is of."""
    return next((row for row in cases if row.holds and number in (row.subject, *row.subjects)), None)


def informed(dossier: Dossier, subject: Subject) -> tuple[bool, date | None]:
    """Whether the customer was told of the right of withdrawal at the conclusion, and the later day if not."""
    row = row_of(dossier, subject)
    return row.informed_at_conclusion, row.informed_later_on


def not_concluded(row: Booking | Contract, on: date) -> Because | None:
    """Why nothing ends on the day ``on``: only a withdrawal can come before the conclusion."""
    return because("The contract was concluded on {day}.", day=row.concluded_on) if on < row.concluded_on else None


def started_on(dossier: Dossier, subject: Subject) -> date | None:
    """The day the service started, if on record."""
    return row_of(dossier, subject).service_started_on


def price(dossier: Dossier, subject: Subject) -> Cents:
    """The price paid; nothing for the contract itself."""
    row = row_of(dossier, subject)
    return Cents(0) if isinstance(row, Contract) else row.price
