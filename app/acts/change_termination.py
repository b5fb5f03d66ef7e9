"""Extraordinary termination after a change by the provider: of the contract (MC 13.1) or of one service (MC 13.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from app.acts import (
    determining,
    kit,
    notice,
    paid_back,
    payments,
    refunds,
    remaining,
    subjects,
    supervised,
    timeline,
    wording,
)
from app.acts.kit import Act, Asked, Decision, Request, day_of
from app.acts.plan import End, ServiceEnd, Sheet, legal_functions
from app.acts.refusing import asking, open_case, reason_of, refuse_overlap, refused
from app.acts.rows import Option, Receipt
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject, contract_of
from app.letters.matter import RefundLine
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Cents, Determination, Part, WrongInput, because
from app.terms.facts import ChangedService, CustomerType, FrameworkChangeFacts, ServiceChangeFacts

NAME = "change_termination"
TITLE: Because = because("Terminate because of a change")
ROLE = "agent"
SECTION = "customer"

_TERMINATED = "terminated"
_CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``changed`` is ``contract`` or the number of the booking that was changed.

    ``substantial`` says that the notice called the change of the contract a more extensive one; ``impairs_use`` and
    ``negligible`` how the change of a service works out; ``modified_on`` when it was made, if later than told.
    """

    changed: str = ""
    notified_on: date | None = None
    substantial: bool | None = None
    impairs_use: bool | None = None
    negligible: bool | None = None
    modified_on: date | None = None


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for a contract that runs: the change and its day have to be asked."""
    contract = dossier.contract
    if contract is None or contract.ended_as:
        return ()
    option = Option(
        act=NAME,
        subject_kind="contract",
        subject=contract.number,
        subject_name=because("the MINI Connected contract"),
        title=TITLE,
        state="needs_answer",
        clauses=("MC 13.1", "MC 13.3"),
        read_out=because("Tell me which change you mean, and on which day we told you about it."),
    )
    question = because("Ask which change it is about, and on which day the customer was told.")
    return (asking(option, question, because("Needs the day of the announcement"), "notified_on"),)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Customer, Notice, Change."""
    consumer = because("Gets back what was paid for the time after, also for one service.")
    trader = because("A supervisor confirms what is paid back for one service.")
    rows = _rows(dossier, day_of(notice.receipt_of(draft)) if draft.received_at else today)
    choices = [Choice(_CONTRACT, because("The contract"), because("Everything booked with it ends too."))]
    choices += [Choice(row.number, wording.booked(row), blocked=open_case(dossier, row.number)) for row in rows]
    fields = [
        Field("changed", "cards", because("What was changed?"), choices=tuple(choices), clauses=("MC 13.1", "MC 13.3")),
        Field("notified_on", "date", because("Day on which the customer was told")),
    ]
    if draft.changed == _CONTRACT:
        label = because("Did our message call it a more extensive change?")
        fields.append(Field("substantial", "yes_no", label, clauses=("MC 13.1",)))
    elif draft.changed:
        fields += [
            Field("impairs_use", "yes_no", because("Does the change impair the use?"), clauses=("MC 13.3",)),
            Field("negligible", "yes_no", because("Is the effect negligible?"), clauses=("MC 13.3",)),
            Field(
                "modified_on",
                "date",
                because("Day of the change, if later"),
                clauses=("Dir. 2019/770 art. 19",),
                required=False,
            ),
        ]
    told = (because("Told on {day}", day=draft.notified_on),) if draft.notified_on else ()
    return (
        kit.customer_step(dossier, draft, consumer, trader),
        notice.step(draft, today),
        kit.form("change", because("Change"), *fields, summary=told, wrong=_wrong(dossier, draft)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """In time after a change that counts: it ends on receipt, and what was paid for later comes back."""
    receipt = notice.receipt_of(draft)
    kit.check(_wrong(dossier, draft))
    if draft.changed == _CONTRACT:
        return _contract(dossier, draft, receipt, today)
    return _service(dossier, draft, receipt, today)


def _contract(dossier: Dossier, draft: Draft, receipt: Receipt, today: date) -> Decision:
    subject, rows = Subject("contract", contract_of(dossier).number), _rows(dossier, day_of(receipt))
    refuse_overlap(dossier, today, subject)
    for row in rows:
        if row.kind != "basic" and not row.ended_as:
            refuse_overlap(dossier, today, Subject("booking", row.number))
    facts = FrameworkChangeFacts(
        country=dossier.customer.country,
        substantial=bool(draft.substantial),
        notified_on=cast(date, draft.notified_on),
        received_on=day_of(receipt),
        sent_on=receipt.sent_on,
        services=tuple(_changed(row) for row in rows),
    )
    asked = kit.ask(dossier, receipt, "framework_change", facts, contract_of(dossier))
    if not asked.found.value("in_time"):
        return _refused(dossier, draft, today, subject, asked, "MC 13.1")
    last = asked.found.value("last_service_day")
    parts: dict[str, Part] = {part.key: part for part in asked.found.value("services", ())}
    lines = tuple(_line(row, parts[row.number], last) for row in rows)
    ends = [End("contract", contract_of(dossier).id, _TERMINATED, last)]
    ends += [
        End("booking", row.id, _TERMINATED, last, sooner=True)
        for row in rows
        if row.ends_on is None or row.ends_on > last
    ]
    services = tuple(ServiceEnd(wording.booked(row), last, survives=False) for row in rows)
    sheet = Sheet(
        kind="termination_confirmation",
        subject="contract",
        concluded_on=contract_of(dossier).concluded_on,
        services=services,
    )
    effects = (
        because("The contract and everything booked with it end on {day}.", day=last),
        reason_of(asked.found, "free_of_charge"),
    )
    approvals = tuple(
        because("{service}: {reason}", service=wording.booked(row), reason=reason_of(parts[row.number], "supervisor"))
        for row in rows
        if parts[row.number].value("supervisor")
    )
    return _granted(dossier, draft, receipt, asked, subject, lines, tuple(ends), sheet, effects, approvals)


def _service(dossier: Dossier, draft: Draft, receipt: Receipt, today: date) -> Decision:
    subject, row = Subject("booking", draft.changed), subjects.booking(dossier, draft.changed)
    refuse_overlap(dossier, today, subject)
    facts = ServiceChangeFacts(
        country=dossier.customer.country,
        customer_type=cast(CustomerType, draft.customer_type),
        impairs_use=bool(draft.impairs_use),
        negligible=bool(draft.negligible),
        notified_on=cast(date, draft.notified_on),
        received_on=day_of(receipt),
        pricing=determining.pricing_of(row),
        modification_on=draft.modified_on,
        sent_on=receipt.sent_on,
    )
    asked = kit.ask(dossier, receipt, "service_change", facts, row)
    if not asked.found.value("in_time"):
        return _refused(dossier, draft, today, subject, asked, "MC 13.3")
    last = asked.found.value("last_service_day")
    going_on = remaining.kept(dossier, (row.number,), day_of(receipt))
    sheet = Sheet(
        kind="termination_confirmation",
        subject="service",
        names=(wording.booked(row),),
        concluded_on=row.concluded_on,
        services=tuple(ServiceEnd(wording.booked(one), None, survives=True) for one in going_on),
    )
    ends = (End("booking", row.id, _TERMINATED, last),)
    effects = (because("{service} ends on {day}.", service=wording.booked(row), day=last),)
    approvals = (reason_of(asked.found, "supervisor"),) if asked.found.value("supervisor") else ()
    lines = (_line(row, asked.found, last),)
    return _granted(dossier, draft, receipt, asked, subject, lines, ends, sheet, effects, approvals)


def _granted(
    dossier: Dossier,
    draft: Draft,
    receipt: Receipt,
    asked: Asked,
    subject: Subject,
    lines: tuple[RefundLine, ...],
    ends: tuple[End, ...],
    sheet: Sheet,
    effects: tuple[Because, ...],
    approvals: tuple[Because, ...],
) -> Decision:
    found = asked.found
    last, due = found.value("last_service_day"), found.value("refund_due_by")
    lines, again = paid_back.once(dossier, (one for one in lines if one.refund != 0))
    lines, above = supervised.above_limit(dossier, refunds.with_vat(lines, dossier, day_of(receipt)))
    approvals += again + above
    known = all(line.refund is not None for line in lines)
    means = ", ".join(payments.means_of(dossier, tuple(line.number for line in lines)))
    name = sheet.names[0] if sheet.names else because("the MINI Connected contract")
    refund = refunds.total(lines) if known else None
    return Decision(
        asked=(asked,),
        subjects=(subject,),
        finish=because("Record and ask for approval") if approvals else because("Record the termination"),
        read_out=_read_out(name, last, refund if not approvals else None),
        state="waits_for_approval" if approvals else "done",
        refund_lines=lines,
        refund_due_by=due,
        payment_means=means,
        last_service_day=last,
        approvals=approvals,
        effects=effects,
        lasts=((sheet.names[0] if sheet.names else timeline.CONTRACT, last),),
        ends=ends,
        sheets=(
            replace(
                sheet,
                determination=found,
                facts=asked.facts,
                refund_lines=lines,
                refund_total=refund,
                refund_vat=refunds.vat_total(lines) if known else None,
                refund_due_by=due,
                payment_means=means,
                legal_functions=legal_functions(dossier),
                statement=draft.statement,
                awaits_approval=bool(approvals),
            ),
        ),
    )


def _refused(dossier: Dossier, draft: Draft, today: date, subject: Subject, asked: Asked, clause: str) -> Decision:
    title = because("The change gives no right to terminate")
    if asked.found.value("right_to_terminate"):
        title = because("The time to terminate because of the change is over")
    reason = reason_of(asked.found, "in_time", "right_to_terminate")
    return refused(dossier, draft, today, subject, asked, title=title, reason=reason, clauses=(clause,))


def _wrong(dossier: Dossier, draft: Draft) -> WrongInput | None:
    needed = [
        ("changed", because("Choose what was changed.")),
        ("notified_on", because("Enter the day on which the customer was told.")),
    ]
    if draft.changed == _CONTRACT:
        needed.append(("substantial", because("Look it up in our message, and record the answer.")))
    elif draft.changed:
        needed.append(("impairs_use", because("Ask what is different now, and record the answer.")))
        needed.append(("negligible", because("Ask how much it matters, and record the answer.")))
    missing = kit.first_missing(draft, *needed)
    told, received = draft.notified_on, day_of(notice.receipt_of(draft)) if draft.received_at else None
    if missing is not None or told is None:
        return missing
    if received is not None and told > received:
        text = because("The customer's message came in on {day}: the change was told before that.", day=received)
        return WrongInput("notified_on", text)
    subject = Subject("contract", contract_of(dossier).number)
    if draft.changed != _CONTRACT:
        subject = Subject("booking", draft.changed)
    concluded = subjects.concluded_on(dossier, subject)
    if told < concluded:
        return WrongInput("notified_on", because("The contract was concluded on {day}, after that day.", day=concluded))
    return None


def _rows(dossier: Dossier, on: date) -> tuple[Booking, ...]:
    return tuple(row for row in subjects.alive(dossier, on) if subjects.paid(row))


def _changed(row: Booking) -> ChangedService:
    price = determining.pricing_of(row)
    return ChangedService(row.number, price.kind, price.price, price.period_start, price.period_end, price.first_due_on)


def _line(row: Booking, found: Determination | Part, last: date) -> RefundLine:
    return refunds.ended_early(row, found.value("refund"), last, needs_approval=bool(found.value("supervisor")))


def _read_out(name: Because, last: date, refund: Cents | None) -> Because:
    if refund is None:
        return because(
            "I end {service} for you on {day}. A colleague checks what is paid back.", service=name, day=last
        )
    if not refund:
        return because("I end {service} for you on {day}. Nothing is paid back.", service=name, day=last)
    return because("I end {service} for you on {day}. You get {refund} back.", service=name, day=last, refund=refund)


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
