"""The pages of the SIM wizard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.acts import determining, endings, notice, sim_effect, subjects, wording
from app.acts.chosen_readings import in_force
from app.acts.step import Choice, Field, Step
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.acts.sim_deactivation import Draft

_FUNCTIONS = ("eu_ecall", "map_data_for_speed_assist")


def steps(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Every page in order; the last is the review."""
    try:
        effect = _effect(dossier, draft, today)
    except Refusal as missing:
        effect = Step("effect", because("Effect and dealer"), "form", problem=missing)
    return (
        _customer(dossier, draft),
        notice.step(draft, today, because("Request")),
        effect,
        Step("review", because("Review"), "review", summary=(because("Check, then record"),)),
    )


def functions(draft: Draft) -> tuple[str, ...]:
    """The functions that stay by law, as answered."""
    return draft.functions if draft.has_functions else ()


def asks_to_terminate(dossier: Dossier, draft: Draft) -> bool:
    """Whether the contract goes on after the request, so that the agent has to ask (MC 1.6 b, 8.7)."""
    if draft.received_at is None or dossier.contract is None or dossier.contract.ended_as:
        return False
    return not determining.before_handover(dossier, draft.received_at)


def _customer(dossier: Dossier, draft: Draft) -> Step:
    vehicle = dossier.vehicle
    fields = [
        Field(
            "customer_type",
            "cards",
            because("As what did the customer conclude this contract?"),
            choices=(
                Choice("consumer", because("Consumer"), because("A natural person, outside trade and profession.")),
                Choice("trader", because("Trader"), because("For a business.")),
            ),
        ),
        Field(
            "has_functions",
            "yes_no",
            because("Does the type approval of this vehicle require eCall or map data?"),
            hint=because("Types approved from 31 March 2018 on have eCall; older ones may lack it.")
            if not (vehicle and vehicle.type_approval_functions)
            else because("On record for this vehicle."),
            clauses=("MC 1.6 b",),
        ),
    ]
    if draft.has_functions:
        known = dict.fromkeys((*_FUNCTIONS, *draft.functions))
        fields.append(
            Field(
                "functions",
                "checks",
                because("Which functions does it require?"),
                choices=tuple(Choice(word, wording.function(word)) for word in known),
                clauses=("MC 1.6 b",),
            )
        )
    problem, where = _functions_problem(draft)
    return Step(
        "customer",
        because("Customer"),
        "form",
        tuple(fields),
        notice.customer_lines(dossier, draft.customer_type),
        problem,
        where,
    )


def _functions_problem(draft: Draft) -> tuple[Refusal | None, str]:
    if draft.has_functions is None:
        sentence = because("Answer whether eCall or map data belong to the type approval: they cannot be switched off.")
        return WrongInput("has_functions", sentence), "has_functions"
    if draft.has_functions and not draft.functions:
        return WrongInput("functions", because("Choose the functions that the type approval requires.")), "functions"
    return None, ""


def _effect(dossier: Dossier, draft: Draft, today: date) -> Step:
    fields = [
        Field("stops", "show", because("Stops with the SIM"), choices=sim_effect.stops(dossier, today), required=False),
        Field(
            "stays",
            "show",
            because("Stays on"),
            choices=sim_effect.stays(dossier, functions(draft), today),
            clauses=("MC 1.6 b",),
            required=False,
        ),
    ]
    asks = asks_to_terminate(dossier, draft)
    if asks:
        fields.append(_terminate(dossier, draft, today))
    fields.append(
        Field(
            "dealer",
            "dealer",
            because("Where it is done"),
            hint=because("Not by phone: a dealer, a branch or a workshop does it."),
            choices=sim_effect.places(dossier),
            columns=sim_effect.PLACE_COLUMNS,
            clauses=("MC 1.6",),
            required=bool(dossier.dealers),
        )
    )
    if asks:
        fields += _also_end(dossier, draft, today)
    problem, where = _effect_problem(dossier, draft, asks=asks)
    return Step(
        "effect", because("Effect and dealer"), "form", tuple(fields), _effect_summary(dossier, draft), problem, where
    )


def _terminate(dossier: Dossier, draft: Draft, today: date) -> Field:
    on = draft.received_at.date() if draft.received_at else today
    end = endings.contract_of(dossier, on, draft.also_end, in_force(draft)).last_day
    until = Because("{day}", (("day", end),)) if end is not None else because("none")
    return Field(
        "terminate",
        "cards",
        because("Terminate the contract as well?"),
        hint=because("Switching the SIM off is not a notice. Ask, and record the answer."),
        choices=(
            Choice(
                "no",
                because("No, only switch it off"),
                goes_on(dossier, on),
                ((because("Last day"), because("none")), (because("Refund"), because("none"))),
            ),
            Choice(
                "yes",
                because("Yes, with one month's notice"),
                because("Open-ended services end too. What is paid for a fixed term runs to its end."),
                ((because("Last day"), until), (because("Refund"), because("none"))),
            ),
        ),
        clauses=("MC 8.7",),
    )


def goes_on(dossier: Dossier, on: date) -> Because:
    """What becomes of a contract that is not terminated as well: it rests, monthly payments go on (MC 8.7)."""
    monthly = _monthly(dossier, on)
    if not monthly:
        return because("The contract rests.")
    names = tuple(wording.booked(row) for row in monthly)
    return because("The contract rests. Monthly payments go on: {services}.", services=names)


def _monthly(dossier: Dossier, on: date) -> tuple[Booking, ...]:
    return tuple(row for row in subjects.running(dossier, on) if row.kind == "monthly" and row.first_due_on is not None)


def _also_end(dossier: Dossier, draft: Draft, today: date) -> list[Field]:
    on = draft.received_at.date() if draft.received_at else today
    monthly = _monthly(dossier, on)
    if not monthly:
        return []
    choices = []
    for row in monthly:
        due = subjects.next_due(row, on)
        facts = ((because("Next due"), Because("{day}", (("day", due),))),) if due is not None else ()
        choices.append(Choice(row.number, wording.booked(row), None, facts))
    return [
        Field(
            "also_end",
            "checks",
            because("End these at their next due date in the same case?"),
            hint=because("Costs less: the payments would go on while the SIM is off."),
            choices=tuple(choices),
            clauses=("MC 8.5 a",),
            required=False,
        )
    ]


def _effect_problem(dossier: Dossier, draft: Draft, *, asks: bool) -> tuple[Refusal | None, str]:
    if asks and draft.terminate not in ("no", "yes"):
        return (
            WrongInput("terminate", because("Ask whether the contract ends as well, and record the answer.")),
            "terminate",
        )
    if dossier.dealers and sim_effect.dealer(dossier, draft.dealer) is None:
        return WrongInput("dealer", because("Choose where the SIM is switched off.")), "dealer"
    return None, ""


def _effect_summary(dossier: Dossier, draft: Draft) -> tuple[Because, ...]:
    lines = []
    if draft.terminate == "yes":
        lines.append(because("Contract terminated too"))
    elif draft.terminate == "no":
        lines.append(because("Contract goes on"))
    place = sim_effect.dealer(dossier, draft.dealer)
    if place is not None:
        lines.append(Because("{name}", (("name", place.name),)))
    return tuple(lines)
