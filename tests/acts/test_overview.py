"""Options, services and picture of a dossier: as in the pictures, and never in trouble with a drawn one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acts import act, sim_deactivation, termination
from app.acts.options import options_for
from app.acts.options_json import options_json
from app.acts.overview import overview, overview_of
from app.acts.rows import Option, Receipt
from app.language import LANGUAGES, language
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Cents, Refusal, WrongInput
from tests.acts import examples
from tests.acts.examples import BY_LETTER, BY_PHONE, TODAY
from tests.acts.stored import stored


def option(dossier: Dossier, act: str, subject: str, receipt: Receipt = BY_PHONE) -> Option:
    found = overview_of(dossier, receipt, TODAY).options
    return next(one for one in found if one.act == act and subject in (one.subject, one.subject_kind))


def test_the_options_of_the_picture_in_its_order() -> None:
    found = overview_of(examples.dossier(), BY_LETTER, TODAY).options_today
    shown = [
        (one.act, one.subject_kind, one.state, one.last_service_day, one.refund, one.refund_due_by) for one in found
    ]
    due = date(2027, 1, 11)
    assert shown[:7] == [
        ("withdrawal", "booking", "allowed", TODAY, 11638, due),
        ("withdrawal", "booking", "approval", TODAY, 14900, due),
        ("termination", "booking", "allowed", date(2027, 1, 4), 0, None),
        ("termination", "booking", "allowed", date(2027, 1, 28), 0, None),
        ("termination", "contract", "allowed", date(2027, 1, 28), 0, None),
        ("sim_deactivation", "sim", "allowed", None, 0, None),
        ("termination", "sale", "needs_answer", None, 0, None),
    ]
    assert {one.state for one in found[7:]} == {"blocked"}
    assert all(one.reason for one in found[7:])
    assert found[0].possible_until == date(2027, 1, 4)


def test_the_contract_can_no_longer_be_withdrawn_and_says_since_when() -> None:
    late = option(examples.dossier(), "withdrawal", "contract")
    assert (late.state, late.ended_on, late.clauses) == ("blocked", date(2025, 3, 17), ("MC 15",))


def test_another_day_of_receipt_changes_what_is_possible() -> None:
    tomorrow = Receipt(datetime(2027, 1, 5, 9, 0), "phone")
    assert option(examples.dossier(), "withdrawal", "B-10001", tomorrow).state == "blocked"
    posted = replace(tomorrow, channel="letter", sent_on=date(2027, 1, 4))
    assert option(examples.dossier(), "withdrawal", "B-10001", posted).state == "allowed"


def test_a_fixed_term_that_renews_says_until_when_to_say_no() -> None:
    renewing = examples.package(concluded_on=date(2026, 3, 1), auto_renewal=True, renewal_months=12)
    blocked = option(examples.with_bookings(renewing), "termination", "B-10001")
    assert blocked.state == "blocked"
    assert blocked.last_service_day is None
    assert "MC 8.3" in blocked.clauses
    assert blocked.reason is not None
    assert language("en").say(blocked.reason).replace("\u00a0", " ") == (
        "It runs until Fri 17 Dec 2027 and then renews for 12 months. Who does not want that says so by "
        "Wed 17 Nov 2027."
    )
    late = Receipt(datetime(2027, 12, 1, 9, 0), "phone")
    blocked = option(examples.with_bookings(renewing), "termination", "B-10001", late)
    assert blocked.reason is not None
    assert "the last day to prevent that was" in blocked.reason.message


def test_what_ended_says_by_which_case() -> None:
    ended = examples.monthly(ended_as="terminated", ends_on=date(2027, 1, 4), ended_by_case="C-2026-00007")
    blocked = option(examples.with_bookings(ended), "termination", "B-10003")
    assert blocked.reason is not None
    assert dict(blocked.reason.values)["case"] == "C-2026-00007"
    withdrawn = replace(ended, ended_as="withdrawn")
    found = overview_of(examples.with_bookings(withdrawn), BY_PHONE, TODAY).options
    assert {one.state for one in found if one.subject == "B-10003"} == {"blocked"}


def test_an_open_case_blocks_the_same_act() -> None:
    dossier = examples.dossier(
        cases=(examples.case("C-2026-00009", "withdrawal", "B-10001", state="waits_for_approval"),)
    )
    assert option(dossier, "withdrawal", "B-10001").state == "blocked"
    assert option(dossier, "withdrawal", "B-10002").state == "approval"


def test_without_vehicle_or_contract_there_is_nothing_to_do() -> None:
    bare = examples.dossier(vehicle=None, contract=None)
    shown = overview_of(bare, BY_PHONE, TODAY)
    assert (shown.options_today, shown.services, shown.timeline.spans) == ((), (), ())


def test_a_trader_sees_no_withdrawal() -> None:
    trader = examples.dossier(customer=examples.customer(kind="trader"))
    found = overview_of(trader, BY_PHONE, TODAY).options
    assert {one.state for one in found if one.act == "withdrawal"} == {"blocked"}


def test_the_services_of_the_vehicle() -> None:
    found = {one.key: one for one in overview_of(examples.dossier(), BY_PHONE, TODAY).services}
    assert found["mini_connected_package"].price == 12000
    assert found["legal_emergency_call"].state == "always_on"
    assert found["drive_recorder"].runs_until is not None
    assert dict(found["drive_recorder"].runs_until.values) == {"day": date(2027, 1, 5)}
    off = examples.dossier(vehicle=examples.vehicle(sim=examples.sim(state="partial", since=date(2026, 12, 1))))
    resting = {one.key: one.state for one in overview_of(off, BY_PHONE, TODAY).services}
    assert resting["anti_theft_recorder"] == "suspended"
    assert resting["drive_recorder"] == "active"
    old = examples.dossier(vehicle=examples.vehicle(os_version=8, option_codes=()))
    lacking = {one.key: one.state for one in overview_of(old, BY_PHONE, TODAY).services}
    assert lacking["airconsole_games"] == "missing"


def test_the_picture_shows_the_moved_deadline_and_the_holidays() -> None:
    picture = overview_of(examples.dossier(), BY_LETTER, TODAY).timeline
    kinds = [span.kind for span in picture.spans]
    assert kinds.count("moved") == 1
    assert (date(2027, 1, 1) in [day for day, _ in picture.holidays]) is True


def test_the_command_line_gets_dates_and_money_as_the_case_book_writes_them() -> None:
    shown = options_json(overview_of(examples.dossier(), BY_LETTER, TODAY), language("nl"))
    first = shown["options"][0]
    assert shown["received_on"] == "2026-12-28"
    assert (first["act"], first["subject"], first["allowed"], first["refund"], first["refund_due_by"]) == (
        "withdrawal",
        "B-10001",
        True,
        "116.38",
        "2027-01-11",
    )


@pytest.mark.parametrize("number", ["WMW31GD090TA40817", "1abc234", "MC-200001", "K-100001"])
def test_any_number_leads_to_the_dossier(tmp_path: Path, number: str) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    found = overview(desk, number, BY_PHONE)
    assert found is not None
    assert found.dossier == dossier
    assert overview(desk, "C-2026-99999", BY_PHONE) is None
    desk.close()


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@st.composite
def drawn_bookings(draw: st.DrawFn) -> Booking:
    kind = draw(st.sampled_from(["basic", "limited", "monthly", "one_off_indefinite"]))
    concluded = draw(DAYS)
    changes: dict[str, Any] = {
        "kind": kind,
        "concluded_on": concluded,
        "price": Cents(draw(st.integers(0, 100_000))),
        "period_start": concluded if kind == "limited" else None,
        "period_end": concluded + timedelta(draw(st.integers(0, 730))) if kind == "limited" else None,
        "first_due_on": concluded if kind == "monthly" and draw(st.booleans()) else None,
        "renewed": kind == "limited" and draw(st.booleans()),
        "auto_renewal": draw(st.booleans()),
        "renewal_months": draw(st.sampled_from([0, 1, 12])),
        "informed_at_conclusion": draw(st.booleans()),
        "informed_later_on": draw(st.none() | DAYS),
        "start_requested": draw(st.booleans()),
        "service_started_on": draw(st.none() | DAYS),
        "ended_as": draw(st.sampled_from(["", "", "withdrawn", "terminated", "expired"])),
        "ends_on": draw(st.none() | DAYS),
    }
    number = f"B-{draw(st.integers(1, 9999))}"
    return examples.booking(number, draw(st.sampled_from(["drive_recorder", "mini_connected_package", "x"])), **changes)


@st.composite
def drawn_dossiers(draw: st.DrawFn) -> Dossier:
    rows = {row.number: row for row in draw(st.lists(drawn_bookings(), max_size=4))}
    contract = examples.contract(
        *rows.values(),
        concluded_on=draw(DAYS),
        informed_at_conclusion=draw(st.booleans()),
        ended_as=draw(st.sampled_from(["", "", "terminated", "withdrawn"])),
        ends_on=draw(st.none() | DAYS),
    )
    return examples.dossier(
        customer=examples.customer(
            kind=draw(st.sampled_from(["consumer", "trader"])), country=draw(st.sampled_from(["BE", "LU"]))
        ),
        vehicle=draw(st.none() | st.just(examples.vehicle(handover_at=draw(st.none() | st.datetimes(
            datetime(2025, 1, 1), datetime(2027, 12, 31)))))),
        contract=draw(st.none() | st.just(contract)),
        service_inclusive=draw(
            st.sampled_from([(), (examples.service_inclusive(concluded_on=draw(DAYS), works_performed=2),)])
        ),
    )  # fmt: skip


def sentences(shown: Option) -> list[Because]:
    found = [shown.title, shown.note, shown.reason, shown.missing_text, shown.read_out, shown.last_service_day_text]
    for step in shown.why:
        found += [step.title, step.sentence, step.result]
    for reading in shown.readings:
        found += [reading.question, *reading.readings, *reading.results]
    return [one for one in found if one is not None]


@settings(max_examples=60, deadline=None)
@given(drawn_dossiers(), DAYS, st.integers(0, 5))
def test_any_dossier_has_options_that_can_be_put_into_words(dossier: Dossier, received_on: date, days: int) -> None:
    receipt = Receipt(datetime.combine(received_on, datetime.min.time()), "letter", received_on - timedelta(days))
    found = options_for(dossier, receipt)
    states = [one.state == "blocked" for one in found]
    assert states == sorted(states)
    for one in found:
        assert one.refund is None or one.refund >= 0
        if one.state == "blocked":
            assert one.reason is not None
        for code in LANGUAGES:
            assert all("{" not in language(code).say(sentence) for sentence in sentences(one))


@settings(max_examples=40, deadline=None)
@given(drawn_dossiers())
def test_any_option_of_any_dossier_can_be_gone_through(dossier: Dossier) -> None:
    """Every wizard ends in a preview whose sums agree and whose letters are the planned ones, or in a sentence."""
    overview = overview_of(dossier, BY_PHONE, TODAY)
    for shown in overview.options:
        module = act(shown.act)
        draft = module.begin(overview, shown)
        assert module.steps(dossier, draft, TODAY)[-1].kind == "review"
        if shown.subject_kind == "sale":
            draft = replace(draft, sold_on=TODAY, with_contract=True)
        try:
            seen = module.preview(dossier, draft, TODAY)
        except Refusal:
            continue
        plan = module.plan(dossier, draft, seen)
        assert tuple(sheet.kind for sheet in plan.sheets) == seen.letters
        assert len(seen.facts) == len(seen.determinations)
        assert len({(end.kind, end.row_id) for end in plan.ends}) == len(plan.ends)
        assert (plan.state == "refused") == (seen.refusal is not None)
        if seen.refund_total is not None:
            assert seen.refund_total == sum(line.refund or 0 for line in seen.refund_lines)
            assert seen.refund_vat == sum(line.vat or 0 for line in seen.refund_lines)
        for line in seen.refund_lines:
            if line.refund is not None and line.deduction is not None:
                assert line.price == line.refund + line.deduction


def test_before_the_conclusion_only_a_withdrawal_is_possible() -> None:
    """No notice, no sale and no switching off the SIM, which would give everything back."""
    early = Receipt(datetime(1990, 1, 1, 10, 0), "phone")
    found = overview_of(examples.dossier(), early, TODAY).options
    ending = [one for one in found if one.act in ("termination", "sim_deactivation")]
    assert [(one.state, one.refund) for one in ending] == [("blocked", None)] * 5
    assert all("concluded on" in str(one.reason) for one in ending)
    assert {one.state for one in found if one.act == "withdrawal"} == {"allowed"}
    begun = termination.begin(overview_of(examples.dossier(), BY_PHONE, TODAY), ending[0])
    for draft in (
        replace(begun, received_at=early.received_at, subject_kind="contract"),
        replace(begun, received_at=datetime(2026, 12, 17, 10, 0), subject_kind="booking", subject="B-10002"),
    ):
        with pytest.raises(WrongInput, match="concluded on"):
            termination.preview(examples.dossier(), draft, TODAY)
    with pytest.raises(WrongInput, match="concluded on"):
        sim_deactivation.preview(examples.dossier(), sim_deactivation.Draft(received_at=early.received_at), TODAY)
