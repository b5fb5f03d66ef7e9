"""What waits for the person at the desk: how many in each of their queues, and how many of these are late."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.orm import Session

from app.acts import sim_jobs_queue
from app.records.queues import approvals, deadlines, letters, refunds

if TYPE_CHECKING:
    from app.start import Desk


class Load(NamedTuple):
    """``waiting`` is what somebody has to do something about, ``late`` how much of it should have been done before."""

    waiting: int
    late: int = 0


Count = Callable[[Session, "Desk"], Load]
"""Counts one queue, for the person at this desk."""


class Counted(NamedTuple):
    """A queue that is counted: the key of its page in the rail, and for whom."""

    key: str
    roles: tuple[str, ...]
    load: Count


def _own_cases(session: Session, desk: Desk) -> Load:
    from app.acts import own_cases

    return own_cases.load(session, desk)


def _approvals(session: Session, desk: Desk) -> Load:
    return Load(*approvals.count(session, desk.today(), desk.person.name))


def _letters(session: Session, desk: Desk) -> Load:
    return Load(*letters.count(session, desk.today()))


def _sim_jobs(session: Session, desk: Desk) -> Load:
    return Load(*sim_jobs_queue.count(session, desk))


def _refunds(session: Session, desk: Desk) -> Load:
    return Load(*refunds.count(session, desk.today()))


def _deadlines(session: Session, desk: Desk) -> Load:
    return Load(*deadlines.count(session, desk.today()))


QUEUES: tuple[Counted, ...] = (
    Counted("approvals", ("supervisor",), _approvals),
    Counted("own_cases", ("agent", "supervisor"), _own_cases),
    Counted("sim_jobs", ("agent", "supervisor", "dealer"), _sim_jobs),
    Counted("letters", ("supervisor",), _letters),
    Counted("refunds", ("supervisor",), _refunds),
    Counted("deadlines", ("supervisor",), _deadlines),
)
"""One line for each queue; the keys are those of the pages in the rail."""


def workload(desk: Desk) -> dict[str, Load]:
    """The load of each queue of the person at the desk, all of one moment."""
    mine = [queue for queue in QUEUES if desk.person.role in queue.roles]
    if not mine:
        return {}
    with desk.records.reading() as session:
        return {queue.key: queue.load(session, desk) for queue in mine}
