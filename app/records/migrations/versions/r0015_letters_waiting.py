"""The indexes that the letters queue is read from, and a day to leave by for letters that had none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """A letter recorded before leaves by the day it was written: it is late, and so it should be seen."""
    op.execute("UPDATE letters SET send_by = CAST(created_at AS DATE) WHERE send_by IS NULL")
    by = ("send_by", "id", "state", "kind", "language", "pages", "number", "customer_id", "vehicle_id", "case_id")
    indexes = {"ix_letters_waiting": by, "ix_letters_waiting_tally": ("state", "kind", "language", "send_by")}
    still_here = sa.text("state <> 'printed'")
    for name, columns in indexes.items():
        op.create_index(name, "letters", list(columns), sqlite_where=still_here, postgresql_where=still_here)
