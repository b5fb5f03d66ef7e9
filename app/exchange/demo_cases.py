"""What invented customers did some time ago: the case, what the rules found then, and what it ended.

Dates and amounts come from the rules themselves, so that an old case in the demonstration is one the desk could have
recorded. The letters of the showcase people's cases are in ``app.exchange.demo_letters``.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from app.exchange.demo_ledger import Row
from app.exchange.demo_refunds import SUPERVISOR, pay_back
from app.exchange.demo_scene import AGENTS, Home, Scene
from app.exchange.demo_world import pick, world
from app.records import frozen
from app.records.tables import OPEN_STATES
from app.terms.clause import Cents, Determination
from app.terms.duration import customer_terminates_framework
from app.terms.edition import edition_called
from app.terms.facts import (
    FrameworkTerminationFacts,
    PaidBooking,
    Pricing,
    RunningService,
    ServiceTerminationFacts,
    SimFacts,
    WithdrawalFacts,
)
from app.terms.service_termination import customer_terminates_service
from app.terms.sim import sim_deactivation
from app.terms.withdrawal import withdrawal

_BROKEN = "The control unit does not answer. It has to be replaced first."
_SENT_BACK = 3
"""One of so many withdrawals that waited is back with the agent."""
_QUESTION = "Sinds wanneer gebruikt de klant de dienst? Vraag het na en noteer het in de zaak."
_CHANNELS = ("email", "email", "letter", "phone", "portal")


def withdraw_booking(scene: Scene, home: Home, booking: Row, received: int) -> None:
    """The customer withdrew from the booking so many days ago, in time. An amount no rule gives waits for approval."""
    received_on = scene.ago(received)
    facts = WithdrawalFacts(
        contract="booking",
        customer_type="consumer",
        country=home.person.country,
        start_requested=booking["start_requested"],
        concluded_on=booking["concluded_on"],
        received_on=received_on,
        pricing=_pricing(booking),
        service_started_on=booking["service_started_on"],
    )
    found = withdrawal(facts, edition_called(booking["edition"]))
    state = "done"
    if found.value("supervisor"):
        state = "waits_for_approval"
    elif found.value("refund"):
        state = "being_carried_out"
    number = add_case(scene, home, "withdrawal", "booking", booking["number"], received_on, found, facts, state)
    if state != "waits_for_approval":
        scene.ledger.let_go()
    if state == "waits_for_approval" and received and booking["id"] % _SENT_BACK == 0:
        scene.ledger.send_back(datetime.combine(received_on, time(17, 40)), SUPERVISOR, _QUESTION)
    if state != "done":
        pay_back(scene, home, number, booking["number"], found, received)
    booking.update(ended_as="withdrawn", ends_on=found.value("last_service_day"), ended_by_case=number)


def terminate_contract(scene: Scene, home: Home, received: int) -> None:
    """The customer terminated the contract so many days ago; what has an end date runs on until then (MC 8.1)."""
    received_on = scene.ago(received)
    bookings = [row for row in scene.ledger.bookings_of(home.contract) if not row["ended_as"]]
    services = tuple(RunningService(row["number"], row["kind"], row["period_end"]) for row in bookings)
    facts = FrameworkTerminationFacts(received_on, services)
    found = customer_terminates_framework(facts, edition_called(home.contract["edition"]))
    number = add_case(scene, home, "termination", "contract", home.contract["number"], received_on, found, facts)
    for row, part in zip(bookings, found.value("services"), strict=True):
        row.update(ended_as="terminated", ends_on=part.value("last_service_day"), ended_by_case=number)
    home.contract.update(ended_as="terminated", ends_on=found.value("notice_end"), ended_by_case=number)


def terminate_booking(scene: Scene, home: Home, booking: Row, received: int) -> None:
    """The customer ended an open-ended service so many days ago (MC 8.4, 8.5 a)."""
    received_on = scene.ago(received)
    facts = ServiceTerminationFacts(
        customer_type="consumer" if home.person.consumer else "trader",
        kind=booking["kind"],
        received_on=received_on,
        first_due_on=booking["first_due_on"],
        price=Cents(booking["price"]),
    )
    found = customer_terminates_service(facts, edition_called(booking["edition"]))
    number = add_case(scene, home, "termination", "booking", booking["number"], received_on, found, facts)
    booking.update(ended_as="terminated", ends_on=found.value("last_service_day"), ended_by_case=number)


def switch_sim_off(scene: Scene, home: Home, received: int, state: str = "", dealer: str = "") -> None:
    """The customer asked so many days ago for the SIM to be switched off.

    The dealer has put it into ``state`` two days later, or has the job still before them when that is empty: the
    customer's own one, or ``dealer``.
    """
    received_on = scene.ago(received)
    done_on = min(received_on + timedelta(2), scene.on) if state else None
    facts = SimFacts(
        requested_at=datetime.combine(received_on, time(10)),
        handover_at=home.car.handover_at,
        type_approval_functions=home.car.model.type_approval,
        new_vehicle=not home.car.used,
        deactivated_on=done_on,
    )
    found = sim_deactivation(facts, edition_called(home.contract["edition"]))
    case_state = "done" if state else "being_carried_out"
    number = add_case(scene, home, "sim_deactivation", "sim", home.car.vin, received_on, found, facts, case_state)
    if done_on is not None:
        scene.ledger.switch_sim(done_on, state, _dealer_name(home.car.dealer), number)
        scene.ledger.order_job(received_on, home.car.dealer, number, **_reported(done_on, "done"))
    else:
        scene.ledger.order_job(received_on, dealer or home.car.dealer, number)


def fail_to_switch_sim(scene: Scene, home: Home, received: int) -> None:
    """The customer asked so many days ago for the SIM to be switched off; the dealer could not: an agent goes on."""
    switch_sim_off(scene, home, received)
    scene.ledger.give_back(scene.on, _reported(scene.on, "not_possible", _BROKEN))


def revoke_contract(scene: Scene, home: Home, received: int) -> None:
    """The customer refused the SIM before the handover: the contract lapses with all bookings (MC 1.6 a)."""
    received_on = scene.ago(received)
    bookings = scene.ledger.bookings_of(home.contract)
    facts = SimFacts(
        requested_at=datetime.combine(received_on, time(10)),
        handover_at=home.car.handover_at,
        type_approval_functions=home.car.model.type_approval,
        paid_bookings=tuple(
            PaidBooking(row["number"], row["kind"], Cents(row["price"]), row["period_start"], row["period_end"])
            for row in bookings
            if row["price"]
        ),
    )
    found = sim_deactivation(facts, edition_called(home.contract["edition"]))
    subject, state = home.car.vin, "being_carried_out"
    number = add_case(scene, home, "sim_deactivation", "sim", subject, received_on, found, facts, state)
    scene.ledger.order_job(received_on, home.car.dealer, number)
    home.contract.update(ended_as="revoked", ends_on=found.value("framework_end"), ended_by_case=number)
    for row in bookings:
        row.update(ended_as="withdrawn", ends_on=found.value("framework_end"), ended_by_case=number)


def add_case(
    scene: Scene,
    home: Home,
    act: str,
    subject_kind: str,
    subject: str,
    received_on: date,
    found: Determination,
    facts: Any,
    state: str = "done",
) -> str:
    """Add a case with what the rule found, and give its number."""
    ledger = scene.ledger
    number = ledger.next_case_number(received_on.year)
    recorded_at = datetime.combine(received_on, time(9 + scene.between(0, 8), scene.between(0, 59)))
    agent = pick(scene.rng, AGENTS)
    refund = found.value("refund")
    case_id = ledger.add(
        "cases",
        number=number,
        customer_id=home.person.id,
        vehicle_id=home.car.id,
        act=act,
        subject_kind=subject_kind,
        subject=subject,
        state=state,
        received_on=received_on,
        received_at=recorded_at,
        sent_on=None,
        channel=pick(scene.rng, _CHANNELS),
        evidence="",
        recorded_at=recorded_at,
        agent=agent,
        last_service_day=_last_service_day(found),
        refund=refund,
        refund_due_by=found.value("refund_due_by") if refund else None,
        refund_means=home.person.means[0] if refund else "",
        entered={},
        version=1,
        due_on=None,
        due_what=None,
    )
    ledger.part(
        "case_subjects",
        case_id=case_id,
        position=0,
        subject_kind=subject_kind,
        subject=subject,
        open=state in OPEN_STATES,
    )
    ledger.add(
        "case_moves",
        case_id=case_id,
        position=0,
        before="",
        after=state,
        at=recorded_at,
        by=agent,
        reason="",
        readings={},
    )
    _add_findings(scene, case_id, found, facts)
    ledger.add(
        "journal",
        customer_id=home.person.id,
        vehicle_id=home.car.id,
        at=recorded_at,
        by=agent,
        what=f"case_{state}",
        on=number,
    )
    return number


def _last_service_day(found: Determination) -> date | None:
    days = (found.value(name) for name in ("last_service_day", "notice_end", "framework_end"))
    return next((day for day in days if day is not None), None)


def _add_findings(scene: Scene, case_id: int, found: Determination, facts: Any) -> None:
    key = scene.ledger.add(
        "determinations",
        case_id=case_id,
        position=0,
        rule=found.rule,
        edition=found.edition,
        facts=frozen.to_json(facts),
        readings={},
    )
    for place, finding in enumerate(found.findings):
        scene.ledger.part("findings", determination_id=key, position=place, **frozen.finding_to_json(finding))


def _reported(on: date, state: str, reason: str = "") -> Row:
    """What a dealer reported in the morning of that day and the desk took in."""
    at = datetime.combine(on, time(8, 40))
    return {
        "state": state,
        "done_at": at,
        "done_by": "Luc Peeters",
        "reason": reason,
        "reported_at": at,
        "taken_in_at": at,
        "version": 3,
    }


def _dealer_name(number: str) -> str:
    return next(dealer["name"] for dealer in world().dealers if dealer["number"] == number)


def _pricing(booking: Row) -> Pricing:
    return Pricing(
        kind=booking["kind"],
        price=Cents(booking["price"]),
        period_start=booking["period_start"],
        period_end=booking["period_end"],
        first_due_on=booking["first_due_on"],
    )
