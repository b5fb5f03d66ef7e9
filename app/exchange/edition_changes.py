"""What changes in an answer when another edition of the terms governs: value by value, and summed by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from app.terms.clause import Because, Cents, Determination, Finding, Part, Refusal
from app.terms.edition import Edition
from app.terms.rules import determine

ANSWER = "answer"
"""The output under which it is told that one of the editions has no answer at all."""


class Absent(Enum):
    """Stands for a value that only one of the answers holds."""

    ABSENT = ""


ABSENT = Absent.ABSENT


class Change(NamedTuple):
    """One value that differs. ``part`` is the booking or service it belongs to, empty for the whole.

    ``before`` and ``after`` are values of findings, :data:`ABSENT`, or the reason of a refusal.
    """

    subject: str
    rule: str
    output: str
    part: str
    clauses: tuple[str, ...]
    before: Any
    after: Any

    @property
    def difference(self) -> Cents | int | None:
        """More or less money (what is absent counts as nothing), or days later or earlier; ``None`` for the rest."""
        if type(self.before) is date and type(self.after) is date:
            return (self.after - self.before).days
        if not _is_money(self) or self.before is None or self.after is None:
            return None
        return Cents(_cents(self.after) - _cents(self.before))


def _is_money(change: Change) -> bool:
    return isinstance(change.before, Cents) or isinstance(change.after, Cents)


def _cents(value: Any) -> int:
    return int(value) if isinstance(value, Cents) else 0


def changes(subject: str, rule: str, facts: Any, before: Edition, after: Edition) -> list[Change]:
    """What the edition ``after`` says otherwise than ``before`` to the same facts; none where both say the same."""
    first, second = _answer(rule, facts, before), _answer(rule, facts, after)
    if isinstance(first, Determination) and isinstance(second, Determination):
        return list(_differing(subject, first, second))
    if isinstance(first, Refusal) and isinstance(second, Refusal) and first.because == second.because:
        return []
    clauses = tuple(
        dict.fromkeys(clause for one in (first, second) if isinstance(one, Refusal) for clause in one.clauses)
    )
    return [Change(subject, rule, ANSWER, "", clauses, _refused(first), _refused(second))]


def _answer(rule: str, facts: Any, edition: Edition) -> Determination | Refusal:
    try:
        return determine(rule, facts, edition)
    except Refusal as refusal:
        return refusal


def _refused(answer: Determination | Refusal) -> Because | Absent:
    return answer.because if isinstance(answer, Refusal) else ABSENT


def _same(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> bool:
    """Whether both found the same values in the same order, as nearly all do."""
    if len(before) != len(after):
        return False
    return all(one.name == other.name and one.value == other.value for one, other in zip(before, after, strict=True))


def _differing(subject: str, before: Determination, after: Determination) -> Iterator[Change]:
    if _same(before.findings, after.findings):
        return
    first, second = dict(_placed(before.findings)), dict(_placed(after.findings))
    for place in dict.fromkeys((*first, *second)):
        was, becomes = first.get(place), second.get(place)
        values = [ABSENT if one is None else one.value for one in (was, becomes)]
        if values[0] != values[1]:
            found = becomes or was
            output, part, _ = place
            yield Change(subject, before.rule, output, part, found.clauses if found else (), *values)


def _placed(
    findings: tuple[Finding, ...], output: str = "", part: str = "", number: int = 0
) -> Iterator[tuple[tuple[str, str, int], Finding]]:
    """Each finding by its output, the part it belongs to and the place of that part: keys of parts may repeat."""
    for finding in findings:
        parts = finding.value if isinstance(finding.value, tuple) else ()
        if parts and isinstance(parts[0], Part):
            for place, one in enumerate(parts):
                yield from _placed(one.findings, f"{output}{finding.name}.", one.key, place)
        elif finding.value != ():
            yield (f"{output}{finding.name}", part, number), finding


@dataclass(slots=True)
class Sum:
    """The changes of one output that rest on one clause. Amounts in cents; ``open_amounts`` have no amount by rule."""

    changes: int = 0
    amounts: int = 0
    before: Cents = Cents(0)  # noqa: RUF009 (an amount cannot be changed)
    after: Cents = Cents(0)  # noqa: RUF009
    dates: int = 0
    days: int = 0
    open_amounts: int = 0

    def merge(self, other: Sum) -> None:
        """Count what was counted elsewhere as well."""
        self.changes += other.changes
        self.amounts += other.amounts
        self.before = Cents(self.before + other.before)
        self.after = Cents(self.after + other.after)
        self.dates += other.dates
        self.days += other.days
        self.open_amounts += other.open_amounts

    def add(self, change: Change, *, in_total: bool = False) -> None:
        """Count one more change. An amount ``in_total`` stands in another sum already."""
        self.changes += 1
        if in_total and _is_money(change):
            return
        difference = change.difference
        if isinstance(difference, Cents):
            self.amounts += 1
            self.before = Cents(self.before + _cents(change.before))
            self.after = Cents(self.after + _cents(change.after))
        elif difference is not None:
            self.dates += 1
            self.days += difference
        elif _is_money(change):
            self.open_amounts += 1


@dataclass(slots=True)
class Tally:
    """What changes in all: by the first clause a change rests on (empty: none) and by output."""

    asked: int = 0
    changed: int = 0
    by_clause: dict[str, dict[str, Sum]] = field(default_factory=dict)

    def add(self, found: list[Change]) -> None:
        """Count one subject with everything that changes for it."""
        self.asked += 1
        self.changed += bool(found)
        totals = {(one.subject, one.rule) for one in found if _is_money(one) and not one.part}
        for change in found:
            clause = change.clauses[0] if change.clauses else ""
            in_total = bool(change.part) and (change.subject, change.rule) in totals
            self.by_clause.setdefault(clause, {}).setdefault(change.output, Sum()).add(change, in_total=in_total)

    def merge(self, other: Tally) -> None:
        """Count the subjects that were counted elsewhere as well."""
        self.asked += other.asked
        self.changed += other.changed
        for clause, outputs in other.by_clause.items():
            here = self.by_clause.setdefault(clause, {})
            for output, total in outputs.items():
                here.setdefault(output, Sum()).merge(total)
