"""The queue of approvals: every case that waits for a supervisor, what is owed first at the top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queue_words import holds_words
from app.records.queues.ordering import in_order
from app.records.tables import Case, Customer, Refund, Vehicle
from app.terms.clause import Cents

WAITS = "waits_for_approval"
TO_DECIDE, OWN = "to_decide", "own"
"""The two parts of the queue: what the person may decide, and what they recorded themselves."""


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A case in the list. ``customer`` as lists name people. ``refund`` is what goes back in all, ``None`` where
    nothing does or where an amount is ``open``; ``due_by`` its last day. ``own``: the person recorded it.
    """

    number: str
    act: str
    customer: str
    plate: str
    agent: str
    recorded_at: datetime
    refund: Cents | None
    open: bool
    due_by: date | None
    late: bool
    own: bool
    version: int


class Count(NamedTuple):
    """How many cases a person can decide, and how many of them pay back too late already."""

    waiting: int
    late: int


_NAME = func.coalesce(func.nullif(Customer.company_name, ""), Customer.family_name)
_SORTS: dict[str, tuple[Any, ...]] = {
    "": (Case.refund_due_by, Case.recorded_at),
    "number": (Case.number,),
    "recorded": (Case.recorded_at,),
    "due": (Case.refund_due_by,),
    "refund": (Case.refund,),
    "agent": (Case.agent,),
    "act": (Case.act,),
    "customer": (_NAME, Customer.given_name),
}


def page(session: Session, question: QueueQuestion, today: date, person: str) -> QueuePage[ApprovalRow]:
    """One page of the queue as ``person`` sees it."""
    filtered = _filtered(session, question)
    counts = _counts(session, filtered, person)
    ids = _ids(session, question, (*filtered, *_part(question.state, person)))
    late = select(func.count()).select_from(Case).where(*filtered, *_part(question.state, person), _late(today))
    return QueuePage(
        rows=_rows(session, ids, today, person),
        matching=counts[question.state] if question.state else sum(counts.values()),
        counts=counts,
        late=session.execute(late).scalar_one(),
    )


def _ids(session: Session, question: QueueQuestion, wanted: tuple[ColumnElement[bool], ...]) -> list[int]:
    """The cases of one page. In the queue's own order the index gives first those with a day, then the others."""
    if question.sort or question.descending:
        asked = _ordered(question, select(Case.id).where(*wanted))
        return list(session.scalars(asked.offset(question.first).limit(question.count)))
    dated = select(Case.id).where(*wanted, Case.refund_due_by.is_not(None))
    dated = dated.order_by(Case.refund_due_by, Case.recorded_at, Case.id)
    found = list(session.scalars(dated.offset(question.first).limit(question.count)))
    if len(found) < question.count:
        before = select(func.count()).select_from(Case).where(*wanted, Case.refund_due_by.is_not(None))
        skipped = max(0, question.first - session.execute(before).scalar_one())
        others = select(Case.id).where(*wanted, Case.refund_due_by.is_(None)).order_by(Case.recorded_at, Case.id)
        found += session.scalars(others.offset(skipped).limit(question.count - len(found)))
    return found


def numbers(session: Session, question: QueueQuestion, person: str) -> tuple[str, ...]:
    """The numbers of all cases that answer the question, in its order."""
    filtered = _filtered(session, question)
    asked = _ordered(question, select(Case.number).where(*filtered, *_part(question.state, person)))
    return tuple(session.scalars(asked))


def count(session: Session, today: date, person: str) -> Count:
    """What the rail shows."""
    mine = (Case.state == WAITS, *_part(TO_DECIDE, person))
    found = session.execute(select(func.count(), func.count().filter(_late(today))).select_from(Case).where(*mine))
    return Count(*found.one())


def _late(today: date) -> ColumnElement[bool]:
    return and_(Case.refund_due_by.is_not(None), Case.refund_due_by < today)


def _part(state: str, person: str) -> tuple[ColumnElement[bool], ...]:
    if state == OWN:
        return (Case.agent == person,)
    return (Case.agent != person,) if state == TO_DECIDE else ()


def _filtered(session: Session, question: QueueQuestion) -> list[ColumnElement[bool]]:
    by_key = {"act": Case.act, "agent": Case.agent}
    chosen = [by_key[key] == value for key, value in question.chosen if value]
    # Not by the index of all cases of a customer: few wait, and their state finds them sooner.
    words = holds_words(session, question.words, Case.customer_id + 0, Case.vehicle_id, Case.number)
    return [Case.state == WAITS, *chosen, *(() if words is None else (words,))]


def _counts(session: Session, filtered: list[ColumnElement[bool]], person: str) -> dict[str, int]:
    own = func.count().filter(Case.agent == person)
    found = session.execute(select(func.count(), own).select_from(Case).where(*filtered)).one()
    return {TO_DECIDE: found[0] - found[1], OWN: found[1]}


def _ordered(question: QueueQuestion, asked: Any) -> Any:
    if question.sort == "customer":
        asked = asked.join(Customer, Customer.id == Case.customer_id)
    return asked.order_by(*in_order((*_SORTS[question.sort], Case.id), descending=question.descending))


def _rows(session: Session, ids: list[int], today: date, person: str) -> tuple[ApprovalRow, ...]:
    """The cases with these ids, in this order."""
    found: dict[int, ApprovalRow] = {}
    for first in range(0, len(ids), 500):  # the engines take only so many values in one question
        for row in session.execute(_CASES.where(Case.id.in_(ids[first : first + 500]))):
            found[row.id] = ApprovalRow(
                number=row.number,
                act=row.act,
                customer=row.company_name or ", ".join(filter(None, (row.family_name, row.given_name))),
                plate=row.plate or "",
                agent=row.agent,
                recorded_at=row.recorded_at,
                refund=row.refund,
                open=row.open,
                due_by=row.refund_due_by,
                late=row.refund_due_by is not None and row.refund_due_by < today,
                own=row.agent == person,
                version=row.version,
            )
    return tuple(found[one] for one in ids)


_CASES = (
    select(
        Case.id,
        Case.number,
        Case.act,
        Case.agent,
        Case.recorded_at,
        Case.refund,
        Case.refund_due_by,
        Case.version,
        Customer.company_name,
        Customer.family_name,
        Customer.given_name,
        Vehicle.plate,
        select(Refund.id).where(Refund.case_number == Case.number, Refund.amount.is_(None)).exists().label("open"),
    )
    .join(Customer, Customer.id == Case.customer_id)
    .outerjoin(Vehicle, Vehicle.id == Case.vehicle_id)
)
