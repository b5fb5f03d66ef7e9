"""The indexes that the board of deadlines is counted from: what is due by state, and last days of service to come."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """The customer stands in both, for the country."""
    op.create_index(op.f("ix_cases_state_due_on_customer_id"), "cases", ["state", "due_on", "customer_id"])
    upcoming = ["last_service_day", "state", "act", "customer_id"]
    op.create_index(op.f("ix_cases_last_service_day_state_act_customer_id"), "cases", upcoming)
