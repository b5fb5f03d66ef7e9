"""The rulebook: every rule by its case-book name, with the facts it takes and the contested points that touch it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from app.terms import (
    breach,
    changes,
    contact,
    contract,
    data_act,
    disruption,
    duration,
    facts,
    facts_services,
    payment,
    provider,
    service_inclusive,
    service_termination,
    services,
    sim,
    store,
    transfer,
    withdrawal,
)
from app.terms.clause import Determination, NotCovered, because
from app.terms.edition import Edition
from app.terms.readings import DEFAULT, Choice, alternatives


class Rule(NamedTuple):
    """A rule: its facts class, the function that answers, the ids of the contested points it knows."""

    facts: type
    answer: Callable[..., Determination]
    points: tuple[str, ...] = ()


RULES: dict[str, Rule] = {
    "formation": Rule(facts.FormationFacts, contract.formation, ("G64",)),
    "store_purchase": Rule(facts.StorePurchaseFacts, contract.store_purchase),
    "sim_deactivation": Rule(
        facts.SimFacts, sim.sim_deactivation, ("G12", "G15", "G20", "G26", "G27", "G30", "G40", "G41")
    ),
    "external_store": Rule(facts.ExternalStoreFacts, store.external_store),
    "strike": Rule(facts.StrikeFacts, store.strike),
    "outage": Rule(facts.OutageFacts, disruption.outage, ("G08", "G12", "G73", "G74")),
    "remote_intervention": Rule(facts.InterventionFacts, disruption.remote_intervention),
    "payment_default": Rule(facts.PaymentDefaultFacts, payment.payment_default, ("G40",)),
    "set_off": Rule(facts.SetOffFacts, payment.set_off),
    "expired_payment_means": Rule(facts.ExpiredMeansFacts, payment.expired_payment_means, ("G22",)),
    "transfer_contract": Rule(facts.TransferFacts, transfer.transfer_contract),
    "customer_terminates_framework": Rule(
        facts.FrameworkTerminationFacts,
        duration.customer_terminates_framework,
        ("G04", "G06", "G12", "G13", "G14", "G15"),
    ),
    "provider_terminates": Rule(
        facts.ProviderTerminationFacts,
        provider.provider_terminates,
        ("G01", "G02", "G03", "G06", "G09", "G10", "G11", "G12", "G15"),
    ),
    "provider_terminates_recurring": Rule(
        facts.ProviderRecurringFacts, provider.provider_terminates_recurring, ("G09", "G10", "G11", "G12")
    ),
    "term_length": Rule(facts.TermLengthFacts, duration.term_length, ("G18", "G49")),
    "non_renewal": Rule(facts.NonRenewalFacts, duration.non_renewal, ("G16", "G18")),
    "customer_terminates_service": Rule(
        facts.ServiceTerminationFacts,
        service_termination.customer_terminates_service,
        ("G06", "G11", "G12", "G14", "G15", "G17"),
    ),
    "vehicle_sale": Rule(facts.VehicleSaleFacts, service_termination.vehicle_sale, ("G05", "G19")),
    "sanctions": Rule(facts.SanctionsFacts, breach.sanctions, ("G23",)),
    "breach": Rule(facts.BreachFacts, breach.breach, ("G24",)),
    "extraordinary_by_customer": Rule(facts.ExtraordinaryFacts, breach.extraordinary_by_customer, ("G25",)),
    "framework_change": Rule(facts.FrameworkChangeFacts, changes.framework_change, ("G08", "G12", "G40", "G43")),
    "terms_change": Rule(facts.TermsChangeFacts, changes.terms_change, ("G44", "G45")),
    "service_change": Rule(
        facts.ServiceChangeFacts, changes.service_change, ("G08", "G12", "G40", "G41", "G46", "G47")
    ),
    "withdrawal": Rule(
        facts.WithdrawalFacts,
        withdrawal.withdrawal,
        ("G07", "G12", "G31", "G32", "G33", "G34", "G35", "G36", "G37", "G40", "G41", "G59"),
    ),
    "si_activation": Rule(facts_services.ActivationFacts, service_inclusive.si_activation, ("G52",)),
    "si_package": Rule(facts_services.PackageFacts, service_inclusive.si_package, ("G53", "G54")),
    "si_term": Rule(facts_services.PackageTermFacts, service_inclusive.si_term, ("G48", "G49", "G51")),
    "si_extension": Rule(facts_services.ExtensionFacts, service_inclusive.si_extension, ("G40", "G55", "G56", "G61")),
    "si_loss": Rule(facts_services.LossFacts, service_inclusive.si_loss, ("G57", "G58")),
    "si_entitlement": Rule(facts_services.EntitlementFacts, service_inclusive.si_entitlement),
    "eligibility": Rule(facts_services.EligibilityFacts, services.eligibility),
    "limits": Rule(facts_services.LimitsFacts, services.limits),
    "retention": Rule(facts_services.RetentionFacts, services.retention, ("G88",)),
    "data_request": Rule(facts_services.DataRequestFacts, data_act.data_request),
    "hotline": Rule(facts_services.HotlineFacts, contact.hotline),
    "forum": Rule(facts_services.ForumFacts, contact.forum),
}


def determine(
    name: str, facts: Any, edition: Edition, chosen: Choice = DEFAULT, *, readings: bool = False
) -> Determination:
    """Answer a rule by its name.

    The determination carries the facts. ``chosen`` holds the readings chosen against the default; with ``readings``
    the findings also carry what each other reading would give (slower: the rule runs once per reading). Raises
    ``NotCovered`` for a name no rule has and ``WrongInput`` naming the field for facts that cannot be.
    """
    rule = RULES.get(name)
    if rule is None:
        raise NotCovered(because("No rule is called {name}.", name=name))
    answer = edition.rules.get(name, rule.answer)
    if not readings:
        found = answer(facts, edition, chosen)
        return Determination(found.rule, found.edition, found.findings, facts, found.about)
    found = alternatives(lambda choice: answer(facts, edition, choice), rule.points, chosen)
    return found._replace(facts=facts)
