"""Words for what a case leaves behind: money on its way, what rests, the day something is due."""

from __future__ import annotations

from app.terms.clause import because

REFUND_STATES = {
    "waits_for_approval": because("Waits for approval"),
    "to_release": because("Waits for release"),
    "released": because("Released"),
    "exported": because("Sent to the bank"),
    "paid": because("Paid"),
    "rejected": because("Came back"),
    "cancelled": because("Cancelled"),
}
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
"""What became of the money of a case, by the words of the journal."""

DUE = {"reply": because("Reply by"), "warning": because("Warn by"), "stop_by": because("It has to stop by")}
SUSPENSIONS = {
    "sim_off": because("Rests while the SIM is off"),
    "unpaid": because("Rests until it is paid"),
    "sanction": because("Rests because of a sanction"),
    "breach": because("Rests because of a breach"),
}
