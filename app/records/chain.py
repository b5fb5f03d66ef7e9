"""The seal of a series of entries: each seals the one before it, so that none is changed, lost or moved unseen.

``seal = SHA-256(the seal before, what the entry says)``. The last seal stands in a table of its own as well, so that
entries missing at the end are noticed too. Whoever can rewrite every entry and that table can still forge the whole:
that is what the rights of the database and a backup kept elsewhere are for.

There are two series: the journal, which is kept for good, and the looks, whose oldest entries are removed. What was
removed last is remembered with its seal, so that the chain of what is left still hangs on something.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update
from sqlalchemy import text as sql

from app.records.tables import Journal, JournalEnd, Look, LookEnd

FIRST = "0" * 64
"""What stands where the first entry has no seal before it."""

SEALED = ("at", "by", "what", "on", "customer_id", "vehicle_id")
"""What an entry says, in the order in which it is sealed; an entry of the journal may hold fingerprints besides."""

_END = 1


class Series(NamedTuple):
    """The table of the entries, that of the one row which knows the last of them and the last one removed, and the
    function by which a server writes them.
    """

    entries: type[Journal] | type[Look]
    end: type[JournalEnd] | type[LookEnd]
    function: str


JOURNAL = Series(Journal, JournalEnd, "desk_add_to_journal")
LOOKS = Series(Look, LookEnd, "desk_add_looks")


class Fault(NamedTuple):
    """An entry that is not as it was written. ``kind`` is ``changed | missing | moved | added``."""

    kind: str
    position: int
    what: str
    on: str


def seal_of(before: str, entry: dict[str, Any]) -> str:
    """The seal of an entry that follows the one sealed ``before``; ``entry`` holds at least :data:`SEALED`."""
    said = [before, *(str(entry[name]) for name in SEALED)]
    if holds := entry.get("holds"):
        said.append(holds)
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def add_entries(connection: Connection, entries: Sequence[dict[str, Any]], series: Series = JOURNAL) -> None:
    """Seal entries and write them behind the last one.

    Everybody who adds waits here for the one before to be written for good: add them last in a transaction.
    A server seals them itself: nobody there has the right to write into the table.
    """
    if not entries:
        return
    if connection.dialect.name == "postgresql":
        said = [{name: entry.get(name) for name in (*SEALED, "holds")} for entry in entries]
        call = sql(f"SELECT public.{series.function}(CAST(:entries AS json))")
        connection.execute(call, {"entries": json.dumps(said, ensure_ascii=False, default=str)})
        return
    table, end, _ = series
    position, seal = hold_end(connection, series)
    sealed = []
    for entry in entries:
        position, seal = position + 1, seal_of(seal, entry)
        sealed.append({**dict.fromkeys(_also(series)), **entry, "position": position, "seal": seal})
    connection.execute(insert(table), sealed)
    connection.execute(update(end).where(end.id == _END).values(position=position, seal=seal))


def hold_end(connection: Connection, series: Series) -> tuple[int, str]:
    """The last entry's position and seal, held until this transaction ends."""
    end = series.end
    found = connection.execute(select(end.position, end.seal).with_for_update()).one()
    return found.position, found.seal


def faults(connection: Connection, series: Series = JOURNAL) -> Iterator[Fault]:
    """Go through the whole series and name every entry that was changed, lost, moved or put in."""
    table, end, _ = series
    columns = [getattr(table, name) for name in (*SEALED, *_also(series), "id", "position", "seal")]
    found = connection.execute(select(*columns).order_by(table.position, table.id).execution_options(yield_per=1000))
    last = connection.execute(select(end.position, end.seal)).one_or_none() or (0, FIRST)
    yield from broken(found.mappings(), *last, *removed(connection, series))


def _also(series: Series) -> tuple[str, ...]:
    """What an entry of this series may say besides."""
    return ("holds",) if series is JOURNAL else ()


def removed(connection: Connection, series: Series) -> tuple[int, str]:
    """Position and seal of the last entry that was removed; of the journal none ever is."""
    if series is JOURNAL:
        return 0, FIRST
    found = connection.execute(select(LookEnd.removed, LookEnd.removed_seal)).one_or_none()
    return (0, FIRST) if found is None else (found.removed, found.removed_seal)


def broken(entries: Iterable[Any], end: int, end_seal: str, start: int, start_seal: str) -> Iterator[Fault]:
    """The faults among ``entries`` in the order of their positions.

    ``end`` is the position of the last one written, ``start`` that of the last one removed: nothing stands before it.
    """
    position, seal, key = start, start_seal, 0
    for entry in entries:
        for lost in range(position + 1, min(entry["position"], end + 1)):
            yield Fault("missing", lost, "", "")
        said = (entry["position"], entry["what"], entry["on"])
        follows = entry["position"] == position + 1
        if entry["position"] > end or entry["position"] <= position:
            yield Fault("added", *said)
        elif entry["id"] < key:
            yield Fault("moved", *said)
        elif follows and entry["seal"] != seal_of(seal, entry):
            yield Fault("changed", *said)
        # What follows is judged by the seal as it stands: one fault is named once.
        position, seal, key = max(position, entry["position"]), entry["seal"], max(key, entry["id"])
    for lost in range(position + 1, end + 1):
        yield Fault("missing", lost, "", "")
    if position == end and seal != end_seal:
        yield Fault("changed", end, "", "")
