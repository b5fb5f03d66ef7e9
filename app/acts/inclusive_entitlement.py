"""Whether a Service Inclusive package covers a work (SI 7): looked up for a day and an odometer reading, in writing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast, get_args, get_type_hints

from app.acts import kit, notice, packages, subjects, wording
from app.acts.kit import Act, Asked, Decision, Request, day_of
from app.acts.plan import Sheet
from app.acts.refusing import asking, blocked, reason_of
from app.acts.rows import Option, Overview, Receipt
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.records.rows import Dossier, ServiceInclusive
from app.terms.clause import Because, Refusal, WrongInput, because
from app.terms.facts_services import EntitlementFacts
from app.terms.finding_labels import shown

NAME = "inclusive_entitlement"
TITLE: Because = because("Does Service Inclusive cover a work?")
ROLE = "agent"
SECTION = "service_inclusive"

WORKS: tuple[str, ...] = get_args(get_type_hints(EntitlementFacts)["work"])
"""The works of SI 7, by the words of the rule."""

_CLAUSES = ("SI 7", "SI 3")
_UNKNOWN = because("The term of the package or its kilometres are not known yet.")
_EXCLUSIONS = {
    "misuse": because("Used in a wrong way"),
    "overload": because("Overloaded, as in motor sport"),
    "intervals_ignored": because("Service intervals not kept"),
}


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``odometer`` in km as typed; ``cbs``: the vehicle shows that the work is due."""

    work: str = ""
    on: date | None = None
    odometer: str = ""
    cbs: bool | None = None
    excluded: tuple[str, ...] = ()


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for each package that was not withdrawn from."""
    rows = (row for row in dossier.service_inclusive if row.ended_as != "withdrawn" and dossier.vehicle is not None)
    return tuple(_option(dossier, row, receipt) for row in rows)


def _option(dossier: Dossier, row: ServiceInclusive, receipt: Receipt) -> Option:
    option = Option(
        act=NAME,
        subject_kind="service_inclusive",
        subject=row.number,
        subject_name=wording.package(row),
        title=because("Does {package} cover a work?", package=wording.package(row)),
        state="needs_answer",
        clauses=_CLAUSES,
        read_out=because("Tell me which work it is, how many kilometres the car has, and what it shows."),
    )
    found = packages.term_of(dossier, row, receipt).found
    if found.value("last_day") is None or found.value("km_limit") is None:
        return blocked(option, _UNKNOWN)
    question = because("Ask for the work, the kilometres, and whether the vehicle shows that it is due.")
    return asking(option, question, because("Needs the work and the kilometres"), "work")


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on the option starts with; the last odometer reading is entered."""
    vehicle = overview.dossier.vehicle
    km = vehicle.mileage_km if vehicle else None
    draft = kit.begun(Draft, overview, option)
    return replace(draft, on=day_of(overview.receipt), odometer="" if km is None else str(km))


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice, Work."""
    fields = (
        Field("work", "choice", because("Which work?"), clauses=("SI 7",),
              choices=tuple(Choice(word, shown(word)) for word in WORKS)),
        Field("on", "date", because("Day of the work")),
        Field("odometer", "text", because("Kilometres on that day")),
        Field("cbs", "yes_no", because("Does the vehicle show that this work is due?"), clauses=("SI 7",)),
        Field("excluded", "checks", because("Does any of this apply?"), clauses=("SI 7",), required=False,
              choices=tuple(Choice(word, name) for word, name in _EXCLUSIONS.items())),
    )  # fmt: skip
    chosen = (shown(draft.work),) if draft.work in WORKS else ()
    return (
        notice.step(draft, today, because("Request")),
        kit.form("work", because("Work"), *fields, summary=chosen, wrong=_wrong(draft)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """The answer, yes or no, with its letter: nothing changes."""
    receipt = notice.receipt_of(draft)
    row = subjects.package(dossier, draft.subject)
    term = packages.term_of(dossier, row, receipt)
    if dossier.vehicle is None or term.found.value("last_day") is None or term.found.value("km_limit") is None:
        raise Refusal(_UNKNOWN, ("SI 3",))
    kit.check(_wrong(draft))
    asked = _asked(dossier, draft, receipt, row, term)
    answer = reason_of(asked.found, "entitled")
    return Decision(
        asked=(asked, term),
        subjects=(Subject("service_inclusive", row.number),),
        finish=because("Record the answer"),
        read_out=answer,
        effects=(answer,),
        sheets=(
            Sheet(
                kind="service_inclusive_entitlement",
                subject="service_inclusive",
                names=(wording.package(row),),
                concluded_on=row.concluded_on,
                determination=asked.found,
                facts=asked.facts,
                statement=draft.statement,
            ),
        ),
    )


def _asked(dossier: Dossier, draft: Draft, receipt: Receipt, row: ServiceInclusive, term: Asked) -> Asked:
    vehicle = dossier.vehicle
    facts = EntitlementFacts(
        powertrain=vehicle.powertrain if vehicle else "ICE",
        work=cast(Any, draft.work),
        on=cast(date, draft.on),
        odometer=kit.whole(draft.odometer) or 0,
        km_limit=term.found.value("km_limit"),
        term_start=term.found.value("term_start"),
        term_last_day=term.found.value("last_day"),
        cbs_indicates=bool(draft.cbs),
        **{word: word in draft.excluded for word in _EXCLUSIONS},
    )
    return kit.ask(dossier, receipt, "si_entitlement", facts, row)


def _wrong(draft: Draft) -> WrongInput | None:
    missing = kit.first_missing(
        draft,
        ("work", because("Choose the work.")),
        ("on", because("Enter the day of the work.")),
        ("odometer", because("Enter the kilometres on that day.")),
        ("cbs", because("Ask what the vehicle shows, and record the answer.")),
    )
    if missing is None and kit.whole(draft.odometer) is None:
        return kit.not_whole("odometer")
    return missing


_ACT = Act(NAME, TITLE, Draft, pages, decide)
steps, preview, plan, perform = _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
