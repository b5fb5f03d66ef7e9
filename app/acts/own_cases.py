"""The own cases of the person at the desk: read from the queue, for an agent the own ones, for others all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.acts.workload import Load
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queues import own_cases
from app.records.queues.own_case_rows import OwnCaseRow
from app.records.queues.own_cases import EVERYBODY

if TYPE_CHECKING:
    from app.start import Desk

__all__ = ["EVERYBODY", "OwnCaseRow", "load", "numbers", "page", "sees_all"]


def sees_all(desk: Desk) -> bool:
    """Whether the person sees everybody's cases unless they choose somebody; an agent has to choose everybody."""
    return desk.person.role != "agent"


def page(desk: Desk, question: QueueQuestion) -> QueuePage[OwnCaseRow]:
    """One page of the cases; the choice ``agent`` shows somebody else's, so that nobody's case is left alone."""
    with desk.records.reading() as session:
        return own_cases.page(session, question, desk.today(), _agent(desk))


def numbers(desk: Desk, question: QueueQuestion) -> tuple[str, ...]:
    """The numbers of all cases that match."""
    with desk.records.reading() as session:
        return own_cases.numbers(session, question, _agent(desk))


def load(session: Session, desk: Desk) -> Load:
    """How many cases wait, and how many are late."""
    return Load(*own_cases.count(session, desk.today(), _agent(desk)))


def _agent(desk: Desk) -> str:
    return "" if sees_all(desk) else desk.person.name
