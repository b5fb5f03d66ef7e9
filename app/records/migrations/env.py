"""Alembic's entry: uses the connection that ``app.records.schema`` has opened, and its transaction."""

from __future__ import annotations

from alembic import context

from app.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
