"""Refunds that were paid, counted by the database: for the charts and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.records.queue_rows import QueueQuestion
from app.records.tables import Case, Customer, Refund
from app.terms.clause import Cents


@dataclass(frozen=True, slots=True)
class PaidRow:
    """So many refunds paid on one day whose notice came on another; ``late`` of them after their last day."""

    paid_on: date
    received_on: date
    count: int
    late: int
    total: Cents


def paid_since(session: Session, first: date, last: date, question: QueueQuestion) -> tuple[PaidRow, ...]:
    """What was paid from ``first`` to ``last``, by day of payment and of notice, in the country and by the agent."""
    late = func.coalesce(func.sum(case((Refund.paid_on > Refund.due_by, 1), else_=0)), 0)
    total = func.coalesce(func.sum(Refund.amount), 0)
    asked = (
        select(Refund.paid_on, Case.received_on, func.count(), late, total)
        .join(Case, Case.number == Refund.case_number)
        .where(Refund.state == "paid", Refund.paid_on >= first, Refund.paid_on <= last)
        .group_by(Refund.paid_on, Case.received_on)
        .order_by(Refund.paid_on, Case.received_on)
    )
    chosen = dict(question.chosen)
    if chosen.get("agent"):
        asked = asked.where(Case.agent == chosen["agent"])
    if chosen.get("country"):
        asked = asked.join(Customer, Customer.id == Refund.customer_id).where(Customer.country == chosen["country"])
    return tuple(
        PaidRow(on, received, count, behind, Cents(amount))
        for on, received, count, behind, amount in session.execute(asked)
    )
