"""The facts of a dossier put before the rules: one function per question an act asks.

The only place where rows of the records become facts of the rules. An agent's answers, where they differ from what is
recorded, come in as :class:`Answers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast

from app.acts import governing, late_refunds, subjects, telephone
from app.acts.subjects import Subject, alive, booking, contract_of, package
from app.records.rows import Booking, Contract, Dossier, ServiceInclusive
from app.terms.clause import Determination
from app.terms.facts import (
    BookingFacts,
    CustomerType,
    FrameworkTerminationFacts,
    NonRenewalFacts,
    PaidBooking,
    Pricing,
    RunningService,
    ServiceTerminationFacts,
    SimFacts,
    VehicleSaleFacts,
    WithdrawalFacts,
)
from app.terms.interest import with_rate
from app.terms.readings import DEFAULT, Choice

Informed = Literal["as_recorded", "at_conclusion", "later", "never"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the caller said that the records do not hold, or hold otherwise.

    ``customer_type`` empty = as recorded. ``started`` are the numbers of the bookings started at the customer's
    request, ``None`` = as recorded; ``started_on`` fills in a start day that is not recorded. ``channel`` is how the
    message came in, empty = not told.
    """

    customer_type: str = ""
    informed: Informed = "as_recorded"
    informed_later_on: date | None = None
    started: tuple[str, ...] | None = None
    started_on: date | None = None
    channel: str = ""


AS_RECORDED = Answers()


def withdraw(
    dossier: Dossier,
    subject: Subject,
    received_on: date,
    sent_on: date | None,
    answers: Answers = AS_RECORDED,
    chosen: Choice = DEFAULT,
) -> Determination:
    """MC 15 or SI 11 on the contract, a booking or a Service Inclusive package.

    What was agreed on the telephone and does not bind the customer is paid back whole, at any time (LU L.222-4 (6)).
    """
    row = subjects.row_of(dossier, subject)
    facts = withdrawal_facts(dossier, subject, received_on, sent_on, answers)
    if not isinstance(row, ServiceInclusive):
        back = telephone.paid_back(dossier, row, received_on, answers.customer_type, chosen)
        if back is not None:
            return back
    found = with_rate(
        governing.ask("withdrawal", facts, dossier, row, received_on, chosen), late_refunds.rates(dossier)
    )
    law = telephone.governed(dossier, row, received_on, answers.customer_type)
    return found if law is None else found._replace(findings=(*found.findings, telephone.told(law)))


def withdrawal_facts(
    dossier: Dossier, subject: Subject, received_on: date, sent_on: date | None, answers: Answers = AS_RECORDED
) -> WithdrawalFacts:
    """What the rule ``withdrawal`` is told."""
    if subject.kind == "booking":
        row: Booking | ServiceInclusive | Contract = booking(dossier, subject.number)
        pricing = pricing_of(cast(Booking, row))
        what: Literal["booking", "framework", "service_inclusive"] = "booking"
    elif subject.kind == "service_inclusive":
        row = si = package(dossier, subject.number)
        pricing = Pricing("service_inclusive", si.price, works_performed=si.works_performed)
        what = "service_inclusive"
    else:
        row = contract_of(dossier)
        pricing = Pricing("free")
        what = "framework"
    informed, later = _informed(row, answers)
    requested, started_on = _start(row, answers)
    return WithdrawalFacts(
        contract=what,
        customer_type=_customer_type(dossier, answers),
        country=dossier.customer.country,
        start_requested=requested,
        concluded_on=telephone.concluded_on(dossier, row, received_on, answers.customer_type),
        received_on=received_on,
        pricing=pricing,
        informed_at_conclusion=informed,
        informed_later_on=later,
        service_started_on=started_on,
        sent_on=sent_on,
        bookings=_falling(dossier, received_on, answers) if what == "framework" else (),
        channel=answers.channel,
        delivered_on=_delivered_on(dossier),
    )


def end_service(
    dossier: Dossier, row: Booking, received_on: date, answers: Answers = AS_RECORDED, chosen: Choice = DEFAULT
) -> Determination:
    """MC 8.4, 8.5 a, 8.2 and WER VI.91: the customer ends one booking."""
    facts = service_facts(dossier, row, received_on, answers)
    return governing.ask("customer_terminates_service", facts, dossier, row, received_on, chosen)


def service_facts(
    dossier: Dossier, row: Booking, received_on: date, answers: Answers = AS_RECORDED
) -> ServiceTerminationFacts:
    """What the rule ``customer_terminates_service`` is told."""
    kind: Literal["one_off_indefinite", "monthly", "limited", "limited_renewed"] = (
        "limited_renewed" if row.kind == "limited" and row.renewed else cast(Literal["monthly"], row.kind)
    )
    return ServiceTerminationFacts(
        customer_type=_customer_type(dossier, answers),
        kind=kind,
        received_on=received_on,
        first_due_on=row.first_due_on,
        term_end=row.period_end,
        price=row.price,
        period_start=row.period_start,
    )


def end_contract(
    dossier: Dossier, received_on: date, ended_before: tuple[str, ...] = (), chosen: Choice = DEFAULT
) -> Determination:
    """MC 8.1: the customer ends the contract; its bookings end with it or run to the end of their term."""
    facts = contract_facts(dossier, received_on, ended_before)
    return governing.ask("customer_terminates_framework", facts, dossier, contract_of(dossier), received_on, chosen)


def contract_facts(
    dossier: Dossier, received_on: date, ended_before: tuple[str, ...] = ()
) -> FrameworkTerminationFacts:
    """What the rule ``customer_terminates_framework`` is told; bookings in ``ended_before`` end by themselves.

    What does not bind the customer neither ends with the contract nor keeps it in force.
    """
    services = tuple(
        RunningService(
            key=row.number,
            kind=row.kind,
            term_end=row.period_end if row.kind == "limited" else None,
            price=row.price,
            first_due_on=row.first_due_on,
            start=row.period_start,
        )
        for row in telephone.running(dossier, received_on)
        if row.number not in ended_before
    )
    return FrameworkTerminationFacts(received_on, services)


def sell(dossier: Dossier, row: Booking, sold_on: date, received_on: date, chosen: Choice = DEFAULT) -> Determination:
    """MC 8.6: a service with a fixed term after the vehicle was sold or passed on."""
    return governing.ask("vehicle_sale", sale_facts(row, sold_on, received_on), dossier, row, received_on, chosen)


def sale_facts(row: Booking, sold_on: date, received_on: date) -> VehicleSaleFacts:
    """What the rule ``vehicle_sale`` is told."""
    return VehicleSaleFacts(sold_on, received_on, row.period_end or date.max, row.price, row.period_start)


def not_renew(
    dossier: Dossier,
    row: Booking,
    sent_on: date | None,
    chosen: Choice = DEFAULT,
    answers: Answers = AS_RECORDED,
) -> Determination:
    """MC 8.3: until when a tacit renewal can be prevented. Without ``sent_on`` the dates only.

    The notice counts by its dispatch, so that is also the day on which the terms are looked up.
    """
    facts = renewal_facts(dossier, row, sent_on, answers)
    return governing.ask("non_renewal", facts, dossier, row, sent_on or row.concluded_on, chosen)


def renewal_facts(
    dossier: Dossier, row: Booking, sent_on: date | None, answers: Answers = AS_RECORDED
) -> NonRenewalFacts:
    """What the rule ``non_renewal`` is told."""
    return NonRenewalFacts(
        customer_type=_customer_type(dossier, answers),
        auto_renewal=row.auto_renewal,
        renewal_months=row.renewal_months or 1,
        term_end=row.period_end or date.max,
        notice_sent_on=sent_on,
    )


def switch_off(
    dossier: Dossier,
    requested_at: datetime,
    functions: tuple[str, ...],
    activated: tuple[str, ...],
    *,
    also_terminates: bool,
    chosen: Choice = DEFAULT,
) -> Determination:
    """MC 1.6 and 8.7: the customer has the SIM of the vehicle switched off."""
    facts = sim_facts(dossier, requested_at, functions, activated, also_terminates=also_terminates)
    return governing.ask("sim_deactivation", facts, dossier, dossier.contract, requested_at.date(), chosen)


def sim_facts(
    dossier: Dossier,
    requested_at: datetime,
    functions: tuple[str, ...],
    activated: tuple[str, ...],
    *,
    also_terminates: bool,
) -> SimFacts:
    """What the rule ``sim_deactivation`` is told."""
    vehicle = dossier.vehicle
    return SimFacts(
        requested_at=requested_at,
        handover_at=vehicle.handover_at if vehicle else None,
        type_approval_functions=functions,
        new_vehicle=vehicle.new_vehicle if vehicle else True,
        activated_features=activated,
        paid_bookings=tuple(_paid(row) for row in alive(dossier, requested_at.date())),
        also_terminates=also_terminates,
        customer_type=dossier.customer.kind,
        concluded_on=dossier.contract.concluded_on if dossier.contract else None,
        country=dossier.customer.country,
    )


def _delivered_on(dossier: Dossier) -> date | None:
    handed_over = dossier.vehicle.handover_at if dossier.vehicle else None
    return handed_over.date() if handed_over else None


def before_handover(dossier: Dossier, at: datetime) -> bool:
    """Whether a SIM request at this moment would revoke the contract: new vehicle, not handed over yet (MC 1.6 a)."""
    vehicle = dossier.vehicle
    return vehicle is not None and vehicle.new_vehicle and (vehicle.handover_at is None or at < vehicle.handover_at)


def _customer_type(dossier: Dossier, answers: Answers) -> CustomerType:
    return cast(CustomerType, answers.customer_type or dossier.customer.kind)


def pricing_of(row: Booking) -> Pricing:
    """What was paid for a booking and for which period, as the rules take it."""
    if row.kind == "basic":
        return Pricing("basic")
    return Pricing(row.kind, row.price, row.period_start, row.period_end, row.first_due_on)


def _paid(row: Booking) -> PaidBooking:
    if row.kind == "basic":
        return PaidBooking(row.number, "basic")
    return PaidBooking(row.number, row.kind, row.price, row.period_start, row.period_end, row.first_due_on)


def _informed(row: Booking | ServiceInclusive | Contract, answers: Answers) -> tuple[bool, date | None]:
    """Whether the customer was informed at the conclusion, and the later day if not."""
    match answers.informed:
        case "at_conclusion":
            return True, None
        case "later":
            return False, answers.informed_later_on
        case "never":
            return False, None
    return row.informed_at_conclusion, row.informed_later_on


def _start(row: Booking | ServiceInclusive | Contract, answers: Answers) -> tuple[bool, date | None]:
    requested = row.start_requested if answers.started is None else row.number in answers.started
    return requested, row.service_started_on or (answers.started_on if requested else None)


def _falling(dossier: Dossier, received_on: date, answers: Answers) -> tuple[BookingFacts, ...]:
    """The bookings that fall with the contract: those that still run when the withdrawal comes in (WER VI.52)."""
    return tuple(
        BookingFacts(row.number, pricing_of(row), *_start(row, answers)) for row in alive(dossier, received_on)
    )
