"""Running numbers without gaps: ``C-2026-01796`` for cases, ``L-2026-03102`` for letters, ``P-2026-00012`` to print."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.records.tables import Counter

CASES = "C"
LETTERS = "L"
PRINT_JOBS = "P"


def next_number(session: Session, series: str, year: int) -> str:
    """The next number of ``series`` in ``year``. It is given back when the transaction fails: no gap remains."""
    last = _counted(session, series, year)
    if last is None:
        try:
            with session.begin_nested():
                session.execute(insert(Counter).values(series=series, year=year, last=1))
            last = 1
        except IntegrityError:  # on a server, another desk was the first of the year at the same moment
            last = _counted(session, series, year)
    return f"{series}-{year:04}-{last:05}"


def _counted(session: Session, series: str, year: int) -> int | None:
    return session.execute(
        update(Counter)
        .where(Counter.series == series, Counter.year == year)
        .values(last=Counter.last + 1)
        .returning(Counter.last)
    ).scalar_one_or_none()
