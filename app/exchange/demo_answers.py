"""Cases of the demonstration that owe the customer an answer: complaints and a request for personal data."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.exchange.demo_letters import issue_sheets
from app.exchange.demo_recorded import record
from app.records import tables
from app.records.dossier import read_dossier


class _Asked(NamedTuple):
    """``days`` ago this agent took the request; ``promised``: the answer is due so many days from today."""

    act: str
    agent: str
    days: int
    answers: dict[str, Any]
    promised: int | None = None


_ASKED = (
    _Asked("complaint", "Anna Willems", 6, {"about": "service"}, -1),
    _Asked("data_request", "Anna Willems", 25, {"by": "customer", "kind": "personal"}),
    _Asked("complaint", "Tom Claes", 2, {"about": "service"}, 3),
)


def add_answers_owed(session: Session, on: date, shown: int) -> None:
    """Record them for the last customers; of a demonstration that is very small, for fewer."""
    contract, vehicle = tables.Contract, tables.Vehicle
    holders = (
        select(contract.customer_id, vehicle.vin)
        .join(vehicle, vehicle.id == contract.vehicle_id)
        .where(contract.customer_id > shown, contract.ended_as == "")
        .order_by(contract.id.desc())
        .limit(len(_ASKED))
    )
    for asked, (customer_id, vin) in zip(_ASKED, session.execute(holders).all(), strict=False):
        dossier = read_dossier(session, customer_id, vin)
        if dossier is None:
            continue
        at = datetime.combine(on - timedelta(asked.days), time(11, 5))
        answers = dict(asked.answers)
        if asked.promised is not None:
            answers["answer_by"] = (on + timedelta(asked.promised)).isoformat()
        number, seen, plan = record(session, dossier, asked.act, asked.agent, at, answers, holds=True)
        issue_sheets(session, dossier, number, asked.agent, at, seen, plan)
