"""What a case leaves behind: suspensions, refunds booked once, due days, and cases that undo another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_STATES = ("open", "waits_for_approval", "sent_back", "approved", "done", "refused", "stopped")
_NEW_STATES = (
    *("open", "waits_for_approval", "sent_back", "approved", "being_carried_out", "done", "refused", "stopped"),
    *("cancelled", "corrected"),
)
_KINDS = ("contract", "booking", "service_inclusive", "sim", "sale")
_NEW_KINDS = (*_KINDS, "vehicle", "terms", "data", "complaint", "customer", "payment", "case")


def upgrade() -> None:
    """Make the tables, add the columns, and let cases have the new states and subjects."""
    op.create_table(
        "suspensions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("by_case", sa.String(length=20), nullable=False),
        sa.Column("lifted_by_case", sa.String(length=20), nullable=False),
        sa.CheckConstraint("subject_kind IN ('contract', 'booking')", name=op.f("ck_suspensions_subject_kind")),
        sa.CheckConstraint("cause IN ('sim_off', 'unpaid', 'sanction', 'breach')", name=op.f("ck_suspensions_cause")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_suspensions_customer_id_customers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspensions")),
    )
    op.create_index(op.f("ix_suspensions_customer_id"), "suspensions", ["customer_id"], unique=False)
    op.create_table(
        "refunds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("due_by", sa.Date(), nullable=True),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("means_label", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("released_by", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waits_for_approval', 'to_release', 'released', 'exported', 'paid', 'rejected', 'cancelled')",
            name=op.f("ck_refunds_state"),
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_refunds_amount")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_refunds_customer_id_customers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refunds")),
        sa.UniqueConstraint("case_number", "subject", name=op.f("uq_refunds_case_number_subject")),
    )
    op.create_index(op.f("ix_refunds_customer_id"), "refunds", ["customer_id"], unique=False)
    op.create_index(op.f("ix_refunds_state_due_by"), "refunds", ["state", "due_by"], unique=False)
    op.add_column("cases", sa.Column("due_on", sa.Date(), nullable=True))
    for name in ("due_what", "corrects", "undone_by"):
        op.add_column("cases", sa.Column(name, sa.String(length=20), nullable=True))
    op.create_index(op.f("ix_cases_due_on"), "cases", ["due_on"], unique=False)
    _widen("cases", "state", _STATES, _NEW_STATES)
    _widen("case_subjects", "subject_kind", _KINDS, _NEW_KINDS)


def _widen(table: str, column: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let a column have more values.

    SQLite has no statement for that. Writing every row anew would delete the parents of foreign keys, so its own
    documented way is taken: the text of the table is changed in the schema.
    """
    old, new = (f"{column} IN ({', '.join(map(repr, values))})" for values in (before, after))
    if op.get_bind().dialect.name != "sqlite":
        name = f"ck_{table}_{column}"
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, new)
        return
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    changed = connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?", (old, new, table)
    )
    if changed.rowcount != 1:
        raise LookupError(table)
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
