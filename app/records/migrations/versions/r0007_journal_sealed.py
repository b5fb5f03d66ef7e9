"""The journal is sealed: entries are counted without a gap, and each seals the one before it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.records.chain import FIRST, seal_of

revision = "0007"
down_revision = "0006"

_JOURNAL = sa.table(
    "journal",
    sa.column("id", sa.Integer),
    sa.column("customer_id", sa.Integer),
    sa.column("vehicle_id", sa.Integer),
    sa.column("at", sa.DateTime),
    sa.column("by", sa.Text),
    sa.column("what", sa.String),
    sa.column("on", sa.String),
    sa.column("position", sa.Integer),
    sa.column("seal", sa.String),
)


def upgrade() -> None:
    """Add the columns, seal the entries there are in the order they were written, and remember the last one."""
    end = op.create_table(
        "journal_end",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_end")),
    )
    op.add_column("journal", sa.Column("position", sa.Integer(), nullable=True))
    op.add_column("journal", sa.Column("seal", sa.String(length=64), nullable=True))
    position, seal = _seal_all(op.get_bind())
    op.get_bind().execute(end.insert().values(id=1, position=position, seal=seal))
    # Nothing refers to an entry: SQLite may write the table anew.
    with op.batch_alter_table("journal") as journal:
        journal.alter_column("position", existing_type=sa.Integer(), nullable=False)
        journal.alter_column("seal", existing_type=sa.String(length=64), nullable=False)
        journal.create_unique_constraint(op.f("uq_journal_position"), ["position"])


def _seal_all(connection: sa.Connection) -> tuple[int, str]:
    position, seal = 0, FIRST
    entries = connection.execute(sa.select(_JOURNAL).order_by(_JOURNAL.c.id)).mappings().all()
    sealed = []
    for entry in entries:
        position, seal = position + 1, seal_of(seal, dict(entry))
        sealed.append({"key": entry["id"], "place": position, "mark": seal})
    if sealed:
        connection.execute(
            sa.update(_JOURNAL)
            .where(_JOURNAL.c.id == sa.bindparam("key"))
            .values(position=sa.bindparam("place"), seal=sa.bindparam("mark")),
            sealed,
        )
    return position, seal
