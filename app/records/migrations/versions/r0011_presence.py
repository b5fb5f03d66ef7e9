"""Who has which dossier open now, and what they are entering there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table; what stands in it is forgotten by itself."""
    op.create_table(
        "presence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(length=32), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_presence_customer_id_customers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
        sa.UniqueConstraint("desk", "customer_id", name=op.f("uq_presence_desk_customer_id")),
    )
    op.create_index(op.f("ix_presence_customer_id"), "presence", ["customer_id"])
    op.create_index(op.f("ix_presence_until"), "presence", ["until"])
