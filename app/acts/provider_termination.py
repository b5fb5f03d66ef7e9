"""The provider ends the contract (MC 8.1, DA2 1.2) or a service without an end (MC 8.4, 8.5 a). A supervisor's act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from app.acts import kit, notice, own_moves, payments, refunds, remaining, subjects, telephone, timeline, wording
from app.acts.kit import Act, Asked, Decision, day_of
from app.acts.own_moves import Move
from app.acts.plan import End, ServiceEnd, Sheet, legal_functions
from app.acts.refusing import blocked, end_of, open_case, reason_of, refuse_overlap
from app.acts.rows import Option, Overview, Receipt
from app.acts.step import Field, Step
from app.acts.subjects import Subject, contract_of
from app.letters.matter import Particulars, RefundLine
from app.records.rows import Booking, Contract, Dossier
from app.terms.checks import needed
from app.terms.clause import Because, Determination, Part, Refusal, WrongInput, because
from app.terms.facts import ProviderRecurringFacts, ProviderService, ProviderTerminationFacts

NAME = "provider_termination"
TITLE: Because = because("Terminate as the provider")
ROLE = "supervisor"
SECTION = "supervisor"

_TERMINATED = "terminated"
_OPEN_ENDED = ("one_off_indefinite", "monthly")
_CLAUSES = {"contract": ("MC 8.1",), "one_off_indefinite": ("MC 8.4",), "monthly": ("MC 8.5 a",)}
_LAST_DAYS = ("effective_date", "last_service_day_if_open_to_provider")


@dataclass(frozen=True, slots=True)
class Draft(Move):
    """What the supervisor enters. ``reaches_on`` is the day on which the notice reaches the customer."""

    reaches_on: date | None = None


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for the contract, and one for each service that has no end of its own."""
    return tuple(_option(dossier, subject, receipt) for subject in _concerned(dossier, day_of(receipt)))


def questions(dossier: Dossier, reaches_on: date) -> Iterator[tuple[Contract | Booking, str, Any]]:
    """What the provider may end: the contract or booking, the rule, and its facts if the notice came that day."""
    for subject in _concerned(dossier, reaches_on):
        row = cast("Contract | Booking", subjects.row_of(dossier, subject))
        yield row, *_question(dossier, row, reaches_on, reaches_on)


def _concerned(dossier: Dossier, on: date) -> tuple[Subject, ...]:
    contract = dossier.contract
    if contract is None:
        return ()
    rows = (row for row in telephone.running(dossier, on) if row.kind in _OPEN_ENDED)
    whole = () if contract.ended_as else (Subject("contract", contract.number),)
    return (*whole, *(Subject("booking", row.number) for row in rows))


def _option(dossier: Dossier, subject: Subject, receipt: Receipt) -> Option:
    name = subjects.name(dossier, subject)
    option = Option(
        act=NAME,
        subject_kind=subject.kind,
        subject=subject.number,
        subject_name=name,
        title=because("End {service} as the provider", service=name),
        state="approval",
        clauses=_clauses(dossier, subject),
        note=because("approval"),
    )
    standing = open_case(dossier, subject.number) or end_of(dossier, subject, day_of(receipt))
    if standing is not None:
        return blocked(option, standing)
    try:
        found = _asked(dossier, subject, receipt, day_of(receipt)).found
    except Refusal as refusal:
        return blocked(option, refusal.because)
    if found.value("allowed") is False:
        return blocked(option, reason_of(found, "allowed"))
    return own_moves.told(dossier, option, found, receipt, _last_day(found))


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on the option starts with; the day of the notice is left to choose."""
    return own_moves.begun(Draft, overview, option)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice."""
    reaches = (because("Reaches the customer on {day}", day=draft.reaches_on),) if draft.reaches_on else ()
    fields = (
        Field(
            "reaches_on",
            "date",
            because("The notice reaches the customer on"),
            hint=because("The notice period runs from that day: leave the post enough time."),
            clauses=_clauses(dossier, _subject(draft)),
        ),
        own_moves.explanation_field(),
    )
    return (kit.form("notice", because("Notice"), *fields, summary=reaches, wrong=_wrong(dossier, draft, today)),)


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """After five years it ends with a month's notice; what has a fixed term outlasts the contract."""
    receipt, subject = notice.receipt_of(draft), _subject(draft)
    refuse_overlap(dossier, today, subject)
    problem = _wrong(dossier, draft, today)
    if problem is not None:
        raise problem
    asked = _asked(dossier, subject, receipt, cast(date, draft.reaches_on))
    found, last = asked.found, cast(date, _last_day(asked.found))
    if subject.kind == "contract":
        return _contract(dossier, draft, today, asked, last)
    row, name = subjects.booking(dossier, subject.number), subjects.name(dossier, subject)
    lines = _lines(dossier, (row,) if row.kind == "one_off_indefinite" else (), found, {row.number: last}, receipt)
    going_on = remaining.kept(dossier, (row.number,), day_of(receipt))
    return _granted(
        dossier,
        draft,
        asked,
        subject,
        last,
        lines,
        ends=(End("booking", row.id, _TERMINATED, last),),
        services=tuple(ServiceEnd(wording.booked(one), None, survives=True) for one in going_on),
        effects=(because("{service} ends on {day}.", service=name, day=last),),
        lasts=((name, last),),
    )


def _contract(dossier: Dossier, draft: Draft, today: date, asked: Asked, last: date) -> Decision:
    rows = {row.number: row for row in _services(dossier, today)}
    for row in rows.values():
        standing = open_case(dossier, row.number)
        if standing is not None:
            raise Refusal(standing)
    parts: tuple[Part, ...] = asked.found.value("services", ())
    days = {part.key: part.value("last_service_day") for part in parts}
    once = tuple(row for row in rows.values() if row.kind == "one_off_indefinite")
    lines = _lines(dossier, once, asked.found, days, notice.receipt_of(draft))
    own = tuple(row for row in rows.values() if row.kind != "limited" and days[row.number] is not None)
    open_ones = tuple(
        because("{service}: {reason}", service=wording.booked(rows[part.key]), reason=reason_of(part, "supervisor"))
        for part in parts
        if part.value("supervisor")
    )
    outlasting = asked.found.value("framework_remains_for_services_until") is not None
    effect = (
        because("The contract ends on {day}. What has a later end runs until then.", day=last)
        if outlasting
        else because("The contract and everything booked with it end on {day}.", day=last)
    )
    return _granted(
        dossier,
        draft,
        asked,
        Subject("contract", contract_of(dossier).number),
        last,
        lines,
        ends=(
            End("contract", contract_of(dossier).id, _TERMINATED, last),
            *(End("booking", row.id, _TERMINATED, days[row.number]) for row in own),
        ),
        services=tuple(ServiceEnd(wording.booked(row), days[row.number], survives=False) for row in rows.values()),
        effects=(effect, *open_ones),
        lasts=((timeline.CONTRACT, last),),
    )


def _granted(
    dossier: Dossier,
    draft: Draft,
    asked: Asked,
    subject: Subject,
    last: date,
    lines: tuple[RefundLine, ...],
    *,
    ends: tuple[End, ...],
    services: tuple[ServiceEnd, ...],
    effects: tuple[Because, ...],
    lasts: tuple[tuple[Because, date], ...],
) -> Decision:
    whole = subject.kind == "contract"
    known = all(line.refund is not None for line in lines)
    means = ", ".join(payments.means_of(dossier, tuple(line.number for line in lines)))
    waits = bool(asked.found.value("supervisor"))
    sheet = Sheet(
        kind="notice_of_termination",
        subject="contract" if whole else "service",
        names=() if whole else (subjects.name(dossier, subject),),
        concluded_on=subjects.concluded_on(dossier, subject),
        determination=asked.found,
        facts=asked.facts,
        refund_lines=lines,
        refund_total=refunds.total(lines) if known else None,
        refund_vat=refunds.vat_total(lines) if known else None,
        payment_means=means,
        services=services,
        legal_functions=legal_functions(dossier),
        awaits_approval=waits and bool(lines),
        particulars=Particulars(explanation=draft.explanation),
    )
    return Decision(
        asked=(asked,),
        subjects=(subject,),
        finish=own_moves.FINISH_APPROVAL if waits else because("Record the termination"),
        read_out=None,
        state="waits_for_approval" if waits else "done",
        held=waits,
        refund_lines=lines,
        payment_means=means,
        last_service_day=last,
        approvals=(reason_of(asked.found, "supervisor"), own_moves.FOUR_EYES) if waits else (),
        effects=effects,
        stays_on=remaining.legal_functions(dossier) if whole else (),
        lasts=lasts,
        ends=ends,
        sheets=(sheet,),
    )


def _lines(
    dossier: Dossier,
    rows: tuple[Booking, ...],
    found: Determination,
    days: dict[str, date | None],
    receipt: Receipt,
) -> tuple[RefundLine, ...]:
    """The refund of what was paid once: by the prices where a reading gives it, else left to a supervisor."""
    refund = found.value("refund")
    amounts = refunds.shared_out(refund, [row.price for row in rows]) if refund is not None else [None] * len(rows)
    shares = tuple(
        refunds.ended_early(row, amount, days[row.number] or day_of(receipt), needs_approval=True)
        for row, amount in zip(rows, amounts, strict=True)
    )
    return refunds.with_vat(shares, dossier, day_of(receipt))


def _asked(dossier: Dossier, subject: Subject, receipt: Receipt, reaches_on: date) -> Asked:
    row = cast("Contract | Booking", subjects.row_of(dossier, subject))
    rule, facts = _question(dossier, row, day_of(receipt), reaches_on)
    return kit.ask(dossier, receipt, rule, facts, row)


def _question(dossier: Dossier, row: Contract | Booking, on: date, reaches_on: date) -> tuple[str, Any]:
    if isinstance(row, Contract):
        services = tuple(_service(one) for one in _services(dossier, on))
        return "provider_terminates", _facts("framework", row, reaches_on)._replace(services=services)
    if row.kind == "monthly":
        due = needed(row.first_due_on, "first_due_on")
        return "provider_terminates_recurring", ProviderRecurringFacts(due, reaches_on)
    return "provider_terminates", _facts("service", row, reaches_on)._replace(price=row.price)


def _facts(what: Any, row: Contract | Booking, reaches_on: date) -> ProviderTerminationFacts:
    started = row.service_started_on
    base = max(row.concluded_on, started) if started else row.concluded_on
    return ProviderTerminationFacts(what, base, reaches_on, concluded_on=row.concluded_on, started_on=started)


def _services(dossier: Dossier, on: date) -> tuple[Booking, ...]:
    return telephone.running(dossier, on)


def _service(row: Booking) -> ProviderService:
    return ProviderService(
        key=row.number,
        kind=row.kind,
        term_end=row.period_end if row.kind == "limited" else None,
        start=row.service_started_on or row.concluded_on,
        price=row.price,
        first_due_on=row.first_due_on,
    )


def _last_day(found: Determination) -> date | None:
    return next((found.value(name) for name in _LAST_DAYS if found.value(name) is not None), None)


def _clauses(dossier: Dossier, subject: Subject) -> tuple[str, ...]:
    kind = "contract" if subject.kind == "contract" else subjects.booking(dossier, subject.number).kind
    return _CLAUSES.get(kind, ("MC 8.4",))


def _subject(draft: Draft) -> Subject:
    return Subject(draft.subject_kind, draft.subject)


def _wrong(dossier: Dossier, draft: Draft, today: date) -> Refusal | None:
    missing = kit.first_missing(draft, ("reaches_on", because("Enter the day on which the notice arrives.")))
    if missing is not None:
        return missing
    reaches = cast(date, draft.reaches_on)
    if reaches < today:
        return WrongInput("reaches_on", because("{day} is over: the notice cannot arrive before today.", day=reaches))
    try:
        found = _asked(dossier, _subject(draft), notice.receipt_of(draft), reaches).found
    except Refusal as refusal:
        return refusal
    if found.value("allowed") is False:
        return Refusal(reason_of(found, "allowed"), _clauses(dossier, _subject(draft)))
    return None


_ACT = Act(NAME, TITLE, Draft, pages, decide)
steps, preview, plan, perform = _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
