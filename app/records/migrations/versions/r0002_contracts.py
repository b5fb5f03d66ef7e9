"""Contracts, bookings, packages, invoices and payments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("informed_at_conclusion", sa.Boolean(), nullable=False),
        sa.Column("informed_later_on", sa.Date(), nullable=True),
        sa.Column("start_requested", sa.Boolean(), nullable=False),
        sa.Column("service_started_on", sa.Date(), nullable=True),
        sa.Column("ended_as", sa.String(length=20), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_by_case", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_as IN ('', 'withdrawn', 'terminated', 'revoked')", name=op.f("ck_contracts_ended_as")
        ),
        sa.CheckConstraint(
            "origin IN ('standard_equipment', 'optional_only', 'portal')", name=op.f("ck_contracts_origin")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_contracts_customer_id_customers")),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name=op.f("fk_contracts_vehicle_id_vehicles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("number", name=op.f("uq_contracts_number")),
    )
    op.create_index(op.f("ix_contracts_customer_id"), "contracts", ["customer_id"], unique=False)
    op.create_index(op.f("ix_contracts_vehicle_id"), "contracts", ["vehicle_id"], unique=False)
    op.create_table(
        "service_inclusive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(length=30), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("km", sa.Integer(), nullable=False),
        sa.Column("term_start", sa.Date(), nullable=True),
        sa.Column("odometer_at_start", sa.Integer(), nullable=True),
        sa.Column("works_performed", sa.Integer(), nullable=False),
        sa.Column("informed_at_conclusion", sa.Boolean(), nullable=False),
        sa.Column("informed_later_on", sa.Date(), nullable=True),
        sa.Column("start_requested", sa.Boolean(), nullable=False),
        sa.Column("service_started_on", sa.Date(), nullable=True),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("ended_as", sa.String(length=20), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_by_case", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ended_as IN ('', 'withdrawn', 'expired')", name=op.f("ck_service_inclusive_ended_as")),
        sa.CheckConstraint(
            "package IN ('service_inclusive', 'service_inclusive_used')", name=op.f("ck_service_inclusive_package")
        ),
        sa.CheckConstraint("price >= 0", name=op.f("ck_service_inclusive_price")),
        sa.CheckConstraint("works_performed >= 0", name=op.f("ck_service_inclusive_works_performed")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_service_inclusive_customer_id_customers")
        ),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name=op.f("fk_service_inclusive_vehicle_id_vehicles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_inclusive")),
        sa.UniqueConstraint("number", name=op.f("uq_service_inclusive_number")),
    )
    op.create_index(op.f("ix_service_inclusive_customer_id"), "service_inclusive", ["customer_id"], unique=False)
    op.create_index(op.f("ix_service_inclusive_vehicle_id"), "service_inclusive", ["vehicle_id"], unique=False)
    op.create_table(
        "bookings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("service_key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("auto_renewal", sa.Boolean(), nullable=False),
        sa.Column("renewal_months", sa.Integer(), nullable=False),
        sa.Column("renewed", sa.Boolean(), nullable=False),
        sa.Column("informed_at_conclusion", sa.Boolean(), nullable=False),
        sa.Column("informed_later_on", sa.Date(), nullable=True),
        sa.Column("start_requested", sa.Boolean(), nullable=False),
        sa.Column("service_started_on", sa.Date(), nullable=True),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("description_issue", sa.String(length=40), nullable=False),
        sa.Column("ended_as", sa.String(length=20), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_by_case", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_as IN ('', 'withdrawn', 'terminated', 'expired', 'not_renewed')", name=op.f("ck_bookings_ended_as")
        ),
        sa.CheckConstraint(
            "kind IN ('basic', 'limited', 'monthly', 'one_off_indefinite')", name=op.f("ck_bookings_kind")
        ),
        sa.CheckConstraint("period_end >= period_start", name=op.f("ck_bookings_period")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_bookings_price")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_bookings_contract_id_contracts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
        sa.UniqueConstraint("number", name=op.f("uq_bookings_number")),
    )
    op.create_index(op.f("ix_bookings_contract_id"), "bookings", ["contract_id"], unique=False)
    op.create_table(
        "invoices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("service_inclusive_id", sa.Integer(), nullable=True),
        sa.Column("invoiced_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("vat_percent", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("means_label", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(booking_id IS NULL) <> (service_inclusive_id IS NULL)", name=op.f("ck_invoices_one_subject")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_invoices_amount")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_invoices_booking_id_bookings")),
        sa.ForeignKeyConstraint(
            ["service_inclusive_id"],
            ["service_inclusive.id"],
            name=op.f("fk_invoices_service_inclusive_id_service_inclusive"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("number", name=op.f("uq_invoices_number")),
    )
    op.create_index(op.f("ix_invoices_booking_id"), "invoices", ["booking_id"], unique=False)
    op.create_index(op.f("ix_invoices_service_inclusive_id"), "invoices", ["service_inclusive_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("means_label", sa.Text(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_payments_amount")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_payments_invoice_id_invoices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("number", name=op.f("uq_payments_number")),
    )
    op.create_index(op.f("ix_payments_invoice_id"), "payments", ["invoice_id"], unique=False)
