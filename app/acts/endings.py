"""What ends with a termination, and when: the one place where review, letters and booking read it from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.acts import determining, subjects, wording
from app.acts.chosen_readings import in_force
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Cents, Determination, Part, because
from app.terms.readings import DEFAULT, Choice

if TYPE_CHECKING:
    from app.acts.termination import Draft


@dataclass(frozen=True, slots=True)
class Ending:
    """One determination of a termination: of the contract (``row`` is ``None``) or of one booking."""

    row: Booking | None
    at_sale: bool
    found: Determination
    facts: Any

    @property
    def allowed(self) -> bool:
        """Whether it can be ended."""
        return bool(self.found.value("allowed"))

    @property
    def last_day(self) -> date | None:
        """The last service day; of the contract the end of the notice."""
        day = self.found.value("notice_end" if self.row is None else "last_service_day")
        return day if isinstance(day, date) else None

    @property
    def refund(self) -> Cents | None:
        """What is paid back; ``None`` where a supervisor enters it."""
        refund = self.found.value("refund")
        return Cents(refund) if refund is not None else None

    @property
    def name(self) -> Because:
        """What it is called in a sentence."""
        return because("the MINI Connected contract") if self.row is None else wording.booked(self.row)


def endings_of(dossier: Dossier, draft: Draft, received_on: date) -> tuple[Ending, ...]:
    """Every determination the draft asks for; the main one first. Raises ``WrongInput`` for a missing fact."""
    answers, read = determining.Answers(customer_type=draft.customer_type), in_force(draft)
    if draft.subject_kind == "booking":
        return (service_of(dossier, subjects.booking(dossier, draft.subject), received_on, answers, read),)
    rows = (subjects.booking(dossier, number) for number in draft.also_end)
    first = [service_of(dossier, row, received_on, answers, read) for row in rows]
    if draft.subject_kind == "contract":
        return (contract_of(dossier, received_on, draft.also_end, read), *first)
    sold_on = draft.sold_on or received_on
    sales = tuple(
        sale_of(dossier, subjects.booking(dossier, number), sold_on, received_on, read) for number in draft.chosen
    )
    ended = (*draft.also_end, *draft.chosen)
    whole = (contract_of(dossier, received_on, ended, read),) if draft.with_contract else ()
    return (*sales, *whole, *first)


def contract_services(dossier: Dossier, ending: Ending) -> tuple[tuple[Booking, date, bool], ...]:
    """The bookings of a terminated contract: (booking, last day, whether it outlives the notice)."""
    parts: tuple[Part, ...] = ending.found.value("services", ())
    return tuple(
        (subjects.booking(dossier, part.key), part.value("last_service_day"), bool(part.value("survives")))
        for part in parts
    )


def service_of(
    dossier: Dossier,
    row: Booking,
    received_on: date,
    answers: determining.Answers = determining.AS_RECORDED,
    chosen: Choice = DEFAULT,
) -> Ending:
    """One booking ended by itself."""
    found = determining.end_service(dossier, row, received_on, answers, chosen)
    return Ending(row, False, found, determining.service_facts(dossier, row, received_on, answers))


def contract_of(dossier: Dossier, received_on: date, ended_before: tuple[str, ...], chosen: Choice = DEFAULT) -> Ending:
    """The contract terminated with a month's notice; ``ended_before`` are bookings that end by themselves."""
    found = determining.end_contract(dossier, received_on, ended_before, chosen)
    return Ending(None, False, found, determining.contract_facts(dossier, received_on, ended_before))


def sale_of(dossier: Dossier, row: Booking, sold_on: date, received_on: date, chosen: Choice = DEFAULT) -> Ending:
    """One service with a fixed term, ended because the vehicle was sold."""
    found = determining.sell(dossier, row, sold_on, received_on, chosen)
    return Ending(row, True, found, determining.sale_facts(row, sold_on, received_on))
