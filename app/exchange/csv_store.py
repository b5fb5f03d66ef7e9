"""Puts the rows of one file into the database, some thousand at a time: the new and the changed ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, exists, select, update

from app.exchange.bulk import insert_rows, table_of
from app.exchange.csv_checks import Row
from app.exchange.csv_columns import Sheet

ASKED_AT_ONCE = 2_000
_BEFORE = "row before"
Key = TypeVar("Key")


@dataclass(slots=True)
class Written:
    """What became of the rows of a file, and whose dossiers it concerns: keys by the column that names them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    concerned: dict[str, set[int]] = field(default_factory=dict)

    def concerns(self, column: str, key: int | None) -> None:
        """A row with this key of another table is new or different."""
        if key is not None:
            self.concerned.setdefault(column, set()).add(key)


class SheetStore:
    """The database side of one file. ``was_empty``: its table had no row when the import began."""

    def __init__(self, connection: Connection, sheet: Sheet) -> None:
        self.sheet = sheet
        self.written = Written()
        self.connection = connection
        self.table = table_of(sheet.table)
        self.was_empty = is_empty(connection, self.table)
        self._plain = {one.fills: one.empty for one in sheet.columns if one.fills in self.table.c}
        self._plain.update((one.field, None) for one in sheet.references)

    def put(self, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """Write the rows of a batch, none of which occurs twice in the file; give the new and the changed ones."""
        known = {} if self.was_empty else self._known(rows)
        new: list[Row] = []
        changed: list[Row] = []
        for row in rows:
            before = known.get(tuple(map(row.__getitem__, self.sheet.key)))
            if before is None:
                fresh = {**self._plain, **row}
                fresh.update(self.sheet.defaults(fresh))
                new.append(fresh)
                continue
            self.sheet.keep(before, row)
            if any(before[name] != value for name, value in row.items()):
                changed.append({**before, **row, _BEFORE: before})
        insert_rows(self.connection, self.table, new)
        self._update(changed)
        for row in (*new, *changed):
            self._note_concerned(row)
        self.written.new += len(new)
        self.written.changed += len(changed)
        self.written.unchanged += len(rows) - len(new) - len(changed)
        return new, changed

    def taken(self, rows: Iterable[Row]) -> dict[Any, Any]:
        """Which values of the unique field belong to another row of the database already: value → its key."""
        name = self.sheet.unique
        if not name or self.was_empty:
            return {}
        column, key = self.table.c[name], self.table.c[self.sheet.key[0]]
        found: dict[Any, Any] = {}
        for asked in in_chunks(row[name] for row in rows):
            found.update(tuple(one) for one in self.connection.execute(select(column, key).where(column.in_(asked))))
        return found

    def _known(self, rows: Sequence[Row]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
        names = dict.fromkeys((*self._primary(), *self.sheet.key, *self._plain, *self.sheet.guarded))
        columns = [self.table.c[name] for name in names]
        lookup = self.table.c[self.sheet.key[0]]
        known: dict[tuple[Any, ...], Mapping[str, Any]] = {}
        for asked in in_chunks({row[self.sheet.key[0]] for row in rows}):
            for one in self.connection.execute(select(*columns).where(lookup.in_(asked))).mappings():
                known[tuple(one[name] for name in self.sheet.key)] = dict(one)
        return known

    def _primary(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.table.primary_key)

    def _update(self, rows: list[Row]) -> None:
        if not rows:
            return
        primary = self._primary()
        names = [name for name in self._plain if name not in primary]
        changes: dict[str, Any] = {name: bindparam(f"new_{name}", type_=self.table.c[name].type) for name in names}
        if "version" in self.table.c:
            changes["version"] = self.table.c.version + 1
        statement = update(self.table).values(changes)
        for name in primary:
            statement = statement.where(self.table.c[name] == bindparam(f"is_{name}"))
        values = [
            {f"new_{name}": row[name] for name in names} | {f"is_{name}": row[_BEFORE][name] for name in primary}
            for row in rows
        ]
        self.connection.execute(statement, values)

    def _note_concerned(self, row: Mapping[str, Any]) -> None:
        for reference in self.sheet.references:
            if not reference.by_number:
                self.written.concerns(reference.field, row[reference.field])
                if _BEFORE in row:  # a vehicle that changed hands concerns both
                    self.written.concerns(reference.field, row[_BEFORE][reference.field])


def keys_of(connection: Connection, table: Any, column: str, values: Collection[Any]) -> dict[Any, int]:
    """The primary keys of the rows with these values of a unique column."""
    found: dict[Any, int] = {}
    for asked in in_chunks(values):
        statement = select(table.c[column], table.c.id).where(table.c[column].in_(asked))
        found.update(tuple(one) for one in connection.execute(statement))
    return found


def is_empty(connection: Connection, table: Any) -> bool:
    """Whether the table has no row."""
    return not connection.execute(select(exists(select(1).select_from(table)))).scalar_one()


def in_chunks(values: Iterable[Key]) -> Iterator[list[Key]]:
    """The values in lists short enough for one statement."""
    rest = iter(values)
    while chunk := list(islice(rest, ASKED_AT_ONCE)):
        yield chunk
