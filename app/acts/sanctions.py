"""A customer on a sanctions list (MC 8.8): let the services rest, or end everything, with the money after approval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.acts import determining, kit, notice, own_moves, paid_back, payments, refunds, timeline
from app.acts.kit import Act, Asked, Decision, day_of
from app.acts.own_moves import Move
from app.acts.plan import Lift, Sheet, Suspend, legal_functions
from app.acts.refusing import blocked, open_case, reason_of
from app.acts.rows import Option, Overview, Receipt
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject, contract_of
from app.letters.matter import Particulars, RefundLine
from app.records.consequence_rows import SuspensionCause
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Cents, Refusal, WrongInput, because
from app.terms.facts import SanctionsFacts
from app.terms.pricing import PaidPeriod, paid_periods

NAME = "sanctions"
TITLE: Because = because("Sanctions")
ROLE = "supervisor"
SECTION = "supervisor"

_CLAUSES = ("MC 8.8",)
_OF_AN_END = ("refund", "payable_now", "supervisor")
_SUSPEND, _END, _LIFT = "suspend", "end", "lift"
_CAUSE: SuspensionCause = "sanction"
_WAYS = (
    Choice(_SUSPEND, because("Suspend all services"), because("Until the law allows us to supply again.")),
    Choice(_END, because("End the contract"), because("At once, with the unused part of what was paid.")),
    Choice(_LIFT, because("End the suspension"), because("The services work again from today.")),
)


@dataclass(frozen=True, slots=True)
class Draft(Move):
    """What the supervisor enters. ``way`` is ``suspend | end | lift``.

    ``barred``: the law forbids us to supply. ``approval_required`` and ``approved`` are the authority's, for the money.
    """

    way: str = ""
    barred: bool | None = None
    approval_required: bool | None = None
    approved: bool | None = None


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for the contract of a customer on a sanctions list, and where something rests because of one."""
    contract, resting = dossier.contract, own_moves.resting(dossier, _CAUSE)
    if contract is None or contract.ended_as or not (dossier.customer.sanctioned or resting):
        return ()
    option = Option(
        act=NAME,
        subject_kind="contract",
        subject=contract.number,
        subject_name=because("the MINI Connected contract"),
        title=because("Act on sanctions"),
        state="approval",
        clauses=_CLAUSES,
        note=because("approval"),
    )
    standing = open_case(dossier, contract.number)
    return (option if standing is None else blocked(option, standing),)


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on an option starts with."""
    rests = bool(own_moves.resting(overview.dossier, _CAUSE))
    free = rests and not overview.dossier.customer.sanctioned
    return replace(own_moves.begun(Draft, overview, option), way=_LIFT if free else "", barred=False if free else None)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Sanctions."""
    fields = [
        Field("way", "cards", because("What shall happen?"), choices=_WAYS, clauses=_CLAUSES),
        Field("barred", "yes_no", because("Does the law forbid us to supply this customer?"), clauses=_CLAUSES),
    ]
    if draft.way == _END:
        label = because("Does an authority have to approve the refund?")
        fields.append(Field("approval_required", "yes_no", label, clauses=_CLAUSES))
    if draft.way == _END and draft.approval_required:
        fields.append(Field("approved", "yes_no", because("Has the authority approved it?"), clauses=_CLAUSES))
    if draft.way in (_SUSPEND, _END):
        fields.append(own_moves.explanation_field())
    chosen = tuple(one.label for one in _WAYS if one.value == draft.way)
    wrong = _wrong(dossier, draft, today)
    return (kit.form("sanctions", because("Sanctions"), *fields, summary=chosen, wrong=wrong),)


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """All services rest or work again; or the contract ends today, and another supervisor approves the money."""
    own_moves.refuse_in_the_way(dossier, today)
    problem = _wrong(dossier, draft, today)
    if problem is not None:
        raise problem
    if draft.way == _END:
        return _ended(dossier, draft, today)
    contract, rests = contract_of(dossier), draft.way == _SUSPEND
    asked = _without_money(_asked(dossier, draft, notice.receipt_of(draft), None, today))
    effect = (
        because("All services rest from {day} on.", day=today)
        if rests
        else because("All services work again from {day} on.", day=today)
    )
    lifted = tuple(Lift(one.id, today - timedelta(1)) for one in own_moves.resting(dossier, _CAUSE))
    return Decision(
        asked=(asked,),
        subjects=(Subject("contract", contract.number),),
        finish=because("Record the suspension") if rests else because("Record the end of the suspension"),
        read_out=None,
        effects=(effect,),
        changes=(Suspend("contract", contract.number, _CAUSE, today),) if rests else lifted,
        sheets=(
            Sheet(
                kind="suspension_notice" if rests else "suspension_lifted",
                subject="contract",
                concluded_on=contract.concluded_on,
                determination=asked.found,
                facts=asked.facts,
                legal_functions=legal_functions(dossier) if rests else (),
                particulars=Particulars(explanation=draft.explanation if rests else ""),
            ),
        ),
    )


def _ended(dossier: Dossier, draft: Draft, today: date) -> Decision:
    receipt, contract = notice.receipt_of(draft), contract_of(dossier)
    rows = own_moves.paid_rows(dossier, today)
    found = {row.number: _asked(dossier, draft, receipt, row, today) for row in rows if _period(row, today)}
    asked = tuple(found.values()) or (_asked(dossier, draft, receipt, None, today),)
    lines = tuple(_line(row, found.get(row.number), today) for row in rows)
    lines, again = paid_back.once(dossier, (one for one in lines if one.refund != 0))
    lines = refunds.with_vat(lines, dossier, day_of(receipt))
    known = all(one.refund is not None for one in lines)
    means = ", ".join(payments.means_of(dossier, tuple(one.number for one in lines)))
    ends, services = own_moves.everything_ends(dossier, today)
    sheet = Sheet(
        kind="notice_of_termination",
        subject="contract",
        concluded_on=contract.concluded_on,
        determination=asked[0].found,
        facts=asked[0].facts,
        refund_lines=lines,
        refund_total=refunds.total(lines) if known else None,
        refund_vat=refunds.vat_total(lines) if known else None,
        payment_means=means,
        services=services,
        legal_functions=legal_functions(dossier),
        awaits_approval=bool(lines),
        particulars=Particulars(explanation=draft.explanation),
    )
    return Decision(
        asked=asked,
        subjects=(Subject("contract", contract.number),),
        finish=own_moves.FINISH_APPROVAL,
        held=True,
        read_out=None,
        state="waits_for_approval",
        refund_lines=lines,
        payment_means=means,
        last_service_day=today,
        approvals=(reason_of(asked[0].found, "supervisor"), reason_of(asked[0].found, "payable_now"),
                   *again, own_moves.FOUR_EYES),
        effects=(because("The contract and everything booked with it end on {day}.", day=today),),
        lasts=((timeline.CONTRACT, today),),
        ends=ends,
        sheets=(sheet,),
    )  # fmt: skip


def _period(row: Booking, today: date) -> PaidPeriod | None:
    """The last period paid for by today; ``None`` where a price has no term, so that no share of it is left."""
    try:
        found = paid_periods(determining.pricing_of(row), today)
    except Refusal:
        return None
    return found[-1] if found else None


def _asked(dossier: Dossier, draft: Draft, receipt: Receipt, row: Booking | None, today: date) -> Asked:
    period = _period(row, today) if row is not None else None
    paid = period or PaidPeriod(today, today, Cents(0))
    facts = SanctionsFacts(
        customer_sanctioned=dossier.customer.sanctioned,
        provider_barred_from_performing=bool(draft.barred),
        authority_approval_required=bool(draft.approval_required),
        last_service_day=today,
        period_start=paid.first,
        period_end=paid.last,
        price=paid.price,
        authority_approved=bool(draft.approved),
    )
    return kit.ask(dossier, receipt, "sanctions", facts, row or contract_of(dossier))


def _without_money(asked: Asked) -> Asked:
    """What the rule says of supplying: where nothing ends, nothing is paid back, and none of that is told or stored."""
    kept = tuple(one for one in asked.found.findings if one.name not in _OF_AN_END)
    return asked._replace(found=asked.found._replace(findings=kept))


def _line(row: Booking, asked: Asked | None, today: date) -> RefundLine:
    """The line of a booking, for the period its price was paid for."""
    period = _period(row, today)
    if asked is None or period is None:
        return refunds.ended_early(row, None, today, needs_approval=True)
    paid = replace(row, kind="limited", period_start=period.first, period_end=period.last)
    line = refunds.ended_early(paid, asked.found.value("refund"), today, needs_approval=True)
    return replace(line, kind=row.kind)


def _wrong(dossier: Dossier, draft: Draft, today: date) -> Refusal | None:
    needed = [
        ("way", because("Choose what shall happen.")),
        ("barred", because("Ask who checks sanctions, and record the answer.")),
    ]
    if draft.way == _END:
        needed.append(("approval_required", because("Ask who checks sanctions, and record the answer.")))
    if draft.way == _END and draft.approval_required:
        needed.append(("approved", because("Look up the answer of the authority, and record it.")))
    missing = kit.first_missing(draft, *needed)
    if missing is not None:
        return missing
    resting = own_moves.resting(dossier, _CAUSE)
    found = _asked(dossier, draft, notice.receipt_of(draft), None, today).found
    if draft.way == _LIFT:
        if not resting:
            return WrongInput("way", because("Nothing rests for this reason."))
        return (
            WrongInput("barred", reason_of(found, "termination_allowed"))
            if found.value("termination_allowed")
            else None
        )
    if not found.value("termination_allowed"):
        return Refusal(reason_of(found, "termination_allowed"), _CLAUSES)
    if draft.way == _SUSPEND and resting:
        return WrongInput("way", own_moves.rests_already(resting[0]))
    return None


_ACT = Act(NAME, TITLE, Draft, pages, decide)
steps, preview, plan, perform = _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
