"""Every row of a database, for tests that compare two of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.records import tables
from app.records.store import Records


def all_rows(records: Records, *, without: frozenset[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table in the order of their keys; ``without`` leaves columns out wherever they occur."""
    found = {}
    with records.reading() as session:
        for table in tables.Base.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in without]
            found[table.name] = [tuple(row) for row in session.execute(select(*columns).order_by(*table.primary_key))]
    return found
