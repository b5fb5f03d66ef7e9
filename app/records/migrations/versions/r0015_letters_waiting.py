"""The index that the letters queue is read from, and a day to leave by for letters that had none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """A letter recorded before leaves by the day it was written: it is late, and so it should be seen."""
    op.execute("UPDATE letters SET send_by = CAST(created_at AS DATE) WHERE send_by IS NULL")
    op.create_index(
        "ix_letters_waiting",
        "letters",
        [
            "send_by",
            "id",
            "state",
            "kind",
            "language",
            "pages",
            "number",
            "customer_id",
            "vehicle_id",
            "case_id",
        ],
        sqlite_where=sa.text("state <> 'printed'"),
        postgresql_where=sa.text("state <> 'printed'"),
    )
