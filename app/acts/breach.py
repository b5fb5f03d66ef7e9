"""A use against the terms (MC 8.9, 8.10): warn first, let services rest while it lasts, end it if it repeats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from app.acts import kit, notice, own_moves, payments, refunds, subjects, timeline, wording
from app.acts.kit import Act, Asked, Decision, day_of
from app.acts.own_moves import Move
from app.acts.plan import Effect, Lift, Sheet, Suspend, legal_functions
from app.acts.refusing import blocked, open_case, reason_of
from app.acts.rows import Option, Overview, Receipt
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject, contract_of
from app.letters.matter import Particulars, RefundLine
from app.records.consequence_rows import Suspension, SuspensionCause
from app.records.rows import Dossier
from app.terms.clause import Because, Cents, Refusal, WrongInput, because
from app.terms.facts import BreachFacts

NAME = "breach"
TITLE: Because = because("Breach of the terms")
ROLE = "supervisor"
SECTION = "supervisor"

WARNING = "stop_by"
"""What is due on a case that warns: the day by which it has to stop."""

_CLAUSES = ("MC 8.9", "MC 8.10")
_WARN, _SUSPEND, _LIFT, _END = "warn", "suspend", "lift", "end"
_CAUSE: SuspensionCause = "breach"
_WAYS = (
    Choice(_WARN, because("Warn the customer"), because("The letter says by when it has to stop.")),
    Choice(_SUSPEND, because("Suspend or limit services"), because("As long as the breach lasts.")),
    Choice(_END, because("End the contract"), because("Only after a breach that repeats or goes on.")),
    Choice(_LIFT, because("End the suspension"), because("The services work again from today.")),
)


@dataclass(frozen=True, slots=True)
class Draft(Move):
    """What the supervisor enters. ``way`` is ``warn | suspend | end | lift``; ``breaches`` how many there were.

    ``still``: it has not stopped; ``continuing``: it never stopped. ``limited_to`` are the bookings that rest, none for
    all services. ``amount`` are the euros that go back where the terms are silent.
    """

    way: str = ""
    breaches: str = "1"
    still: bool | None = None
    continuing: bool | None = None
    act_by: date | None = None
    limited_to: tuple[str, ...] = ()
    amount: str = ""


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for a contract that runs."""
    contract = dossier.contract
    if contract is None or contract.ended_as:
        return ()
    option = Option(
        act=NAME,
        subject_kind="contract",
        subject=contract.number,
        subject_name=because("the MINI Connected contract"),
        title=TITLE,
        state="approval",
        clauses=_CLAUSES,
        note=because("approval"),
    )
    standing = open_case(dossier, contract.number)
    return (option if standing is None else blocked(option, standing),)


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on an option starts with: one breach more than there were warnings."""
    before = len(_warnings(overview.dossier))
    return replace(own_moves.begun(Draft, overview, option), breaches=str(before + 1), way="" if before else _WARN)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Breach."""
    fields = [Field("way", "cards", because("What shall happen?"), choices=_WAYS, clauses=_CLAUSES)]
    if draft.way and draft.way != _LIFT:
        fields += [
            Field("breaches", "text", because("How many times, this time included?"), clauses=("MC 8.10",)),
            Field("still", "yes_no", because("Is it still going on?"), clauses=("MC 8.9",)),
            Field("continuing", "yes_no", because("Has it gone on without a stop?"), clauses=("MC 8.10",)),
            own_moves.explanation_field(because("What the customer did"), required=True),
        ]
    if draft.way == _WARN:
        fields.append(Field("act_by", "date", because("It has to stop by"), clauses=("MC 8.9",)))
    if draft.way == _SUSPEND:
        rows = tuple(Choice(row.number, wording.booked(row)) for row in own_moves.paid_rows(dossier, today))
        fields.append(Field("limited_to", "checks", because("Only these services"), choices=rows, required=False,
                            hint=because("None chosen: all services rest.")))  # fmt: skip
    if draft.way == _END:
        fields.append(Field("amount", "text", because("Money back, in euros"), required=False, clauses=("MC 8.10",),
                            hint=because("Empty: who approves it sets the amount.")))  # fmt: skip
    chosen = tuple(one.label for one in _WAYS if one.value == draft.way)
    return (kit.form("breach", because("Breach"), *fields, summary=chosen, wrong=_wrong(dossier, draft, today)),)


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """A warning with its day; services that rest or work again; or the end of the contract, after approval."""
    own_moves.refuse_in_the_way(dossier, today)
    problem = _wrong(dossier, draft, today)
    if problem is not None:
        raise problem
    asked = _asked(dossier, draft)
    match draft.way:
        case "warn":
            return _warned(dossier, draft, asked)
        case "end":
            return _ended(dossier, draft, asked, today)
    return _rests(dossier, draft, asked, today)


def _warned(dossier: Dossier, draft: Draft, asked: Asked) -> Decision:
    by = cast(date, draft.act_by)
    return Decision(
        asked=(asked,),
        subjects=(_contract(dossier),),
        finish=because("Record the warning"),
        read_out=None,
        effects=(because("The letter asks the customer to stop it by {day}.", day=by),),
        lasts=((because("Warning"), by),),
        sheets=(_sheet(dossier, draft, asked, "breach_warning"),),
        due=(by, WARNING),
    )


def _rests(dossier: Dossier, draft: Draft, asked: Asked, today: date) -> Decision:
    lifts = draft.way == _LIFT
    resting = own_moves.resting(dossier, _CAUSE)
    numbers = tuple(one.subject for one in resting) if lifts else draft.limited_to
    bookings = tuple(row for row in subjects.bookings(dossier) if row.number in numbers)
    names = tuple(wording.booked(row) for row in bookings)
    changes: tuple[Effect, ...] = tuple(Suspend("booking", row.number, _CAUSE, today) for row in bookings)
    if lifts:
        changes = tuple(Lift(one.id, today - timedelta(1)) for one in resting)
        effects = [because("{service} works again from {day} on.", service=name, day=today) for name in names]
        effects = effects or [because("All services work again from {day} on.", day=today)]
    else:
        changes = changes or (Suspend("contract", contract_of(dossier).number, _CAUSE, today),)
        effects = [because("{service} rests from {day} on, as long as the breach lasts.", service=name, day=today)
                   for name in names] or [because("All services rest from {day} on.", day=today)]  # fmt: skip
    return Decision(
        asked=(asked,),
        subjects=tuple(Subject("booking", row.number) for row in bookings) or (_contract(dossier),),
        finish=because("Record the end of the suspension") if lifts else because("Record the suspension"),
        read_out=None,
        effects=tuple(effects),
        changes=changes,
        sheets=(_sheet(dossier, draft, asked, "suspension_lifted" if lifts else "suspension_notice", names),),
    )


def _ended(dossier: Dossier, draft: Draft, asked: Asked, today: date) -> Decision:
    lines = refunds.with_vat(_lines(dossier, draft, asked, today), dossier, day_of(notice.receipt_of(draft)))
    known = all(one.refund is not None for one in lines)
    numbers = tuple(row.number for row in own_moves.paid_rows(dossier, today))
    means = ", ".join(payments.means_of(dossier, numbers)) if lines else ""
    ends, services = own_moves.everything_ends(dossier, today)
    sheet = replace(
        _sheet(dossier, draft, asked, "notice_of_termination"),
        refund_total=refunds.total(lines) if known else None,
        refund_vat=refunds.vat_total(lines) if known else None,
        payment_means=means,
        services=services,
        legal_functions=legal_functions(dossier),
        awaits_approval=bool(lines),
    )
    return Decision(
        asked=(asked,),
        subjects=(_contract(dossier),),
        finish=own_moves.FINISH_APPROVAL,
        held=True,
        read_out=None,
        state="waits_for_approval",
        refund_lines=lines,
        payment_means=means,
        last_service_day=today,
        approvals=(reason_of(asked.found, "supervisor"), own_moves.FOUR_EYES),
        effects=(because("The contract and everything booked with it end on {day}.", day=today),),
        lasts=((timeline.CONTRACT, today),),
        ends=ends,
        sheets=(sheet,),
    )


def _pays_back(dossier: Dossier, asked: Asked, today: date) -> bool:
    return asked.found.value("refund_rule") != "nothing" and bool(own_moves.paid_rows(dossier, today))


def _lines(dossier: Dossier, draft: Draft, asked: Asked, today: date) -> tuple[RefundLine, ...]:
    """One line for all: the amount the supervisor enters, or leaves to the one who approves."""
    if not _pays_back(dossier, asked, today):
        return ()
    amount = own_moves.cents(draft.amount)
    return (
        refunds.line_by_hand(
            contract_of(dossier).number,
            timeline.CONTRACT.message,
            "contract",
            amount,
            last=today,
            needs_approval=True,
        ),
    )


def _sheet(dossier: Dossier, draft: Draft, asked: Asked, kind: str, names: tuple[Because, ...] = ()) -> Sheet:
    return Sheet(
        kind=kind,
        subject="service" if names else "contract",
        names=names,
        concluded_on=contract_of(dossier).concluded_on,
        determination=asked.found,
        facts=asked.facts,
        refund_total=Cents(0),
        legal_functions=legal_functions(dossier) if kind == "suspension_notice" else (),
        particulars=Particulars(explanation=draft.explanation, act_by=draft.act_by if draft.way == _WARN else None),
    )


def _contract(dossier: Dossier) -> Subject:
    return Subject("contract", contract_of(dossier).number)


def _asked(dossier: Dossier, draft: Draft) -> Asked:
    lifts = draft.way == _LIFT
    facts = BreachFacts(
        breaches=kit.whole(draft.breaches) or 0,
        continuing=bool(draft.continuing) and not lifts,
        still_in_breach=bool(draft.still) and not lifts,
    )
    return kit.ask(dossier, notice.receipt_of(draft), "breach", facts, contract_of(dossier))


def _warnings(dossier: Dossier) -> tuple[date, ...]:
    """The days of the warnings on record."""
    found = (row for row in dossier.cases if row.act == NAME and row.due_what == WARNING and row.state == "done")
    return tuple(row.received_on for row in found if _is_of(dossier, row.subject))


def _is_of(dossier: Dossier, number: str) -> bool:
    return dossier.contract is not None and number == dossier.contract.number


def _wrong(dossier: Dossier, draft: Draft, today: date) -> Refusal | None:
    resting = own_moves.resting(dossier, _CAUSE)
    if draft.way == _LIFT:
        return None if resting else WrongInput("way", because("Nothing rests for this reason."))
    wrong = _missing(draft, today) or _too_early(dossier, draft, resting)
    if wrong is not None or draft.way != _END or not draft.amount.strip():
        return wrong
    if _pays_back(dossier, _asked(dossier, draft), today):
        return None
    return WrongInput("amount", because("No price was paid that could go back: leave the amount empty."))


def _missing(draft: Draft, today: date) -> WrongInput | None:
    needed = [("way", because("Choose what shall happen."))]
    if draft.way:
        needed += [
            ("still", because("Look up whether it goes on, and record the answer.")),
            ("continuing", because("Look up whether it ever stopped, and record the answer.")),
            ("explanation", because("Say what the customer did: it stands in the letter.")),
        ]
    if draft.way == _WARN:
        needed.append(("act_by", because("Enter the day by which it has to stop.")))
    missing = kit.first_missing(draft, *needed)
    if missing is not None:
        return missing
    if not kit.whole(draft.breaches):
        return kit.not_whole("breaches")
    if draft.way == _WARN and cast(date, draft.act_by) <= today:
        return WrongInput("act_by", because("The letter has to arrive before that day."))
    if draft.way == _END and draft.amount.strip() and own_moves.cents(draft.amount) is None:
        return WrongInput("amount", because("Enter an amount in euros, such as 12,50."))
    return None


def _too_early(dossier: Dossier, draft: Draft, resting: tuple[Suspension, ...]) -> Refusal | None:
    if draft.way == _WARN:
        return None
    found = _asked(dossier, draft).found
    name = "suspend_or_limit_allowed" if draft.way == _SUSPEND else "extraordinary_termination_by_provider"
    if not found.value(name):
        return Refusal(reason_of(found, name), _CLAUSES)
    if draft.way == _SUSPEND and resting:
        return WrongInput("way", own_moves.rests_already(resting[0]))
    if found.value("refund_rule") != "nothing" and not _warnings(dossier):
        return WrongInput("way", because("Warn the customer first: no warning is on record."))
    return None


_ACT = Act(NAME, TITLE, Draft, pages, decide)
steps, preview, plan, perform = _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
