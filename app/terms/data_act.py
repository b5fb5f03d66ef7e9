"""Requests for data: the Data Act sheets (DA1, DA2) and the GDPR."""

from __future__ import annotations

from app.terms.calendar import months_after
from app.terms.clause import Determination, Finding, because, because_count
from app.terms.edition import Edition
from app.terms.facts_services import DataRequestFacts
from app.terms.readings import DEFAULT, Choice


def _third_party(facts: DataRequestFacts) -> tuple[Finding, ...]:
    if facts.holder_agrees:
        text = because("The holder agrees: the third party gets the data through MINI CarData, by VIN.")
    else:
        text = because("A third party gets data only when the holder agrees.")
    personal = facts.holder_agrees and facts.consent_personal_data
    if personal:
        consent = because("Consent covers personal data as well.")
    else:
        consent = because("Personal data need the holder's agreement and consent.")
    return (
        Finding("via", "cardata", ("DA1", "DA2"), text),
        Finding("allowed", facts.holder_agrees, ("DA1", "DA2"), text),
        Finding("keyed_on", "vin", ("DA1",), text),
        Finding("personal_data", personal, ("DA1", "DA2"), consent),
    )


def _personal(facts: DataRequestFacts, edition: Edition) -> tuple[Finding, ...]:
    months = edition.numbers.data_reply_months
    reply_by = None if facts.received_on is None else months_after(facts.received_on, months)
    if facts.received_on is None:
        text = because("The day the request was received is not known, so the reply has no date yet.")
    else:
        text = because_count(
            "Received on {received_on} + {count} month = {reply_by}, the last day to reply.",
            "Received on {received_on} + {count} months = {reply_by}, the last day to reply.",
            months,
            received_on=facts.received_on,
            reply_by=reply_by,
        )
    routed = because("Customer service answers requests for personal data.")
    return (
        Finding("via", "customer_service_gdpr", ("DA1",), routed),
        Finding("allowed", True, ("DA1",), routed),
        Finding("reply_by", reply_by, ("GDPR art. 12(3)",), text),
    )


def data_request(facts: DataRequestFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Who gets which data and how (DA1, DA2), and by when a request for personal data is answered (GDPR 12(3), FWD)."""
    if facts.by == "third_party":
        found = _third_party(facts)
    elif facts.kind == "personal":
        found = _personal(facts, edition)
    else:
        text = because("The customer reads product data at the vehicle's socket or gets them through MINI CarData.")
        found = (Finding("via", "obd_or_cardata", ("DA1",), text), Finding("allowed", True, ("DA1",), text))
    return Determination("data_request", edition.id, found)
