"""Customers, dealers and vehicles with their SIM."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=10), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("company_name", sa.Text(), nullable=False),
        sa.Column("vat_number", sa.String(length=20), nullable=False),
        sa.Column("sanctioned", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("country IN ('BE', 'LU')", name=op.f("ck_customers_country")),
        sa.CheckConstraint("kind IN ('consumer', 'trader')", name=op.f("ck_customers_kind")),
        sa.CheckConstraint("language IN ('nl', 'fr', 'de', 'en')", name=op.f("ck_customers_language")),
        sa.CheckConstraint("title IN ('ms', 'mr', 'neutral', 'company')", name=op.f("ck_customers_title")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
        sa.UniqueConstraint("number", name=op.f("uq_customers_number")),
    )
    op.create_table(
        "dealers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.CheckConstraint("country IN ('BE', 'LU')", name=op.f("ck_dealers_country")),
        sa.CheckConstraint("kind IN ('dealer', 'branch', 'workshop')", name=op.f("ck_dealers_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dealers")),
        sa.UniqueConstraint("number", name=op.f("uq_dealers_number")),
    )
    op.create_table(
        "customer_addresses",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("box", sa.Text(), nullable=False),
        sa.Column("postcode", sa.String(length=12), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_addresses_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("customer_id", "position", name=op.f("pk_customer_addresses")),
    )
    op.create_table(
        "customer_emails",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), sa.Computed("lower(address)", persisted=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_emails_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("customer_id", "position", name=op.f("pk_customer_emails")),
    )
    op.create_index(op.f("ix_customer_emails_folded"), "customer_emails", ["folded"], unique=False)
    op.create_table(
        "customer_phones",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("reversed", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_phones_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("customer_id", "position", name=op.f("pk_customer_phones")),
    )
    op.create_index(op.f("ix_customer_phones_number"), "customer_phones", ["number"], unique=False)
    op.create_index(op.f("ix_customer_phones_reversed"), "customer_phones", ["reversed"], unique=False)
    op.create_table(
        "vehicles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vin", sa.String(length=17), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("plate", sa.String(length=20), nullable=False),
        sa.Column("plate_country", sa.String(length=2), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("powertrain", sa.String(length=4), nullable=False),
        sa.Column("os_version", sa.Integer(), nullable=False),
        sa.Column("option_codes", sa.Text(), nullable=False),
        sa.Column("first_registration_on", sa.Date(), nullable=True),
        sa.Column("new_vehicle", sa.Boolean(), nullable=False),
        sa.Column("handover_at", sa.DateTime(), nullable=True),
        sa.Column("mileage_km", sa.Integer(), nullable=True),
        sa.Column("mileage_read_on", sa.Date(), nullable=True),
        sa.Column("type_approval_functions", sa.Text(), nullable=False),
        sa.Column("dealer_number", sa.String(length=40), nullable=True),
        sa.Column(
            "plate_key",
            sa.String(length=20),
            sa.Computed("upper(replace(replace(replace(plate, '-', ''), ' ', ''), '.', ''))", persisted=True),
            nullable=False,
        ),
        sa.Column("vin_tail", sa.String(length=7), sa.Computed("substr(vin, 11)", persisted=True), nullable=False),
        sa.CheckConstraint("plate_country IN ('BE', 'LU')", name=op.f("ck_vehicles_plate_country")),
        sa.CheckConstraint("powertrain IN ('ICE', 'BEV', 'PHEV')", name=op.f("ck_vehicles_powertrain")),
        sa.CheckConstraint("length(vin) = 17", name=op.f("ck_vehicles_vin")),
        sa.CheckConstraint("mileage_km >= 0", name=op.f("ck_vehicles_mileage_km")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_vehicles_customer_id_customers")),
        sa.ForeignKeyConstraint(["dealer_number"], ["dealers.number"], name=op.f("fk_vehicles_dealer_number_dealers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vehicles")),
        sa.UniqueConstraint("vin", name=op.f("uq_vehicles_vin")),
    )
    op.create_index(op.f("ix_vehicles_customer_id"), "vehicles", ["customer_id"], unique=False)
    op.create_index(op.f("ix_vehicles_plate_key"), "vehicles", ["plate_key"], unique=False)
    op.create_index(op.f("ix_vehicles_vin_tail"), "vehicles", ["vin_tail"], unique=False)
    op.create_table(
        "mini_id_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("mini_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("folded", sa.Text(), sa.Computed("lower(mini_id)", persisted=True), nullable=False),
        sa.CheckConstraint("role IN ('main', 'joint')", name=op.f("ck_mini_id_links_role")),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name=op.f("fk_mini_id_links_vehicle_id_vehicles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mini_id_links")),
        sa.UniqueConstraint("vehicle_id", "mini_id", name=op.f("uq_mini_id_links_vehicle_id_mini_id")),
    )
    op.create_index(op.f("ix_mini_id_links_folded"), "mini_id_links", ["folded"], unique=False)
    op.create_table(
        "sims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("iccid", sa.String(length=22), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.CheckConstraint("state IN ('active', 'partial', 'off')", name=op.f("ck_sims_state")),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name=op.f("fk_sims_vehicle_id_vehicles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sims")),
        sa.UniqueConstraint("iccid", name=op.f("uq_sims_iccid")),
        sa.UniqueConstraint("vehicle_id", name=op.f("uq_sims_vehicle_id")),
    )
    op.create_table(
        "sim_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sim_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.CheckConstraint("state IN ('active', 'partial', 'off')", name=op.f("ck_sim_events_state")),
        sa.ForeignKeyConstraint(["sim_id"], ["sims.id"], name=op.f("fk_sim_events_sim_id_sims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sim_events")),
    )
    op.create_index(op.f("ix_sim_events_sim_id"), "sim_events", ["sim_id"], unique=False)
