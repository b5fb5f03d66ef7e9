"""The cases whose findings rest on a clause, for the page of the clause."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from app.records import tables
from app.records.hits import case_hit
from app.records.rows import Hit


def cases_citing(session: Session, clause: str, limit: int) -> tuple[tuple[Hit, ...], int]:
    """The cases that cite ``clause``, the latest first and at most ``limit``, and how many there are."""
    case, determination, finding = tables.Case, tables.Determination, tables.Finding
    customer, vehicle = tables.Customer, tables.Vehicle
    # The clauses of a finding are stored as a list: the number is looked for as it is written there, quotes included.
    cites = cast(finding.clauses, Text).contains(json.dumps(clause), autoescape=True)
    citing = (
        select(determination.case_id)
        .join(finding, finding.determination_id == determination.id)
        .where(cites)
        .distinct()
        .subquery()
    )
    count = session.scalar(select(func.count()).select_from(citing)) or 0
    columns: tuple[Any, ...] = (
        case.number,
        case.act.label("about"),
        case.state,
        case.recorded_at.label("at"),
        case.last_service_day,
        customer.id,
        customer.family_name,
        customer.given_name,
        customer.company_name,
        vehicle.vin,
        vehicle.plate,
    )
    latest = session.execute(
        select(*columns)
        .join(customer, customer.id == case.customer_id)
        .outerjoin(vehicle, vehicle.id == case.vehicle_id)
        .where(case.id.in_(select(citing.c.case_id)))
        .order_by(case.recorded_at.desc(), case.id.desc())
        .limit(limit)
    )
    return tuple(case_hit(row, score=0.0, needle="") for row in latest), count
