"""A case that is back with an agent, or that promises an answer, as its queue shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class OwnCaseRow:
    """One case. ``waits_for`` is ``answer_supervisor | reply | dealer``: who gets something from the agent next.

    ``due_on`` is the last day of what the case promises, ``late`` that it is over. ``agent`` recorded the case.
    ``reason`` is what was said at the last move, ``moved_by`` and ``moved_at`` who moved it then.
    """

    number: str
    waits_for: str
    act: str
    state: str
    due_on: date | None
    late: bool
    received_on: date
    customer: str
    plate: str
    agent: str
    reason: str
    moved_by: str
    moved_at: datetime
    version: int
