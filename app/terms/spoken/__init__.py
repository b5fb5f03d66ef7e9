"""What an agent reads out to the caller for each rule: two to four plain sentences with their days and amounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.terms.clause import Because, Determination, Finding, because
from app.terms.spoken import beginning, changes, ending, packages, services, trouble
from app.terms.spoken import withdrawal as withdrawing
from app.terms.spoken.sentences import Spoken, paragraph, where

_SAID: dict[str, Callable[[Determination, Because | None], Spoken]] = {
    "formation": beginning.formation,
    "store_purchase": beginning.store_purchase,
    "sim_deactivation": ending.sim_off,
    "external_store": beginning.external_store,
    "strike": beginning.strike,
    "outage": trouble.outage,
    "remote_intervention": trouble.remote_intervention,
    "payment_default": trouble.payment_default,
    "set_off": trouble.set_off,
    "expired_payment_means": trouble.expired_means,
    "transfer_contract": ending.transfer,
    "customer_terminates_framework": ending.contract_ended,
    "provider_terminates": ending.ended_by_provider,
    "provider_terminates_recurring": ending.monthly_ended_by_provider,
    "term_length": ending.term,
    "non_renewal": ending.renewal,
    "customer_terminates_service": ending.service_ended,
    "vehicle_sale": ending.sold,
    "sanctions": trouble.sanctions,
    "breach": trouble.breach,
    "extraordinary_by_customer": trouble.good_reason,
    "framework_change": changes.of_contract,
    "terms_change": changes.of_terms,
    "service_change": changes.of_service,
    "withdrawal": withdrawing.withdrawal,
    "telephone_contract": withdrawing.unbound,
    "si_activation": packages.activation,
    "si_package": packages.which,
    "si_term": packages.term,
    "si_extension": packages.extension,
    "si_loss": packages.loss,
    "si_entitlement": packages.entitlement,
    "eligibility": services.eligibility,
    "limits": services.limits,
    "retention": services.retention,
    "data_request": services.data_request,
    "hotline": services.hotline,
    "forum": services.forum,
}


def sentences(found: Determination, facts: Any = None, name: Because | None = None) -> Spoken:
    """The sentences of a determination. ``facts`` are by default those it carries; ``name`` is the service's.

    Raises ``KeyError`` for a determination of no rule.
    """
    told = found if facts is None else found._replace(facts=facts)
    return (*_SAID[found.rule](told, name), *where(told))


def read_out(found: Determination, facts: Any = None, name: Because | None = None) -> Because:
    """The sentences as one paragraph."""
    return paragraph(sentences(found, facts, name))


def read_out_checked(found: Determination, name: Because | None = None) -> Because:
    """The same where a supervisor confirms the money first, whatever the rule says: no amount is promised."""
    confirmed = Finding("supervisor", True, ())
    return read_out(found._replace(findings=(confirmed, *found.findings)), name=name)


def read_out_missing(question: Because) -> Because:
    """What is asked before anything can be answered."""
    return because("I need to know one more thing to answer this. {question}", question=question)


def read_out_open() -> Because:
    """What is said where no rule answers."""
    return because("I cannot answer this right away. A colleague looks into it and lets you know.")
