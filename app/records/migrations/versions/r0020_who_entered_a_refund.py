"""Who entered a refund, or its account, last: they do not release it themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Of older refunds nobody knows; who recorded the case did not release them either."""
    op.add_column("refunds", sa.Column("entered_by", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("refunds") as refunds:
        refunds.alter_column("entered_by", server_default=None)
