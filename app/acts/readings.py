"""Contested points as an agent sees them: the question, the default reading, and what another one would give."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.acts.rows import Reading
from app.terms.clause import Because, Cents, Determination, Finding, Part, because
from app.terms.readings import DEFAULT, POINTS, Choice, reading_in_force

_AMOUNTS = ("refund", "refund_total", "deduction")


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
    by_point: dict[str, list[tuple[Because, Because]]] = {}
    for other in finding.alternatives:
        point = other.reading.split(" ")[0]
        by_point.setdefault(point, []).append((other.because, result(other.value, finding.name)))
    return tuple(
        Reading(
            id=point,
            question=POINTS[point].question,
            readings=(reading_in_force(POINTS[point], chosen).holds, *(holds for holds, _ in others)),
            results=(result(finding.value, finding.name), *(value for _, value in others)),
        )
        for point, others in by_point.items()
    )


def result(value: Any, name: str = "") -> Because:
    """A value by itself, as the result of a reading: a day, an amount, a word; ``name`` is the finding's."""
    if value is None and name == "framework_end":
        return because("The contract goes on")
    if value is None:
        return because("A supervisor decides") if name in _AMOUNTS else because("No such day")
    if isinstance(value, bool):
        return because("Yes") if value else because("No")
    if isinstance(value, date | Cents | int | str):
        return Because("{value}", (("value", value),))
    return because("Differs for each service")
