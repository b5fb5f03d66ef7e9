"""A case knows the request that recorded it: who asks again after a lost connection gets the same case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns; cases recorded before have none. Keys are unique, and cases without one do not count."""
    op.add_column("cases", sa.Column("request_key", sa.String(length=32), nullable=True))
    op.add_column("cases", sa.Column("request_draft", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_cases_request_key"), "cases", ["request_key"], unique=True)
