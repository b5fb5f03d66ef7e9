"""The words of the journal and of the looks: what an entry may say happened. A server takes no other."""

from __future__ import annotations

from app.records.tables import CASE_STATES, PRINT_JOB_STATES

KEPT = "kept"
"""The entry of what was recorded without one of its own."""

REMOVED = "looks_removed"
"""Old looks were removed; the entry names the position of the last one that went."""

DOSSIER, LETTER = "dossier", "letter"
"""What somebody looked at."""

OF_LOOKS = (DOSSIER, LETTER)
OF_JOURNAL = (
    KEPT,
    REMOVED,
    *(f"case_{state}" for state in CASE_STATES),
    *(f"letter_{what}" for what in ("held", "released", "printed", "copied", "mailed")),
    *(f"print_job_{state}" for state in ("begun", *PRINT_JOB_STATES)),
    *(f"refund_{what}" for what in ("released", "release_taken_back", "account_set", "exported", "paid", "rejected")),
    *(f"sim_job_{what}" for what in ("done", "other_card", "not_possible", "passed_on")),
    *(f"person_{what}" for what in ("added", "locked", "unlocked", "role", "password")),
    *(f"official_text_{what}" for what in ("attached", "corrected", "removed")),
    *("interest_rate_entered", "interest_rate_removed", "reading_chosen", "setting_changed"),
    *("refunds_exported", "bank_answer_read", "contact_changed"),
)
