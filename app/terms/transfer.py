"""Transfer of the contract: MC 7.1 and 5.4. What the customer owes when the vehicle is sold stands with MC 8.6."""

from __future__ import annotations

from app.terms.clause import Determination, Finding, because
from app.terms.edition import Edition
from app.terms.facts import TransferFacts
from app.terms.readings import DEFAULT, Choice


def transfer_contract(facts: TransferFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """May the contract pass to somebody else (MC 7.1)? Only with the provider's consent, even on a sale."""
    if facts.provider_consents:
        text = because("The provider has agreed, so the contract can pass to the new holder.")
    else:
        text = because(
            "The contract passes to somebody else only when the provider agrees, even if the vehicle is sold."
        )
    return Determination(
        "transfer_contract",
        edition.id,
        (Finding("allowed", facts.provider_consents, ("MC 7.1", "MC 5.4"), text),),
    )
