"""Words for what a dossier records: kinds, languages, channels, acts, states, means of payment."""

from __future__ import annotations

from app.records.rows import Vehicle
from app.terms.clause import Because, because, because_word

CUSTOMER_KINDS = {"consumer": because("Consumer"), "trader": because("Trader")}
LANGUAGES = {"nl": because("Dutch"), "fr": because("French"), "de": because("German"), "en": because("English")}
CHANNELS: tuple[tuple[str, Because, str], ...] = (
    ("letter", because("Letter"), "mail"),
    ("email", because("E-mail"), "send"),
    ("phone", because("Phone"), "phone"),
    ("portal", because("Portal"), "external-link"),
    ("app", because("MINI App"), "plug"),
    ("counter", because("At the counter"), "building-store"),
    ("online_function", because("Online withdrawal function"), "external-link"),
)
POSTED = frozenset({"letter", "email", "portal", "app", "online_function"})
"""Channels by which a message is sent on one day and can arrive on another."""

CASE_STATES = {
    "open": because_word("case", "Open"),
    "waits_for_approval": because("Waits for approval"),
    "sent_back": because("Sent back"),
    "approved": because("Approved"),
    "done": because("Done"),
    "refused": because("Refused"),
    "stopped": because("Stopped"),
    "being_carried_out": because("Being carried out"),
    "cancelled": because("Cancelled"),
    "corrected": because("Corrected"),
}
CASE_MARKS = {
    "open": "running",
    "waits_for_approval": "approval",
    "sent_back": "question",
    "approved": "done",
    "done": "done",
    "refused": "blocked",
    "stopped": "off",
    "being_carried_out": "running",
    "cancelled": "off",
    "corrected": "off",
}
LETTER_KINDS = {
    "withdrawal_form": because("Withdrawal form"),
    "acknowledgement": because("Acknowledgement of receipt"),
    "withdrawal_confirmation": because("Confirmation of the withdrawal"),
    "withdrawal_refusal": because("Refusal of the withdrawal"),
    "termination_confirmation": because("Confirmation of the termination"),
    "sim_confirmation": because("SIM switched off, confirmation"),
    "sim_work_order": because("SIM work order for the dealer"),
    "sim_receipt": because("SIM receipt from the dealer"),
    "sim_done": because("SIM switched, letter after the dealer's work"),
    "refusal": because("Refusal"),
    "non_renewal_confirmation": because("Confirmation that a term is not renewed"),
    "passing_on_duties": because("Duties when the car changes hands"),
    "objection_confirmation": because("Confirmation of an objection"),
    "sim_reactivation_confirmation": because("SIM switched on, confirmation"),
    "outage_compensation": because("Refund for days without service"),
    "refund_statement": because("Statement of a refund"),
    "service_inclusive_activation": because("Service Inclusive, start"),
    "service_inclusive_extension": because("Service Inclusive, extension"),
    "service_inclusive_entitlement": because("Service Inclusive, works covered"),
    "data_request_acknowledgement": because("Acknowledgement of a data request"),
    "complaint_answer": because("Answer to a complaint"),
    "notice_of_termination": because("Termination by MINI"),
    "payment_means_warning": because("Warning: means of payment expires"),
    "suspension_notice": because("Notice of a suspension"),
    "suspension_lifted": because("End of a suspension"),
    "breach_warning": because("Warning of a breach of the terms"),
    "cancellation_confirmation": because("Confirmation that a case does not go ahead"),
    "correction": because("Correction of a case"),
    "service_overview": because("Services of the car"),
}
LETTER_STATES = {
    "ready": because("Ready to print"),
    "printing": because("Printing"),
    "printed": because("Printed"),
    "held": because("Held back"),
    "failed": because("Printing failed"),
    "mailed": because("Sent by e-mail"),
}
LETTER_MARKS = {
    "ready": "ready",
    "printing": "running",
    "printed": "done",
    "held": "held",
    "failed": "failed",
    "mailed": "done",
}
SIM_STATES = {
    "active": (because_word("SIM", "Active"), "active"),
    "partial": (because_word("SIM", "Partly off"), "partial"),
    "off": (because_word("SIM", "Off"), "off"),
}
MEANS = {
    "visa": because("Visa"),
    "mastercard": because("Mastercard"),
    "bancontact": because("Bancontact"),
    "paypal": because("PayPal"),
    "direct_debit": because("Direct debit"),
    "transfer": because("Bank transfer"),
}


def named(words: dict[str, Because], key: str) -> Because:
    """The words for ``key``; a key without words stands as it is, so that nothing recorded is ever hidden."""
    return words.get(key, Because(key.replace("_", " ").replace("{", "").replace("}", "")))


def sim_line(vehicle: Vehicle) -> Because:
    """What holds for the SIM of a vehicle, in a few words."""
    if vehicle.sim is not None and vehicle.sim.state != "active":
        return because("Since {day}", day=vehicle.sim.since)
    if "eu_ecall" in vehicle.type_approval_functions:
        return because("eCall stays, type approval")
    return because("No function fixed by type approval")
