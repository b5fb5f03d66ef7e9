"""By which readings of contested points a recorded case was decided, where they are not the default, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.acts.chosen_readings import DEFAULT, SUPERVISOR
from app.records.cases import read_determinations
from app.terms.clause import Because, because
from app.terms.readings import READINGS

if TYPE_CHECKING:
    from app.start import Desk


def read_otherwise(desk: Desk, case_number: str) -> tuple[Because, ...]:
    """What the case reads otherwise than by default, in sentences, with the supervisor's reason; nothing for none."""
    with desk.records.reading() as session:
        kept = [stored.readings for stored in read_determinations(session, case_number)]
    return tuple(dict.fromkeys(sentence for readings in kept for sentence in _sentences(readings)))


def _sentences(readings: Mapping[str, Any]) -> Iterator[Because]:
    for point, chosen in readings.items():
        if chosen == DEFAULT:
            continue
        known = READINGS.get(chosen["reading"])
        # A point that a later edition settled has no words any more: its id stays.
        holds = known.holds if known is not None else Because("{id}", (("id", chosen["reading"]),))
        if chosen["by"] == SUPERVISOR:
            yield because("{point}, chosen by a supervisor: {reading}", point=point, reading=holds)
            yield because("Reason: {reason}", reason=chosen["reason"])
        else:
            yield because("{point}, chosen by the organisation: {reading}", point=point, reading=holds)
