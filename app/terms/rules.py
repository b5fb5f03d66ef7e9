"""The rulebook: every rule by its case-book name, with the facts it takes and the contested points that touch it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from app.terms import duration, facts, service_termination, sim, withdrawal
from app.terms.clause import Determination, NotCovered, because
from app.terms.edition import Edition
from app.terms.readings import DEFAULT, Choice, alternatives


class Rule(NamedTuple):
    """A rule: its facts class, the function that answers, the ids of the contested points it knows."""

    facts: type
    answer: Callable[..., Determination]
    points: tuple[str, ...] = ()


RULES: dict[str, Rule] = {
    "withdrawal": Rule(facts.WithdrawalFacts, withdrawal.withdrawal, ("G07", "G31", "G34", "G35", "G40", "G41")),
    "sim_deactivation": Rule(facts.SimFacts, sim.sim_deactivation, ("G15", "G27", "G30")),
    "customer_terminates_framework": Rule(
        facts.FrameworkTerminationFacts, duration.customer_terminates_framework, ("G04", "G13", "G15")
    ),
    "customer_terminates_service": Rule(
        facts.ServiceTerminationFacts, service_termination.customer_terminates_service, ("G11", "G15", "G17")
    ),
    "non_renewal": Rule(facts.NonRenewalFacts, duration.non_renewal, ("G16",)),
    "term_length": Rule(facts.TermLengthFacts, duration.term_length, ("G49",)),
    "vehicle_sale": Rule(facts.VehicleSaleFacts, service_termination.vehicle_sale, ("G19",)),
}


def determine(
    name: str, facts: Any, edition: Edition, chosen: Choice = DEFAULT, *, readings: bool = False
) -> Determination:
    """Answer a rule by its name.

    ``chosen`` holds the readings chosen against the default; with ``readings`` the findings also carry what each other
    reading would give (slower: the rule runs once per reading). Raises ``NotCovered`` for a name no rule has and
    ``WrongInput`` naming the field for facts that cannot be.
    """
    rule = RULES.get(name)
    if rule is None:
        raise NotCovered(because("No rule is called {name}.", name=name))
    answer = edition.rules.get(name, rule.answer)
    if not readings:
        return answer(facts, edition, chosen)
    return alternatives(lambda choice: answer(facts, edition, choice), rule.points, chosen)
