"""More time or kilometres for a Service Inclusive package (SI 3): during its term and up to fifteen months after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from app.acts import kit, notice, packages, subjects, wording
from app.acts.kit import Act, Asked, Decision, Request, day_of
from app.acts.plan import Extend, Sheet
from app.acts.refusing import blocked, end_of, open_case, reason_of, refuse_overlap, refused
from app.acts.rows import Option, Receipt
from app.acts.step import Field, Step
from app.acts.subjects import Subject
from app.acts.why import why_of
from app.letters.matter import Particulars
from app.records.rows import Dossier, ServiceInclusive
from app.terms.clause import Because, Refusal, WrongInput, because, because_count
from app.terms.facts_services import ExtensionFacts, Package

NAME = "inclusive_extension"
TITLE: Because = because("Extend Service Inclusive")
ROLE = "agent"
SECTION = "service_inclusive"

_CLAUSES = ("SI 3",)
_NOT_STARTED = because("The term of the package has not started: there is nothing to extend yet.")


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters: how many months and kilometres more, as typed."""

    more_months: str = ""
    more_km: str = ""


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for each package that was not withdrawn from."""
    rows = (row for row in dossier.service_inclusive if row.ended_as != "withdrawn")
    return tuple(_option(dossier, row, receipt) for row in rows)


def _option(dossier: Dossier, row: ServiceInclusive, receipt: Receipt) -> Option:
    option = Option(
        act=NAME,
        subject_kind="service_inclusive",
        subject=row.number,
        subject_name=wording.package(row),
        title=because("Extend {package}", package=wording.package(row)),
        state="allowed",
        clauses=_CLAUSES,
        read_out=because("Tell me how many months or kilometres you would like to have more."),
    )
    asked = _asked(dossier, row, receipt)
    if asked is None:
        return blocked(option, _NOT_STARTED)
    until = asked.found.value("deadline")
    option = replace(option, possible_until=until, why=why_of(asked.found), determination=asked.found)
    standing = open_case(dossier, row.number)
    if standing is not None:
        return blocked(option, standing)
    return option if asked.found.value("allowed") else blocked(option, reason_of(asked.found, "allowed"), until)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice, Extension."""
    row = subjects.package(dossier, draft.subject)
    now = because_count("Now {count} month and {km} km.", "Now {count} months and {km} km.", row.months, km=row.km)
    fields = (
        Field("more_months", "text", because("Months more"), now, clauses=_CLAUSES, required=False),
        Field("more_km", "text", because("Kilometres more"), clauses=_CLAUSES, required=False),
    )
    months, km = kit.whole(draft.more_months) or 0, kit.whole(draft.more_km) or 0
    added = because_count("{count} month and {km} km more", "{count} months and {km} km more", months, km=km)
    more = (added,) if months or km else ()
    return (
        notice.step(draft, today, because("Request")),
        kit.form("extension", because("Extension"), *fields, summary=more, wrong=_wrong(draft)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """In time: the term is counted anew from its first day. Too late, or for used cars: refused."""
    receipt, subject = notice.receipt_of(draft), Subject("service_inclusive", draft.subject)
    row = subjects.package(dossier, draft.subject)
    asked = _asked(dossier, row, receipt)
    if row.ended_as == "withdrawn":
        raise Refusal(end_of(dossier, subject, today) or because("Withdrawn already."), _CLAUSES)
    if asked is None:
        raise Refusal(_NOT_STARTED, _CLAUSES)
    if not asked.found.value("allowed"):
        title, why = because("The package cannot be extended"), reason_of(asked.found, "allowed")
        return refused(dossier, draft, today, subject, asked, title=title, reason=why, clauses=_CLAUSES, leaving=False)
    kit.check(_wrong(draft))
    refuse_overlap(dossier, today, subject)
    months, km = kit.whole(draft.more_months) or 0, kit.whole(draft.more_km) or 0
    longer = replace(row, months=row.months + months, km=row.km + km)
    term, name = packages.term_of(dossier, longer, receipt), wording.package(row)
    last = term.found.value("last_day")
    return Decision(
        asked=(asked, term),
        subjects=(subject,),
        finish=because("Record the extension"),
        read_out=because("{package} now runs until {day}.", package=name, day=last),
        effects=(
            because(
                "Its term ends on {day} or at {km} km, whichever is first.",
                day=last,
                km=term.found.value("km_limit"),
            ),
        ),
        lasts=((name, last),),
        changes=(Extend(row.id, months, km),),
        sheets=(
            Sheet(
                kind="service_inclusive_extension",
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


def _asked(dossier: Dossier, row: ServiceInclusive, receipt: Receipt) -> Asked | None:
    """Whether it may be extended; ``None`` while the term has not started."""
    term = packages.term_of(dossier, row, receipt).found
    last = term.value("last_day")
    if last is None and row.package == packages.NEW:
        return None
    facts = ExtensionFacts(
        package=cast(Package, row.package),
        term_last_day=last or row.concluded_on,
        on=day_of(receipt),
        country=dossier.customer.country,
    )
    return kit.ask(dossier, receipt, "si_extension", facts, row)


def _wrong(draft: Draft) -> WrongInput | None:
    for field in ("more_months", "more_km"):
        text = getattr(draft, field)
        if text.strip() and kit.whole(text) is None:
            return kit.not_whole(field)
    if not kit.whole(draft.more_months) and not kit.whole(draft.more_km):
        return WrongInput("more_months", because("Enter how many months or kilometres more."))
    return None


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
