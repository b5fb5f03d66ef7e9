"""Carries an act out: one transaction that reads, determines and compares again, then writes everything or nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.acts import SUPERVISOR, act, drafts, role_of
from app.acts.chosen_readings import check_right, recorded
from app.acts.comparing import Overtaken, changed_values, what_changed
from app.acts.effects import carry_out
from app.acts.issuing import issue
from app.acts.plan import Plan
from app.acts.rows import Done, Preview
from app.acts.subjects import BESIDE
from app.records import case_life, cases, numbers, undoing
from app.records.cases import NewCase
from app.records.dossier import read_dossier
from app.records.holding import hold
from app.records.journal import journal, last_change
from app.records.organisation_readings import read_readings
from app.records.requests import Answered, Request, answered, request_of
from app.records.rows import Dossier, DossierKey
from app.terms.clause import Refusal, because
from app.terms.readings import Choice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk


def perform(desk: Desk, key: DossierKey, name: str, draft: Any, seen: Preview, request_key: str = "") -> Done:
    """Record the act ``name`` as the agent saw it in ``seen``.

    Who cannot know whether an attempt succeeded, because the connection was lost, tries again with the same
    ``request_key``: what was recorded then is returned and nothing is written twice. Empty: there is one attempt only.

    Raises ``Overtaken`` saying what changed when the dossier or its findings are not those seen; ``Refusal`` naming the
    case in the way when somebody recorded the same before, and when the act is a supervisor's. Nothing is written then.
    """
    today, module = desk.today(), act(name)
    request = request_of(request_key, name, drafts.to_json(draft))
    _check_role(desk, role_of(name))
    with desk.records.writing(lasting=True) as session:
        organisation = read_readings(session)
        check_right(draft, organisation, desk.person)
        hold(session, key.customer_id)
        earlier = answered(session, request)
        if earlier is not None:
            return _again(earlier, request)
        dossier = read_dossier(session, *key)
        if dossier is None:
            raise Refusal(because("This dossier does not exist any more. Nothing was written."))
        if hasattr(module, "role_needed"):
            _check_role(desk, module.role_needed(dossier, draft))
        again: Preview = module.preview(dossier, draft, today)
        different = what_changed(seen, again)
        if different is not None:
            by, at = last_change(session, key.customer_id, but=desk.person.name)
            raise Overtaken(different, changed_values(seen, again), by, at)
        plan: Plan = module.plan(dossier, draft, again)
        done = _write(session, desk, dossier, name, draft, again, plan, organisation, request, today)
        drafts.forget(session, desk.person.name, key, name, draft)
    return done


def _check_role(desk: Desk, role: str) -> None:
    if role == SUPERVISOR and desk.person.role != SUPERVISOR:
        raise Refusal(because("Only a supervisor can do this. Nothing was written."))


def _again(earlier: Answered, request: Request) -> Done:
    """What an earlier attempt recorded. Raises ``Refusal`` when something else was entered since."""
    if earlier.draft != request.draft:
        raise Refusal(
            because(
                "This was recorded as case {case} before you changed it: correct that case. Nothing more was written.",
                case=earlier.number,
            )
        )
    return Done(earlier.number, earlier.state, earlier.letters)


def _write(
    session: Session,
    desk: Desk,
    dossier: Dossier,
    name: str,
    draft: Any,
    preview: Preview,
    plan: Plan,
    organisation: Choice,
    request: Request,
    today: date,
) -> Done:
    customer_id = dossier.customer.id
    vehicle_id = dossier.vehicle.id if dossier.vehicle else None
    number = numbers.next_number(session, numbers.CASES, today.year)
    if plan.corrects:
        undoing.undo_case(
            session,
            customer_id,
            plan.corrects,
            state="corrected",
            by_case=number,
            by=desk.person.name,
            role=desk.person.role,
            at=desk.now(),
        )
    state = plan.recorded_as
    case_id = cases.add_case(
        session,
        NewCase(
            number=number,
            customer_id=customer_id,
            vehicle_id=vehicle_id,
            act=plan.act or name,
            subjects=plan.subjects,
            state=state,
            received_on=plan.receipt.received_at.date(),
            recorded_at=desk.now(),
            agent=desk.person.name,
            received_at=plan.receipt.received_at,
            sent_on=plan.receipt.sent_on,
            channel=plan.receipt.channel,
            evidence=plan.evidence,
            last_service_day=plan.last_service_day,
            refund=plan.refund,
            refund_due_by=plan.refund_due_by,
            refund_means=plan.refund_means,
            due_on=plan.due_on,
            due_what=plan.due_what,
            corrects=plan.corrects,
            entered=drafts.to_json(draft) if plan.entered is None else plan.entered,
            request=request,
            holds=(plan.act or name) not in BESIDE and (state != "being_carried_out" or plan.orders_job),
        ),
    )
    case_life.note_recording(session, case_id, state, by=desk.person.name, role=desk.person.role, at=desk.now())
    chosen = recorded(draft, organisation, preview)
    for determination, facts in zip(preview.determinations, preview.facts, strict=True):
        cases.add_determination(session, case_id, determination, facts=facts, readings=chosen)
    carry_out(session, desk, dossier, plan, number, preview.payment_means)
    issued = tuple(
        issue(
            session,
            desk,
            dossier,
            sheet,
            plan.receipt,
            case_number=number,
            vat_percent=preview.vat_percent,
            due_on=plan.due_on,
        )
        for sheet in (() if plan.held else plan.sheets)
    )
    journal(session, customer_id, vehicle_id, at=desk.now(), by=desk.person.name, what=f"case_{state}", on=number)
    return Done(number, state, issued)
