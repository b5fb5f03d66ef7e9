"""The pages of the termination wizard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.acts import better, endings, notice, subjects, telephone, wording
from app.acts.chosen_readings import in_force
from app.acts.rows import Option
from app.acts.step import Choice, Field, Step
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Refusal, WrongInput, because, because_count

if TYPE_CHECKING:
    from app.acts.termination import Draft

GO_ON = "go_on"
_SALE_EVIDENCE = {
    "customer": because("What the customer says"),
    "sale_contract": because("Copy of the sale contract"),
    "deregistration": because("Proof that the plate was returned"),
}


def steps(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Every page in order; the last is the review."""
    pages: list[Step] = []
    options = better.than_termination(dossier, draft)
    if options:
        pages.append(_better(draft, options))
    pages.append(_customer(dossier, draft))
    pages.append(notice.step(draft, today))
    if draft.subject_kind == "sale":
        pages.append(_sale(draft))
    if draft.subject_kind != "booking":
        try:
            pages.append(_services(dossier, draft, today))
        except Refusal as missing:
            pages.append(Step("services", because("Services"), "form", problem=missing))
    pages.append(Step("review", because("Review"), "review", summary=(because("Check, then record"),)))
    return tuple(pages)


def _better(draft: Draft, options: tuple[Option, ...]) -> Step:
    """The better option first: it costs the customer less, and one click switches to it."""
    choices = [
        Choice(GO_ON, because("Terminate all the same"), because("The customer knows what the other way gives."))
    ]
    choices += [
        Choice(better.value_of(option), option.title, _gain(option), _gain_facts(option), option.state)
        for option in options
    ]
    problem: Refusal | None = None
    if draft.way not in [choice.value for choice in choices]:
        sentence = because("Offer the better way first, and record what the customer chooses.")
        problem = WrongInput("way", sentence)
    elif draft.way != GO_ON:
        problem = Refusal(because("The customer chose the other way: start it, and close this draft."))
    return Step(
        "better",
        because("Better option"),
        "form",
        (Field("way", "cards", because("Something else is better for the customer"), choices=tuple(choices)),),
        (because("Explained and turned down"),) if problem is None else (),
        problem,
        "way" if problem else "",
    )


def _gain(option: Option) -> Because | None:
    if option.refund and option.refund_due_by is not None:
        return because("{refund} back by {day}.", refund=option.refund, day=option.refund_due_by)
    if option.last_service_day is not None:
        return because("Ends on {day}, and no further payment is taken.", day=option.last_service_day)
    return None


def _gain_facts(option: Option) -> tuple[tuple[Because, Because], ...]:
    facts = []
    if option.last_service_day is not None:
        facts.append((because("Last day"), Because("{day}", (("day", option.last_service_day),))))
    if option.refund is not None:
        facts.append((because("Refund"), Because("{refund}", (("refund", option.refund),))))
    return tuple(facts)


def _customer(dossier: Dossier, draft: Draft) -> Step:
    return Step(
        "customer",
        because("Customer"),
        "form",
        (
            Field(
                "customer_type",
                "cards",
                because("As what did the customer conclude this contract?"),
                choices=(
                    Choice("consumer", because("Consumer"), because("May leave a renewed term at any time.")),
                    Choice("trader", because("Trader"), because("Stays until a renewed term ends.")),
                ),
                clauses=("WER VI.91",),
            ),
        ),
        notice.customer_lines(dossier, draft.customer_type),
    )


def _sale(draft: Draft) -> Step:
    fields = (
        Field("sold_on", "date", because("Day of the sale"), clauses=("MC 8.6",)),
        Field(
            "sale_evidence",
            "choice",
            because("How do we know?"),
            choices=tuple(Choice(word, label) for word, label in _SALE_EVIDENCE.items()),
        ),
        duties_field(),
        Field("told_of_duties", "yes_no", because("Did you tell the customer about these duties?"), required=False),
    )
    missing = draft.sold_on is None
    return Step(
        "sale",
        because("Sale"),
        "form",
        fields,
        (because("Sold {day}", day=draft.sold_on),) if draft.sold_on else (),
        WrongInput("sold_on", because("Enter the day on which the vehicle was sold or passed on."))
        if missing
        else None,
        "sold_on" if missing else "",
    )


def duties_field() -> Field:
    """What the customer has to do when the vehicle changes hands (MC 7.2, 7.3), to be read out."""
    return Field(
        "duties",
        "show",
        because("What the customer has to do"),
        choices=(
            Choice("unlink_vehicle_in_portal", because("Unlink the vehicle in the Portal")),
            Choice("erase_personal_data", because("Erase personal data in the vehicle")),
            Choice("notify_provider", because("Tell us: done with this message")),
            Choice("inform_new_holder_of_services", because("Tell the new holder which services are on and off")),
        ),
        clauses=("MC 7.2", "MC 7.3"),
        required=False,
    )


def _services(dossier: Dossier, draft: Draft, today: date) -> Step:
    on = draft.received_at.date() if draft.received_at else today
    running = telephone.running(dossier, on)
    fields: list[Field] = []
    if draft.subject_kind == "sale":
        fields.append(_limited(dossier, draft, running, on))
        fields.append(
            Field(
                "with_contract",
                "yes_no",
                because("Does the customer end the contract as well, with one month's notice?"),
                clauses=("MC 8.1",),
            )
        )
    else:
        fields.append(_what_ends(dossier, draft, on))
    monthly = tuple(row for row in running if row.kind == "monthly" and row.first_due_on is not None)
    if monthly:
        fields.append(_first(monthly, on))
    problem, where = _services_problem(draft)
    return Step("services", because("Services"), "form", tuple(fields), _services_summary(draft), problem, where)


def _limited(dossier: Dossier, draft: Draft, running: tuple[Booking, ...], on: date) -> Field:
    choices = []
    for row in running:
        if row.kind != "limited":
            continue
        facts = [(because("Paid until"), _day(row.period_end))] if row.period_end else []
        one = endings.sale_of(dossier, row, draft.sold_on or on, on, in_force(draft))
        if one.last_day is not None and draft.sold_on is not None:
            facts.append((because("Last day"), _day(one.last_day)))
        choices.append(Choice(row.number, wording.booked(row), facts=tuple(facts), state="allowed"))
    return Field(
        "chosen",
        "checks",
        because("Which services with a fixed term end because of the sale?"),
        choices=tuple(choices),
        clauses=("MC 8.6",),
        required=False,
    )


def _what_ends(dossier: Dossier, draft: Draft, on: date) -> Field:
    contract = endings.contract_of(dossier, on, draft.also_end, in_force(draft))
    choices = []
    for row, last_day, survives in endings.contract_services(dossier, contract):
        text = (
            because("Runs on to its end, {day}", day=last_day)
            if survives
            else because("Ends with the contract, {day}", day=last_day)
        )
        choices.append(Choice(row.number, wording.booked(row), text, state="allowed" if survives else "ends"))
    return Field(
        "what_ends",
        "show",
        because("What happens to the services"),
        choices=tuple(choices),
        clauses=("MC 8.1",),
        required=False,
    )


def _first(monthly: tuple[Booking, ...], on: date) -> Field:
    choices = []
    for row in monthly:
        due = subjects.next_due(row, on)
        facts = ((because("Next due"), _day(due)),) if due else ()
        choices.append(
            Choice(
                row.number,
                because("{service}, {price} a month", service=wording.booked(row), price=row.price),
                None,
                facts,
            )
        )
    return Field(
        "also_end",
        "checks",
        because("End these at their next due date instead of with the notice?"),
        hint=because("Costs less: that payment is not taken any more."),
        choices=tuple(choices),
        clauses=("MC 8.5 a",),
        required=False,
    )


def _services_problem(draft: Draft) -> tuple[Refusal | None, str]:
    if draft.subject_kind != "sale":
        return None, ""
    if draft.with_contract is None:
        sentence = because("Ask whether the contract ends as well, and record the answer.")
        return WrongInput("with_contract", sentence), "with_contract"
    if not draft.chosen and not draft.with_contract and not draft.also_end:
        return WrongInput("chosen", because("Choose what ends because of the sale.")), "chosen"
    return None, ""


def _services_summary(draft: Draft) -> tuple[Because, ...]:
    lines = []
    if draft.chosen:
        lines.append(because_count("{count} service ends", "{count} services end", len(draft.chosen)))
    if draft.also_end:
        lines.append(
            because_count(
                "{count} ends at its next due date", "{count} end at their next due date", len(draft.also_end)
            )
        )
    if draft.with_contract or draft.subject_kind == "contract":
        lines.append(because("The contract ends"))
    return tuple(lines)


def _day(day: date | None) -> Because:
    return Because("{day}", (("day", day),)) if day is not None else because("not known")
