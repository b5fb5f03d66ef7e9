"""What a case did that can be taken back, what stands in the way, and the dossier as it would be without it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from app.acts import ACTS, role_of, subjects, wording
from app.acts.nouns import noun
from app.acts.refusing import blocked
from app.acts.rows import Option
from app.letters.matter import CaseLine
from app.records.change_rows import Announcement
from app.records.rows import Booking, CaseRow, Contract, Dossier, ServiceInclusive
from app.terms.clause import Because, Refusal, because

STAYS = ("cancel_case", "inclusive_activation", "inclusive_extension")
"""Acts whose cases stay: what undid a case, and what changed the term of a package."""
_LEFT = ("released", "exported", "paid")

Ended = Contract | Booking | ServiceInclusive


def cases(dossier: Dossier) -> tuple[CaseRow, ...]:
    """The cases that did something which can be taken back, the newest first."""
    found = (one for one in dossier.cases if _may_go(one) and one.state in subjects.HOLDING)
    return tuple(reversed([one for one in found if _did_something(dossier, one)]))


def case_called(dossier: Dossier, number: str) -> CaseRow:
    """The case with this number. Raises ``Refusal`` for an unknown one, and one that cannot be taken back any more."""
    found = next((one for one in dossier.cases if one.number == number), None)
    if found is None:
        raise Refusal(because("There is no case {number}.", number=number))
    if found.undone_by:
        raise Refusal(because("Case {case} was undone by case {other} already.", case=number, other=found.undone_by))
    if found.state not in subjects.HOLDING or not _may_go(found):
        raise Refusal(because("Case {case} did nothing that could be taken back.", case=number))
    return found


def option(act: str, case: CaseRow, title: Because, standing: Because | None) -> Option:
    """The option to undo a case; of a supervisor's act only for a supervisor."""
    found = Option(
        act=act,
        subject_kind="case",
        subject=case.number,
        subject_name=Because("{case}", (("case", case.number),)),
        title=title,
        state="allowed",
        role=role_of(case.act),
    )
    return found if standing is None else blocked(found, standing)


def case_line(case: CaseRow) -> CaseLine:
    """The case as a letter names it."""
    return CaseLine(case.number, case.recorded_at.date(), noun(case.act))


def ended_by(dossier: Dossier, number: str) -> tuple[Ended, ...]:
    """The contract, bookings and packages that a case has ended."""
    rows: tuple[Ended, ...] = (*subjects.bookings(dossier), *dossier.service_inclusive)
    if dossier.contract is not None:
        rows = (dossier.contract, *rows)
    return tuple(row for row in rows if row.ended_by_case == number)


def names_of(rows: tuple[Ended, ...]) -> tuple[Because, ...]:
    """What bookings and packages are called."""
    found = (row for row in rows if not isinstance(row, Contract))
    return tuple(wording.booked(row) if isinstance(row, Booking) else wording.package(row) for row in found)


def in_the_way(dossier: Dossier, case: CaseRow) -> Because | None:
    """Why a case cannot be taken back on any day: money has left, a job is done, it changed an earlier end."""
    if any(one.case_number == case.number and one.state in _LEFT for one in dossier.refunds):
        return because("The refund of case {case} has been released already.", case=case.number)
    sim = dossier.vehicle.sim if dossier.vehicle else None
    done = next((one for one in sim.history if one.case_number == case.number), None) if sim else None
    if done is not None:
        return because("The dealer did the job of case {case} on {day}.", case=case.number, day=done.on)
    earlier = _ended_before(dossier, case)
    if earlier is not None:
        return because("Case {other} had ended it before: correct that one first.", other=earlier.number)
    return None


def took_effect(dossier: Dossier, case: CaseRow, today: date) -> Because | None:
    """That a case has changed something already, and since when."""
    days = [row.ends_on for row in ended_by(dossier, case.number) if row.ends_on is not None and row.ends_on < today]
    days += [one.from_on for one in dossier.suspensions if one.by_case == case.number and one.from_on <= today]
    lifted = [one.until_on for one in dossier.suspensions if one.lifted_by_case == case.number and one.until_on]
    days += [last + timedelta(1) for last in lifted]
    days += [one.effective_on for one in _objections(dossier, case.number) if one.effective_on <= today]
    return because("It took effect on {day}: correct the case instead.", day=min(days)) if days else None


def without(dossier: Dossier, number: str, state: str) -> Dossier:
    """The dossier as it would be had the case not been recorded; the case itself stays, in another ``state``."""
    contract = dossier.contract
    if contract is not None:
        told = tuple(_not_objected(one, number) for one in contract.announcements)
        bookings = _each(contract.bookings, lambda row: _reopened(row, number))
        contract = replace(_reopened(contract, number), bookings=bookings, announcements=told)
    return replace(
        dossier,
        contract=contract,
        service_inclusive=_each(dossier.service_inclusive, lambda row: _reopened(row, number)),
        cases=_each(dossier.cases, lambda row: replace(row, state=state, holds=False) if row.number == number else row),
        suspensions=tuple(
            replace(one, until_on=None, lifted_by_case="") if one.lifted_by_case == number else one
            for one in dossier.suspensions
            if one.by_case != number
        ),
        refunds=_each(
            dossier.refunds, lambda row: replace(row, state="cancelled") if row.case_number == number else row
        ),
    )


def _may_go(case: CaseRow) -> bool:
    """Whether a case of this act can be taken back at all; one recorded elsewhere may be of an act unknown here."""
    return case.act in ACTS and case.act not in STAYS


def _did_something(dossier: Dossier, case: CaseRow) -> bool:
    number = case.number
    return (
        case.state in subjects.OPEN
        or bool(ended_by(dossier, number))
        or any(number in (one.by_case, one.lifted_by_case) for one in dossier.suspensions)
        or any(one.case_number == number and one.state != "cancelled" for one in dossier.refunds)
        or bool(_objections(dossier, number))
    )


def _objections(dossier: Dossier, number: str) -> tuple[Announcement, ...]:
    told = dossier.contract.announcements if dossier.contract else ()
    return tuple(one for one in told if one.objection_case == number)


def _ended_before(dossier: Dossier, case: CaseRow) -> CaseRow | None:
    """An earlier case that had ended the same thing, or the contract it belongs to: its end is not kept anywhere."""
    rows = ended_by(dossier, case.number)
    numbers = {row.number for row in rows}
    if dossier.contract is not None and any(isinstance(row, Booking) for row in rows):
        numbers.add(dossier.contract.number)
    for one in dossier.cases:
        if one.number == case.number:
            return None
        if one.state in subjects.HOLDING and one.last_service_day and numbers & {one.subject, *one.subjects}:
            return one
    return None


Row = TypeVar("Row")


def _each(rows: tuple[Row, ...], change: Callable[[Row], Row]) -> tuple[Row, ...]:
    return tuple(map(change, rows))


def _reopened(row: Any, number: str) -> Any:
    return replace(row, ended_as="", ends_on=None, ended_by_case="") if row.ended_by_case == number else row


def _not_objected(one: Announcement, number: str) -> Announcement:
    return replace(one, objection_received_on=None, objection_case="") if one.objection_case == number else one
