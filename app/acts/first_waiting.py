"""What is to be done first in each queue of the person at the desk: the late ones on top, as the queues have them.

Reads the queues themselves and not the acts on them: these are loaded when somebody goes to a queue.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.acts import own_cases, sim_jobs_queue, workload
from app.records.queue_rows import QueueQuestion
from app.records.queues import approvals, deadlines, letters, refunds

if TYPE_CHECKING:
    from app.start import Desk

FIRST = QueueQuestion(count=3)
"""In the queue's own order."""
_DUE = QueueQuestion(count=10)
"""A few more: what happens by itself today is left out of them."""


class Waiting(NamedTuple):
    """One row of a queue in short: its number, whom it concerns, the act or the kind of letter, and its day."""

    number: str
    who: str
    about: str
    on: date | None
    late: bool


def first_of(desk: Desk) -> dict[str, tuple[Waiting, ...]]:
    """What is to be done first in each queue, by the key of its page in the rail."""
    role = desk.person.role
    return {
        queue.key: _ASKED[queue.key](desk) for queue in workload.QUEUES if role in queue.roles and queue.key in _ASKED
    }


def _approvals(desk: Desk) -> tuple[Waiting, ...]:
    with desk.records.reading() as session:
        rows = approvals.page(session, FIRST, desk.today(), desk.person.name).rows
    return tuple(Waiting(one.number, one.customer, one.act, one.due_by, one.late) for one in rows)


def _refunds(desk: Desk) -> tuple[Waiting, ...]:
    today = desk.today()
    with desk.records.reading() as session:
        rows = refunds.page(session, FIRST, today).rows
    return tuple(
        Waiting(one.case_number, one.customer, one.act, one.due_by, one.due_by is not None and one.due_by < today)
        for one in rows
        if one.state in refunds.HERE
    )


def _own_cases(desk: Desk) -> tuple[Waiting, ...]:
    rows = own_cases.page(desk, FIRST).rows
    return tuple(Waiting(one.number, one.customer, one.act, one.due_on, one.late) for one in rows)


def _sim_jobs(desk: Desk) -> tuple[Waiting, ...]:
    rows = sim_jobs_queue.page(desk, FIRST).rows
    switches = {"off": "sim_deactivation", "on": "sim_reactivation"}
    return tuple(
        Waiting(one.case_number, one.customer or one.plate, switches.get(one.switch, ""), one.due_on, one.late)
        for one in rows
    )


def _letters(desk: Desk) -> tuple[Waiting, ...]:
    with desk.records.reading() as session:
        rows = letters.page(session, FIRST, desk.today()).rows
    return tuple(Waiting(one.number, one.recipient, one.kind, one.send_by, one.late) for one in rows)


def _deadlines(desk: Desk) -> tuple[Waiting, ...]:
    """Late and due today, without what happens by itself: what somebody has to do."""
    today = desk.today()
    with desk.records.reading() as session:
        first = deadlines.first_of_columns(session, _DUE, today)
    rows = [one for one in (*first["late"], *first["today"]) if one.kind in deadlines.TO_DO]
    return tuple(
        Waiting(one.case_number, one.customer, one.act, one.day, one.day < today) for one in rows[: FIRST.count]
    )


_ASKED: dict[str, Callable[[Desk], tuple[Waiting, ...]]] = {
    "approvals": _approvals,
    "own_cases": _own_cases,
    "sim_jobs": _sim_jobs,
    "letters": _letters,
    "refunds": _refunds,
    "deadlines": _deadlines,
}
