"""How the organisation reads contested points is kept in the database, for all desks alike."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table; no row means the default."""
    op.create_table(
        "organisation_readings",
        sa.Column("point", sa.String(length=8), nullable=False),
        sa.Column("reading", sa.String(length=12), nullable=False),
        sa.Column("chosen_by", sa.Text(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("point", name=op.f("pk_organisation_readings")),
    )
