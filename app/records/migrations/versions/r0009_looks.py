"""Who looked at which dossier and letter: a series of its own, sealed like the journal, whose oldest entries go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.records.chain import FIRST

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table of looks, and the row that knows its last entry and the last one removed."""
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("vehicle_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("on", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_looks_customer_id_customers")),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name=op.f("fk_looks_vehicle_id_vehicles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
        sa.UniqueConstraint("position", name=op.f("uq_looks_position")),
    )
    op.create_index(op.f("ix_looks_customer_id"), "looks", ["customer_id"])
    op.create_index(op.f("ix_looks_at"), "looks", ["at"])
    end = op.create_table(
        "look_end",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("removed_seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_end")),
    )
    op.get_bind().execute(end.insert().values(id=1, position=0, seal=FIRST, removed=0, removed_seal=FIRST))
