"""A Service Inclusive package becomes active (SI 2): on payment, or when the earlier package has run out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from app.acts import kit, notice, packages, subjects, wording
from app.acts.kit import Act, Asked, Decision, Request
from app.acts.packages import NEW, USED
from app.acts.plan import Activate, Sheet
from app.acts.refusing import asking, refuse_overlap
from app.acts.rows import Option, Overview, Receipt, WhyStep
from app.acts.step import Field, Step
from app.acts.subjects import Subject
from app.letters.matter import Particulars
from app.records.rows import Dossier, ServiceInclusive
from app.terms.clause import Because, Refusal, WrongInput, because
from app.terms.facts_services import ActivationFacts, Package

NAME = "inclusive_activation"
TITLE: Because = because("Activate Service Inclusive")
ROLE = "agent"
SECTION = "service_inclusive"

_CLAUSES = ("SI 2", "SI 3")
_WHEN = because("A package is active when its price has been received, or when an earlier one for used cars has ended.")


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``first_service_on`` and ``odometer`` (km) start the term of a package for used cars."""

    price_received_on: date | None = None
    first_service_on: date | None = None
    odometer: str = ""


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for each package of which no activation is on record."""
    rows = (row for row in dossier.service_inclusive if not row.ended_as and row.service_started_on is None)
    return tuple(_option(dossier, row) for row in rows)


def _option(dossier: Dossier, row: ServiceInclusive) -> Option:
    option = Option(
        act=NAME,
        subject_kind="service_inclusive",
        subject=row.number,
        subject_name=wording.package(row),
        title=because("Activate {package}", package=wording.package(row)),
        state="allowed",
        clauses=_CLAUSES,
        why=(WhyStep(because("When it is active"), _WHEN, None, ("SI 2",)),),
        read_out=_WHEN,
    )
    if _paid_on(dossier, row) is not None:
        return option
    question = because("Look up on which day the price was received.")
    return asking(option, question, because("Needs the day of the payment"), "price_received_on")


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on the option starts with; the payment on record is entered."""
    row = subjects.package(overview.dossier, option.subject)
    draft = kit.begun(Draft, overview, option)
    return replace(draft, price_received_on=_paid_on(overview.dossier, row), first_service_on=_started(row))


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice, Package."""
    fields = [Field("price_received_on", "date", because("Price received on"), clauses=("SI 2",))]
    if subjects.package(dossier, draft.subject).package == USED:
        hint = because("Empty: no service yet, the term has not started.")
        fields += [
            Field("first_service_on", "date", because("First service it covers"), hint, clauses=("SI 3",),
                  required=False),
            Field("odometer", "text", because("Kilometres on that day"), clauses=("SI 3",), required=False),
        ]  # fmt: skip
    paid = (because("Paid on {day}", day=draft.price_received_on),) if draft.price_received_on else ()
    return (
        notice.step(draft, today),
        kit.form("package", because("Package"), *fields, summary=paid, wrong=_wrong(dossier, draft, today)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """Active from the payment, or from the day after the earlier package for used cars."""
    receipt, subject = notice.receipt_of(draft), Subject("service_inclusive", draft.subject)
    kit.check(_wrong(dossier, draft, today))
    refuse_overlap(dossier, today, subject)
    row = subjects.package(dossier, draft.subject)
    if row.service_started_on is not None:
        raise Refusal(because("The package is active since {day}.", day=row.service_started_on), _CLAUSES)
    asked = _asked(dossier, draft, receipt, row)
    odometer = kit.whole(draft.odometer)
    started = replace(
        row,
        term_start=row.term_start if row.package == NEW else draft.first_service_on,
        odometer_at_start=row.odometer_at_start if odometer is None else odometer,
    )
    term = packages.term_of(dossier, started, receipt)
    active, last = asked.found.value("activated_on"), term.found.value("last_day")
    name = wording.package(row)
    effects = [because("{package} is active from {day}.", package=name, day=active)]
    if last is not None:
        limit = term.found.value("km_limit")
        effects.append(because("Its term ends on {day} or at {km} km, whichever is first.", day=last, km=limit)
                       if limit is not None else because("Its term ends on {day}.", day=last))  # fmt: skip
    else:
        effects.append(because("Its term starts with the first service that it covers."))
    return Decision(
        asked=(asked, term),
        subjects=(subject,),
        finish=because("Record the activation"),
        read_out=effects[0],
        effects=tuple(effects),
        lasts=((name, last),) if last is not None else (),
        changes=(Activate(row.id, active, term.found.value("term_start"), odometer),),
        sheets=(
            Sheet(
                kind="service_inclusive_activation",
                subject="service_inclusive",
                names=(name,),
                concluded_on=row.concluded_on,
                determination=asked.found,
                facts=asked.facts,
                statement=draft.statement,
                particulars=Particulars(further=(term.found,)),
            ),
        ),
    )


def _asked(dossier: Dossier, draft: Draft, receipt: Receipt, row: ServiceInclusive) -> Asked:
    earlier = (one for one in dossier.service_inclusive if one.concluded_on < row.concluded_on and not one.ended_as)
    before = [packages.term_of(dossier, one, receipt).found for one in earlier if row.package == one.package == USED]
    ending = [one for one in before if one.value("last_day") is not None]
    last = max(ending, key=lambda one: one.value("last_day"), default=None)
    facts = ActivationFacts(
        package=cast(Package, row.package),
        price_received_on=cast(date, draft.price_received_on),
        previous_used_package_last_day=last.value("last_day") if last else None,
        previous_last_day_by_time=last.value("last_day_by_time") if last else None,
    )
    return kit.ask(dossier, receipt, "si_activation", facts, row)


def _wrong(dossier: Dossier, draft: Draft, today: date) -> WrongInput | None:
    missing = kit.first_missing(draft, ("price_received_on", because("Enter the day on which the price was received.")))
    if missing is None and draft.odometer.strip() and kit.whole(draft.odometer) is None:
        return kit.not_whole("odometer")
    if missing is not None or draft.price_received_on is None:
        return missing
    concluded = subjects.package(dossier, draft.subject).concluded_on
    if draft.price_received_on < concluded:
        text = because("The contract was concluded on {day}, after that day.", day=concluded)
        return WrongInput("price_received_on", text)
    for field in ("price_received_on", "first_service_on"):
        day = getattr(draft, field)
        if day is not None and day > today:
            return WrongInput(field, because("{day} is still to come.", day=day))
    return None


def _paid_on(dossier: Dossier, row: ServiceInclusive) -> date | None:
    days = [one.paid_on for one in dossier.payments if one.booking_number == row.number and one.paid_on is not None]
    return max(days, default=None)


def _started(row: ServiceInclusive) -> date | None:
    return row.term_start if row.package == USED else None


_ACT = Act(NAME, TITLE, Draft, pages, decide)
steps, preview, plan, perform = _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
