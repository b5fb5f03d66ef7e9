"""The seal of the journal: each entry seals the one before it, so that none is changed, lost or moved unseen.

``seal = SHA-256(the seal before, what the entry says)``. The last seal stands in ``journal_end`` as well, so that
entries missing at the end are noticed too. Whoever can rewrite every entry and ``journal_end`` can still forge the
whole: that is what the rights of the database and a backup kept elsewhere are for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from app.records.tables import Journal, JournalEnd

FIRST = "0" * 64
"""What stands where the first entry has no seal before it."""

SEALED = ("at", "by", "what", "on", "customer_id", "vehicle_id")
"""What an entry says, in the order in which it is sealed."""

_END = 1


class Fault(NamedTuple):
    """An entry that is not as it was written. ``kind`` is ``changed | missing | moved | added``."""

    kind: str
    position: int
    what: str
    on: str


def seal_of(before: str, entry: dict[str, Any]) -> str:
    """The seal of an entry that follows the one sealed ``before``; ``entry`` holds at least :data:`SEALED`."""
    said = [before, *(str(entry[name]) for name in SEALED)]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def add_entries(connection: Connection, entries: Sequence[dict[str, Any]]) -> None:
    """Seal entries and write them behind the last one.

    Everybody who adds waits here for the one before to be written for good: add them last in a transaction.
    """
    if not entries:
        return
    position, seal = _end(connection)
    sealed = []
    for entry in entries:
        position, seal = position + 1, seal_of(seal, entry)
        sealed.append({**entry, "position": position, "seal": seal})
    connection.execute(insert(Journal), sealed)
    connection.execute(update(JournalEnd).where(JournalEnd.id == _END).values(position=position, seal=seal))


def _end(connection: Connection) -> tuple[int, str]:
    """The last entry's position and seal, held until this transaction ends."""
    found = connection.execute(select(JournalEnd.position, JournalEnd.seal).with_for_update()).one()
    return found.position, found.seal


def faults(connection: Connection) -> Iterator[Fault]:
    """Go through the whole journal and name every entry that was changed, lost, moved or put in."""
    columns = [getattr(Journal, name) for name in (*SEALED, "id", "position", "seal")]
    found = connection.execute(
        select(*columns).order_by(Journal.position, Journal.id).execution_options(yield_per=1000)
    )
    end = connection.execute(select(JournalEnd.position, JournalEnd.seal)).one_or_none() or (0, FIRST)
    yield from broken(found.mappings(), *end)


def broken(entries: Iterable[Any], end: int, end_seal: str) -> Iterator[Fault]:
    """The faults among ``entries`` in the order of their positions; ``end`` is the position of the last one written."""
    position, seal, key = 0, FIRST, 0
    for entry in entries:
        for lost in range(position + 1, min(entry["position"], end + 1)):
            yield Fault("missing", lost, "", "")
        said = (entry["position"], entry["what"], entry["on"])
        follows = entry["position"] == position + 1
        if entry["position"] > end or entry["position"] == position:
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
