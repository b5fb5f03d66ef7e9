"""Contested points: where reasonable people read a clause differently, and what the other reading would give.

A rule takes the readings chosen against the default as a set of ids (``{"G34 B"}``); the empty set is the default of
every point. :func:`alternatives` runs a rule once more per other reading and keeps what differs: equal readings stay
silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from app.terms.calendar import Country, Holidays, is_working_day, last_day_of_month, months_after, rolled
from app.terms.clause import Alternative, Determination, Finding, Part, Refusal, because
from app.terms.contested import CONTESTED, ContestedPoint, Reading

Choice = frozenset[str]
DEFAULT: Choice = frozenset()


READINGS: dict[str, Reading] = {
    reading.id: reading for point in CONTESTED for reading in (point.default, *point.others)
}
POINTS: dict[str, ContestedPoint] = {point.id: point for point in CONTESTED}


def choice_of(ids: Iterable[str]) -> Choice:
    """The readings chosen against the default, from ids such as ``G34 B``; the id of a default changes nothing.

    Raises ``Refusal`` for an id no reading has and for two readings of one point.
    """
    asked = tuple(dict.fromkeys(ids))
    for one in asked:
        if one not in READINGS:
            raise Refusal(because("No reading of the terms is called {name}.", name=one))
    points = [point_of(one) for one in asked]
    for point in points:
        if points.count(point) > 1:
            raise Refusal(because("Two readings are chosen for {name}: one is possible.", name=point.id))
    return frozenset(one for one, point in zip(asked, points, strict=True) if one != point.default.id)


def point_of(reading_id: str) -> ContestedPoint:
    """The contested point a reading belongs to. Raises ``KeyError`` for an id no reading has."""
    return POINTS[reading_id.partition(" ")[0]]


def reading_in_force(point: ContestedPoint, chosen: Choice) -> Reading:
    """The reading of a point that holds under ``chosen``."""
    return next((reading for reading in point.others if reading.id in chosen), point.default)


class _Watched(frozenset[str]):
    """A choice that remembers which readings a rule asked for: one it did not ask for cannot change the answer.

    Rules therefore ask last, after every condition on the facts.
    """

    def __init__(self, _: Choice) -> None:
        self.asked: set[object] = set()

    def __contains__(self, reading: object) -> bool:
        self.asked.add(reading)
        return super().__contains__(reading)


def holidays_for(country: Country, chosen: Choice) -> Holidays:
    """Whose public holidays move a customer's deadline (G40)."""
    if "G40 B" in chosen:
        return "BE"
    return "either" if "G40 C" in chosen else country


def moved(day: date, country: Country, chosen: Choice) -> date:
    """ROLL by the reading in force (G40)."""
    if is_working_day(day, "either"):
        return day
    return rolled(day, holidays_for(country, chosen))


def months_of_notice(event: date, months: int, chosen: Choice) -> date:
    """The last day of a contractual notice of some months, by the reading in force (G15)."""
    # The two ways to count differ only after the last day of a month.
    if event.day == last_day_of_month(event.year, event.month) and "G15 B" in chosen:
        return months_after(event, months, "quantième→veille")
    return months_after(event, months)


def repaid_by(day: date, country: Country, chosen: Choice) -> date:
    """The last day to pay back: not moved, by another reading moved to a working day (G41)."""
    if is_working_day(day, "either") or "G41 B" not in chosen:
        return day
    return rolled(day, holidays_for(country, chosen))


def dues_spill(chosen: Choice) -> bool:
    """Whether a due date that a month lacks passes on to the first of the next (G12)."""
    return "G12 B" in chosen


def notice_day(received_on: date, sent_on: date | None, chosen: Choice) -> date:
    """The day a notice works: its receipt, or by another reading the day it was sent (G14)."""
    return sent_on if sent_on is not None and sent_on < received_on and "G14 B" in chosen else received_on


_Placed = dict[tuple[str, ...], Finding]


def _by_place(findings: tuple[Finding, ...], place: tuple[str, ...] = ()) -> _Placed:
    placed: _Placed = {}
    for finding in findings:
        placed[(*place, finding.name)] = finding
        if isinstance(finding.value, tuple):
            for number, part in enumerate(finding.value):
                if isinstance(part, Part):
                    placed.update(_by_place(part.findings, (*place, finding.name, str(number))))
    return placed


def _keys(value: Any) -> tuple[str, ...] | None:
    """The keys of the parts of a value, ``None`` for a value without parts."""
    if isinstance(value, tuple) and value and isinstance(value[0], Part):
        return tuple(part.key for part in value)
    return None


def _differs(mine: Any, other: Any) -> bool:
    """Parts carry their own alternatives: as a whole they differ only when another reading has other parts."""
    if _keys(mine) is not None or _keys(other) is not None:
        return _keys(mine) != _keys(other)
    return bool(mine != other)


def _marked(
    findings: tuple[Finding, ...], others: list[tuple[Reading, _Placed]], place: tuple[str, ...]
) -> tuple[Finding, ...]:
    marked = []
    for finding in findings:
        here = (*place, finding.name)
        value = finding.value
        if _keys(value) is not None:
            value = tuple(
                Part(part.key, _marked(part.findings, others, (*here, str(number))))
                for number, part in enumerate(value)
            )
        # A finding the other reading does not make needs no word: whether the act is allowed already says it.
        # One that only the other makes is told apart, in :func:`_only_otherwise`.
        found = tuple(
            Alternative(reading.id, other[here].value, reading.holds)
            for reading, other in others
            if here in other and _differs(finding.value, other[here].value)
        )
        marked.append(finding._replace(value=value, alternatives=found))
    return tuple(marked)


def _same_parts(mine: _Placed, other: _Placed, place: tuple[str, ...]) -> bool:
    """Whether the place is at the top, or in a part both have: a list with other parts is told as a whole."""
    if not place[1:]:
        return True
    *parts, _, _ = place
    listed = tuple(parts)
    return listed in mine and _keys(mine[listed].value) == _keys(other[listed].value)


def _named(mine: _Placed, place: tuple[str, ...]) -> str:
    """A place as the answer of a case spells it: the key of a part instead of its number."""
    if not place[1:]:
        return place[0]
    *parts, number, name = place
    keys = _keys(mine[tuple(parts)].value) or ()
    return f"{place[0]}.{keys[int(number)]}.{name}"


def _only_otherwise(findings: tuple[Finding, ...], others: list[tuple[Reading, _Placed]]) -> tuple[Finding, ...]:
    """What other readings find and this one does not, such as the money where only they allow the act."""
    mine = _by_place(findings)
    found: _Placed = {}
    for reading, other in others:
        for place, finding in other.items():
            if place in mine or not _same_parts(mine, other, place):
                continue
            first = found.setdefault(place, Finding(_named(mine, place), None, finding.clauses))
            told = Alternative(reading.id, finding.value, reading.holds)
            found[place] = first._replace(alternatives=(*first.alternatives, told))
    return tuple(found.values())


def alternatives(
    answer: Callable[[Choice], Determination], points: tuple[str, ...], chosen: Choice = DEFAULT
) -> Determination:
    """The determination under ``chosen`` with the other readings of ``points`` attached where they give something else.

    What only another reading finds is in ``otherwise``.
    ``answer`` runs the rule under a set of readings. A reading under which the rule refuses is left out.
    """
    watched = _Watched(chosen)
    determination = answer(watched)
    others = []
    for point_id in points:
        point = POINTS[point_id]
        readings = (point.default, *point.others)
        current = reading_in_force(point, chosen)
        for reading in readings:
            if reading.id == current.id or watched.asked.isdisjoint((reading.id, current.id)):
                continue
            instead = (chosen - {current.id}) | ({reading.id} if reading.id != point.default.id else set())
            try:
                others.append((reading, _by_place(answer(instead).findings)))
            except Refusal:
                continue
    return determination._replace(
        findings=_marked(determination.findings, others, ()),
        otherwise=_only_otherwise(determination.findings, others),
    )
