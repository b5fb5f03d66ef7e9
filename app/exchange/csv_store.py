"""Puts the rows of one file into the database, some thousand at a time: the new and the changed ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, exists, select, update

from app.exchange.bulk import insert_rows, table_of
from app.exchange.csv_checks import Row
from app.exchange.csv_columns import Sheet
from app.records import tables
from app.records.tables import reversed_digits

ASKED_AT_ONCE = 2_000
_PARTS = ("address", "phones", "emails")
_ADDRESS_FIELDS = ("street", "number", "box", "postcode", "town", "country")
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
    """The database side of one file."""

    def __init__(self, connection: Connection, sheet: Sheet) -> None:
        self.sheet = sheet
        self.written = Written()
        self._connection = connection
        self._table = table_of(sheet.table)
        self._empty = is_empty(connection, self._table)
        self._versioned = "version" in self._table.c
        self._plain = {one.fills: one.empty for one in sheet.columns if one.fills in self._table.c}
        self._plain.update((one.field, None) for one in sheet.references)

    def put(self, rows: Sequence[Row]) -> None:
        """Write the rows of a batch; none of them occurs twice in the file."""
        known = {} if self._empty else self._known(rows)
        new: list[Row] = []
        changed: list[Row] = []
        parts: list[tuple[Row, int | None]] = []
        for row in rows:
            extra = {name: row.pop(name) for name in _PARTS if name in row}
            before = known.get(tuple(row[name] for name in self.sheet.key))
            if before is None:
                fresh = {**self._plain, **row}
                fresh.update(self.sheet.defaults(fresh))
                new.append(fresh)
                parts.append((extra | {"number": row.get("number")}, None))
                continue
            self.sheet.keep(before, row)
            differing = {name: value for name, value in row.items() if before[name] != value}
            if differing:
                changed.append({**{name: before[name] for name in self._plain}, **row, "id_before": before})
            parts.append((extra | {"number": row.get("number"), "differs": bool(differing)}, before.get("id")))
        self._insert(new)
        self._update(changed)
        if self.sheet.name == "customers":
            self._put_customer_parts(parts)
        else:
            self._count(len(new), len(changed), len(rows))
        if self.sheet.name == "sims":
            self._put_sim_events(new, changed)

    def taken(self, rows: Iterable[Row]) -> dict[Any, Any]:
        """Which values of the unique field belong to another row of the database already: value → its key."""
        name = self.sheet.unique
        if not name or self._empty:
            return {}
        column, key = self._table.c[name], self._table.c[self.sheet.key[0]]
        found: dict[Any, Any] = {}
        for asked in in_chunks(row[name] for row in rows):
            found.update(tuple(one) for one in self._connection.execute(select(column, key).where(column.in_(asked))))
        return found

    def _count(self, new: int, changed: int, rows: int) -> None:
        self.written.new += new
        self.written.changed += changed
        self.written.unchanged += rows - new - changed

    def _known(self, rows: Sequence[Row]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
        names = dict.fromkeys((*self._primary(), *self.sheet.key, *self._plain, *self.sheet.guarded))
        columns = [self._table.c[name] for name in names]
        lookup = self._table.c[self.sheet.key[0]]
        known: dict[tuple[Any, ...], Mapping[str, Any]] = {}
        for asked in in_chunks({row[self.sheet.key[0]] for row in rows}):
            for one in self._connection.execute(select(*columns).where(lookup.in_(asked))).mappings():
                known[tuple(one[name] for name in self.sheet.key)] = dict(one)
        return known

    def _primary(self) -> tuple[str, ...]:
        return tuple(column.name for column in self._table.primary_key)

    def _insert(self, rows: list[Row]) -> None:
        if not rows:
            return
        insert_rows(self._connection, self._table, rows)
        for row in rows:
            self._note_concerned(row)

    def _update(self, rows: list[Row]) -> None:
        if not rows:
            return
        primary = self._primary()
        names = [name for name in self._plain if name not in primary]
        changes: dict[str, Any] = {name: bindparam(f"new_{name}", type_=self._table.c[name].type) for name in names}
        if self._versioned:
            changes["version"] = self._table.c.version + 1
        statement = update(self._table).values(changes)
        for name in primary:
            statement = statement.where(self._table.c[name] == bindparam(f"is_{name}"))
        values = []
        for row in rows:
            before = row.pop("id_before")
            values.append(
                {f"new_{name}": row[name] for name in names} | {f"is_{name}": before[name] for name in primary}
            )
            row["id"] = before.get("id")
            self._note_concerned(row)
            self._note_concerned(before)
        self._connection.execute(statement, values)

    def _note_concerned(self, row: Mapping[str, Any]) -> None:
        for reference in self.sheet.references:
            if not reference.by_number:
                self.written.concerns(reference.field, row[reference.field])

    def _put_customer_parts(self, parts: list[tuple[Row, int | None]]) -> None:
        numbers = [extra["number"] for extra, key in parts if key is None]
        ids = keys_of(self._connection, table_of(tables.Customer), "number", numbers)
        held = _PartsHeld(self._connection, [key for _, key in parts if key is not None])
        gone: dict[str, list[int]] = {name: [] for name in _PARTS}
        added: dict[str, list[Row]] = {name: [] for name in _PARTS}
        new = changed = 0
        for extra, before in parts:
            key = before if before is not None else ids[extra["number"]]
            differs = extra.get("differs", False)
            for name in _PARTS:
                if name not in extra or (before is not None and held.value(name, key) == extra[name]):
                    continue
                differs = True
                if before is not None:
                    gone[name].append(key)
                added[name].extend(_part_rows(name, key, extra[name]))
            if before is None:
                new += 1
            elif differs:
                changed += 1
            if before is None or differs:
                self.written.concerns("customer_id", key)
        for name in _PARTS:
            self._replace(name, gone[name], added[name])
        self._count(new, changed, len(parts))

    def _replace(self, name: str, gone: list[int], added: list[Row]) -> None:
        table = _PART_TABLES[name]
        for asked in in_chunks(gone):
            statement = delete(table).where(table.c.customer_id.in_(asked))
            self._connection.execute(statement.where(table.c.position == 0) if name == "address" else statement)
        insert_rows(self._connection, table, added)

    def _put_sim_events(self, new: list[Row], changed: list[Row]) -> None:
        sims = keys_of(self._connection, self._table, "vehicle_id", [row["vehicle_id"] for row in (*new, *changed)])
        known: set[tuple[Any, ...]] = set()
        events = table_of(tables.SimEvent)
        for asked in in_chunks([row["id"] for row in changed]):
            found = select(events.c.sim_id, events.c.on, events.c.state).where(events.c.sim_id.in_(asked))
            known.update(tuple(one) for one in self._connection.execute(found))
        rows = [
            {"sim_id": sims[row["vehicle_id"]], "on": row["since"], "state": row["state"], "by": "", "case_number": ""}
            for row in (*new, *changed)
        ]
        rows = [row for row in rows if (row["sim_id"], row["on"], row["state"]) not in known]
        insert_rows(self._connection, events, rows)


_PART_TABLES: dict[str, Table] = {
    "address": table_of(tables.CustomerAddress),
    "phones": table_of(tables.CustomerPhone),
    "emails": table_of(tables.CustomerEmail),
}


class _PartsHeld:
    """Addresses, telephones and e-mail addresses the database holds for some customers, as the file would give them."""

    def __init__(self, connection: Connection, keys: Collection[int]) -> None:
        self._held: dict[str, dict[int, Any]] = {name: {} for name in _PARTS}
        for asked in in_chunks(keys):
            address, phone, email = (_PART_TABLES[name].c for name in _PARTS)
            cells = (address[name] for name in _ADDRESS_FIELDS)
            first = select(address.customer_id, *cells).where(address.customer_id.in_(asked), address.position == 0)
            for customer, *values in connection.execute(first):
                self._held["address"][customer] = tuple(values)
            for name, columns, value in (("phones", phone, phone.number), ("emails", email, email.address)):
                found = select(columns.customer_id, value).where(columns.customer_id.in_(asked))
                for customer, one in connection.execute(found.order_by(columns.customer_id, columns.position)):
                    self._held[name][customer] = (*self._held[name].get(customer, ()), one)

    def value(self, name: str, customer: int) -> Any:
        """What is held, or the empty value."""
        return self._held[name].get(customer, ("",) * 5 + ("",) if name == "address" else ())


def _part_rows(name: str, customer: int, value: tuple[str, ...]) -> list[Row]:
    if name == "address":
        return [{"customer_id": customer, "position": 0, **dict(zip(_ADDRESS_FIELDS, value, strict=True))}]
    if name == "phones":
        return [
            {"customer_id": customer, "position": place, "number": one, "reversed": reversed_digits(one)}
            for place, one in enumerate(value)
        ]
    return [{"customer_id": customer, "position": place, "address": one} for place, one in enumerate(value)]


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
