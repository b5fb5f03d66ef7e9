"""Carries out what an act does to what it concerns: each effect by the records function that knows how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.acts import payments
from app.acts.plan import Activate, Effect, End, Extend, Lift, Object, Plan, Suspend, SwitchSim, Undo
from app.records import announcements, endings, packages, refunds, sim_jobs, suspensions, undoing
from app.records.refunds import NewRefund
from app.records.rows import Dossier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk


def carry_out(session: Session, desk: Desk, dossier: Dossier, plan: Plan, case_number: str, payment_means: str) -> None:
    """Everything a case does besides its letters. Raises ``Refusal`` naming the case that stands in the way.

    Of what is held back until it is approved only the money is booked, to wait with it.
    """
    if not plan.held:
        take_effect(session, desk, dossier, plan, case_number)
    for refund in booked_by(dossier, plan, case_number, payment_means):
        refunds.book_refund(session, dossier.customer.id, refund, by=desk.person.name)


def booked_by(dossier: Dossier, plan: Plan, case_number: str, payment_means: str) -> Iterator[NewRefund]:
    """The money a case gives back, and the way it goes."""
    for refund in plan.refunds:
        way = payments.way_back(dossier, refund.number, plan.refund_means, payment_means)
        yield NewRefund(
            case_number=case_number,
            subject=refund.number,
            amount=refund.amount,
            due_by=plan.refund_due_by,
            means=way.means,
            means_label=way.label,
            approved=plan.state != "waits_for_approval",
            first_day=refund.first_day,
            last_day=refund.last_day,
            iban=way.iban,
            holder=way.holder,
        )


def take_effect(session: Session, desk: Desk, dossier: Dossier, plan: Plan, case_number: str) -> None:
    """What ends and what else changes with a case."""
    for end in plan.ends:
        bring_to_end(session, end, case_number)
    for effect in plan.effects:
        _effect(session, desk, dossier, effect, case_number)


def bring_to_end(session: Session, end: End, case_number: str) -> None:
    """End a contract, a booking or a package by a case."""
    match end.kind:
        case "contract":
            endings.end_contract(
                session, end.row_id, ended_as=end.ended_as, ends_on=end.ends_on, case_number=case_number
            )
        case "booking":
            endings.end_booking(
                session,
                end.row_id,
                ended_as=end.ended_as,
                ends_on=end.ends_on,
                case_number=case_number,
                sooner=end.sooner,
            )
        case "service_inclusive":
            endings.end_service_inclusive(
                session, end.row_id, ended_as=end.ended_as, ends_on=end.ends_on, case_number=case_number
            )


def _effect(session: Session, desk: Desk, dossier: Dossier, effect: Effect, case_number: str) -> None:
    match effect:
        case Suspend():
            suspensions.suspend(
                session,
                dossier.customer.id,
                subject_kind=effect.kind,
                subject=effect.number,
                cause=effect.cause,
                from_on=effect.from_on,
                case_number=case_number,
            )
        case Lift():
            suspensions.lift(session, effect.suspension_id, until_on=effect.until_on, case_number=case_number)
        case Activate():
            packages.activate_package(
                session,
                effect.package_id,
                active_on=effect.active_on,
                term_start=effect.term_start,
                odometer_at_start=effect.odometer,
            )
        case Extend():
            packages.extend_package(session, effect.package_id, months=effect.months, km=effect.km)
        case SwitchSim():
            if dossier.vehicle is not None:
                sim_jobs.order_job(
                    session,
                    dossier.vehicle,
                    case_number=case_number,
                    dealer_number=effect.dealer or None,
                    switch=effect.switch,
                    ordered_on=effect.ordered_on,
                    functions=effect.functions,
                )
        case Object():
            announcements.record_objection(
                session,
                effect.contract_id,
                effect.edition,
                received_on=effect.received_on,
                case_number=case_number,
            )
        case Undo():
            undoing.undo_case(
                session,
                dossier.customer.id,
                effect.case_number,
                state="cancelled",
                by_case=case_number,
                by=desk.person.name,
                role=desk.person.role,
                at=desk.now(),
            )
