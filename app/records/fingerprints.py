"""The fingerprint of what was recorded: a case with all the rules found and its moves, a letter, money that goes back,
how a letter left, a note.

The journal holds it in the entry of the transaction that wrote them (``Journal.holds``), so that a deleted letter and
a changed finding are noticed. What moves on without an entry (a version, the state of a letter) is not in it. A server
makes the same ones by itself (:mod:`app.records.server_fingerprints`) and believes nobody else's.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import JSON, Connection, Row, Text, cast, select

from app.records.tables import Case, CaseMove, Determination, Dispatch, Finding, Letter, Note, Refund

_ASKED_AT_ONCE = 200

CASE, LETTER, REFUND, DISPATCH, NOTE = "case-2", "letter", "refund", "dispatch", "note"

OLD_CASE = "case"
"""What the journal holds of a case from before its moves were in it; its JSON was read before it was printed."""

OF_CASE = (
    *("number", "customer_id", "vehicle_id", "act", "subject_kind", "subject", "received_on", "received_at", "sent_on"),
    *("channel", "evidence", "recorded_at", "agent", "last_service_day", "refund", "refund_due_by", "refund_means"),
    *("entered", "corrects", "request_key", "request_draft"),
)
"""The columns of a case that stay as they were recorded."""

OF_LETTER = (
    *("number", "case_id", "customer_id", "vehicle_id", "kind", "language", "created_at", "pages", "size", "sha256"),
)
"""The columns of a letter that stay; its content stands for itself by its SHA-256."""

OF_REFUND = (
    *("id", "customer_id", "case_number", "subject", "amount", "due_by", "means", "means_label", "first_day"),
    *("last_day", "state", "released_by", "released_at", "iban", "holder", "interest", "export_number", "paid_on"),
    *("said", "entered_by"),
)
OF_DISPATCH = ("id", "letter_id", "at", "by", "way", "reason", "receiver")
OF_NOTE = ("id", "customer_id", "vehicle_id", "at", "by", "text")
OF_DETERMINATION = ("position", "rule", "edition", "facts", "readings")
OF_FINDING = ("position", "name", "value", "clauses", "because", "alternatives")
OF_MOVE = ("position", "before", "after", "at", "by", "reason", "readings")


class Kind(NamedTuple):
    """Of which table the journal holds rows, what names one of them, and the columns that are in its fingerprint."""

    table: Any
    key: str
    columns: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    CASE: Kind(Case, "number", OF_CASE),
    LETTER: Kind(Letter, "number", OF_LETTER),
    REFUND: Kind(Refund, "id", OF_REFUND),
    DISPATCH: Kind(Dispatch, "id", OF_DISPATCH),
    NOTE: Kind(Note, "id", OF_NOTE),
}
_OLD_KINDS = {**KINDS, OLD_CASE: KINDS[CASE]}


class Kept(NamedTuple):
    """The fingerprint of what has this number, or this key where it has no number."""

    kind: str
    number: str
    digest: str


def of(connection: Connection, kind: str, condition: Any) -> Iterator[Kept]:
    """The fingerprints of the rows of a kind that meet a condition on their columns."""
    table, key, names = _OLD_KINDS[kind]
    columns = _columns(table, names, as_text=kind != OLD_CASE)
    found = connection.execute(select(table.id, getattr(table, key), *columns).where(condition)).all()
    more = _of_cases(connection, kind, [one[0] for one in found]) if table is Case and found else {}
    for row_id, number, *said in found:
        yield Kept(kind, str(number), _print([*said, *more.get(row_id, ())]))


def numbered(connection: Connection, kind: str, numbers: Iterable[str]) -> Iterator[Kept]:
    """The fingerprints of what has these numbers, as far as it is there."""
    table, key, _ = _OLD_KINDS[kind]
    left = iter(numbers)
    while asked := list(islice(left, _ASKED_AT_ONCE)):
        column = getattr(table, key)
        yield from of(connection, kind, column.in_([int(one) for one in asked] if key == "id" else asked))


def to_text(kept: Iterable[Kept]) -> str:
    """How the journal holds them: one a line."""
    return "\n".join(" ".join(one) for one in kept)


def from_text(text: str) -> Iterator[Kept]:
    """What an entry of the journal holds; lines that are none are left out."""
    for line in text.splitlines():
        parts = line.split(" ")
        if len(parts) == len(Kept._fields) and parts[0] in _OLD_KINDS:
            yield Kept(*parts)


def _columns(table: Any, names: Iterable[str], *, as_text: bool = True) -> list[Any]:
    """JSON as the very text that is stored."""
    columns = [getattr(table, name) for name in names]
    return [cast(one, Text) if as_text and isinstance(one.type, JSON) else one for one in columns]


def _of_cases(connection: Connection, kind: str, case_ids: Collection[int]) -> dict[int, list[Any]]:
    """What stands in a case's fingerprint after its own columns: what the rules found in it, and its moves."""
    rules = _rules(connection, case_ids, as_text=kind == CASE)
    if kind == OLD_CASE:
        return {one: [rules.get(one, [])] for one in case_ids}
    made = connection.execute(
        select(CaseMove.case_id, *_columns(CaseMove, OF_MOVE))
        .where(CaseMove.case_id.in_(case_ids))
        .order_by(CaseMove.case_id, CaseMove.position)
    )
    moves = {case_id: [tuple(one[1:]) for one in group] for case_id, group in groupby(made, itemgetter(0))}
    return {one: [rules.get(one, []), moves.get(one, [])] for one in case_ids}


def _rules(connection: Connection, case_ids: Collection[int], *, as_text: bool) -> dict[int, list[Any]]:
    """What the rules found in these cases, in order."""
    table, finding = Determination, Finding
    made = connection.execute(
        select(table.id, table.case_id, *_columns(table, OF_DETERMINATION, as_text=as_text))
        .where(table.case_id.in_(case_ids))
        .order_by(table.case_id, table.position)
    ).all()
    found = connection.execute(
        select(finding.determination_id, *_columns(finding, OF_FINDING, as_text=as_text))
        .where(finding.determination_id.in_([one.id for one in made]))
        .order_by(finding.determination_id, finding.position)
    )
    findings = {key: [tuple(one[1:]) for one in group] for key, group in groupby(found, itemgetter(0))}
    return {
        case_id: [[*one[2:], findings.get(one.id, [])] for one in group]
        for case_id, group in groupby(made, itemgetter(1))
    }


def _print(said: Sequence[Any] | Row[Any]) -> str:
    return sha256(json.dumps(list(said), ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
