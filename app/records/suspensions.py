"""Writes and reads what rests: contracts and bookings that are suspended until they are lifted."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.records import tables
from app.records.consequence_rows import Suspension
from app.records.journal import touch
from app.terms.clause import Refusal, because


def suspend(
    session: Session,
    customer_id: int,
    *,
    subject_kind: str,
    subject: str,
    cause: str,
    from_on: date,
    case_number: str,
) -> int:
    """Let a contract or booking rest from a day on. ``Refusal`` naming the case that suspended it for this already."""
    table = tables.Suspension
    before = session.execute(
        select(table.by_case).where(
            table.customer_id == customer_id,
            table.subject_kind == subject_kind,
            table.subject == subject,
            table.cause == cause,
            table.until_on.is_(None),
        )
    ).scalar()
    if before is not None:
        raise Refusal(
            because("{number} is suspended by case {case}. Nothing was written.", number=subject, case=before)
        )
    row = table(
        customer_id=customer_id,
        subject_kind=subject_kind,
        subject=subject,
        cause=cause,
        from_on=from_on,
        by_case=case_number,
    )
    session.add(row)
    session.flush()
    touch(session, customer_id)
    return row.id


def lift(session: Session, suspension_id: int, *, until_on: date, case_number: str) -> None:
    """End a suspension with its last day. ``Refusal`` naming the case that lifted it already."""
    row = session.get_one(tables.Suspension, suspension_id, with_for_update=True)
    if row.until_on is not None:
        raise Refusal(
            because(
                "The suspension of {number} was lifted by case {case}. Nothing was written.",
                number=row.subject,
                case=row.lifted_by_case,
            )
        )
    row.until_on, row.lifted_by_case = until_on, case_number
    session.flush()
    touch(session, row.customer_id)


def read_suspensions(session: Session, customer_id: int) -> tuple[Suspension, ...]:
    """Every suspension of a customer, lifted ones too, oldest first."""
    table = tables.Suspension
    found = session.execute(
        select(table.__table__).where(table.customer_id == customer_id).order_by(table.from_on, table.id)
    )
    return tuple(Suspension(**_without_customer(one)) for one in found)


def _without_customer(found: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in found._mapping.items() if name != "customer_id"}
