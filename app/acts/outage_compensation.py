"""Money back for days without service (MC 4.5): per paid period and booking, where the provider caused the outage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from app.acts import determining, kit, notice, payments, refunds, subjects, supervised, wording
from app.acts.kit import Act, Asked, Decision, Request, day_of
from app.acts.plan import Sheet
from app.acts.refusing import asking, open_case, reason_of, refused
from app.acts.rows import Option, Receipt, Span
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.letters.matter import Particulars, RefundLine
from app.letters.outage import WORKED_BADLY
from app.records.rows import Booking, Dossier
from app.terms.calendar import days_inclusive
from app.terms.clause import Because, Cents, Refusal, WrongInput, because
from app.terms.facts import CustomerType, OutageFacts

NAME = "outage_compensation"
TITLE: Because = because("Money back for an outage")
ROLE = "agent"
SECTION = "customer"

_CLAUSES = ("MC 4.5",)
_DAYS = because("without service")
_EXTENT = (
    Choice("full", because("It did not work at all"), because("Each day without service counts whole.")),
    Choice("degraded", because("It worked badly"), because("A supervisor sets what comes back.")),
)
_CAUSE = (
    Choice("ours", because("We caused it"), because("The terms give money back.")),
    Choice("other", because("Something else caused it"), because("Force majeure, operators, reception, the place.")),
)


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``cause`` is ``ours | other``, ``extent`` is ``full | degraded``; both days count."""

    cause: str = ""
    extent: str = "full"
    first_day: date | None = None
    last_day: date | None = None
    chosen: tuple[str, ...] = ()


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for the contract, where anything is paid for: the days have to be asked."""
    contract = dossier.contract
    if contract is None or not _paid(dossier):
        return ()
    option = Option(
        act=NAME,
        subject_kind="contract",
        subject=contract.number,
        subject_name=because("the MINI Connected contract"),
        title=TITLE,
        state="needs_answer",
        clauses=_CLAUSES,
        read_out=because("Tell me which service did not work, and from which day to which."),
    )
    question = because("Ask which services did not work, from which day to which, and look up who caused it.")
    return (asking(option, question, because("Needs the days of the outage"), "from", "to"),)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Customer, Notice, Outage."""
    consumer = because("The law may give more than the terms.")
    trader = because("The terms alone decide.")
    names = tuple(wording.booked(subjects.booking(dossier, number)) for number in draft.chosen)
    fields = (
        Field("cause", "cards", because("Who caused the outage?"), choices=_CAUSE, clauses=_CLAUSES),
        Field("extent", "cards", because("How bad was it?"), choices=_EXTENT, clauses=_CLAUSES),
        Field("first_day", "date", because("First day without service")),
        Field("last_day", "date", because("Last day without service")),
        Field(
            "chosen",
            "checks",
            because("Which services did not work?"),
            choices=tuple(_choice(dossier, row, draft) for row in _paid(dossier)),
            columns=(because("Price paid"),),
        ),
    )
    return (
        kit.customer_step(dossier, draft, consumer, trader, ("MC 11.1",)),
        notice.step(draft, today, because("Request")),
        kit.form("outage", because("Outage"), *fields, summary=names, wrong=_wrong(dossier, draft, today)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """Each booking by its paid periods; what no rule computes waits for a supervisor."""
    receipt = notice.receipt_of(draft)
    first, last = _days(dossier, draft, today)
    rows = tuple(subjects.booking(dossier, number) for number in draft.chosen)
    _refuse_twice(dossier, rows, first, last)
    asked = tuple(_asked(dossier, draft, receipt, row, first, last) for row in rows)
    no = next((one for one in asked if not one.found.value("allowed")), None)
    if no is not None and not no.found.value("supervisor"):
        title = because("No money back: something else caused the outage")
        reason = reason_of(no.found, "allowed")
        concerned = Subject("booking", rows[0].number)
        return refused(
            dossier,
            draft,
            today,
            concerned,
            *asked,
            title=title,
            reason=reason,
            clauses=_CLAUSES,
            leaving=False,
            variant=WORKED_BADLY if draft.extent == WORKED_BADLY else "",
        )
    lines = refunds.with_vat(
        tuple(_line(row, one, draft) for row, one in zip(rows, asked, strict=True)), dossier, day_of(receipt)
    )
    lines, above = supervised.above_limit(dossier, lines)
    approvals = above + tuple(
        _approval(row, one, draft) for row, one in zip(rows, asked, strict=True) if _open(row, one, draft)
    )
    total = None if approvals else refunds.total(lines)
    means = ", ".join(payments.means_of(dossier, draft.chosen))
    return Decision(
        asked=asked,
        subjects=tuple(Subject("booking", row.number) for row in rows),
        finish=because("Record and ask for approval") if approvals else because("Record the refund"),
        read_out=_read_out(total),
        state="waits_for_approval" if approvals else "done",
        refund_lines=lines,
        refund_days=(first, last),
        payment_means=means,
        approvals=approvals,
        spans=tuple(Span(wording.booked(row), "used", first, last, _DAYS) for row in rows),
        sheets=_sheets(draft, rows, asked, lines, means, waits=bool(approvals)),
    )


def _sheets(
    draft: Draft,
    rows: tuple[Booking, ...],
    asked: tuple[Asked, ...],
    lines: tuple[RefundLine, ...],
    means: str,
    *,
    waits: bool,
) -> tuple[Sheet, ...]:
    """One letter for all services of one message; where somebody else caused it, one for each."""
    if asked[0].found.value("allowed"):
        return (_sheet(draft, rows, asked, lines, means, waits=waits),)
    each = zip(rows, asked, lines, strict=True)
    return tuple(_sheet(draft, (row,), (one,), (line,), means, waits=waits) for row, one, line in each)


def _sheet(
    draft: Draft,
    rows: tuple[Booking, ...],
    asked: tuple[Asked, ...],
    lines: tuple[RefundLine, ...],
    means: str,
    *,
    waits: bool,
) -> Sheet:
    first, known = asked[0], all(line.refund is not None for line in lines)
    return Sheet(
        kind="outage_compensation" if first.found.value("allowed") else "refusal",
        subject="service",
        names=tuple(wording.booked(row) for row in rows),
        concluded_on=rows[0].concluded_on if len(rows) == 1 else None,
        determination=first.found,
        facts=first.facts,
        refund_lines=lines,
        refund_total=refunds.total(lines) if known else None,
        refund_vat=refunds.vat_total(lines) if known else None,
        payment_means=means,
        statement=draft.statement,
        awaits_approval=waits,
        particulars=Particulars(
            variant=WORKED_BADLY if draft.extent == WORKED_BADLY else "",
            further=tuple(one.found for one in asked[1:]),
        ),
    )


def _paid(dossier: Dossier) -> tuple[Booking, ...]:
    """The bookings something was paid for; one that has ended may have been out while it ran."""
    return tuple(row for row in subjects.bookings(dossier) if subjects.paid(row) and row.ended_as != "withdrawn")


def _choice(dossier: Dossier, row: Booking, draft: Draft) -> Choice:
    facts = ((because("Price paid"), Because("{price}", (("price", row.price),))),)
    standing = open_case(dossier, row.number)
    return Choice(row.number, wording.booked(row), facts=facts, state="blocked" if standing else "", blocked=standing)


def _wrong(dossier: Dossier, draft: Draft, today: date) -> Refusal | None:
    try:
        first, last = _days(dossier, draft, today)
        _refuse_twice(dossier, tuple(subjects.booking(dossier, number) for number in draft.chosen), first, last)
    except Refusal as refusal:
        return refusal
    return None


def _days(dossier: Dossier, draft: Draft, today: date) -> tuple[date, date]:
    """The days of the outage. Raises ``WrongInput`` for what is missing or cannot be."""
    kit.check(
        kit.first_missing(
            draft,
            ("cause", because("Choose who caused the outage.")),
            ("first_day", because("Enter the first day without service.")),
            ("last_day", because("Enter the last day without service.")),
            ("chosen", because("Choose the services that did not work.")),
        )
    )
    first, last = cast(date, draft.first_day), cast(date, draft.last_day)
    if last < first:
        raise WrongInput("last_day", because("The outage cannot end before it began: check the two days."))
    if last > today:
        raise WrongInput("last_day", because("{day} lies in the future: only days that are over count.", day=last))
    return first, last


def _refuse_twice(dossier: Dossier, rows: tuple[Booking, ...], first: date, last: date) -> None:
    """The same day of the same booking is paid back once: names the case that did it."""
    for row in rows:
        standing = open_case(dossier, row.number)
        if standing is not None:
            raise Refusal(standing)
        for one in dossier.refunds:
            if one.subject != row.number or one.first_day is None or one.last_day is None:
                continue
            if one.state not in ("rejected", "cancelled") and one.first_day <= last and first <= one.last_day:
                raise Refusal(
                    because(
                        "Case {case} has paid back days of {service} from {first} to {last} already.",
                        case=one.case_number,
                        service=wording.booked(row),
                        first=one.first_day,
                        last=one.last_day,
                    ),
                    _CLAUSES,
                )


def _asked(dossier: Dossier, draft: Draft, receipt: Receipt, row: Booking, first: date, last: date) -> Asked:
    kind = cast(CustomerType, draft.customer_type)
    facts = OutageFacts(draft.cause == "ours", first, last, determining.pricing_of(row), kind)
    return kit.ask(dossier, receipt, "outage", facts, row)


def _open(row: Booking, one: Asked, draft: Draft) -> bool:
    """Whether a supervisor has to set the amount: no rule computes it, or it only worked badly (MC 4.5)."""
    return draft.extent == "degraded" or bool(one.found.value("supervisor")) or _over_a_renewal(row, draft)


def _over_a_renewal(row: Booking, draft: Draft) -> bool:
    """Whether days lie in a paid term that is not on record: the one before a renewal, or the one after the end."""
    if row.kind != "limited" or draft.first_day is None or draft.last_day is None:
        return False
    before = row.renewed and row.period_start is not None and draft.first_day < row.period_start
    return before or (row.auto_renewal and row.period_end is not None and draft.last_day > row.period_end)


def _line(row: Booking, one: Asked, draft: Draft) -> RefundLine:
    days, waits = one.found.value("outage_days"), _open(row, one, draft)
    refund = None if waits else Cents(one.found.value("refund") or 0)
    periods = one.found.value("periods", ())
    total = one.found.value("total_days") or sum(days_in_period for *_, days_in_period, _ in periods) or None
    if _over_a_renewal(row, draft):  # all its days are looked at, and no one term is their measure
        days, total = days_inclusive(cast(date, draft.first_day), cast(date, draft.last_day)), None
    price = Cents(row.price * (len(periods) or 1))
    return RefundLine(
        number=row.number,
        service=wording.booked(row).message,
        kind=row.kind,
        period_start=periods[0][0] if periods else row.period_start,
        period_end=periods[-1][1] if periods else row.period_end,
        price=price,
        consumed_days=days,
        total_days=total,
        deduction=None if refund is None else Cents(price - refund),
        refund=refund,
        vat=None,
        last_service_day=None,
        needs_approval=waits,
    )


def _approval(row: Booking, one: Asked, draft: Draft) -> Because:
    name = wording.booked(row)
    if draft.extent == "degraded":
        return because("{service} worked badly: a supervisor sets what comes back.", service=name)
    if _over_a_renewal(row, draft):
        return because(
            "{service}: some of these days lie in another paid term, so a supervisor sets what comes back.",
            service=name,
        )
    return because("{service}: {reason}", service=name, reason=reason_of(one.found, "supervisor", "refund"))


def _read_out(total: Cents | None) -> Because:
    if total is None:
        return because("I record this today. A colleague checks what is paid back, and you get a letter.")
    if not total:
        return because("Nothing was paid for these days, so nothing comes back.")
    return because("You get {total} back for the days without service.", total=total)


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
