"""The cards beside the services: users, keys, Store, External store, Service Inclusive, contact centre, data rights."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from app.acts.panel_cards import cards_of
from app.acts.panel_rows import PanelCard
from app.acts.service_inclusive_card import WORKS, Job, entitlement
from app.language import language
from app.records.rows import Dossier, MiniIdLink
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.examples import NOW, TODAY

EN = language("en")


def _card(dossier: Dossier, name: str, now: datetime = NOW) -> PanelCard:
    return next(card for card in cards_of(dossier, now) if card.name == name)


def _said(card: PanelCard) -> str:
    facts = [f"{EN.say(one.label)}: {EN.say(one.value)} [{one.mark}]" for one in card.facts]
    return "\n".join([EN.say(card.headline), *facts, *map(EN.say, card.lines)]).replace("\u00a0", " ")


def _link(number: int, *, verified: bool = True) -> MiniIdLink:
    day = date(2025, 5, number)
    return MiniIdLink(f"user{number}@example.org", f"User {number}", "joint", day, day if verified else None)


def test_one_main_user_and_six_joint_ones() -> None:
    main = examples.vehicle().links
    card = _card(examples.dossier(vehicle=examples.vehicle(links=(*main, _link(1), _link(2, verified=False)))), "users")
    assert "2 of 6 joint users" in _said(card)
    assert "Main user: Elke De Smet [done]" in _said(card)
    assert "Joint user: User 2, not verified [question]" in _said(card)
    assert (card.state, card.clauses) == ("done", ("SD:personalization",))
    many = (*main, *(_link(day) for day in range(1, 8)))
    assert _card(examples.dossier(vehicle=examples.vehicle(links=many)), "users").state == "approval"


def test_without_a_main_user_the_first_becomes_it() -> None:
    card = _card(examples.dossier(vehicle=examples.vehicle(links=())), "users")
    assert card.state == "missing"
    assert "Nobody is the main user yet" in _said(card)


def test_the_number_of_keys_is_not_recorded_and_the_limit_is_shown() -> None:
    card = _card(examples.dossier(), "keys")
    assert "At most 18 keys" in _said(card)
    assert "is not recorded here" in _said(card)
    assert "Needs option SA322" in _said(card)


def test_a_purchase_names_what_is_missing() -> None:
    whole = _card(examples.dossier(), "store")
    assert (whole.state, EN.say(whole.headline)) == ("done", "Purchases are possible")
    lacking = examples.dossier(payments=(), vehicle=examples.vehicle(links=(_link(3, verified=False),)))
    card = _card(lacking, "store")
    assert "2 conditions are missing" in _said(card)
    assert "Vehicle linked: No [missing]" in _said(card)
    assert "Payment details known: No [missing]" in _said(card)
    assert "Registered in the Portal: Yes [done]" in _said(card)
    sanctioned = examples.dossier(customer=examples.customer(sanctioned=True))
    assert _card(sanctioned, "store").state == "approval"
    assert "sanctions list" in _said(_card(sanctioned, "store"))


def _package_ended() -> Dossier:
    package = examples.package(ended_as="withdrawn", ends_on=TODAY - timedelta(1))
    return examples.dossier(contract=examples.contract(package))


def test_with_the_sim_off_the_external_store_lacks_the_connection() -> None:
    card = _card(examples.dossier(vehicle=examples.vehicle(sim=examples.sim(state="off"))), "external_store")
    assert card.state == "approval"
    assert "Needs: an active SIM [missing]" in _said(card)
    assert "All conditions" not in _said(card)
    assert "what needs a connection does not work" in _said(card)
    assert "MC 3.2 d" in card.clauses


@pytest.mark.parametrize(
    ("dossier", "state", "said"),
    [
        (examples.dossier(), "done", "All conditions"),
        (examples.dossier(contract=examples.contract()), "blocked", "Needs the MINI Connected Package"),
        (_package_ended(), "blocked", "The package has ended"),
        (examples.dossier(vehicle=examples.vehicle(links=())), "blocked", "no MINI ID account"),
        (examples.dossier(vehicle=examples.vehicle(os_version=8)), "approval", "older than the store needs"),
    ],
)
def test_the_external_store_says_why(dossier: Dossier, state: str, said: str) -> None:
    card = _card(dossier, "external_store")
    assert card.state == state
    assert said in _said(card)
    assert "ask the customer" in _said(card), "updates are not on record"


@pytest.mark.parametrize(
    ("now", "state", "said"),
    [
        (datetime(2026, 12, 28, 8, 29), "off", "Closed now, opens today at 8:30"),
        (datetime(2026, 12, 28, 8, 30), "done", "Open now, closes at 21:00"),
        (datetime(2026, 12, 28, 20, 59), "done", "Open now, closes at 21:00"),
        (datetime(2026, 12, 28, 21, 0), "off", "Closed now, opens Tue 29 Dec 2026 at 8:30"),
        (datetime(2026, 12, 26, 9, 0), "off", "Closed now, opens today at 10:00"),
        (datetime(2026, 12, 26, 16, 0), "off", "Closed now, opens Mon 28 Dec 2026 at 8:30"),
    ],
)
def test_the_contact_centre_knows_its_hours(now: datetime, state: str, said: str) -> None:
    card = _card(examples.dossier(), "hotline", now)
    assert (card.state, EN.say(card.headline).replace("\u00a0", " ")) == (state, said)


def test_both_lines_are_shown_and_a_holiday_is_said() -> None:
    said = _said(_card(examples.dossier(), "hotline", datetime(2026, 12, 25, 12, 0)))
    assert "+32 3 890 50 01" in said
    assert "+32 3 890 50 03" in said
    assert "closes at 20:00" in said
    assert "public holiday" in said
    assert "public holiday" not in _said(_card(examples.dossier(), "hotline"))
    abroad = examples.dossier(customer=examples.customer(country="LU"))
    assert "connected.info@mini.lu" in _said(_card(abroad, "hotline"))


def test_data_rights_give_the_day_of_the_reply() -> None:
    card = _card(examples.dossier(), "data_rights")
    assert "answered by Thu 28 Jan 2027" in _said(card)
    assert "MINI CarData" in _said(card)
    assert "GDPR art. 12(3)" in card.clauses


def _packaged(**changes: object) -> Dossier:
    row = examples.service_inclusive()
    return examples.dossier(service_inclusive=(row,), vehicle=examples.vehicle(**changes))


def test_service_inclusive_is_a_gauge_of_time_and_kilometres() -> None:
    card = _card(_packaged(), "service_inclusive")
    days, km = card.gauges
    assert (days.unit, days.used, days.whole) == ("days", 614, 1096)
    assert (km.unit, km.used, km.whole, round(km.share, 2)) == ("km", 18450, 40000, 0.46)
    assert "Active until Sat 22 Apr 2028 at the latest" in _said(card)
    assert "Works covered: vehicle check, micro filter and brake fluid" in _said(card)
    assert card.subject == examples.service_inclusive().number


def test_the_kilometres_can_end_it_first() -> None:
    card = _card(_packaged(mileage_km=40100, mileage_read_on=date(2026, 11, 3)), "service_inclusive")
    assert card.state == "expired"
    assert "Ended Tue 3 Nov 2026" in _said(card)
    assert [gauge.share < 1 for gauge in card.gauges] == [True, False]
    assert "The kilometres are used up" in EN.say(card.gauges[1].text)


def test_a_used_car_package_waits_for_its_first_service() -> None:
    waiting = examples.service_inclusive(package="service_inclusive_used", term_start=None, odometer_at_start=None)
    card = _card(examples.dossier(service_inclusive=(waiting,)), "service_inclusive")
    assert (card.state, card.gauges) == ("waiting", ())
    with pytest.raises(Refusal, match="has not started"):
        entitlement(examples.dossier(service_inclusive=(waiting,)), waiting.number, Job("brake_fluid", True), TODAY)


@pytest.mark.parametrize(
    ("job", "entitled"),
    [
        (Job("brake_fluid", cbs_indicates=True), True),
        (Job("brake_fluid", cbs_indicates=False), False),
        (Job("engine_oil", cbs_indicates=True), False),
        (Job("brake_fluid", cbs_indicates=True, overload=True), False),
        (Job("brake_fluid", cbs_indicates=True, intervals_ignored=True), False),
    ],
)
def test_a_job_is_owed_or_not(job: Job, entitled: bool) -> None:
    found = entitlement(_packaged(), examples.service_inclusive().number, job, TODAY)
    assert found.value("entitled") is entitled


def test_a_job_cannot_be_judged_without_its_facts() -> None:
    assert len(WORKS) == 11
    with pytest.raises(Refusal, match="odometer"):
        entitlement(_packaged(mileage_km=None), examples.service_inclusive().number, Job("brake_fluid", True), TODAY)
    with pytest.raises(Refusal, match="No package"):
        entitlement(_packaged(), "SI-0", Job("brake_fluid", True), TODAY)


@pytest.mark.parametrize(
    ("code", "said"), [("nl", "21.00\u00a0uur"), ("fr", "21\u00a0h\u00a000"), ("de", "21.00\u00a0Uhr")]
)
def test_an_hour_is_written_as_in_its_language(code: str, said: str) -> None:
    assert language(code).value(time(21, 0)) == said
