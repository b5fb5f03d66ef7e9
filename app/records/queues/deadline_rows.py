"""One deadline as the board shows it, and the columns it can stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.terms.calendar import DAYS_A_WEEK, Country
from app.terms.clause import Cents

KINDS = ("refund", "reply", "sim_job", "not_renewed", "last_day", "warning")
"""A refund to pay, an answer to write, a job of a dealer, a period that ends for good, a last day of service, and a
warning whose period runs (MC 8.5 b)."""

COLUMNS = ("late", "today", "week", "later")


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """``day`` is the last day, ``id`` that of the refund, the job or the case, by ``kind``.

    ``state`` is the refund's or the case's, ``case_state`` always the case's. A refund goes back to a card
    (``by_card``), or it is ``missing`` the account it is transferred to; ``said`` is why the bank turned it down.
    ``dealer`` is who has a job. ``authors`` have a hand in a refund: somebody else releases it.
    """

    kind: str
    id: int
    day: date
    case_number: str
    act: str
    agent: str
    customer: str
    plate: str
    country: Country
    amount: Cents | None
    state: str
    case_state: str
    by_card: bool = False
    missing: bool = False
    said: str = ""
    dealer: str = ""
    authors: tuple[str, ...] = ()
    version: int = 0

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Tally:
    """A column of the board: how many there are, what they add up to, and the first day."""

    count: int = 0
    total: Cents = field(default_factory=lambda: Cents(0))
    first: date | None = None


def week_end(today: date) -> date:
    """The Sunday until which a day belongs to this week; on a Sunday, that of the next one."""
    return today + timedelta(DAYS_A_WEEK - 1 - today.weekday() or DAYS_A_WEEK)


def column_of(day: date, today: date) -> str:
    """The column a day stands in."""
    if day <= today:
        return "today" if day == today else "late"
    return "week" if day <= week_end(today) else "later"


def customer_name(found: Any) -> str:
    """A customer as lists show them: the family name first."""
    return found.company_name or ", ".join(part for part in (found.family_name, found.given_name) if part)
