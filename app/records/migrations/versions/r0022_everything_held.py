"""Each case, letter and refund is held by an entry of the journal, and a server makes the fingerprints itself.

What no entry held yet is sealed as it stands now: what was changed before that is not noticed.
"""

from __future__ import annotations

from alembic import op

from app.records import sealing
from app.records.server_fingerprints import FINGERPRINT, HELD
from app.records.server_functions import ADD_LOOKS, ADD_TO_JOURNAL

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Renew the functions of a server, then write down what no entry holds."""
    if op.get_bind().dialect.name == "postgresql":
        for function in (FINGERPRINT, HELD, ADD_TO_JOURNAL, ADD_LOOKS):
            op.get_bind().exec_driver_sql(function.replace("%", "%%"))
    sealing.seal_rest(op.get_bind())
