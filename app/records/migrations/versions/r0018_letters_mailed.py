"""A letter that was sent by e-mail has left the house: it has a state of its own."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"

_BEFORE = "state IN ('ready', 'printing', 'printed', 'held', 'failed')"
_AFTER = "state IN ('ready', 'printing', 'printed', 'held', 'failed', 'mailed')"
_MAILED = "SELECT letter_id FROM dispatches WHERE way = 'mailed'"


def upgrade() -> None:
    """Allow the state, and give it to letters that were mailed and are here still."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_letters_state"), "letters")
        op.create_check_constraint(op.f("ck_letters_state"), "letters", _AFTER)
    else:
        # SQLite changes no check but in its schema; a new table would copy every letter there is.
        version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'letters'",
            (_BEFORE, _AFTER),
        )
        connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
        connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    op.execute(f"UPDATE letters SET state = 'mailed' WHERE state IN ('ready', 'held', 'failed') AND id IN ({_MAILED})")
