"""The journal holds the fingerprints of cases and letters, and a server writes it by functions of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.records.server_functions import ADD_LOOKS, ADD_TO_JOURNAL, NEXT_NUMBER, SEAL

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns; entries and cases from before have nothing in them. A server gets its functions."""
    op.add_column("journal", sa.Column("holds", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("entered_in", sa.BigInteger(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        for function in (SEAL, ADD_TO_JOURNAL, ADD_LOOKS, NEXT_NUMBER):
            op.get_bind().exec_driver_sql(function)
