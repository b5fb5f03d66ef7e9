"""What a contested point of the terms is: its question, readings, the default and its reason."""

from __future__ import annotations

from typing import NamedTuple

from app.terms.clause import Because


class Reading(NamedTuple):
    """One way to read a contested point: its id (``G34 B``) and what it holds, in one sentence."""

    id: str
    holds: Because


class ContestedPoint(NamedTuple):
    """A contested point: id (``G34``), clauses, the default with its reason and the other readings.

    An organisation may choose another reading for all its cases; with ``supervisor_chooses`` a supervisor may for one.
    """

    id: str
    clauses: tuple[str, ...]
    default: Reading
    others: tuple[Reading, ...]
    supervisor_chooses: bool
    question: Because
    reason: Because


def point(
    point_id: str,
    clauses: tuple[str, ...],
    default: tuple[str, Because],
    *others: tuple[str, Because],
    supervisor: bool,
    question: Because,
    reason: Because,
) -> ContestedPoint:
    """A point by its id, its default reading and the others, each a letter and what it holds."""
    return ContestedPoint(
        point_id,
        clauses,
        Reading(f"{point_id} {default[0]}", default[1]),
        tuple(Reading(f"{point_id} {letter}", holds) for letter, holds in others),
        supervisor,
        question,
        reason,
    )
