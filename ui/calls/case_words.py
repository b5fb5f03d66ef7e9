"""Words for what a case leaves behind: money on its way, what rests, the day something is due."""

from __future__ import annotations

from app.terms.clause import Because, because
from ui.dossier.naming import named

REFUND_STATES = {
    "waits_for_approval": because("Waits for approval"),
    "to_release": because("Waits for release"),
    "released": because("Released"),
    "exported": because("Sent to the bank"),
    "paid": because("Paid"),
    "rejected": because("Came back"),
    "cancelled": because("Cancelled"),
}
_TO_THE_ISSUER = because("Sent to the card company")
REFUND_MARKS = {
    "waits_for_approval": "approval",
    "to_release": "waiting",
    "released": "running",
    "exported": "running",
    "paid": "done",
    "rejected": "blocked",
    "cancelled": "off",
}
REFUND_MOVES = {
    "refund_released": because("Refund released"),
    "refund_release_taken_back": because("Release of the refund taken back"),
    "refund_account_set": because("Account of the refund changed"),
    "refund_exported": because("Refund sent to the bank"),
    "refund_paid": because("Refund paid"),
    "refund_rejected": because("Refund came back"),
}
ENTRIES = {
    **REFUND_MOVES,
    "sim_job_done": because("SIM job done"),
    "sim_job_not_possible": because("SIM job not possible"),
    "sim_job_other_card": because("The car has another SIM card"),
    "sim_job_passed_on": because("SIM job given to another dealer"),
}
"""What became of the money and the SIM of a case, by the words of the journal."""

DUE = {
    "reply": because("Reply by"),
    "warning": because("Warn by"),
    "stop_by": because("It has to stop by"),
    "reassign": because("Find another dealer by"),
}
SUSPENSIONS = {
    "sim_off": because("Rests while the SIM is off"),
    "unpaid": because("Rests until it is paid"),
    "sanction": because("Rests because of a sanction"),
    "breach": because("Rests because of a breach"),
}


def refund_state(state: str, by_card: bool) -> Because:
    """How a refund stands; one that goes back to a card or a wallet leaves for its issuer."""
    return _TO_THE_ISSUER if by_card and state == "exported" else named(REFUND_STATES, state)
