"""What each act is called as a noun: in lists of cases, and in letters about an earlier case."""

from __future__ import annotations

from app.terms.clause import Because, because

ACTS = {
    "withdrawal": because("Withdrawal"),
    "termination": because("Termination"),
    "sim_deactivation": because("SIM switched off"),
    "vehicle_sale": because("Vehicle sold"),
    "prevent_renewal": because("Renewal prevented"),
    "sim_reactivation": because("SIM switched on again"),
    "outage_compensation": because("Money back for an outage"),
    "passing_on": because("Vehicle passed on"),
    "terms_objection": because("Objection to new terms"),
    "change_termination": because("Termination because of a change"),
    "data_request": because("Request for data"),
    "complaint": because("Complaint"),
    "goodwill": because("Money back out of goodwill"),
    "inclusive_activation": because("Service Inclusive activated"),
    "inclusive_extension": because("Service Inclusive extended"),
    "inclusive_entitlement": because("Service Inclusive, work looked up"),
    "provider_termination": because("Termination by MINI"),
    "expired_means": because("Means of payment expires"),
    "payment_default": because("Unpaid invoices"),
    "sanctions": because("Sanctions"),
    "breach": because("Breach of the terms"),
    "cancel_case": because("Case cancelled"),
    "correct_case": because("Case corrected"),
}


def noun(act: str) -> Because:
    """The noun for an act; one without a noun stands as it is, so that nothing recorded is ever hidden."""
    return ACTS.get(act, Because(act.replace("_", " ")))
