"""Running numbers without gaps: ``C-2026-01796`` for cases, ``L-2026-03102`` for letters, ``P-2026-00012`` to print."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.records.tables import Counter

CASES = "C"
LETTERS = "L"
PRINT_JOBS = "P"


def next_number(session: Session, series: str, year: int) -> str:
    """The next number of ``series`` in ``year``. It is given back when the transaction fails: no gap remains.

    On a server a function of its own counts: nobody has the right to change a counter.
    """
    if session.get_bind().dialect.name == "postgresql":
        last = session.execute(select(func.public.desk_next_number(series, year))).scalar_one()
    else:
        given = insert(Counter).values(series=series, year=year, last=1)
        again = given.on_conflict_do_update(index_elements=["series", "year"], set_={"last": Counter.last + 1})
        last = session.execute(again.returning(Counter.last)).scalar_one()
    return f"{series}-{year:04}-{last:05}"
