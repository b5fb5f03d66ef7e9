"""What the provider does of its own accord: a supervisor begins it, and no message of the customer stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from app.acts import kit, subjects, wording
from app.acts.kit import Request
from app.acts.plan import End, ServiceEnd
from app.acts.readings import readings_of
from app.acts.refusing import open_case, refuse_overlap
from app.acts.rows import Option, Overview, Receipt
from app.acts.step import Field
from app.acts.subjects import Subject, contract_of
from app.acts.why import names_of, why_of
from app.records.consequence_rows import Suspension, SuspensionCause
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Cents, Determination, Refusal, because

FINISH_APPROVAL = because("Record and ask for approval")
FOUR_EYES = because("Another supervisor approves it: until then nothing ends, and no letter leaves.")


@dataclass(frozen=True, slots=True)
class Move(Request):
    """What is entered without a message: ``explanation`` is what the letter says in the desk's own words."""

    explanation: str = ""


M = TypeVar("M", bound=Move)


def begun(draft: type[M], overview: Overview, option: Option) -> M:
    """The draft a click on an option starts with: today, as nobody wrote or called."""
    begun_on = datetime.combine(overview.today, overview.receipt.received_at.time())
    return replace(kit.begun(draft, overview, option), received_at=begun_on, channel="", sent_on=None, evidence="none")


def told(dossier: Dossier, option: Option, found: Determination, receipt: Receipt, last: date | None = None) -> Option:
    """The option with what its rule said: the last day it would give, why, and the readings."""
    return replace(
        option,
        last_service_day=last,
        why=why_of(found, names_of(dossier)),
        readings=readings_of((found,), receipt.readings),
        determination=found,
    )


def refuse_in_the_way(dossier: Dossier, today: date) -> None:
    """Raise ``Refusal`` naming the case that ended the contract, or is open about it or anything booked with it."""
    contract = contract_of(dossier)
    refuse_overlap(dossier, today, Subject("contract", contract.number))
    for row in contract.bookings:
        standing = open_case(dossier, row.number)
        if standing is not None:
            raise Refusal(standing)


def paid_rows(dossier: Dossier, on: date) -> tuple[Booking, ...]:
    """What was booked and is paid for, and still runs on a day."""
    return tuple(row for row in subjects.alive(dossier, on) if subjects.paid(row))


def everything_ends(dossier: Dossier, last: date) -> tuple[tuple[End, ...], tuple[ServiceEnd, ...]]:
    """What is written and what the letter says when the contract ends on ``last`` with everything booked with it."""
    rows = [row for row in subjects.alive(dossier, last) if row.ends_on is None or row.ends_on > last]
    ends = (
        End("contract", contract_of(dossier).id, "terminated", last),
        *(End("booking", row.id, "terminated", last, sooner=True) for row in rows),
    )
    return ends, tuple(ServiceEnd(wording.booked(row), last, survives=False) for row in rows)


def resting(dossier: Dossier, cause: SuspensionCause) -> tuple[Suspension, ...]:
    """What of this contract rests for a cause: the contract or bookings of it."""
    contract = dossier.contract
    numbers = {contract.number, *(row.number for row in contract.bookings)} if contract else set()
    return tuple(
        one for one in dossier.suspensions if one.cause == cause and one.until_on is None and one.subject in numbers
    )


def rests_already(found: Suspension) -> Because:
    """That something rests already, naming the case."""
    return because("It rests since {day}, by case {case}.", day=found.from_on, case=found.by_case)


def cents(text: str) -> Cents | None:
    """An amount of euros as typed, with a comma or a point before the cents; ``None`` for anything else."""
    typed = re.fullmatch(r"(\d{1,6})(?:[.,](\d{1,2}))?", text.strip().removeprefix("€").strip(), re.ASCII)
    return Cents(int(typed[1]) * 100 + int((typed[2] or "0").ljust(2, "0"))) if typed else None


def explanation_field(label: Because | None = None, *, required: bool = False) -> Field:
    """The field for what the letter says besides, which nobody translates."""
    return Field(
        "explanation",
        "text",
        label or because("What we say about it"),
        hint=because("It stands in the letter as you write it: use the customer's language."),
        required=required,
        lines=3,
    )
