"""Unpaid invoices (MC 6.5): let the services rest that are not paid for, and bring them back once they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.acts import kit, notice, own_moves, subjects, wording
from app.acts.kit import Act, Asked, Decision, day_of
from app.acts.own_moves import Move
from app.acts.plan import Lift, Sheet, Suspend, legal_functions
from app.acts.refusing import blocked, reason_of
from app.acts.rows import Option, Overview, Receipt
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.letters.matter import InvoiceLine, Particulars
from app.records.consequence_rows import Suspension, SuspensionCause
from app.records.rows import Dossier, Payment
from app.terms.clause import Because, Refusal, WrongInput, because
from app.terms.facts import PaymentDefaultFacts

NAME = "payment_default"
TITLE: Because = because("Unpaid invoices")
ROLE = "supervisor"
SECTION = "supervisor"

_CLAUSES = ("MC 6.5 b", "MC 6.5 c")
_SUSPEND, _LIFT = "suspend", "lift"
_UNPAID: SuspensionCause = "unpaid"
_AMOUNT, _LAST_DAY = because("Amount"), because("Last day to pay")
_WAYS = (
    Choice(_SUSPEND, because("Suspend until it is paid"), because("Only what the invoices are for rests.")),
    Choice(_LIFT, because("It is paid: end the suspension"), because("The services work again from today.")),
)


@dataclass(frozen=True, slots=True)
class Draft(Move):
    """What the supervisor enters. ``way`` is ``suspend | lift``.

    ``invoices`` are the numbers of those it is suspended for; ``resting`` the bookings that work again, paid on
    ``paid_on``.
    """

    way: str = ""
    invoices: tuple[str, ...] = ()
    resting: tuple[str, ...] = ()
    paid_on: date | None = None


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for the contract, where an invoice is unpaid or something rests because of one."""
    contract, invoices = dossier.contract, _unpaid(dossier)
    if contract is None or not (invoices or _resting(dossier)):
        return ()
    option = Option(
        act=NAME,
        subject_kind="contract",
        subject=contract.number,
        subject_name=because("the MINI Connected contract"),
        title=TITLE,
        state="allowed",
        clauses=_CLAUSES,
    )
    found = [_asked(dossier, receipt, one, day_of(receipt)).found for one in invoices]
    late = [one for one in found if one.value("suspension_allowed_on_check_date")]
    if found:
        option = own_moves.told(dossier, option, (late or found)[0], receipt)
    if late or _resting(dossier):
        return (option,)
    return (blocked(option, reason_of(found[0], "last_day_to_pay")),)


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on the option starts with: all that rests, or all that is late."""
    dossier, draft = overview.dossier, own_moves.begun(Draft, overview, option)
    resting = tuple(one.subject for one in _resting(dossier))
    receipt = notice.receipt_of(draft)
    late = tuple(
        one.invoice_number
        for one in _unpaid(dossier)
        if one.booking_number not in resting and _late(dossier, receipt, one)
    )
    return replace(draft, way=_SUSPEND if late else _LIFT, invoices=late, resting=resting)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Invoices."""
    fields = [Field("way", "cards", because("What shall happen?"), choices=_WAYS, clauses=_CLAUSES)]
    if draft.way == _SUSPEND:
        choices = tuple(_choice(dossier, draft, one) for one in _unpaid(dossier))
        columns = (_AMOUNT, _LAST_DAY)
        fields.append(Field("invoices", "checks", because("Unpaid invoices"), choices=choices, columns=columns))
        fields.append(own_moves.explanation_field())
    if draft.way == _LIFT:
        rows = tuple(Choice(one.subject, _name(dossier, one.subject)) for one in _resting(dossier))
        fields.append(Field("resting", "checks", because("Which services work again?"), choices=rows))
        fields.append(Field("paid_on", "date", because("Paid on"), clauses=("MC 6.5 c",)))
    chosen = tuple(one.label for one in _WAYS if one.value == draft.way)
    wrong = _wrong(dossier, draft, today)
    return (kit.form("invoices", because("Invoices"), *fields, summary=chosen, wrong=wrong),)


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """What is in default rests from today; what is paid works again from today."""
    problem = _wrong(dossier, draft, today)
    if problem is not None:
        raise problem
    return _suspended(dossier, draft, today) if draft.way == _SUSPEND else _lifted(dossier, draft, today)


def _suspended(dossier: Dossier, draft: Draft, today: date) -> Decision:
    receipt, chosen = notice.receipt_of(draft), _chosen(dossier, draft)
    asked = tuple(_asked(dossier, receipt, one, today) for one in chosen)
    numbers = tuple(dict.fromkeys(one.booking_number for one in chosen))
    lines = tuple(
        InvoiceLine(one.invoice_number, one.invoiced_on, one.amount, said.found.value("last_day_to_pay"))
        for one, said in zip(chosen, asked, strict=True)
    )
    names = tuple(_name(dossier, number) for number in numbers)
    return Decision(
        asked=asked,
        subjects=tuple(Subject("booking", number) for number in numbers),
        finish=because("Record the suspension"),
        read_out=None,
        effects=tuple(because("{service} rests from {day} on, until all is paid.", service=one, day=today)
                      for one in names),
        changes=tuple(Suspend("booking", number, _UNPAID, today) for number in numbers),
        sheets=(_sheet(dossier, asked[0], "suspension_notice", names,
                       Particulars(explanation=draft.explanation, invoices=lines)),),
    )  # fmt: skip


def _lifted(dossier: Dossier, draft: Draft, today: date) -> Decision:
    resting = tuple(one for one in _resting(dossier) if one.subject in draft.resting)
    asked = tuple(_lifting(dossier, draft, one, today) for one in resting)
    names = tuple(_name(dossier, one.subject) for one in resting)
    return Decision(
        asked=asked,
        subjects=tuple(Subject("booking", one.subject) for one in resting),
        finish=because("Record the end of the suspension"),
        read_out=None,
        effects=tuple(because("{service} works again from {day} on.", service=one, day=today) for one in names),
        changes=tuple(Lift(one.id, today - timedelta(1)) for one in resting),
        sheets=(_sheet(dossier, asked[0], "suspension_lifted", names, Particulars()),),
    )


def _sheet(dossier: Dossier, asked: Asked, kind: str, names: tuple[Because, ...], particulars: Particulars) -> Sheet:
    return Sheet(
        kind=kind,
        subject="service",
        names=names,
        determination=asked.found,
        facts=asked.facts,
        legal_functions=legal_functions(dossier) if kind == "suspension_notice" else (),
        particulars=particulars,
    )


def _unpaid(dossier: Dossier) -> tuple[Payment, ...]:
    """The invoices for services that are unpaid, the oldest first, but those a supervisor has confirmed as paid."""
    numbers = {row.number for row in subjects.bookings(dossier)}
    confirmed = _confirmed(dossier)
    return tuple(
        one
        for one in dossier.payments
        if one.paid_on is None and one.booking_number in numbers
        if one.invoiced_on > confirmed.get(one.booking_number, date.min)
    )


def _confirmed(dossier: Dossier) -> dict[str, date]:
    """By booking: the day up to which the end of a suspension has confirmed its invoices as paid."""
    lifting = {case.number for case in dossier.cases if case.act == NAME and case.entered.get("way") == _LIFT}
    found = [one for one in dossier.suspensions if one.cause == _UNPAID and one.lifted_by_case in lifting]
    return {one.subject: one.from_on for one in sorted(found, key=lambda one: one.from_on)}


def _resting(dossier: Dossier) -> tuple[Suspension, ...]:
    """The bookings of this contract that rest because an invoice is unpaid."""
    return own_moves.resting(dossier, _UNPAID)


def _chosen(dossier: Dossier, draft: Draft) -> tuple[Payment, ...]:
    return tuple(one for one in _unpaid(dossier) if one.invoice_number in draft.invoices)


def _asked(dossier: Dossier, receipt: Receipt, one: Payment, on: date, paid_on: date | None = None) -> Asked:
    facts = PaymentDefaultFacts(dossier.customer.country, one.invoiced_on, on, paid_on)
    return kit.ask(dossier, receipt, "payment_default", facts, subjects.booking(dossier, one.booking_number))


def _late(dossier: Dossier, receipt: Receipt, one: Payment) -> bool:
    return bool(_asked(dossier, receipt, one, day_of(receipt)).found.value("suspension_allowed_on_check_date"))


def _lifting(dossier: Dossier, draft: Draft, one: Suspension, today: date) -> Asked:
    """The rule on the invoice that was the reason, now that it is paid. ``Refusal`` where none is on record."""
    found = [row for row in dossier.payments if row.booking_number == one.subject and row.invoiced_on <= one.from_on]
    reason = next((row for row in found if row.paid_on is None), found[-1] if found else None)
    if reason is None:
        raise Refusal(because("No invoice for {service} is on record.", service=_name(dossier, one.subject)))
    return _asked(dossier, notice.receipt_of(draft), reason, today, draft.paid_on)


def _name(dossier: Dossier, number: str) -> Because:
    return wording.booked(subjects.booking(dossier, number))


def _choice(dossier: Dossier, draft: Draft, one: Payment) -> Choice:
    found = _asked(dossier, notice.receipt_of(draft), one, day_of(notice.receipt_of(draft))).found
    last = found.value("last_day_to_pay")
    facts = ((_AMOUNT, Because("{amount}", (("amount", one.amount),))), (_LAST_DAY, Because("{day}", (("day", last),))))
    standing = _standing(dossier, one.booking_number)
    if standing is None and not found.value("suspension_allowed_on_check_date"):
        standing = reason_of(found, "was_or_is_in_default")
    label = because("{invoice}, {service}", invoice=one.invoice_number, service=_name(dossier, one.booking_number))
    return Choice(one.invoice_number, label, facts=facts, state="blocked" if standing else "", blocked=standing)


def _standing(dossier: Dossier, number: str) -> Because | None:
    """That a booking rests for this already, naming the case."""
    found = next((one for one in _resting(dossier) if one.subject == number), None)
    return None if found is None else own_moves.rests_already(found)


def _wrong(dossier: Dossier, draft: Draft, today: date) -> Refusal | None:
    needed = [("way", because("Choose what shall happen."))]
    if draft.way == _SUSPEND:
        needed.append(("invoices", because("Choose the unpaid invoices.")))
    if draft.way == _LIFT:
        needed.append(("resting", because("Choose the services that work again.")))
        needed.append(("paid_on", because("Enter the day on which it was paid.")))
    missing = kit.first_missing(draft, *needed)
    if missing is not None:
        return missing
    if draft.way == _LIFT:
        return _not_lifted(dossier, draft, today)
    receipt, chosen = notice.receipt_of(draft), _chosen(dossier, draft)
    if not chosen:
        return WrongInput("invoices", because("Choose the unpaid invoices."))
    for one in chosen:
        found = _asked(dossier, receipt, one, today).found
        standing = _standing(dossier, one.booking_number)
        if standing is None and not found.value("suspension_allowed_on_check_date"):
            standing = reason_of(found, "was_or_is_in_default")
        if standing is not None:
            return WrongInput("invoices", standing)
    return None


def _not_lifted(dossier: Dossier, draft: Draft, today: date) -> Refusal | None:
    if draft.paid_on is not None and draft.paid_on > today:
        return WrongInput("paid_on", because("{day} is still to come.", day=draft.paid_on))
    resting = [one for one in _resting(dossier) if one.subject in draft.resting]
    if not resting:
        return WrongInput("resting", because("Choose the services that work again."))
    try:
        for one in resting:
            _lifting(dossier, draft, one, today)
    except Refusal as refusal:
        return refusal
    return None


_ACT = Act(NAME, TITLE, Draft, pages, decide)
steps, preview, plan, perform = _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
