"""The indexes that the other queues are counted from: own cases, SIM jobs with the state of their case, refunds."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Each holds every column its count needs, so that no row is read for it."""
    own = ["state", "agent", "due_what", "due_on", "refund_due_by"]
    op.create_index(op.f("ix_cases_state_agent_due_what_due_on_refund_due_by"), "cases", own)
    op.create_index(op.f("ix_cases_state_number"), "cases", ["state", "number"])
    op.drop_index(op.f("ix_refunds_state_due_by"), table_name="refunds")
    op.create_index(op.f("ix_refunds_state_due_by_amount"), "refunds", ["state", "due_by", "amount"])
