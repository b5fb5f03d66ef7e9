"""Money back out of goodwill: the terms give no right to it, somebody proposes it, a supervisor decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.acts import kit, notice, payments, refunds, subjects, timeline
from app.acts.kit import Act, Decision, Request, day_of
from app.acts.own_moves import cents
from app.acts.rows import Option, Receipt, WhyStep
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.letters.matter import RefundLine
from app.records.rows import Dossier
from app.terms.clause import Because, Cents, Refusal, WrongInput, because

NAME = "goodwill"
TITLE: Because = because("Give money back out of goodwill")
ROLE = "agent"
SECTION = "customer"

_OUTSIDE = because("Outside the terms: no clause gives a right to this money.")
_WAITING = ("waits_for_approval", "sent_back")
MOST: Final = Cents(100_000_00)
"""More than any service costs: an amount above it was typed by mistake."""


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``what`` is the number of what the money is for, ``amount`` are euros as typed.

    ``why`` is for the supervisor who decides; it stands in no letter.
    """

    what: str = ""
    amount: str = ""
    why: str = ""


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """Always possible where there is something the money can be for."""
    found = _concerned(dossier)
    if not found:
        return ()
    return (
        Option(
            act=NAME,
            subject_kind=found[0].kind,
            subject=found[0].number,
            subject_name=subjects.name(dossier, found[0]),
            title=TITLE,
            state="approval",
            note=because("approval"),
            why=(WhyStep(because("Goodwill"), _OUTSIDE, None, ()),),
            read_out=because("I ask a supervisor whether we can do this for you. You hear from us."),
        ),
    )


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice, Goodwill."""
    choices = tuple(Choice(one.number, subjects.name(dossier, one)) for one in _concerned(dossier))
    fields = (
        Field("what", "cards", because("What is the money for?"), choices=choices),
        Field("amount", "text", because("Money back, in euros"), hint=_OUTSIDE),
        Field(
            "why",
            "text",
            because("Why do you propose it?"),
            hint=because("For the supervisor who decides. It does not stand in the letter."),
            lines=3,
        ),
    )
    amount = cents(draft.amount)
    told = (Because("{amount}", (("amount", amount),)),) if amount else ()
    return (
        notice.step(draft, today, because("Request")),
        kit.form("goodwill", because("Goodwill"), *fields, summary=told, wrong=_wrong(dossier, draft)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """The amount waits for a supervisor; the letter is written when it is approved."""
    problem = _wrong(dossier, draft)
    if problem is not None:
        raise problem
    receipt, subject = notice.receipt_of(draft), _chosen(dossier, draft)
    return Decision(
        subjects=(subject,),
        finish=because("Record and ask for approval"),
        read_out=because("I ask a supervisor whether we can do this for you. You hear from us."),
        state="waits_for_approval",
        refund_lines=refunds.with_vat((_line(dossier, draft, subject),), dossier, day_of(receipt)),
        payment_means=payments.way_back(dossier, subject.number, "same", "").label,
        approvals=(
            because("Outside the terms: a supervisor decides whether this money is paid."),
            because("Proposed because: {reason}", reason=draft.why.strip()),
        ),
        why=(WhyStep(because("Goodwill"), _OUTSIDE, None, ()),),
    )


def _line(dossier: Dossier, draft: Draft, subject: Subject) -> RefundLine:
    name = timeline.CONTRACT if subject.kind == "contract" else subjects.name(dossier, subject)
    return refunds.line_by_hand(
        subject.number,
        name.message,
        subject.kind,
        cents(draft.amount),
        needs_approval=True,
    )


def _concerned(dossier: Dossier) -> tuple[Subject, ...]:
    """What the money can be for: the contract, what was paid for with it, and packages."""
    contract = dossier.contract
    whole = () if contract is None else (Subject("contract", contract.number),)
    rows = (Subject("booking", row.number) for row in subjects.bookings(dossier) if subjects.paid(row))
    return (*whole, *rows, *(Subject("service_inclusive", row.number) for row in dossier.service_inclusive))


def _chosen(dossier: Dossier, draft: Draft) -> Subject:
    found = next((one for one in _concerned(dossier) if one.number == draft.what), None)
    if found is None:
        raise WrongInput("what", because("Choose what the money is for."))
    return found


def _wrong(dossier: Dossier, draft: Draft) -> Refusal | None:
    missing = kit.first_missing(
        draft,
        ("what", because("Choose what the money is for.")),
        ("amount", because("Enter an amount in euros, such as 12,50.")),
    )
    if missing is not None:
        return missing
    amount = cents(draft.amount)
    if not amount:
        return WrongInput("amount", because("Enter an amount in euros, such as 12,50."))
    if amount > MOST:
        return WrongInput("amount", because("This amount is too large: check it."))
    if not draft.why.strip():
        return WrongInput("why", because("Say why you propose it: a supervisor decides by it."))
    standing = next(
        (one for one in dossier.cases if one.act == NAME and one.state in _WAITING and draft.what in one.subjects), None
    )
    if standing is not None:
        return Refusal(because("Case {case} about this is open already.", case=standing.number))
    return None


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
