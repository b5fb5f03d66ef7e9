"""What a withdrawal would do: findings, refund, picture, letters. One function for review, letter and booking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.acts import (
    determining,
    notice,
    options,
    paid_back,
    payments,
    refunds,
    remaining,
    subjects,
    supervised,
    timeline,
    withdrawal_options,
)
from app.acts.readings import readings_of
from app.acts.rows import Preview, Receipt, RefusalShown, WhyStep
from app.acts.subjects import Subject
from app.acts.why import Names, names_of, why_of_all
from app.acts.withdrawal_steps import answers, chosen
from app.records.rows import Dossier
from app.terms.clause import Because, Cents, Determination, Refusal, WrongInput, because
from app.terms.spoken import read_out

if TYPE_CHECKING:
    from app.acts.withdrawal import Draft

Found = tuple[tuple[Subject, Determination], ...]

CONFIRMED = ("acknowledgement", "withdrawal_confirmation")
WAITING = ("acknowledgement",)
REFUSED = ("acknowledgement", "withdrawal_refusal")


def preview(dossier: Dossier, draft: Draft, today: date) -> Preview:
    """Raises ``Refusal`` while a fact is missing, or where a case about the same thing exists already."""
    receipt = notice.receipt_of(draft)
    if not draft.chosen:
        raise WrongInput("chosen", because("Choose what the customer withdraws from."))
    for subject in chosen(draft):
        done = withdrawal_options.ended_before(dossier, subject)
        if done is not None:
            raise Refusal(done, (withdrawal_options.clause(subject),))
    received_on = receipt.received_at.date()
    told = answers(draft)
    found = tuple(
        (subject, determining.withdraw(dossier, subject, received_on, receipt.sent_on, told, receipt.readings))
        for subject in chosen(draft)
    )
    facts = tuple(one.facts for _, one in found)
    late = next(((subject, one) for subject, one in found if not one.value("allowed")), None)
    if late is not None:
        return replace(_refused(dossier, draft, receipt, found, late, today), facts=facts)
    return replace(_granted(dossier, draft, receipt, found, today), facts=facts)


def _granted(dossier: Dossier, draft: Draft, receipt: Receipt, found: Found, today: date) -> Preview:
    received_on = receipt.received_at.date()
    lines, again = paid_back.once(dossier, refunds.lines_of(dossier, found, received_on))
    determinations = tuple(one for _, one in found)
    lines, above = supervised.above_limit(dossier, lines)
    open_ones = tuple(
        sentence for subject, one in found if one.value("supervisor") for sentence in _approvals(dossier, subject, one)
    )
    approvals = again + open_ones + above
    known = all(line.refund is not None for line in lines)
    total = refunds.total(lines) if known else None
    due = determinations[0].value("refund_due_by")
    labels = payments.means_of(dossier, payments.numbers(dossier, draft.subject_kind, draft.chosen))
    return Preview(
        act="withdrawal",
        title=because("Withdraw"),
        determinations=determinations,
        refusal=None,
        refund_lines=lines,
        refund_total=total,
        refund_vat=refunds.vat_total(lines) if known else None,
        vat_percent=refunds.percent(dossier, received_on),
        refund_due_by=due,
        payment_means=payments.printed(draft, labels),
        last_service_day=determinations[0].value("last_service_day"),
        why=_why(determinations, draft, names_of(dossier)),
        readings=readings_of(determinations, receipt.readings),
        approvals=approvals,
        stays_on=remaining.after_withdrawal(dossier, draft.subject_kind, draft.chosen, received_on),
        better=(),
        timeline=timeline.of_withdrawal(dossier, found, receipt, today),
        read_out=_read_out(total, due, waits=bool(approvals)),
        letters=WAITING if approvals else CONFIRMED,
        finish_label=because("Record and ask for approval") if approvals else because("Record the withdrawal"),
    )


def _refused(
    dossier: Dossier,
    draft: Draft,
    receipt: Receipt,
    found: Found,
    late: tuple[Subject, Determination],
    today: date,
) -> Preview:
    subject, determination = late
    reason = withdrawal_options.reason(determination)
    trader = determination.value("reason") == "not_a_consumer"
    return Preview(
        act="withdrawal",
        title=because("Withdraw"),
        determinations=tuple(one for _, one in found),
        refusal=RefusalShown(
            title=_refusal_title(dossier, subject, trader=trader),
            because=_refusal_reason(determination, reason),
            clauses=(withdrawal_options.clause(subject),),
            instead=tuple(
                option
                for option in options.options_for(dossier, receipt)
                if option.state != "blocked" and (option.act != "withdrawal" or not trader)
            ),
            decides_on=determination.value("deadline"),
        ),
        refund_lines=(),
        refund_total=None,
        refund_vat=None,
        vat_percent=refunds.percent(dossier, receipt.received_at.date()),
        refund_due_by=None,
        payment_means="",
        last_service_day=None,
        why=_why((determination,), draft, names_of(dossier)),
        readings=readings_of((determination,), receipt.readings),
        approvals=(),
        stays_on=(),
        better=(),
        timeline=timeline.of_withdrawal(dossier, (late,), receipt, today),
        read_out=read_out(determination),
        letters=REFUSED,
        finish_label=because("Record the refusal"),
    )


def _refusal_reason(found: Determination, reason: Because) -> Because:
    """How the period ran, and then why the message is outside it."""
    period = found.finding("deadline")
    if period is None or period.because is None:
        return reason
    return Because("{period} {reason}", (("period", period.because), ("reason", reason)))


def _refusal_title(dossier: Dossier, subject: Subject, *, trader: bool) -> Because:
    if trader:
        return because("A trader has no right of withdrawal")
    if subject.kind == "contract":
        return because("The contract can no longer be withdrawn")
    return because("{service} can no longer be withdrawn", service=subjects.name(dossier, subject))


def _approvals(dossier: Dossier, subject: Subject, found: Determination) -> tuple[Because, ...]:
    """What a supervisor has to confirm, one sentence for each line."""
    if subject.kind != "contract" or not any(part.value("supervisor") for part in found.value("bookings", ())):
        finding = found.finding("supervisor")
        return (_approval(dossier, subject, finding.because if finding else None),)
    return tuple(
        _approval(
            dossier,
            Subject("booking", part.key),
            next((one.because for one in part.findings if one.name == "supervisor"), None),
        )
        for part in found.value("bookings", ())
        if part.value("supervisor")
    )


def _approval(dossier: Dossier, subject: Subject, reason: Because | None) -> Because:
    name = subjects.name(dossier, subject)
    if reason is None:
        return because("{service}: a supervisor confirms the amount.", service=name)
    return because("{service}: {reason}", service=name, reason=reason)


def _why(determinations: tuple[Determination, ...], draft: Draft, names: Names) -> tuple[WhyStep, ...]:
    who = (
        because("A trader concluded this contract, for a business.")
        if draft.customer_type == "trader"
        else because("A consumer concluded this contract.")
    )
    clauses = ("SI 11",) if draft.subject_kind == "service_inclusive" else ("MC 15",)
    first = WhyStep(because("Who may withdraw"), who, None, clauses)
    return (first, *why_of_all(determinations, names))


def _read_out(total: Cents | None, due: date | None, *, waits: bool) -> Because:
    if total is None or due is None or (waits and total):
        return because(
            "I record your withdrawal today. A colleague checks the amount, and you get a letter with the result."
        )
    if not total:
        return because("I record your withdrawal today. Nothing was paid, so nothing has to be paid back.")
    return because("You get {total} back by {day}. You will have our letter in the next days.", total=total, day=due)
