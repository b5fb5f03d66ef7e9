"""Announced terms, legal rates of interest, official texts, and how a contract or booking was made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables and add the columns; what was there before was made nobody knows how."""
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("essential", sa.Boolean(), nullable=False),
        sa.Column("consequences_stated", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint(
            "edition",
            "effective_on",
            "essential",
            "consequences_stated",
            name=op.f("uq_announcements_message"),
        ),
    )
    op.create_table(
        "announcements_received",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("objection_received_on", sa.Date(), nullable=True),
        sa.Column("objection_case", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcements_received_announcement_id_announcements"),
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_announcements_received_contract_id_contracts")
        ),
        sa.PrimaryKeyConstraint("announcement_id", "contract_id", name=op.f("pk_announcements_received")),
    )
    op.create_index(
        op.f("ix_announcements_received_contract_id"), "announcements_received", ["contract_id"], unique=False
    )
    op.create_table(
        "interest_rates",
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.String(length=12), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("country", "starts_on", name=op.f("pk_interest_rates")),
    )
    op.create_table(
        "official_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("corrected", sa.JSON(), nullable=False),
        sa.Column("attached_by", sa.Text(), nullable=False),
        sa.Column("attached_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("language IN ('nl', 'fr', 'de', 'en')", name=op.f("ck_official_texts_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_texts")),
        sa.UniqueConstraint("edition", "language", name=op.f("uq_official_texts_edition_language")),
    )
    for table in ("contracts", "bookings"):
        # Alembic would write every row anew to add a check in SQLite.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN made_by VARCHAR(20)\n"
            f"CONSTRAINT ck_{table}_made_by CHECK (made_by IN ('shop', 'online', 'telephone'))"
        )
        op.add_column(table, sa.Column("offer_confirmed_on", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("accepted_on", sa.Date(), nullable=True))
