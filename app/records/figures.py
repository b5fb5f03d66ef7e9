"""Counts over all cases, refunds and jobs, made by the database: what the figures are drawn from."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import Select, String, case, cast, func, select
from sqlalchemy.orm import Session

from app.records.tables import OPEN_STATES, Case, CaseMove, Refund, SimJob
from app.terms.clause import Cents


class Money(NamedTuple):
    """So many refunds in a state, and what they add up to."""

    state: str
    number: int
    total: Cents


class Kept(NamedTuple):
    """Deadlines that are over: so many were kept, so many were not."""

    kind: str
    kept: int
    late: int


def cases_by_act_and_state(session: Session, first: date) -> tuple[tuple[str, str, int], ...]:
    """(act, state, how many) of the cases received since ``first``."""
    asked = select(Case.act, Case.state, func.count()).where(Case.received_on >= first)
    return tuple((row[0], row[1], row[2]) for row in session.execute(asked.group_by(Case.act, Case.state)))


def open_by_day(session: Session) -> tuple[tuple[date, int], ...]:
    """(day of receipt, how many) of the cases that are not over."""
    asked = select(Case.received_on, func.count()).where(Case.state.in_(OPEN_STATES)).group_by(Case.received_on)
    return tuple((row[0], row[1]) for row in session.execute(asked))


def refunds_by_state(session: Session) -> tuple[Money, ...]:
    """Refunds of all times by state."""
    asked = select(Refund.state, func.count(), func.coalesce(func.sum(Refund.amount), 0)).group_by(Refund.state)
    return tuple(Money(state, number, Cents(total or 0)) for state, number, total in session.execute(asked))


def deadlines_kept(session: Session, first: date) -> tuple[Kept, ...]:
    """Refunds, replies and jobs that were settled since ``first``: in time, or after their last day."""
    # A reply went on the day somebody says it did, however late its case was closed. Days as text sort like days.
    answered = func.coalesce(CaseMove.readings["answered_on"].as_string(), cast(func.date(CaseMove.at), String))
    paid = _kept(Refund.paid_on, Refund.due_by).where(Refund.state == "paid", Refund.paid_on >= first)
    replies = (
        _kept(answered, cast(Case.due_on, String))
        .join_from(CaseMove, Case, Case.id == CaseMove.case_id)
        .where(Case.due_what == "reply", CaseMove.before == "open", CaseMove.after == "done")
        .where(CaseMove.at >= datetime.combine(first, time()))
    )
    done = _kept(func.date(SimJob.done_at), SimJob.due_on).where(SimJob.state == "done")
    done = done.where(SimJob.done_at >= datetime.combine(first, time()))
    asked = (("refund", paid), ("reply", replies), ("sim_job", done))
    found = [(kind, session.execute(one).one()) for kind, one in asked]
    return tuple(Kept(kind, one[0] - one[1], one[1]) for kind, one in found)


def _kept(day: Any, due: Any) -> Select[Any]:
    """How many have a last day, and how many of them were settled after it."""
    return select(func.count(), func.coalesce(func.sum(case((day > due, 1), else_=0)), 0)).where(due.is_not(None))
