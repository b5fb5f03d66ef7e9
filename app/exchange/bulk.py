"""Writes many new rows of one table at once.

SQLAlchemy binds the parameters of each row by itself, which costs more than SQLite's own work. Where the driver takes
parameters by position they are bound here column by column; other databases get SQLAlchemy's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Date, Dialect, Table, func, insert, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

Bind = Callable[[Any], Any]

_LARGE_CACHE = -256_000  # KiB


def table_of(mapped: Any) -> Table:
    """The table behind a mapped class."""
    table: Table = mapped.__table__
    return table


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert ``rows``, which all have the same fields. A field that is left out gets the column's default."""
    if not rows:
        return
    defaults = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault) and column.name not in rows[0]
    }
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=[*rows[0], *defaults])
    if not compiled.positional or compiled.positiontup is None:
        connection.execute(insert(table), rows)
        return
    cells = []
    for name in compiled.positiontup:
        bind = _bind(table, name, connection.dialect)
        if name in defaults:
            value = defaults[name] if bind is None else bind(defaults[name])
            cells.append([value] * len(rows))
        elif bind is None:
            cells.append([row[name] for row in rows])
        else:
            cells.append([bind(row[name]) for row in rows])
    connection.exec_driver_sql(compiled.string, list(zip(*cells, strict=True)))


@contextmanager
def large_cache(connection: Connection) -> Iterator[None]:
    """Keep more of an SQLite file in memory: the usual cache writes the indexes of many new rows over and over."""
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = {_LARGE_CACHE}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def count_on(connection: Connection, table: Table, last: int) -> None:
    """Let the database give keys after ``last``. SQLite looks at its rows; PostgreSQL counts without looking."""
    if connection.dialect.name == "postgresql" and last:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))


@lru_cache(maxsize=512)
def _bind(table: Table, name: str, dialect: Dialect) -> Bind | None:
    """How a value of the column is handed to the driver; ``None``: as it is."""
    kind = table.columns[name].type
    bind = kind.dialect_impl(dialect).bind_processor(dialect)
    if bind is not None and isinstance(kind, Date):
        return lru_cache(maxsize=20_000)(bind)  # the same days come again and again
    return bind
