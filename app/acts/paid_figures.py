"""How fast refunds are paid: by week, and how many days lie between the notice and the payment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.records.payments_made import PaidRow, paid_since
from app.records.queue_rows import QueueQuestion
from app.terms.calendar import DAYS_A_WEEK
from app.terms.clause import Cents

WEEKS = 12
DAYS = 30
"""How far back the two pictures look: weeks that are paid in, days whose payments are measured."""


@dataclass(frozen=True, slots=True)
class Paid:
    """``weeks`` are (Monday, paid, late), the running week last; ``lengths`` (days from notice to payment, paid, late)
    of the last 30 days; ``median`` of these days, ``None`` without a payment. ``today`` is how many, ``today_total``
    how much was paid today.
    """

    weeks: tuple[tuple[date, int, int], ...]
    lengths: tuple[tuple[int, int, int], ...]
    median: int | None
    today: int
    today_total: Cents


def read_paid(session: Session, question: QueueQuestion, today: date) -> Paid:
    """Count what was paid up to ``today``, under the filter."""
    monday = today - timedelta(today.weekday())
    first = monday - timedelta(DAYS_A_WEEK * (WEEKS - 1))
    rows = paid_since(session, first, today, question)
    mondays = [first + timedelta(DAYS_A_WEEK * number) for number in range(WEEKS)]
    paid: Counter[date] = Counter()
    late: Counter[date] = Counter()
    for row in rows:
        week = row.paid_on - timedelta(row.paid_on.weekday())
        paid[week] += row.count
        late[week] += row.late
    lengths = days_taken([row for row in rows if row.paid_on > today - timedelta(DAYS)])
    here = [row for row in rows if row.paid_on == today]
    return Paid(
        weeks=tuple((week, paid[week], late[week]) for week in mondays),
        lengths=lengths,
        median=median_of(lengths),
        today=sum(row.count for row in here),
        today_total=Cents(sum(row.total for row in here)),
    )


def days_taken(rows: Sequence[PaidRow]) -> tuple[tuple[int, int, int], ...]:
    """By days from the notice to the payment how many were paid, and how many of these late."""
    counted: Counter[int] = Counter()
    late: Counter[int] = Counter()
    for row in rows:
        days = max(0, (row.paid_on - row.received_on).days)
        counted[days] += row.count
        late[days] += row.late
    return tuple((days, counted[days], late[days]) for days in sorted(counted))


def median_of(lengths: Sequence[tuple[int, int, int]]) -> int | None:
    """The days within which half of them were paid."""
    whole = sum(count for _, count, _ in lengths)
    reached = 0
    for days, count, _ in lengths:
        reached += count
        if 2 * reached >= whole:
            return days
    return None
