"""The legal rates of interest an administrator entered: dated, never computed, never removed without a trace."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.records import tables
from app.records.change_rows import InterestRate
from app.records.journal import journal
from app.terms.clause import Refusal, because

LUXEMBOURG: Final = "LU"
_MOST = Decimal(100)
_PLACES = 4


def read_rates(session: Session, country: str = LUXEMBOURG) -> tuple[InterestRate, ...]:
    """The rates of a country, the oldest first."""
    table = tables.InterestRate
    found = session.execute(
        select(table.starts_on, table.percent, table.entered_by, table.entered_at)
        .where(table.country == country)
        .order_by(table.starts_on)
    )
    return tuple(InterestRate(*one) for one in found)


def enter_rate(
    session: Session, starts_on: date, percent: Decimal, *, by: str, at: datetime, country: str = LUXEMBOURG
) -> None:
    """Enter the rate from a day on, or correct the one that begins on that day. ``percent`` is per cent a year.

    Raises ``Refusal`` for a rate that is none.
    """
    if not (percent.is_finite() and 0 <= percent <= _MOST) or -int(percent.as_tuple().exponent) > _PLACES:
        raise Refusal(because("A rate of interest is a number of per cent from 0 to 100, with four decimals at most."))
    row = session.get(tables.InterestRate, (country, starts_on))
    if row is None:
        row = tables.InterestRate(country=country, starts_on=starts_on)
        session.add(row)
    row.percent, row.entered_by, row.entered_at = percent, by, at
    session.flush()
    journal(session, None, None, at=at, by=by, what="interest_rate_entered", on=f"{starts_on.isoformat()} {percent}")


def remove_rate(session: Session, starts_on: date, *, by: str, at: datetime, country: str = LUXEMBOURG) -> None:
    """Take back a rate that was entered for the wrong day. Raises ``Refusal`` where there is none."""
    table = tables.InterestRate
    gone = session.execute(
        delete(table).where(table.country == country, table.starts_on == starts_on).returning(table.percent)
    ).scalar_one_or_none()
    if gone is None:
        raise Refusal(because("No rate begins on {day}.", day=starts_on))
    journal(session, None, None, at=at, by=by, what="interest_rate_removed", on=f"{starts_on.isoformat()} {gone}")
