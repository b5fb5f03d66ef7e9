"""What waits for a supervisor in the demonstration: withdrawals whose amount is open, and money out of goodwill."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.acts import drafts
from app.acts.effects import booked_by
from app.acts.overview import overview_of
from app.acts.plan import Plan
from app.acts.rows import Preview, Receipt
from app.exchange.demo_letters import before, draft_of
from app.exchange.demo_recorded import planned, record
from app.exchange.demo_world import goodwill
from app.records import refunds, tables
from app.records.dossier import read_dossier
from app.records.rows import Dossier

_MOST = 12
_PROPOSALS = (("Tom Claes", 2, "25"), ("Nora Thill", 1, "60"), ("Karin Maes", 0, "40"))
"""Who proposed how many days ago to give how many euros back."""


def add_approvals(session: Session, on: date, shown: int) -> None:
    """Let the cases that wait say what was entered for them, and propose goodwill to customers after the showcase."""
    case, vehicle = tables.Case, tables.Vehicle
    waiting = (
        select(case.number, case.customer_id, vehicle.vin, case.channel)
        .join(vehicle, vehicle.id == case.vehicle_id)
        .where(case.state == "waits_for_approval")
        .order_by(case.id)
        .limit(_MOST)
    )
    for number, customer_id, vin, channel in session.execute(waiting).all():
        dossier = read_dossier(session, customer_id, vin)
        if dossier is not None:
            _enter(session, dossier, number, channel)
    contract = tables.Contract
    holders = (
        select(contract.customer_id, vehicle.vin)
        .join(vehicle, vehicle.id == contract.vehicle_id)
        .where(contract.customer_id > shown, contract.ended_as == "")
        .order_by(contract.id)
        .limit(len(_PROPOSALS))
    )
    for proposal, (customer_id, vin) in zip(_PROPOSALS, session.execute(holders).all(), strict=False):
        dossier = read_dossier(session, customer_id, vin)
        if dossier is not None:
            _propose(session, dossier, on, *proposal)


def _enter(session: Session, dossier: Dossier, number: str, channel: str) -> None:
    row = next(one for one in dossier.cases if one.number == number)
    then, day = before(dossier, number), row.recorded_at.date()
    draft = draft_of(overview_of(then, Receipt(row.recorded_at, channel), day), row.act, row.subject)
    seen, plan = planned(then, row.act, draft, day)
    stored = session.scalars(select(tables.Case).where(tables.Case.number == number)).one()
    stored.entered, stored.refund, stored.refund_due_by = drafts.to_json(draft), plan.refund, plan.refund_due_by
    if all(one.case_number != number for one in dossier.refunds):
        _book(session, dossier, number, seen, plan, row.agent)


def _propose(session: Session, dossier: Dossier, on: date, agent: str, days: int, euros: str) -> None:
    at = datetime.combine(on - timedelta(days), time(10, 40))
    why = goodwill()[dossier.customer.language][days % 2]
    number, seen, plan = record(session, dossier, "goodwill", agent, at, {"amount": euros, "why": why}, holds=False)
    _book(session, dossier, number, seen, plan, agent)


def _book(session: Session, dossier: Dossier, number: str, seen: Preview, plan: Plan, agent: str) -> None:
    for refund in booked_by(dossier, plan, number, seen.payment_means):
        refunds.book_refund(session, dossier.customer.id, refund, by=agent)
