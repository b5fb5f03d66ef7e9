"""Cases of the demonstration that an agent recorded lately: planned by the act itself, as at the desk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts import act, drafts
from app.acts.overview import overview_of
from app.acts.plan import Plan
from app.acts.rows import Preview, Receipt
from app.records import case_life, cases, numbers
from app.records.journal import journal
from app.records.rows import Dossier


def record(
    session: Session, dossier: Dossier, name: str, agent: str, at: datetime, answers: dict[str, Any], *, holds: bool
) -> tuple[str, Preview, Plan]:
    """Record act ``name`` by telephone with these answers; number, preview and plan of the case.

    ``holds``: while it is open, no second case may concern its subjects.
    """
    overview = overview_of(dossier, Receipt(at, "phone"), at.date())
    option = next(one for one in (*overview.options, *overview.other_acts) if one.act == name)
    begun = drafts.to_json(act(name).begin(overview, option))
    draft = drafts.from_json(act(name).Draft, begun | {"what": option.subject} | answers)
    seen, plan = planned(dossier, name, draft, at.date())
    number = numbers.next_number(session, numbers.CASES, at.year)
    vehicle_id = dossier.vehicle.id if dossier.vehicle else None
    case_id = cases.add_case(
        session,
        cases.NewCase(
            number=number,
            customer_id=dossier.customer.id,
            vehicle_id=vehicle_id,
            act=name,
            subjects=plan.subjects,
            state=plan.state,
            received_on=at.date(),
            recorded_at=at,
            agent=agent,
            received_at=at,
            channel="phone",
            evidence=plan.evidence,
            refund=plan.refund,
            due_on=plan.due_on,
            due_what=plan.due_what,
            entered=drafts.to_json(draft),
            holds=holds,
        ),
    )
    case_life.note_recording(session, case_id, plan.state, by=agent, role="agent", at=at)
    for determination, facts in zip(seen.determinations, seen.facts, strict=True):
        cases.add_determination(session, case_id, determination, facts=facts)
    journal(session, dossier.customer.id, vehicle_id, at=at, by=agent, what=f"case_{plan.state}", on=number)
    return number, seen, plan


def planned(dossier: Dossier, name: str, draft: Any, day: date) -> tuple[Preview, Plan]:
    """What the act would do on a day."""
    module = act(name)
    seen: Preview = module.preview(dossier, draft, day)
    plan: Plan = module.plan(dossier, draft, seen)
    return seen, plan
