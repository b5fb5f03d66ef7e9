"""How the contract and bookings come about: MC 1.4, 1.5, 2.4, 6.2 to 6.4."""

from __future__ import annotations

from datetime import date

from app.terms.checks import needed
from app.terms.clause import Determination, Finding, because
from app.terms.edition import Edition
from app.terms.facts import FormationFacts, StorePurchaseFacts
from app.terms.readings import DEFAULT, Choice


def _with_purchase(facts: FormationFacts) -> tuple[Finding, ...]:
    bought = needed(facts.purchase_contract_on, "purchase_contract_on")
    text = because(
        "A service is part of the standard equipment, so the contract starts with the purchase of {bought_on}.",
        bought_on=bought,
    )
    return (Finding("framework_effective_on", bought, ("MC 1.4 a",), text),)


def _with_activation(facts: FormationFacts) -> tuple[Finding, ...]:
    registered = facts.first_registration_on
    later = [day for day in facts.activations if registered is not None and day >= registered]
    effective = min(later) if later else None
    if effective is None:
        text = because("No service has been activated since the first registration, so there is no contract yet.")
    else:
        text = because(
            "All services are optional equipment: the contract starts with the first activation after the "
            "registration, on "
            "{effective_on}.",
            effective_on=effective,
        )
    return (Finding("framework_effective_on", effective, ("MC 1.4 b",), text),)


def _accepted_on(facts: FormationFacts, clicked: date) -> date | None:
    """The day a Store booking was accepted: declared, or else activated; ``None`` when it is not known (G64)."""
    if facts.declaration_sent:
        return facts.declaration_on
    return min((day for day in facts.activations if day >= clicked), default=None)


def _in_store(facts: FormationFacts, chosen: Choice) -> tuple[Finding, ...]:
    clicked = needed(facts.last_button_clicked_on, "last_button_clicked_on")
    if facts.declaration_sent:
        accepted = because("A declaration of acceptance was sent.")
    else:
        accepted = because("No declaration was sent, so the activation of the service is the acceptance.")
    binding, bound = (
        clicked,
        because("The last payment button was clicked on {clicked_on}: that makes the booking.", clicked_on=clicked),
    )
    accepted_on = _accepted_on(facts, clicked) if "G64 B" in chosen else None
    if accepted_on is not None:
        binding = accepted_on
        bound = because("The booking was accepted on {accepted_on}: that makes it.", accepted_on=accepted_on)
    if facts.no_connection:
        delivered = because("There is no data link to the vehicle: the service is activated once there is one.")
    else:
        delivered = because("The vehicle can be reached, so the service is activated at once.")
    return (
        Finding("binding_on", binding, ("MC 6.2 d",), bound),
        Finding("activation_delayed_until_data_connection", facts.no_connection, ("MC 6.4",), delivered),
        Finding("acceptance", "declaration" if facts.declaration_sent else "activation", ("MC 1.5",), accepted),
    )


def formation(facts: FormationFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """When the contract takes effect or a booking binds (MC 1.4, 1.5, 6.2 d, 6.4)."""
    if facts.case == "standard_equipment":
        found = _with_purchase(facts)
    elif facts.case == "optional_only":
        found = _with_activation(facts)
    else:
        found = _in_store(facts, chosen)
    return Determination("formation", edition.id, found)


def store_purchase(facts: StorePurchaseFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """What a purchase or extension in the Store needs (MC 2.4, 6.2) and whether it may be refused (MC 6.3)."""
    needs = {
        "framework_contract": facts.framework_contract,
        "portal_registration": facts.portal_registration,
        "vehicle_linked": facts.vehicle_linked,
        "address": facts.address,
        "payment_details": facts.payment_details,
    }
    missing = tuple(name for name, there in needs.items() if not there)
    if missing:
        text = because(
            "A purchase needs a contract, a Portal account, the linked vehicle, an address and payment details; not "
            "all are "
            "there."
        )
    else:
        text = because("Everything a purchase in the Store needs is there.")
    if facts.sanctioned:
        refused = because("The customer is on a sanctions list: the provider may refuse the booking.")
    else:
        refused = because("Nothing lets the provider refuse the booking.")
    return Determination(
        "store_purchase",
        edition.id,
        (
            Finding("allowed", not missing, ("MC 2.4",), text),
            Finding("missing", missing, ("MC 2.4",), text),
            Finding("may_be_refused", facts.sanctioned, ("MC 6.3",), refused),
        ),
    )
