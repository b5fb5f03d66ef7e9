"""Contested points as an agent sees them: the question, the default reading, and what another one would give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.acts.rows import Reading
from app.terms.clause import Alternative, Because, Determination, Finding, Part, because
from app.terms.contested import ContestedPoint
from app.terms.finding_labels import result_of
from app.terms.readings import DEFAULT, POINTS, Choice, point_of, reading_in_force


def readings_of(determinations: Iterable[Determination], chosen: Choice = DEFAULT) -> tuple[Reading, ...]:
    """The contested points whose readings give different results, each once, the reading in force first.

    A point that changes several values is shown by the one a customer asks for first: the money, then the days.
    """
    found: dict[str, Reading] = {}
    for determination in determinations:
        for finding in sorted(_all_findings(determination.findings), key=_rank):
            for reading in _of_finding(finding, chosen):
                found.setdefault(reading.id, reading)
    return tuple(found.values())


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


def _of_finding(finding: Finding, chosen: Choice) -> tuple[Reading, ...]:
    by_point: dict[str, list[Alternative]] = {}
    for other in finding.alternatives:
        by_point.setdefault(point_of(other.reading).id, []).append(other)
    return tuple(_shown(POINTS[point], others, finding, chosen) for point, others in by_point.items())


def _shown(point: ContestedPoint, others: list[Alternative], finding: Finding, chosen: Choice) -> Reading:
    current = reading_in_force(point, chosen)
    return Reading(
        id=point.id,
        question=point.question,
        readings=(current.holds, *(one.because for one in others)),
        results=(result(finding.value, finding.name), *(result(one.value, finding.name) for one in others)),
        choices=(current.id, *(one.reading for one in others)),
        default=point.default.id,
        supervisor_chooses=point.supervisor_chooses,
        reason=point.reason,
    )


def result(value: Any, name: str = "") -> Because:
    """A value by itself, as the result of a reading: a day, an amount, a word; ``name`` is the finding's."""
    if isinstance(value, tuple) and any(isinstance(part, Part) for part in value):
        return because("Differs for each service")
    return result_of(name, value)
