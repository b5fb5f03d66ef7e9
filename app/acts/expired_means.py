"""A means of payment that expires (MC 8.5 b): warn in time, and end the service when the payment fails all the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from app.acts import drafts, kit, notice, own_moves, payments, subjects, wording
from app.acts.kit import Act, Asked, Decision, day_of
from app.acts.own_moves import Move
from app.acts.plan import End, Sheet
from app.acts.refusing import blocked, end_of, open_case, reason_of, refuse_overlap
from app.acts.rows import Option, Overview, Receipt, WhyStep
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.letters.matter import Particulars
from app.records.rows import CaseRow, Dossier
from app.terms.clause import Because, Refusal, WrongInput, because
from app.terms.facts import ExpiredMeansFacts

NAME = "expired_means"
TITLE: Because = because("Means of payment expires")
ROLE = "supervisor"
SECTION = "supervisor"

WARNING = "warning"
"""What is due on a case that warns: the last day on which the warning counts."""

_CLAUSES = ("MC 8.5 b",)
_WARN, _END = "warn", "end"
_WAYS = (
    Choice(_WARN, because("Warn the customer"), because("The letter says until when a new means is needed.")),
    Choice(_END, because("End the service at once"), because("Only after a warning in time, when the payment failed.")),
)
_WHAT = because("Who was warned four weeks before the expiry loses the service when the payment then fails.")


@dataclass(frozen=True, slots=True)
class Draft(Move):
    """What the supervisor enters. ``way`` is ``warn | end``; ``warned_on`` the day of the warning on record."""

    way: str = ""
    means_expires_on: date | None = None
    payment_due_on: date | None = None
    payment_failed: bool | None = None
    warned_on: date | None = None


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for each service that is paid again and again."""
    rows = (row for row in subjects.running(dossier, day_of(receipt)) if row.kind == "monthly")
    return tuple(_option(dossier, Subject("booking", row.number), receipt) for row in rows)


def _option(dossier: Dossier, subject: Subject, receipt: Receipt) -> Option:
    name = subjects.name(dossier, subject)
    option = Option(
        act=NAME,
        subject_kind=subject.kind,
        subject=subject.number,
        subject_name=name,
        title=because("The means of payment for {service} expires", service=name),
        state="allowed",
        clauses=_CLAUSES,
        why=(WhyStep(because("Warning first"), _WHAT, None, _CLAUSES),),
    )
    standing = open_case(dossier, subject.number) or end_of(dossier, subject, day_of(receipt))
    return option if standing is None else blocked(option, standing)


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on the option starts with: the warning on record is entered."""
    warned = _warned_on(overview.dossier, option.subject)
    return replace(
        own_moves.begun(Draft, overview, option),
        way=_END if warned else _WARN,
        warned_on=warned,
    )


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Means of payment."""
    fields = [
        Field("way", "cards", because("What shall happen?"), choices=_WAYS, clauses=_CLAUSES),
        Field("means_expires_on", "date", because("Last day on which the means is valid")),
        Field(
            "payment_due_on",
            "date",
            because("Payment due on"),
            hint=because("Empty: the first payment that is due after that day."),
            required=_due(dossier, draft) is None,
        ),
    ]
    if draft.way == _END:
        fields += [
            Field("warned_on", "date", because("Warned on"), clauses=_CLAUSES),
            Field("payment_failed", "yes_no", because("Did the payment fail because of the expiry?"), clauses=_CLAUSES),
        ]
    expires = (because("Expires on {day}", day=draft.means_expires_on),) if draft.means_expires_on else ()
    wrong = _wrong(dossier, draft, today)
    return (kit.form("means", because("Means of payment"), *fields, summary=expires, wrong=wrong),)


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """The warning, with the last day for it; or the end of the service at once."""
    subject = Subject("booking", draft.subject)
    refuse_overlap(dossier, today, subject)
    problem = _wrong(dossier, draft, today)
    if problem is not None:
        raise problem
    asked = _asked(dossier, draft, notice.receipt_of(draft), today)
    row, name = subjects.booking(dossier, draft.subject), subjects.name(dossier, subject)
    means = ", ".join(payments.means_of(dossier, (row.number,)))
    warns = draft.way == _WARN
    sheet = Sheet(
        kind="payment_means_warning" if warns else "notice_of_termination",
        subject="service",
        names=(name,),
        concluded_on=row.concluded_on,
        determination=asked.found,
        facts=asked.facts,
        payment_means=means,
        particulars=Particulars(explanation=draft.explanation),
    )
    if warns:
        latest = asked.found.value("latest_warning")
        effect = (
            because("The warning is in time: its last day is {day}.", day=latest)
            if today <= latest
            else because("The last day for the warning was {day}: the service cannot be ended at once.", day=latest)
        )
        return Decision(
            asked=(asked,),
            subjects=(subject,),
            finish=because("Record the warning"),
            read_out=None,
            effects=(effect,),
            sheets=(sheet,),
            due=(latest, WARNING),
        )
    last = cast(date, asked.found.value("last_service_day"))
    return Decision(
        asked=(asked,),
        subjects=(subject,),
        finish=because("Record the termination"),
        read_out=None,
        last_service_day=last,
        effects=(because("{service} ends on {day}.", service=name, day=last), reason_of(asked.found, "refund")),
        lasts=((wording.booked(row), last),),
        ends=(End("booking", row.id, "terminated", last),),
        sheets=(sheet,),
    )


def _asked(dossier: Dossier, draft: Draft, receipt: Receipt, today: date) -> Asked:
    warns = draft.way == _WARN
    facts = ExpiredMeansFacts(
        means_expires_on=cast(date, draft.means_expires_on),
        payment_due_on=cast(date, _due(dossier, draft)),
        payment_failed=bool(draft.payment_failed) and not warns,
        warned_on=today if warns else draft.warned_on,
        terminated_on=None if warns else today,
    )
    return kit.ask(dossier, receipt, "expired_payment_means", facts, subjects.booking(dossier, draft.subject))


def _due(dossier: Dossier, draft: Draft) -> date | None:
    """The payment it is about: the one entered, or the first that is due after the expiry."""
    if draft.payment_due_on is not None or draft.means_expires_on is None:
        return draft.payment_due_on
    return subjects.next_due(subjects.booking(dossier, draft.subject), draft.means_expires_on)


def _warning(dossier: Dossier, number: str) -> CaseRow | None:
    """The case of the last warning on record."""
    found = [row for row in dossier.cases if row.act == NAME and row.due_what == WARNING and number in row.subjects]
    return next((row for row in reversed(found) if row.state == "done"), None)


def _warned_on(dossier: Dossier, number: str) -> date | None:
    warning = _warning(dossier, number)
    return warning.received_on if warning else None


def _not_warned(dossier: Dossier, draft: Draft, today: date) -> WrongInput | None:
    """Why the warning cannot have been: another is on record, the booking did not exist, or the day is to come."""
    warned, warning = cast(date, draft.warned_on), _warning(dossier, draft.subject)
    concluded = subjects.booking(dossier, draft.subject).concluded_on
    if warning is not None and warned != warning.received_on:
        known = warning.received_on
        return WrongInput("warned_on", because("The warning on record is of {day}: enter that day.", day=known))
    if warning is not None:
        told = drafts.from_json(Draft, warning.entered).means_expires_on
        if told is not None and told != draft.means_expires_on:
            text = because("The warning on record is for a means that expires on {day}: enter that day.", day=told)
            return WrongInput("means_expires_on", text)
    if warned < concluded:
        text = because("The booking was made on {day}: no warning was sent before.", day=concluded)
        return WrongInput("warned_on", text)
    if warned > today:
        return WrongInput("warned_on", because("{day} is still to come.", day=warned))
    return None


def _wrong(dossier: Dossier, draft: Draft, today: date) -> Refusal | None:
    needed = [
        ("way", because("Choose what shall happen.")),
        ("means_expires_on", because("Enter the last day on which the means of payment is valid.")),
    ]
    if _due(dossier, draft) is None:
        needed.append(("payment_due_on", because("Enter the day on which the next payment is due.")))
    if draft.way == _END:
        needed.append(("warned_on", because("Enter the day on which the customer was warned.")))
        needed.append(("payment_failed", because("Look up whether the payment failed, and record the answer.")))
    missing = kit.first_missing(draft, *needed)
    if missing is not None:
        return missing
    due = cast(date, _due(dossier, draft))
    if due <= cast(date, draft.means_expires_on):
        return WrongInput("payment_due_on", because("The payment has to be due after the means has expired."))
    if draft.way != _END:
        return None
    problem = _not_warned(dossier, draft, today)
    if problem is not None:
        return problem
    if due > today:
        return WrongInput("payment_due_on", because("{day} is still to come.", day=due))
    found = _asked(dossier, draft, notice.receipt_of(draft), today).found
    if found.value("immediate_termination_allowed"):
        return None
    reasons = (("reason", reason_of(found, "immediate_termination_allowed")), ("instead", reason_of(found, "fallback")))
    return Refusal(Because("{reason} {instead}", reasons), _CLAUSES)


_ACT = Act(NAME, TITLE, Draft, pages, decide)
steps, preview, plan, perform = _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
