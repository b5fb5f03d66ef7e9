"""Contracts at every stage: what the demonstration promises to testers, trainers and the tour."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.acts.overview import overview_of
from app.acts.rows import Receipt
from app.exchange.demo import fill
from app.exchange.demo_stages import STAGES, stage_of
from app.exchange.demo_world import DEMO, showcase
from app.records import tables
from app.records.cases import read_determinations
from app.records.dossier import find_dossier, read_dossier
from app.records.rows import Booking, Dossier
from app.records.store import Records
from app.terms.calendar import first_due_after, months_before, term_last_day

OPTIONS = {
    ("withdrawal", "contract", "allowed"),
    ("withdrawal", "contract", "blocked"),
    ("withdrawal", "booking", "allowed"),
    ("withdrawal", "booking", "approval"),
    ("withdrawal", "booking", "blocked"),
    ("withdrawal", "service_inclusive", "allowed"),
    ("withdrawal", "service_inclusive", "approval"),
    ("withdrawal", "service_inclusive", "blocked"),
    ("termination", "contract", "allowed"),
    ("termination", "contract", "blocked"),
    ("termination", "booking", "allowed"),
    ("termination", "booking", "approval"),
    ("termination", "booking", "blocked"),
    ("termination", "sale", "needs_answer"),
    ("sim_deactivation", "sim", "allowed"),
    ("sim_deactivation", "sim", "blocked"),
}


def dossier(records: Records, plate: str) -> Dossier:
    with records.reading() as session:
        found = find_dossier(session, plate=plate)
    assert found is not None
    return found


def bookings(one: Dossier) -> dict[str, Booking]:
    assert one.contract is not None
    return {booking.service_key: booking for booking in one.contract.bookings}


def test_every_option_of_every_wizard_occurs(demo: Records, today: date) -> None:
    receipt = Receipt(datetime(today.year, today.month, today.day, 10), "letter")
    found = set()
    with demo.reading() as session:
        pairs = session.execute(select(tables.Vehicle.customer_id, tables.Vehicle.vin).limit(150)).all()
        for customer, vin in pairs:
            one = read_dossier(session, customer, vin)
            assert one is not None
            options = overview_of(one, receipt, today).options
            found.update((option.act, option.subject_kind, option.state) for option in options)
    assert found >= OPTIONS


def test_every_stage_has_its_share() -> None:
    shares = Counter(stage_of(index) for index in range(1_500))
    assert set(STAGES) < set(shares)
    assert min(shares.values()) >= 10


def test_every_kind_of_booking_and_every_way_to_end(demo: Records) -> None:
    booking, contract, sim = tables.Booking, tables.Contract, tables.Sim
    with demo.reading() as session:
        kinds = Counter(session.scalars(select(booking.kind)))
        ends = set(session.scalars(select(booking.ended_as).distinct()))
        assert set(session.scalars(select(contract.ended_as).distinct())) == {"", "terminated", "revoked"}
        assert set(session.scalars(select(sim.state).distinct())) == {"active", "partial", "off"}
        anchors = set(session.scalars(select(booking.first_due_on).distinct().where(booking.kind == "monthly")))
    assert min(kinds.values()) > 15
    assert set(kinds) == {"basic", "limited", "monthly", "one_off_indefinite"}
    assert ends == {"", "withdrawn", "terminated", "expired", "not_renewed"}
    assert any(day.day == 31 for day in anchors if day is not None)


def test_rarer_circumstances_occur(demo: Records, today: date) -> None:
    customer, vehicle, link = tables.Customer, tables.Vehicle, tables.MiniIdLink
    with demo.reading() as session:
        count = lambda *where: session.execute(select(func.count()).where(*where)).scalar_one()  # noqa: E731
        assert count(customer.sanctioned)
        assert count(link.role == "joint")
        assert count(vehicle.handover_at.is_(None))
        assert count(vehicle.handover_at > datetime(today.year, today.month, today.day, 23, 59))
        assert count(vehicle.type_approval_functions == ())
        assert count(vehicle.new_vehicle.is_(False))
        holders = select(vehicle.customer_id).group_by(vehicle.customer_id)
        assert session.execute(holders.having(func.count() > 1)).first()
        assert session.execute(select(customer.id).where(customer.id.not_in(select(vehicle.customer_id)))).first()
        unpaid = select(tables.Invoice.id).where(tables.Invoice.id.not_in(select(tables.Payment.invoice_id)))
        assert session.execute(unpaid).first()
        assert session.execute(select(tables.Note.id)).first()


def test_legal_ecall_is_had_only_where_the_type_approval_has_it(demo: Records) -> None:
    vehicle, contract, booking = tables.Vehicle, tables.Contract, tables.Booking
    ways = select(vehicle.type_approval_functions).join(contract, contract.vehicle_id == vehicle.id)
    had = ways.join(booking, booking.contract_id == contract.id).where(booking.service_key == "legal_emergency_call")
    with demo.reading() as session:
        assert all("eu_ecall" in functions for (functions,) in session.execute(had.distinct()))


def test_old_cases_say_what_the_rules_say(demo: Records) -> None:
    with demo.reading() as session:
        cases = session.execute(
            select(tables.Case.number, tables.Case.refund, tables.Case.act, tables.Case.state)
        ).all()
        assert len(cases) > 15
        proposed = [row for row in cases if row.act == "goodwill"]
        assert {row.state for row in proposed} == {"waits_for_approval"}
        answered = [row for row in cases if row.act in ("complaint", "data_request")]
        assert {row.state for row in answered} == {"open"}
        for number, refund, act, state in (row for row in cases if row not in (*proposed, *answered)):
            (stored,) = read_determinations(session, number)
            assert stored.determination.value("refund") == refund
            assert state in ("waits_for_approval", "sent_back") if refund is None else refund > 0 or act != "withdrawal"
        assert {state for *_, state in cases} >= {"done", "being_carried_out", "open", "waits_for_approval"}
        last = session.execute(select(func.sum(tables.Counter.last)).where(tables.Counter.series == "C")).scalar_one()
        assert last == len(cases)


def test_the_showcase_is_where_the_tour_expects_it(demo: Records) -> None:
    for table in showcase():
        for vehicle in table["vehicle"]:
            if vehicle["plate"]:
                one = dossier(demo, vehicle["plate"])
                assert one.customer.family_name == table["family_name"]
                assert one.vehicle is not None
                assert one.vehicle.vin == vehicle["vin"]


def test_the_showcase_is_documented() -> None:
    document = (DEMO / "README.md").read_text(encoding="utf-8")
    for person in showcase():
        plates = ", ".join(vehicle["plate"] or "none yet" for vehicle in person["vehicle"])
        assert f"| {plates} | {person['shows']} |" in document


def test_elke_de_smet_as_in_the_pictures(demo: Records, today: date) -> None:
    elke = dossier(demo, "1-ABC-234")
    assert elke.customer.phones == ("+32470123456",)
    assert elke.contract is not None
    assert elke.contract.concluded_on == date(2025, 3, 3)
    assert elke.vehicle is not None
    assert elke.vehicle.handover_at is not None
    assert elke.vehicle.handover_at.date() == date(2025, 4, 24)
    booked = bookings(elke)
    package = booked["mini_connected_package"]
    assert (package.price, package.concluded_on, package.period_end) == (12000, date(2026, 12, 18), date(2027, 12, 17))
    assert package.start_requested
    assert package.service_started_on == date(2026, 12, 18)
    assert booked["anti_theft_recorder"].price == 14900
    recorder = booked["drive_recorder"]
    assert recorder.first_due_on is not None
    assert first_due_after(today, recorder.first_due_on) == today + timedelta(8)
    assert len(elke.payments) == 6
    assert {payment.means_label for payment in elke.payments} == {"Visa ···· 4242"}
    assert len(elke.notes) == 3


@pytest.mark.parametrize("day", [date(2027, 1, 23), date(2027, 2, 21), date(2028, 2, 21), date(2027, 5, 31)])
def test_the_recorder_falls_due_in_eight_days_in_any_month(empty: Records, day: date) -> None:
    fill(empty, 1, day)
    recorder = bookings(dossier(empty, "1-ABC-234"))["drive_recorder"]
    assert recorder.first_due_on is not None
    assert first_due_after(day, recorder.first_due_on) == day + timedelta(8)


def test_a_renewal_and_a_term_that_ends_soon(demo: Records, today: date) -> None:
    renewed = bookings(dossier(demo, "1-PVD-284"))["mini_connected_package"]
    assert renewed.renewed
    assert renewed.auto_renewal
    assert renewed.period_start is not None
    assert renewed.period_end == term_last_day(renewed.period_start, 12)
    assert renewed.concluded_on == months_before(renewed.period_start, 12)
    ahead = bookings(dossier(demo, "2-EMW-716"))["mini_connected_package"]
    assert ahead.period_end == today + timedelta(38)
    assert not ahead.renewed
