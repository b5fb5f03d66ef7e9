"""The fingerprint of what never changes: a case as it was recorded, with all the rules found, and an issued letter.

The journal holds it in the entry of the transaction that wrote them (``Journal.holds``), so that a deleted letter and
a changed finding are noticed. What moves on (a state, a version, who approved) is not in it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from app.records.tables import Case, Determination, Finding, Letter

_ASKED_AT_ONCE = 200

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

_OF_DETERMINATION = ("position", "rule", "edition", "facts", "readings")
_OF_FINDING = ("position", "name", "value", "clauses", "because", "alternatives")


class Kept(NamedTuple):
    """The fingerprint of the case or letter (``kind``) with this number."""

    kind: str
    number: str
    digest: str


def cases(connection: Connection, condition: Any) -> Iterator[Kept]:
    """The fingerprints of the cases that meet a condition on their columns."""
    columns = [Case.id, *(getattr(Case, name) for name in OF_CASE)]
    found = connection.execute(select(*columns).where(condition)).all()
    rules = _rules(connection, [one.id for one in found]) if found else {}
    for case in found:
        yield Kept("case", case.number, _print([*case[1:], rules.get(case.id, [])]))


def letters(connection: Connection, condition: Any) -> Iterator[Kept]:
    """The fingerprints of the letters that meet a condition on their columns."""
    for letter in connection.execute(select(*(getattr(Letter, name) for name in OF_LETTER)).where(condition)):
        yield Kept("letter", letter.number, _print(letter))


def numbered(connection: Connection, kind: str, numbers: Iterable[str]) -> Iterator[Kept]:
    """The fingerprints of the cases or letters with these numbers, as far as they are there."""
    left = iter(numbers)
    while asked := list(islice(left, _ASKED_AT_ONCE)):
        if kind == "case":
            yield from cases(connection, Case.number.in_(asked))
        else:
            yield from letters(connection, Letter.number.in_(asked))


def to_text(kept: Iterable[Kept]) -> str:
    """How the journal holds them: one a line."""
    return "\n".join(" ".join(one) for one in kept)


def from_text(text: str) -> Iterator[Kept]:
    """What an entry of the journal holds; lines that are none are left out."""
    for line in text.splitlines():
        parts = line.split(" ")
        if len(parts) == len(Kept._fields):
            yield Kept(*parts)


def _rules(connection: Connection, case_ids: Collection[int]) -> dict[int, list[Any]]:
    """What the rules found in these cases, in order."""
    table, finding = Determination, Finding
    made = connection.execute(
        select(table.id, table.case_id, *(getattr(table, name) for name in _OF_DETERMINATION))
        .where(table.case_id.in_(case_ids))
        .order_by(table.case_id, table.position)
    ).all()
    found = connection.execute(
        select(finding.determination_id, *(getattr(finding, name) for name in _OF_FINDING))
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
