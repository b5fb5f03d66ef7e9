"""Contested points as an agent sees them: the question, the default reading, and what another one would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from app.acts.rows import Reading
from app.terms.clause import Alternative, Because, Determination, Finding, Part, because
from app.terms.contested import ContestedPoint
from app.terms.finding_labels import result_of
from app.terms.readings import DEFAULT, POINTS, Choice, point_of, reading_in_force


def readings_of(determinations: Iterable[Determination], chosen: Choice = DEFAULT) -> tuple[Reading, ...]:
    """The contested points whose readings give different results, each once, the reading in force first.

    A point is shown by the one value that most of its readings change, by what a customer asks for first among equals:
    the money, then the days. A reading that changes none of this is shown by what it does change.
    """
    by_point: dict[str, list[_Changed]] = {}
    for determination in determinations:
        for finding in sorted(_all_findings(determination.findings), key=_rank):
            for point, others in _by_point(finding).items():
                by_point.setdefault(point, []).append(_Changed(finding, others))
    return tuple(_shown(POINTS[point], changed, chosen) for point, changed in by_point.items())


class _Changed(NamedTuple):
    """A finding, and what the readings of one point that change it would give."""

    finding: Finding
    others: tuple[Alternative, ...]


def _all_findings(findings: Iterable[Finding]) -> list[Finding]:
    gathered: list[Finding] = []
    for finding in findings:
        gathered.append(finding)
        if isinstance(finding.value, tuple):
            for part in finding.value:
                if isinstance(part, Part):
                    gathered.extend(_all_findings(part.findings))
    return gathered


def _rank(finding: Finding) -> int:
    return _SHOWN_FIRST.index(finding.name) if finding.name in _SHOWN_FIRST else len(_SHOWN_FIRST)


_SHOWN_FIRST = (
    "refund_total",
    "refund",
    "deadline",
    "last_service_day",
    "notice_end",
    "framework_end",
    "refund_due_by",
)


def _by_point(finding: Finding) -> dict[str, tuple[Alternative, ...]]:
    points: dict[str, tuple[Alternative, ...]] = {}
    for other in finding.alternatives:
        point = point_of(other.reading).id
        points[point] = (*points.get(point, ()), other)
    return points


def _shown(point: ContestedPoint, changed: list[_Changed], chosen: Choice) -> Reading:
    current = reading_in_force(point, chosen)
    in_force: tuple[Because, ...] = ()
    found: dict[str, tuple[Alternative, Because]] = {}
    for finding, others in _told_by(changed):
        in_force = (*in_force, result(finding.value, finding.name))
        for one in others:
            found.setdefault(one.reading, (one, result(one.value, finding.name)))
    readings = [one.id for one in (point.default, *point.others) if one.id in found]
    return Reading(
        id=point.id,
        question=point.question,
        readings=(current.holds, *(found[one][0].because for one in readings)),
        results=(_together(in_force), *(found[one][1] for one in readings)),
        choices=(current.id, *readings),
        default=point.default.id,
        supervisor_chooses=point.supervisor_chooses,
        reason=point.reason,
    )


def _told_by(changed: list[_Changed]) -> Iterator[_Changed]:
    """As few findings as show every reading of a point that changes something."""
    open_readings = {one.reading for _, others in changed for one in others}

    def shows(one: _Changed) -> int:
        return len(open_readings.intersection(other.reading for other in one.others))

    while open_readings:
        best = max(changed, key=shows)
        yield best
        open_readings.difference_update(other.reading for other in best.others)


def _together(values: tuple[Because, ...]) -> Because:
    """What the reading in force gives: the value, or each of those that another reading changes."""
    return values[0] if len(values) == 1 else Because("{values}", (("values", values),))


def result(value: Any, name: str = "") -> Because:
    """A value by itself, as the result of a reading: a day, an amount, a word; ``name`` is the finding's."""
    if isinstance(value, tuple) and any(isinstance(part, Part) for part in value):
        return because("Differs for each service")
    return result_of(name, value)
