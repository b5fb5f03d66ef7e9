"""Who has a hand in a refund and therefore does not release it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select

from app.records.tables import Case, CaseMove, Refund

_changed_by = (
    select(func.coalesce(func.max(CaseMove.by), ""))
    .where(CaseMove.case_id == Case.id, CaseMove.after == "approved", CaseMove.reason != "")
    .correlate(Case)
    .scalar_subquery()
)
CHANGED_BY = _changed_by.label("changed_by")
"""Who changed what a case pays back in deciding it. Empty where it was approved as it was entered: a change always has
a reason, and a case is decided once."""


def only_others(person: str) -> ColumnElement[bool]:
    """That ``person`` recorded neither the case nor the refund, and set neither its amount nor its account."""
    of_case = and_(Case.number == Refund.case_number, Case.agent != person, _changed_by != person)
    return and_(Refund.entered_by != person, select(Case.id).where(of_case).exists())
