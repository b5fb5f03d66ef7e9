"""What one act leaves for the next: nothing ends twice, no two acts meet on one booking, no refund is booked twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from app.acts import act, approving, services
from app.config import Person
from app.records import refunds
from app.records.announcements import NewAnnouncement, announce
from app.records.cases import NewCase, add_case
from app.records.refunds import NewRefund
from app.records.rows import Dossier
from app.start import Desk
from app.terms import edition as editions_of
from app.terms.clause import Cents, Refusal
from tests.acts import examples
from tests.acts.acting import begun, option_of, performed, words
from tests.acts.examples import TODAY
from tests.acts.stored import booking_of, contract_of, key_of, read_back, stored
from tests.terms.fictional import NAME as EDITION
from tests.terms.fictional import fictional_edition

KARIN = Person("Karin Maes", "supervisor")
OLD = date(2020, 5, 4)
_REFUSED: dict[str, dict[str, Any]] = {
    "termination": {"way": "go_on"},
    "provider_termination": {"reaches_on": date(2027, 1, 4)},
    "change_termination": {"changed": "contract", "notified_on": TODAY, "substantial": True},
    "sanctions": {"way": "end", "barred": True, "approval_required": False},
    "breach": {"way": "end", "still": True, "continuing": True, "explanation": "x", "readings": (("G24", "G24 A"),)},
}
"""Every act that ends a contract, with answers by which it would."""


def listed() -> Dossier:
    """An old contract of a customer on a sanctions list, so that each of the acts is possible."""
    return examples.dossier(
        customer=examples.customer(sanctioned=True),
        contract=examples.contract(examples.recorder(concluded_on=OLD, service_started_on=OLD), concluded_on=OLD),
        payments=(),
    )


def drafted(dossier: Dossier, name: str) -> Any:
    return begun(dossier, name, contract_of(dossier).number, role="supervisor", **_REFUSED[name])


def decided_by_another(desk: Desk, dossier: Dossier) -> Dossier:
    """The dossier once a second supervisor approved what waits: what the provider ends takes effect only then."""
    recorded_by, desk.person = desk.person, KARIN
    waiting = read_back(desk, dossier)
    amounts = {one.subject: Cents(100) for one in waiting.refunds if one.amount is None}
    for case in waiting.cases:
        if case.state == "waits_for_approval":
            approving.change(desk, case.number, case.version, amounts=amounts, readings=None, reason="As agreed.")
    desk.person = recorded_by
    return read_back(desk, dossier)


@pytest.mark.parametrize("first", ["termination", "provider_termination", "sanctions"])
def test_a_contract_that_ends_is_not_ended_again(tmp_path: Path, first: str) -> None:
    desk, dossier = stored(tmp_path, listed(), "supervisor")
    waiting = {name: drafted(dossier, name) for name in _REFUSED}
    module = act(first)
    number = module.perform(
        desk, key_of(dossier), waiting[first], module.preview(dossier, waiting[first], TODAY)
    ).case_number
    after = decided_by_another(desk, dossier)
    assert contract_of(after).ended_by_case == number
    for name, draft in waiting.items():
        with pytest.raises(Refusal) as refused:
            act(name).preview(after, draft, TODAY)
        assert number in words(refused.value.because), name
    desk.close()


def test_what_ends_later_is_shown_as_ending_until_then(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, listed(), "supervisor")
    performed(desk, dossier, "provider_termination", drafted(dossier, "provider_termination"))
    after = decided_by_another(desk, dossier)
    last = booking_of(after, "B-10002").ends_on
    assert last is not None
    shown = {one.key: one.state for one in services.statuses(after, last)}
    assert shown["anti_theft_recorder"] == "ends_on"
    shown = {one.key: one.state for one in services.statuses(after, date(2027, 3, 1))}
    assert shown["anti_theft_recorder"] == "ended"
    desk.close()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("withdrawal", {}),
        ("outage_compensation", {"cause": "ours", "first_day": TODAY, "last_day": TODAY, "chosen": ("B-10002",)}),
        ("change_termination", {"changed": "B-10002", "notified_on": TODAY, "impairs_use": True, "negligible": False}),
        ("provider_termination", {"reaches_on": date(2027, 1, 4)}),
    ],
)
def test_two_acts_do_not_meet_on_one_booking(tmp_path: Path, name: str, changes: dict[str, Any]) -> None:
    """The open case is named: what waits for an approval keeps every other act off its booking."""
    recorder = examples.recorder(service_started_on=OLD, concluded_on=TODAY)
    desk, dossier = stored(tmp_path, examples.with_bookings(recorder, payments=()), "supervisor")
    impaired = {"changed": "B-10002", "notified_on": TODAY, "impairs_use": True, "negligible": False}
    asked = begun(dossier, "change_termination", **impaired)
    subject = "B-10002" if name in ("withdrawal", "provider_termination") else ""
    draft = begun(dossier, name, subject, role="supervisor", **changes)
    number = performed(desk, dossier, "change_termination", asked).case_number
    after = read_back(desk, dossier)
    assert after.cases[0].state == "waits_for_approval"
    module = act(name)
    with pytest.raises(Refusal) as refused:
        module.perform(desk, key_of(after), draft, module.preview(after, draft, TODAY))
    assert number in words(refused.value.because)
    assert read_back(desk, after) == after
    desk.close()


def test_a_refund_is_booked_once_for_each_case_and_thing(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    booked = NewRefund("C-2026-00001", "B-10001", Cents(500), None, "same", "", approved=True)
    case = NewCase(
        number=booked.case_number,
        customer_id=dossier.customer.id,
        vehicle_id=None,
        act="outage_compensation",
        subjects=(("booking", booked.subject),),
        state="done",
        received_on=TODAY,
        recorded_at=desk.now(),
        agent=desk.person.name,
    )
    with desk.records.writing() as session:
        add_case(session, case)
        refunds.book_refund(session, dossier.customer.id, booked, by="Anna Willems")
    with pytest.raises(Refusal, match="booked the refund"), desk.records.writing() as session:
        refunds.book_refund(session, dossier.customer.id, replace(booked, amount=Cents(900)), by="")
    assert [one.amount for one in read_back(desk, dossier).refunds] == [500]
    desk.close()


def test_who_performs_the_same_act_twice_writes_it_once(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    module = act("withdrawal")
    draft = begun(dossier, "withdrawal", "B-10001")
    seen = module.preview(dossier, draft, TODAY)
    number = module.perform(desk, key_of(dossier), draft, seen).case_number
    with pytest.raises(Refusal) as refused:
        module.perform(desk, key_of(dossier), draft, seen)
    assert number in words(refused.value.because)
    after = read_back(desk, dossier)
    assert (len(after.cases), len(after.refunds)) == (1, 1)
    desk.close()


def test_an_objection_is_taken_back_before_the_terms_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = MappingProxyType({**editions_of.editions(), EDITION: fictional_edition(tmp_path)})
    monkeypatch.setattr(editions_of, "editions", lambda: known)
    desk, dossier = stored(tmp_path, examples.dossier())
    what = NewAnnouncement(EDITION, date(2027, 3, 1))
    with desk.records.writing() as session:
        announce(session, what, [(contract_of(dossier).id, date(2026, 12, 21))], by="A", at=examples.NOW)
    told = read_back(desk, dossier)
    number = performed(desk, told, "terms_objection", begun(told, "terms_objection")).case_number
    objected = read_back(desk, told)
    assert contract_of(objected).announcements[0].objection_case == number
    performed(desk, objected, "cancel_case", begun(objected, "cancel_case", number))
    assert contract_of(read_back(desk, objected)).announcements == contract_of(told).announcements
    desk.close()


def test_a_suspension_that_began_is_lifted_and_not_cancelled(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, listed(), "supervisor")
    draft = replace(drafted(dossier, "sanctions"), way="suspend")
    number = performed(desk, dossier, "sanctions", draft).case_number
    option = option_of(read_back(desk, dossier), "cancel_case", number, role="supervisor")
    assert option is not None
    assert (option.state, option.role) == ("blocked", "supervisor")
    desk.close()
