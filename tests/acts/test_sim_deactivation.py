"""Having the SIM switched off: before the handover, after it, with a notice, at which dealer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.acts import sim_deactivation
from app.acts.overview import overview_of
from app.acts.sim_deactivation import Draft
from app.records.rows import Dossier
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import words
from tests.acts.examples import BY_PHONE, TODAY
from tests.acts.stored import contract_of, jobs, key_of, letter_text, read_back, stored


def begun(dossier: Dossier, **changes: Any) -> Draft:
    overview = overview_of(dossier, BY_PHONE, TODAY)
    option = next(one for one in overview.options if one.act == "sim_deactivation")
    return replace(sim_deactivation.begin(overview, option), **changes)


def test_the_agent_has_to_ask_whether_the_contract_ends_as_well() -> None:
    dossier = examples.dossier()
    steps = sim_deactivation.steps(dossier, begun(dossier), TODAY)
    assert [step.name for step in steps] == ["customer", "notice", "effect", "review"]
    assert [step.problem_field for step in steps] == ["", "", "terminate", ""]
    answered = sim_deactivation.steps(dossier, begun(dossier, terminate="no"), TODAY)
    assert [step.problem for step in answered] == [None] * 4


def test_what_stops_what_stays_and_where() -> None:
    dossier = examples.dossier()
    effect = sim_deactivation.steps(dossier, begun(dossier), TODAY)[2]
    fields = {field.name: field for field in effect.fields}
    assert "anti_theft_recorder" in [choice.value for choice in fields["stops"].choices]
    assert [choice.value for choice in fields["stays"].choices][:3] == [
        "eu_ecall",
        "map_data_for_speed_assist",
        "B-10003",
    ]
    assert [choice.value for choice in fields["dealer"].choices] == ["D-001", "D-002"]
    assert dict(fields["dealer"].choices[1].facts[1][1].values) == {"km": 27}


def test_a_function_booked_twice_stays_once() -> None:
    twice = replace(examples.monthly(), id=4, number="B-10004")
    dossier = examples.dossier(contract=examples.contract(examples.monthly(), twice))
    seen = sim_deactivation.preview(dossier, begun(dossier, terminate="no"), TODAY)
    assert seen.facts[0].activated_features == ("drive_recorder",)


def test_a_vehicle_without_such_functions_is_not_told_that_they_stay() -> None:
    dossier = examples.dossier(vehicle=replace(examples.vehicle(), type_approval_functions=()))
    for terminate in ("no", "yes"):
        draft = begun(dossier, terminate=terminate, has_functions=False)
        assert "law" not in words(sim_deactivation.preview(dossier, draft, TODAY).read_out)
    with_them = examples.dossier()
    seen = sim_deactivation.preview(with_them, begun(with_them, terminate="yes"), TODAY)
    assert "What the law requires stays on" in words(seen.read_out)
    assert any("What stays on by law: legal emergency call (eCall)" in words(one) for one in seen.effects)


def test_after_the_handover_the_contract_goes_on(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, terminate="no")
    seen = sim_deactivation.preview(dossier, draft, TODAY)
    assert (seen.refund_total, seen.last_service_day) == (0, None)
    assert [option.subject for option in seen.better] == ["B-10003"]
    done = sim_deactivation.perform(desk, key_of(dossier), draft, seen)
    assert (done.state, [kind for _, kind in done.letters]) == (
        "being_carried_out",
        ["sim_confirmation", "sim_work_order"],
    )
    after = read_back(desk, dossier)
    assert contract_of(after).ended_as == ""
    assert after.vehicle is not None
    assert after.vehicle.sim is not None
    assert after.vehicle.sim.state == "active"
    order = letter_text(desk, done.letters[1][0])
    assert "8932000000000040817" in order
    assert "WMW31GD090TA40817" in order
    (job,) = jobs(desk)
    assert (job.case_number, job.dealer_number, job.switch, job.state) == (done.case_number, "D-001", "off", "open")
    assert (job.vin, job.iccid, job.functions) == ("WMW31GD090TA40817", "8932000000000040817", draft.functions)
    with pytest.raises(Refusal, match="Case"):
        sim_deactivation.preview(after, draft, TODAY)
    desk.close()


def test_with_a_notice_and_a_monthly_service_in_one_case(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, terminate="yes", also_end=("B-10003",))
    seen = sim_deactivation.preview(dossier, draft, TODAY)
    assert seen.last_service_day == date(2027, 1, 28)
    done = sim_deactivation.perform(desk, key_of(dossier), draft, seen)
    assert [kind for _, kind in done.letters] == [
        "sim_confirmation",
        "termination_confirmation",
        "termination_confirmation",
        "sim_work_order",
    ]
    after = contract_of(read_back(desk, dossier))
    assert {row.number: row.ends_on for row in after.bookings} == {
        "B-10001": None,
        "B-10002": date(2027, 1, 28),
        "B-10003": date(2027, 1, 4),
    }
    assert after.ends_on == date(2027, 1, 28)
    desk.close()


@pytest.mark.parametrize("handover_at", [None, datetime(2026, 12, 28, 16, 0)])
def test_before_the_handover_the_contract_lapses_and_everything_comes_back(
    tmp_path: Path, handover_at: datetime | None
) -> None:
    desk, dossier = stored(tmp_path, examples.dossier(vehicle=examples.vehicle(handover_at=handover_at)))
    draft = begun(dossier)
    effect = sim_deactivation.steps(dossier, draft, TODAY)[2]
    assert "terminate" not in [field.name for field in effect.fields]
    seen = sim_deactivation.preview(dossier, draft, TODAY)
    assert seen.refund_total == sum(line.refund or 0 for line in seen.refund_lines) == 12000 + 14900 + 6 * 600
    assert seen.refund_vat == sum(line.vat or 0 for line in seen.refund_lines)
    done = sim_deactivation.perform(desk, key_of(dossier), draft, seen)
    after = contract_of(read_back(desk, dossier))
    assert (after.ended_as, after.ends_on) == ("revoked", TODAY)
    assert {row.ended_as for row in after.bookings} == {"withdrawn"}
    assert "€ 305,00" in letter_text(desk, done.letters[0][0])
    desk.close()


def test_a_traders_refund_before_the_handover_is_approved() -> None:
    dossier = examples.dossier(
        customer=examples.customer(kind="trader", company_name="Voorbeeld BV", title="company"),
        vehicle=examples.vehicle(handover_at=None),
    )
    seen = sim_deactivation.preview(dossier, begun(dossier), TODAY)
    assert len(seen.approvals) == 1


def test_an_unknown_type_approval_has_to_be_answered() -> None:
    dossier = examples.dossier(vehicle=examples.vehicle(type_approval_functions=()))
    draft = begun(dossier, terminate="no")
    steps = sim_deactivation.steps(dossier, draft, TODAY)
    assert steps[0].problem_field == "has_functions"
    full = sim_deactivation.preview(dossier, replace(draft, has_functions=False), TODAY)
    assert full.determinations[0].value("sim_scope") == "full"
    partial = sim_deactivation.preview(dossier, replace(draft, has_functions=True, functions=("eu_ecall",)), TODAY)
    assert partial.determinations[0].value("sim_scope") == "partial"


@pytest.mark.parametrize("state", ["off", "partial"])
def test_a_sim_that_is_off_already(state: str) -> None:
    off = examples.dossier(vehicle=examples.vehicle(sim=examples.sim(state=state, since=date(2026, 12, 1))))
    option = next(one for one in overview_of(off, BY_PHONE, TODAY).options if one.act == "sim_deactivation")
    assert (option.state, option.ended_on) == ("blocked", date(2026, 12, 1))
    with pytest.raises(Refusal):
        sim_deactivation.preview(off, Draft(received_at=BY_PHONE.received_at, has_functions=False), TODAY)


def test_the_review_says_where_what_stops_and_what_becomes_of_the_contract() -> None:
    dossier = examples.dossier()
    draft = begun(dossier, terminate="no", dealer="D-001")
    effects = sim_deactivation.preview(dossier, draft, TODAY).effects
    values = [dict(one.values) for one in effects]
    assert [list(one) for one in values[:3]] == [["dealer", "town"], ["services"], ["functions"]]
    assert "The contract rests" in effects[-1].message
    ending = sim_deactivation.preview(dossier, replace(draft, terminate="yes"), TODAY)
    assert dict(ending.effects[-1].values) == {"day": ending.last_service_day}


def test_an_option_that_needs_an_answer_says_what_is_missing() -> None:
    options = overview_of(examples.dossier(), BY_PHONE, TODAY).options
    asking = [option for option in options if option.state == "needs_answer"]
    assert asking
    assert all(option.why and option.why[0].result == option.missing_text for option in asking)
