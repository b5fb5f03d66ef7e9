"""The queue of agents: cases a supervisor sent back, cases that owe an answer, and jobs no dealer could do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from app.records.case_life import in_queue
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queue_words import holds_words
from app.records.queues.ordering import in_order
from app.records.queues.own_case_rows import OwnCaseRow
from app.records.tables import Case, CaseMove, Customer, Vehicle

WAITS_FOR = ("answer_supervisor", "reply", "dealer")
REASSIGN = "reassign"
"""What is due on a case whose job no dealer could do: another dealer."""
EVERYBODY = "*"
"""The agent to choose for the cases of all."""

_waits_for = case(
    (Case.state == "sent_back", "answer_supervisor"),
    (func.coalesce(Case.due_what, "") == REASSIGN, "dealer"),
    else_="reply",
)
_due = func.coalesce(Case.due_on, Case.refund_due_by)
_SORTS: dict[str, tuple[Any, ...]] = {
    "": (_due,),
    "due_on": (_due,),
    "waits_for": (_waits_for, _due),
    "act": (Case.act, _due),
    "number": (Case.number,),
    "received_on": (Case.received_on,),
    "agent": (Case.agent, _due),
}


def page(session: Session, question: QueueQuestion, today: date, agent: str) -> QueuePage[OwnCaseRow]:
    """One page of the queue. ``agent`` is whose cases are meant where the question chooses nobody, empty for all.

    ``more`` has the ``agents`` who recorded a case that waits here.
    """
    where = _filtered(session, question, agent)
    late = func.coalesce(func.sum(case((_due < today, 1), else_=0)), 0)
    counts = dict.fromkeys(WAITS_FOR, 0)
    behind = 0
    counted = select(_waits_for.label("waits_for"), func.count(), late).where(*where).group_by(sql("waits_for"))
    for waits_for, number, some in session.execute(counted):
        counts[waits_for] = number
        behind += some
    asked = _ordered(select(Case.id), question, where)
    ids = session.scalars(asked.offset(question.first).limit(question.count)).all()
    agents = select(Case.agent).where(in_queue("own_cases")).distinct().order_by(Case.agent)
    return QueuePage(
        rows=_rows(session, ids, today),
        matching=counts[question.state] if question.state else sum(counts.values()),
        counts=counts,
        late=behind,
        more={"agents": tuple(session.scalars(agents))},
    )


def numbers(session: Session, question: QueueQuestion, agent: str) -> tuple[str, ...]:
    """The numbers of all cases that answer the question, in its order."""
    return tuple(session.scalars(_ordered(select(Case.number), question, _filtered(session, question, agent))))


class Count(NamedTuple):
    """How many cases wait, and how many of them are late."""

    waiting: int
    late: int


def count(session: Session, today: date, agent: str) -> Count:
    """What the rail shows."""
    late = func.coalesce(func.sum(case((_due < today, 1), else_=0)), 0)
    found = session.execute(select(func.count(), late).where(in_queue("own_cases"), *_of(agent))).one()
    return Count(*found)


def _of(agent: str) -> list[ColumnElement[bool]]:
    return [Case.agent == agent] if agent else []


def _filtered(session: Session, question: QueueQuestion, agent: str) -> list[ColumnElement[bool]]:
    chosen = dict(question.chosen).get("agent", "") or agent
    where = [in_queue("own_cases"), *_of("" if chosen == EVERYBODY else chosen)]
    words = holds_words(session, question.words, Case.customer_id, Case.vehicle_id, Case.number, Case.subject)
    return where if words is None else [*where, words]


def _ordered(asked: Select[Any], question: QueueQuestion, where: list[ColumnElement[bool]]) -> Select[Any]:
    if question.state:
        where = [*where, _waits_for == question.state]
    keys = in_order((*_SORTS[question.sort], Case.id), descending=question.descending)
    return asked.where(*where).order_by(*keys)


def _rows(session: Session, ids: Iterable[int], today: date) -> tuple[OwnCaseRow, ...]:
    """The cases with these ids, in this order."""
    wanted = tuple(ids)
    found: dict[int, OwnCaseRow] = {}
    for at in range(0, len(wanted), 500):
        for row in session.execute(_CASES.where(Case.id.in_(wanted[at : at + 500]))):
            found[row.id] = _row(row, today)
    return tuple(found[one] for one in wanted)


_LAST = select(func.max(CaseMove.position)).where(CaseMove.case_id == Case.id).correlate(Case).scalar_subquery()
_CASES = (
    select(
        Case.id,
        Case.number,
        _waits_for.label("waits_for"),
        Case.act,
        Case.state,
        _due.label("due_on"),
        Case.received_on,
        Case.agent,
        Case.version,
        Customer.company_name,
        Customer.family_name,
        Customer.given_name,
        Vehicle.plate,
        CaseMove.reason,
        CaseMove.by,
        CaseMove.at,
    )
    .join(Customer, Customer.id == Case.customer_id)
    .join(CaseMove, and_(CaseMove.case_id == Case.id, CaseMove.position == _LAST))
    .outerjoin(Vehicle, Vehicle.id == Case.vehicle_id)
)


def _row(row: Any, today: date) -> OwnCaseRow:
    return OwnCaseRow(
        number=row.number,
        waits_for=row.waits_for,
        act=row.act,
        state=row.state,
        due_on=row.due_on,
        late=row.due_on is not None and row.due_on < today,
        received_on=row.received_on,
        customer=row.company_name or ", ".join(part for part in (row.family_name, row.given_name) if part),
        plate=row.plate or "",
        agent=row.agent,
        reason=row.reason,
        moved_by=row.by,
        moved_at=row.at,
        version=row.version,
    )
