"""The pages of the withdrawal wizard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stdnum import iban

from app.acts import determining, notice, options, payments, subjects, withdrawal_options, wording
from app.acts.rows import Receipt
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.records.rows import Dossier
from app.terms.clause import Because, Determination, Refusal, WrongInput, because, because_count

if TYPE_CHECKING:
    from app.acts.withdrawal import Draft

_INFORMED = {
    "as_recorded": because("As recorded"),
    "at_conclusion": because("Yes, when the contract was concluded"),
    "later": because("Later"),
    "never": because("No"),
}


def steps(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Every page in order; the last is the review."""
    return (
        _customer(dossier, draft),
        notice.step(draft, today),
        _bookings(dossier, draft, today),
        _money(dossier, draft),
        Step("review", because("Review"), "review", summary=(because("Check, then record"),)),
    )


def answers(draft: Draft) -> determining.Answers:
    """What the agent entered beside the records, for the rules."""
    informed: determining.Informed
    match draft.informed:
        case "at_conclusion":
            informed = "at_conclusion"
        case "later":
            informed = "later"
        case "never":
            informed = "never"
        case _:
            informed = "as_recorded"
    return determining.Answers(
        customer_type=draft.customer_type,
        informed=informed,
        informed_later_on=draft.informed_later_on,
        started=draft.started,
        started_on=draft.started_on,
        channel=draft.channel,
    )


def chosen(draft: Draft) -> tuple[Subject, ...]:
    """The subjects withdrawn from."""
    return tuple(Subject(draft.subject_kind, number) for number in draft.chosen)


def _customer(dossier: Dossier, draft: Draft) -> Step:
    fields = [
        Field(
            "customer_type",
            "cards",
            because("As what did the customer conclude this contract?"),
            choices=(
                Choice("consumer", because("Consumer"), because("A natural person, outside trade and profession.")),
                Choice("trader", because("Trader"), because("For a business: there is no right of withdrawal.")),
            ),
            clauses=("MC 15",),
        ),
        Field(
            "informed",
            "choice",
            because("Was the customer told about the right of withdrawal?"),
            hint=_recorded_information(dossier, draft),
            choices=tuple(Choice(word, label) for word, label in _INFORMED.items()),
            clauses=("WER VI.48",),
        ),
    ]
    if draft.informed == "later":
        fields.append(Field("informed_later_on", "date", because("Told on")))
    missing = draft.informed == "later" and draft.informed_later_on is None
    return Step(
        "customer",
        because("Customer"),
        "form",
        tuple(fields),
        notice.customer_lines(dossier, draft.customer_type),
        WrongInput("informed_later_on", because("Enter the day on which the customer was told.")) if missing else None,
        "informed_later_on" if missing else "",
    )


def _recorded_information(dossier: Dossier, draft: Draft) -> Because:
    for subject in chosen(draft):
        informed, later = subjects.informed(dossier, subject)
        if not informed and later is None:
            return because("On record: not told.")
        if not informed and later is not None:
            return because("On record: told on {day}.", day=later)
    return because("On record: told when the contract was concluded.")


def _bookings(dossier: Dossier, draft: Draft, today: date) -> Step:
    if draft.subject_kind == "contract":
        return _falling(dossier, draft, today)
    receipt = _receipt(draft)
    offered = tuple(
        subject
        for subject in options.withdrawable(dossier, receipt.received_at.date() if receipt else today)
        if subject.kind == draft.subject_kind
    )
    fields = [
        Field(
            "chosen",
            "checks",
            because("From what does the customer withdraw?"),
            choices=tuple(_choice(dossier, subject, draft, receipt) for subject in offered),
            columns=(because("Price paid"), because("Until")),
            clauses=("SI 11",) if draft.subject_kind == "service_inclusive" else ("MC 15",),
        ),
        _started(dossier, chosen(draft)),
    ]
    fields += _start_day(dossier, draft)
    problem, where = _choice_problem(dossier, draft, receipt)
    return Step(
        "bookings",
        because("Packages") if draft.subject_kind == "service_inclusive" else because("Bookings"),
        "form",
        tuple(fields),
        (because("{chosen} of {offered} withdrawn", chosen=len(draft.chosen), offered=len(offered)),)
        if draft.chosen
        else (),
        problem,
        where,
    )


def _falling(dossier: Dossier, draft: Draft, today: date) -> Step:
    """The contract: its bookings fall with it, so there is nothing to choose but what had been started."""
    on = draft.received_at.date() if draft.received_at else today
    rows = tuple(row for row in subjects.alive(dossier, on) if subjects.paid(row))
    falling = tuple(Subject("booking", row.number) for row in rows)
    fields = [
        Field(
            "falling",
            "show",
            because("These bookings fall with the contract"),
            choices=tuple(
                Choice(
                    row.number,
                    wording.booked(row),
                    facts=((because("Price paid"), Because("{price}", (("price", row.price),))),),
                    state="ends",
                )
                for row in rows
            ),
            clauses=("MC 15", "WER VI.52 §2"),
            required=False,
        ),
        _started(dossier, falling),
    ]
    fields += _start_day(dossier, draft)
    count = len(rows)
    return Step(
        "bookings",
        because("Bookings"),
        "form",
        tuple(fields),
        (because_count("{count} booking falls too", "{count} bookings fall too", count),)
        if count
        else (because("The contract alone"),),
    )


def _choice(dossier: Dossier, subject: Subject, draft: Draft, receipt: Receipt | None) -> Choice:
    price = Because("{price}", (("price", subjects.price(dossier, subject)),))
    facts = [(because("Price paid"), price)]
    ended = withdrawal_options.ended_before(dossier, subject)
    if ended is not None or receipt is None:
        return Choice(
            subject.number, subjects.name(dossier, subject), ended, tuple(facts), "blocked" if ended else "", ended
        )
    found = _found(dossier, subject, draft, receipt)
    if isinstance(found, Refusal):
        return Choice(
            subject.number, subjects.name(dossier, subject), found.because, tuple(facts), "blocked", found.because
        )
    deadline = found.value("deadline")
    if deadline is not None:
        facts.append((because("Until"), Because("{day}", (("day", deadline),))))
    if found.value("allowed"):
        state = "approval" if found.value("supervisor") else "allowed"
        return Choice(subject.number, subjects.name(dossier, subject), None, tuple(facts), state)
    reason = withdrawal_options.reason(found)
    alone = subject.number in draft.chosen
    return Choice(
        subject.number, subjects.name(dossier, subject), reason, tuple(facts), "blocked", None if alone else reason
    )


def _found(dossier: Dossier, subject: Subject, draft: Draft, receipt: Receipt) -> Determination | Refusal:
    """What the rule says of one subject, or why it cannot say anything."""
    try:
        return determining.withdraw(
            dossier, subject, receipt.received_at.date(), receipt.sent_on, answers(draft), receipt.readings
        )
    except Refusal as refusal:
        return refusal


def _started(dossier: Dossier, among: tuple[Subject, ...]) -> Field:
    return Field(
        "started",
        "checks",
        because("Which of these started early because the customer asked for it?"),
        hint=because("Only then is the use until the message charged."),
        choices=tuple(Choice(subject.number, subjects.name(dossier, subject)) for subject in among),
        clauses=("WER VI.51 §3",) if dossier.customer.country == "BE" else ("LU L.222-10 (6)",),
        required=False,
    )


def _start_day(dossier: Dossier, draft: Draft) -> list[Field]:
    """The day of the start, asked where it was requested and is not on record."""
    unknown = [
        number
        for number in draft.chosen
        if number in draft.started and subjects.started_on(dossier, Subject(draft.subject_kind, number)) is None
    ]
    if not unknown or draft.subject_kind == "service_inclusive":
        return []
    return [
        Field(
            "started_on",
            "date",
            because("Started on"),
            hint=because("Empty: it had not started, and nothing is charged."),
            required=False,
        )
    ]


def _choice_problem(dossier: Dossier, draft: Draft, receipt: Receipt | None) -> tuple[Refusal | None, str]:
    if not draft.chosen:
        return WrongInput("chosen", because("Choose what the customer withdraws from.")), "chosen"
    if receipt is None:
        return None, ""
    for subject in chosen(draft):
        found = _found(dossier, subject, draft, receipt)
        if isinstance(found, Refusal):
            return found, "chosen"
        if not found.value("allowed") and len(draft.chosen) > 1:
            sentence = because(
                "{service} can no longer be withdrawn: take it off the list, or refuse it in a case of its own.",
                service=subjects.name(dossier, subject),
            )
            return WrongInput("chosen", sentence), "chosen"
    return None, ""


def _money(dossier: Dossier, draft: Draft) -> Step:
    paid_with = payments.means_of(dossier, payments.numbers(dossier, draft.subject_kind, draft.chosen))
    fields = [
        Field(
            "means",
            "cards",
            because("How is the money paid back?"),
            choices=(
                Choice("same", because("The way it was paid"), payments.described(paid_with)),
                Choice("other", because("Another way"), because("Only if the customer expressly agrees, at no cost.")),
            ),
            clauses=("MC 15", "WER VI.50 §1") if dossier.customer.country == "BE" else ("MC 15", "LU L.222-10 (1)"),
        )
    ]
    problem: Refusal | None = None
    where = ""
    if draft.means == "other":
        fields.append(Field("other_means", "text", because("Account number (IBAN)")))
        fields.append(Field("agreed", "yes_no", because("Did the customer expressly agree to this?")))
        if not iban.is_valid(draft.other_means, check_country=False):
            where, problem = (
                "other_means",
                WrongInput(
                    "other_means", because("This is not a valid account number: check the IBAN with the customer.")
                ),
            )
        elif not draft.agreed:
            where, problem = (
                "agreed",
                WrongInput(
                    "agreed",
                    because("Without the customer's express agreement the money goes back the way it was paid."),
                ),
            )
    late = _if_late(dossier, draft)
    if late is not None:
        fields.append(late)
    return Step(
        "money", because("Money back"), "form", tuple(fields), (payments.shown(draft, paid_with),), problem, where
    )


def _if_late(dossier: Dossier, draft: Draft) -> Field | None:
    """What a refund costs that comes too late, where the law adds interest (LU L.222-10 (1))."""
    receipt = _receipt(draft)
    if receipt is None or not draft.chosen:
        return None
    found = _found(dossier, chosen(draft)[0], draft, receipt)
    finding = None if isinstance(found, Refusal) else found.finding("late_refund_governed_by")
    if finding is None or finding.because is None:
        return None
    shown = (Choice("late", finding.because),)
    return Field(
        "late", "show", because("If the money comes late"), choices=shown, clauses=finding.clauses, required=False
    )


def _receipt(draft: Draft) -> Receipt | None:
    if draft.received_at is None or (draft.sent_on is not None and draft.sent_on > draft.received_at.date()):
        return None
    return notice.receipt_of(draft)
