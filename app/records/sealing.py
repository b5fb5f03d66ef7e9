"""Writes into the journal what no entry of it holds yet: rows from before it held any, and rows filled in at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, func, select

from app.records import fingerprints
from app.records.chain import add_entries
from app.records.journal_words import KEPT
from app.records.tables import Case, Journal

MUST_BE_HELD = (fingerprints.CASE, fingerprints.LETTER, fingerprints.REFUND)
"""What was put in past the desk where no entry of the journal holds it. Notes are imported too, without any."""

_IN_ONE_ENTRY = 500


def held(connection: Connection) -> dict[str, dict[str, fingerprints.Kept]]:
    """What the journal holds, by kind and number: of each row its last fingerprint."""
    found: dict[str, dict[str, fingerprints.Kept]] = {kind: {} for kind in fingerprints.KINDS}
    texts = select(Journal.holds).where(Journal.holds.is_not(None)).order_by(Journal.position)
    for text in connection.execute(texts.execution_options(yield_per=1000)).scalars():
        for kept in fingerprints.from_text(text or ""):
            kind = fingerprints.CASE if kept.kind == fingerprints.OLD_CASE else kept.kind
            found[kind][kept.number] = kept
    return found


def not_held(connection: Connection, kind: str, known: dict[str, fingerprints.Kept]) -> Iterator[str]:
    """The numbers of the rows of a kind that are not among the ``known``."""
    table, key, _ = fingerprints.KINDS[kind]
    numbers = connection.execute(select(getattr(table, key)).order_by(table.id)).scalars()
    return (str(number) for number in numbers.all() if str(number) not in known)


def seal_rest(connection: Connection) -> None:
    """Seal what must be held and is not, as it stands now. The entries bear the day of the last case and no name."""
    known, last = held(connection), connection.execute(select(func.max(Case.recorded_at))).scalar()
    if last is None:
        return
    for kind in MUST_BE_HELD:
        left = not_held(connection, kind, known[kind])
        while numbers := list(islice(left, _IN_ONE_ENTRY)):
            holds = fingerprints.to_text(fingerprints.numbered(connection, kind, numbers))
            entry = {"at": last, "by": "", "what": KEPT, "on": numbers[0], "customer_id": None, "vehicle_id": None}
            add_entries(connection, [{**entry, "holds": holds}])
