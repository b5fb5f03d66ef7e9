"""What the letters are called in the windows."""

from __future__ import annotations

from app.terms.clause import Because, because

_NAMES = {
    "withdrawal_form": because("Withdrawal form"),
    "acknowledgement": because("Acknowledgement of receipt"),
    "withdrawal_confirmation": because("Confirmation of the withdrawal"),
    "withdrawal_refusal": because("Refusal of the withdrawal"),
    "termination_confirmation": because("Confirmation of the termination"),
    "sim_confirmation": because("Confirmation for the SIM"),
    "sim_work_order": because("Work order for the dealer"),
}


def letter_name(kind: str) -> Because:
    """The name of a kind of letter."""
    return _NAMES[kind]
