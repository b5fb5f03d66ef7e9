"""What each group of a server may read and write, table by table and, where it is less, column by column.

Whatever is not named here nobody but the owner may touch. Which rows it is, and when, :mod:`app.records.policies` and
:mod:`app.records.guards` say.
"""

from __future__ import annotations

_ALL = "SELECT, INSERT, UPDATE, DELETE"
_ADDED = "SELECT, INSERT"
_PERSON = "SELECT (login, name, role, dealer_number)"
_ENDING = "version, ended_as, ends_on, ended_by_case"

AGENT = {
    "alembic_version": "SELECT",
    "announcements": "SELECT",
    "announcements_received": "SELECT, UPDATE (objection_received_on, objection_case)",
    "bank_answers": "",
    "bookings": f"SELECT, UPDATE ({_ENDING})",
    "case_moves": _ADDED,
    "case_subjects": "SELECT, INSERT, UPDATE (open)",
    "cases": "SELECT, INSERT, UPDATE (state, version, due_on, due_what, undone_by)",
    "contracts": f"SELECT, UPDATE ({_ENDING})",
    "counters": "",
    "customer_addresses": _ALL,
    "customer_emails": _ALL,
    "customer_phones": _ALL,
    "customers": "SELECT, UPDATE (version, language, title, given_name, family_name, company_name, vat_number)",
    "dealers": "SELECT",
    "determinations": _ADDED,
    "dispatches": _ADDED,
    "drafts": _ALL,
    "findings": _ADDED,
    "interest_rates": "SELECT",
    "invoices": "SELECT",
    "journal": "SELECT",
    "journal_end": "SELECT",
    "letters": "SELECT, INSERT, UPDATE (state)",
    "look_end": "",
    "looks": "",
    "mini_id_links": "SELECT",
    "notes": _ADDED,
    "official_texts": "SELECT",
    "organisation_readings": "SELECT",
    "organisation_settings": "SELECT",
    "payments": "SELECT",
    "people": _PERSON,
    "presence": "SELECT, INSERT, DELETE",
    "print_jobs": "SELECT, INSERT, UPDATE (state, spooler_job, said, ended_at)",
    "printed_letters": "SELECT, INSERT, UPDATE (state, said)",
    "refund_exports": "",
    "refunds": "SELECT, INSERT, UPDATE (state, iban, holder, means, means_label, entered_by, version)",
    "search_deletions": _ADDED,
    "search_documents": "SELECT, INSERT, UPDATE (family, given, places)",
    "search_words": _ADDED,
    "service_inclusive": f"SELECT, UPDATE ({_ENDING}, service_started_on, term_start, odometer_at_start, months, km)",
    "sim_events": _ADDED,
    "sim_jobs": "SELECT, INSERT, UPDATE (state, done_at, done_by, iccid_read, reason, reported_at, dealer_number, "
    "due_on, taken_in_at, version)",
    "sims": "SELECT, UPDATE (state, since)",
    "suspensions": "SELECT, INSERT, UPDATE (until_on, lifted_by_case)",
    "vehicles": "SELECT",
}
"""What an agent may do with each table. Journal, looks and counters are written by functions of the server."""

SUPERVISOR = {
    "announcements": "INSERT",
    "announcements_received": "INSERT",
    "bank_answers": _ADDED,
    "cases": "UPDATE (last_service_day, refund, refund_due_by)",
    "organisation_settings": "INSERT, UPDATE (value, changed_by, changed_at)",
    "refund_exports": _ADDED,
    "refunds": "UPDATE (amount, due_by, interest, export_number, paid_on, said, released_by, released_at)",
}
"""What a supervisor may do besides."""

DEALER = {
    "alembic_version": "SELECT",
    "people": _PERSON,
    "sim_jobs": "SELECT, UPDATE (state, done_at, done_by, iccid_read, reason, reported_at, version)",
}
"""All a dealer may do: no customer, no payment, no booking."""

_IMPORTED = (
    *("bookings", "contracts", "customer_addresses", "customer_emails", "customer_phones", "customers", "dealers"),
    *("invoices", "mini_id_links", "notes", "payments", "search_deletions", "search_documents", "search_words"),
    *("service_inclusive", "sim_events", "sims", "suspensions", "vehicles"),
)
_KEPT_IN_ORDER = (
    *("announcements", "announcements_received", "interest_rates", "official_texts", "organisation_readings"),
    "organisation_settings",
)

ADMINISTRATOR = {
    **dict.fromkeys((*_IMPORTED, *_KEPT_IN_ORDER), _ALL),
    "look_end": "SELECT, UPDATE (removed, removed_seal)",
    "looks": "SELECT, DELETE",
    "people": "SELECT, INSERT, UPDATE (role, dealer_number, locked, failures, locked_until)",
}
"""What an administrator may do besides: import, keep the organisation's data in order, let people in, remove looks."""
