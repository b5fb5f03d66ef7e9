"""Which readings of contested points a case follows: the organisation's, or those a supervisor chose, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from app.acts.rows import Preview
from app.config import Person
from app.terms.clause import Because, Refusal, because
from app.terms.contested import ContestedPoint
from app.terms.readings import POINTS, Choice, choice_of, point_of, reading_in_force

DEFAULT = "default"
SUPERVISOR = "supervisor"

Pairs = tuple[tuple[str, str], ...]
"""Contested point and reading, as ``("G34", "G34 B")``."""


class Chosen(Protocol):
    """The part of a draft that says by which readings it is judged, and why by others than the organisation's."""

    @property
    def readings(self) -> Pairs: ...
    @property
    def reading_reason(self) -> str: ...


def pairs_of(choice: Choice) -> Pairs:
    """A choice as a draft holds it."""
    return tuple(sorted((point_of(reading).id, reading) for reading in choice))


def in_force(draft: Chosen) -> Choice:
    """The readings a draft is judged by. Raises ``Refusal`` for one that does not exist and two of one point."""
    return choice_of(reading for _, reading in draft.readings)


def choose(draft: Chosen, reading_id: str) -> Pairs:
    """The readings of the draft with ``reading_id`` chosen for its point."""
    point = point_of(reading_id)
    kept = (reading for reading in in_force(draft) if point_of(reading) is not point)
    return pairs_of(choice_of((*kept, reading_id)))


def others_chosen(draft: Chosen, organisation: Choice) -> tuple[ContestedPoint, ...]:
    """The points that the draft reads otherwise than the organisation: a supervisor says why."""
    return _others(in_force(draft), organisation)


def told(draft: Chosen, organisation: Choice) -> tuple[Because, ...]:
    """What the draft reads otherwise than usual and why, in sentences; nothing where it does not."""
    choice, others = in_force(draft), others_chosen(draft, organisation)
    said = [_told(point, choice) for point in others]
    if others and draft.reading_reason.strip():
        said.append(because("Reason: {reason}", reason=draft.reading_reason.strip()))
    return tuple(said)


def _told(point: ContestedPoint, choice: Choice) -> Because:
    return because("{point}: {reading}", point=point.id, reading=reading_in_force(point, choice).holds)


def check_right(draft: Chosen, organisation: Choice, person: Person) -> None:
    """Raise ``Refusal`` unless the draft keeps to the organisation's readings or a supervisor says why it does not."""
    others = others_chosen(draft, organisation)
    if not others:
        return
    if person.role != SUPERVISOR:
        raise Refusal(because("Only a supervisor chooses another reading of the terms. Nothing was written."))
    for point in others:
        if not point.supervisor_chooses:
            raise Refusal(
                because(
                    "The reading of {point} is the same for every case: only the organisation changes it. Nothing was "
                    "written.",
                    point=point.id,
                ),
                point.clauses,
            )
    if not draft.reading_reason.strip():
        raise Refusal(because("Say why this case follows another reading of the terms. Nothing was written."))


def recorded(draft: Chosen, organisation: Choice, preview: Preview) -> Mapping[str, Any]:
    """What a case keeps of its readings: of each point that mattered or was chosen, the reading, by whom, and why.

    A point read by its default says ``default``.
    """
    choice = in_force(draft)
    others = _others(choice, organisation)
    points = [*(POINTS[reading.id] for reading in preview.readings), *map(point_of, sorted(choice)), *others]
    return {point.id: _kept(point, choice, others, draft.reading_reason) for point in points}


def _kept(point: ContestedPoint, choice: Choice, others: tuple[ContestedPoint, ...], reason: str) -> Any:
    reading = reading_in_force(point, choice)
    if point in others:
        return {"reading": reading.id, "by": SUPERVISOR, "reason": reason.strip()}
    if reading is point.default:
        return DEFAULT
    return {"reading": reading.id, "by": "organisation"}


def _others(choice: Choice, organisation: Choice) -> tuple[ContestedPoint, ...]:
    """The points a case reads otherwise than the organisation does."""
    return tuple(dict.fromkeys(point_of(reading) for reading in sorted(choice ^ organisation)))
