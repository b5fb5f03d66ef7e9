"""How the organisation reads contested points in all its cases: the list of them, and an administrator's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.records.organisation_readings import choose_reading, read_readings
from app.terms.clause import Because, Refusal, because
from app.terms.contested import CONTESTED
from app.terms.readings import point_of, reading_in_force

if TYPE_CHECKING:
    from app.start import Desk

ADMINISTRATOR = "administrator"


class PointRow(NamedTuple):
    """A contested point to choose a reading of: ``readings`` are (id, what it holds) by id, ``current`` is in force.

    ``supervisor_chooses``: a supervisor may choose another one for a single case.
    """

    id: str
    clauses: tuple[str, ...]
    question: Because
    readings: tuple[tuple[str, Because], ...]
    current: str
    default: str
    reason: Because
    supervisor_chooses: bool


def read_points(desk: Desk) -> tuple[PointRow, ...]:
    """Every contested point as this organisation reads it now."""
    with desk.records.reading() as session:
        desk.readings = read_readings(session)
    return points(desk)


def points(desk: Desk) -> tuple[PointRow, ...]:
    """Every contested point as this organisation read it when the desk last looked."""
    return tuple(
        PointRow(
            point.id,
            point.clauses,
            point.question,
            tuple(sorted((reading.id, reading.holds) for reading in (point.default, *point.others))),
            reading_in_force(point, desk.readings).id,
            point.default.id,
            point.reason,
            point.supervisor_chooses,
        )
        for point in CONTESTED
    )


def choose(desk: Desk, reading_id: str) -> tuple[PointRow, ...]:
    """Read a point as ``reading_id`` from now on, in every new case. Raises ``Refusal`` for who may not."""
    if desk.person.role != ADMINISTRATOR:
        raise Refusal(because("Only an administrator chooses how the organisation reads the terms."))
    point = point_of(reading_id)
    with desk.records.writing() as session:
        choose_reading(
            session,
            point.id,
            reading_id,
            default=reading_id == point.default.id,
            by=desk.person.name,
            at=desk.now(),
        )
    return read_points(desk)
