"""Who may sign in, the jobs for dealers, and who entered and who approved a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables, and add the columns a server fills by itself."""
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("dealer_number", sa.String(length=40), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.CheckConstraint("role IN ('agent', 'dealer', 'supervisor', 'administrator')", name=op.f("ck_people_role")),
        sa.CheckConstraint("(role = 'dealer') = (dealer_number IS NOT NULL)", name=op.f("ck_people_dealer")),
        sa.ForeignKeyConstraint(["dealer_number"], ["dealers.number"], name=op.f("fk_people_dealer_number_dealers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("login", name=op.f("uq_people_login")),
    )
    op.create_index(op.f("ix_people_dealer_number"), "people", ["dealer_number"], unique=False)
    op.create_table(
        "sim_jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("dealer_number", sa.String(length=40), nullable=True),
        sa.Column("switch", sa.String(length=3), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("vin", sa.String(length=17), nullable=False),
        sa.Column("plate", sa.String(length=20), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("iccid", sa.String(length=22), nullable=False),
        sa.Column("functions", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("iccid_read", sa.String(length=22), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("switch IN ('off', 'on')", name=op.f("ck_sim_jobs_switch")),
        sa.CheckConstraint("state IN ('open', 'done', 'not_possible')", name=op.f("ck_sim_jobs_state")),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name=op.f("fk_sim_jobs_case_number_cases")),
        sa.ForeignKeyConstraint(["dealer_number"], ["dealers.number"], name=op.f("fk_sim_jobs_dealer_number_dealers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sim_jobs")),
        sa.UniqueConstraint("case_number", name=op.f("uq_sim_jobs_case_number")),
    )
    op.create_index(op.f("ix_sim_jobs_dealer_number_state"), "sim_jobs", ["dealer_number", "state"], unique=False)
    for name in ("entered_by", "approved_by"):
        op.add_column("cases", sa.Column(name, sa.String(length=63), nullable=True))
