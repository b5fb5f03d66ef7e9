"""The questions behind the options: each asked with the facts the act itself would give the rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.acts.options import options_for
from app.acts.standing import questions
from app.terms.edition import edition_called
from app.terms.rules import determine
from tests.acts import examples

NOW = examples.NOW


def asked(dossier: Any) -> set[tuple[str, str]]:
    return {(one.rule, one.subject) for one in questions(dossier, NOW)}


def test_every_question_of_a_dossier() -> None:
    ending = examples.package(auto_renewal=True, renewal_months=12)
    packages = (examples.service_inclusive(),)
    dossier = examples.with_bookings(ending, examples.recorder(), examples.monthly(), service_inclusive=packages)
    number = dossier.contract.number
    assert asked(dossier) == {
        ("withdrawal", "B-10001"),
        ("withdrawal", "B-10002"),
        ("withdrawal", "B-10003"),
        ("withdrawal", number),
        ("withdrawal", packages[0].number),
        ("customer_terminates_service", "B-10001"),
        ("customer_terminates_service", "B-10002"),
        ("customer_terminates_service", "B-10003"),
        ("customer_terminates_framework", number),
        ("provider_terminates", number),
        ("provider_terminates", "B-10002"),
        ("provider_terminates_recurring", "B-10003"),
        ("vehicle_sale", "B-10001"),
        ("non_renewal", "B-10001"),
        ("sim_deactivation", number),
    }
    assert {one.edition for one in questions(dossier, NOW)} == {examples.EDITION}


def test_what_is_over_asks_nothing() -> None:
    gone = examples.package(ended_as="withdrawn", ends_on=date(2026, 12, 20))
    contract = examples.contract(gone, ended_as="terminated", ends_on=date(2027, 1, 1))
    dossier = examples.dossier(contract=contract, vehicle=examples.vehicle(sim=None))
    rules = asked(dossier)
    assert not any(subject == gone.number for _, subject in rules)
    assert {"customer_terminates_framework", "provider_terminates"}.isdisjoint(rule for rule, _ in rules)
    assert "sim_deactivation" not in {rule for rule, _ in rules}


def test_a_customer_without_a_contract_asks_nothing() -> None:
    assert questions(examples.dossier(contract=None, service_inclusive=()), NOW) == ()


def test_the_facts_are_those_of_the_options() -> None:
    dossier = examples.dossier()
    shown = {
        (one.determination.rule, one.subject): one.determination.value("refund")
        for one in options_for(dossier, examples.BY_PHONE)
        if one.determination is not None and one.act != "sim_deactivation"
    }
    found = {
        (one.rule, one.subject): determine(one.rule, one.facts, edition_called(one.edition)).value("refund")
        for one in questions(dossier, NOW)
    }
    assert shown.items() <= found.items()
