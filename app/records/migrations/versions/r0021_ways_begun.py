"""What is begun is written down before it leaves the house: a letter by e-mail, and a copy with its reason."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"

_WAYS = "way IN ('printed', 'copy_printed', 'saved', 'mail_file', 'mailed', 'mail_begun', 'mail_refused', 'copy_begun')"


def upgrade() -> None:
    """Allow the three ways more."""
    with op.batch_alter_table("dispatches") as dispatches:
        dispatches.drop_constraint(op.f("ck_dispatches_way"), type_="check")
        dispatches.create_check_constraint(op.f("ck_dispatches_way"), _WAYS)
