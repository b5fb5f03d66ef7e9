"""The cases whose findings rest on a clause, for the page of the clause."""

from __future__ import annotations

import json

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from app.records import tables


def cases_citing(session: Session, clause: str, limit: int) -> tuple[tuple[str, ...], int]:
    """The numbers of the cases that cite ``clause``, the latest first and at most ``limit``, and how many there are."""
    case, determination, finding = tables.Case, tables.Determination, tables.Finding
    # The clauses of a finding are stored as a list: the number is looked for as it is written there, quotes included.
    cites = cast(finding.clauses, Text).contains(json.dumps(clause), autoescape=True)
    citing = (
        select(case.id)
        .where(
            case.id.in_(
                select(determination.case_id).join(finding, finding.determination_id == determination.id).where(cites)
            )
        )
        .subquery()
    )
    count = session.scalar(select(func.count()).select_from(citing)) or 0
    numbers = session.scalars(
        select(case.number)
        .where(case.id.in_(select(citing.c.id)))
        .order_by(case.recorded_at.desc(), case.id.desc())
        .limit(limit)
    )
    return tuple(numbers), count
