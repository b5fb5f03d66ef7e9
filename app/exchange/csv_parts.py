"""Rows of a file that fill more than one table: customers with their address and numbers, SIMs with their history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from app.exchange.bulk import insert_rows, table_of
from app.exchange.csv_checks import Row
from app.exchange.csv_columns import CUSTOMERS, SIMS, Sheet
from app.exchange.csv_store import SheetStore, in_chunks, keys_of
from app.records import tables
from app.records.tables import reversed_digits

_ADDRESS_FIELDS = ("street", "number", "box", "postcode", "town", "country")
_TABLES: dict[str, Table] = {
    "address": table_of(tables.CustomerAddress),
    "phones": table_of(tables.CustomerPhone),
    "emails": table_of(tables.CustomerEmail),
}
_NOTHING: Mapping[Any, str] = {}


def store_for(connection: Connection, sheet: Sheet) -> SheetStore:
    """The database side of a file, with what else its rows fill."""
    if sheet is CUSTOMERS:
        return CustomerStore(connection, sheet)
    if sheet is SIMS:
        return SimStore(connection, sheet)
    return SheetStore(connection, sheet)


class CustomerStore(SheetStore):
    """Customers with their first address, telephones and e-mail addresses: what the file has no column for stays."""

    def put(self, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """Write the customers, then what belongs to them. A customer with another address counts as changed."""
        parts = {row["number"]: {name: row.pop(name) for name in _TABLES if name in row} for row in rows}
        countries = {row["number"]: row["country"] for row in rows}
        new, changed = super().put(rows)
        keys = keys_of(self.connection, self.table, "number", list(parts))
        held = {} if self.was_empty else _held(self.connection, list(keys.values()))
        differing = {row["number"] for row in (*new, *changed)}
        gone: dict[str, list[int]] = {name: [] for name in _TABLES}
        added: dict[str, list[Row]] = {name: [] for name in _TABLES}
        for number, given in parts.items():
            key = keys[number]
            for name, cells in given.items():
                before = held.get((name, key), _NOTHING)
                merge = _list_with if name != "address" else _address_with
                after = merge(before, cells, countries[number])
                if after == before:
                    continue
                if before:
                    gone[name].append(key)
                added[name] += _part_rows(name, key, after)
                if number not in differing:
                    differing.add(number)
                    self.written.changed += 1
                    self.written.unchanged -= 1
        for name, table in _TABLES.items():
            self._remove(name, table, gone[name])
            insert_rows(self.connection, table, added[name])
        for number in differing:
            self.written.concerns("customer_id", keys[number])
        return new, changed

    def _remove(self, name: str, table: Table, customers: list[int]) -> None:
        for asked in in_chunks(customers):
            statement = delete(table).where(table.c.customer_id.in_(asked))
            self.connection.execute(statement.where(table.c.position == 0) if name == "address" else statement)


class SimStore(SheetStore):
    """SIMs; each new state becomes an entry of the history."""

    def put(self, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """Write the SIMs as they are now, and the states that are new."""
        new, changed = super().put(rows)
        sims = keys_of(self.connection, self.table, "vehicle_id", [row["vehicle_id"] for row in (*new, *changed)])
        events = table_of(tables.SimEvent)
        known: set[tuple[Any, ...]] = set()
        for asked in in_chunks([sims[row["vehicle_id"]] for row in changed]):
            found = select(events.c.sim_id, events.c.on, events.c.state).where(events.c.sim_id.in_(asked))
            known.update(tuple(one) for one in self.connection.execute(found))
        states = [(sims[row["vehicle_id"]], row["since"], row["state"]) for row in (*new, *changed)]
        insert_rows(
            self.connection,
            events,
            [
                {"sim_id": sim, "on": since, "state": state, "by": "", "case_number": ""}
                for sim, since, state in states
                if (sim, since, state) not in known
            ],
        )
        return new, changed


def _held(connection: Connection, customers: Collection[int]) -> dict[tuple[str, int], dict[Any, str]]:
    """What the database holds of some customers: (part, customer) → value by field or place."""
    found: dict[tuple[str, int], dict[Any, str]] = {}
    for asked in in_chunks(customers):
        address, phone, email = (table.c for table in _TABLES.values())
        cells = (address[name] for name in _ADDRESS_FIELDS)
        first = select(address.customer_id, *cells).where(address.customer_id.in_(asked), address.position == 0)
        for customer, *values in connection.execute(first):
            found["address", customer] = dict(zip(_ADDRESS_FIELDS, values, strict=True))
        for name, columns, value in (("phones", phone, phone.number), ("emails", email, email.address)):
            listed = select(columns.customer_id, columns.position, value).where(columns.customer_id.in_(asked))
            for customer, place, one in connection.execute(listed.order_by(columns.customer_id, columns.position)):
                found.setdefault((name, customer), {})[place] = one
    return found


def _address_with(before: Mapping[Any, str], given: Mapping[Any, str], country: str) -> dict[Any, str]:
    """The address with the cells of the file; a new one lies in the customer's country unless the file says more."""
    return {**dict.fromkeys(_ADDRESS_FIELDS, ""), "country": country, **before, **given}


def _list_with(before: Mapping[Any, str], given: Mapping[Any, str], _country: str) -> dict[Any, str]:
    """The list with the cells of the file, each value once."""
    after: dict[Any, str] = {}
    for place, value in sorted({**before, **given}.items()):
        if value and value not in after.values():
            after[place] = value
    if len(given) == max(given) + 1 and given.keys() >= after.keys():
        return dict(enumerate(after.values()))
    return after  # a gap stays: closing it would give a value the place of another column


def _part_rows(name: str, customer: int, values: Mapping[Any, str]) -> list[Row]:
    if name == "address":
        return [{"customer_id": customer, "position": 0, **values}]
    rows: list[Row] = [{"customer_id": customer, "position": place} for place in values]
    for row, value in zip(rows, values.values(), strict=True):
        row.update({"number": value, "reversed": reversed_digits(value)} if name == "phones" else {"address": value})
    return rows
