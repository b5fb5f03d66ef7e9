"""Terminating the contract, one service, and services at the sale of the vehicle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import termination
from app.acts.overview import overview_of
from app.acts.rows import Receipt
from app.acts.termination import Draft
from app.language import language
from app.records.rows import Dossier
from app.terms.clause import Refusal, WrongInput
from tests.acts import examples
from tests.acts.examples import BY_PHONE, TODAY
from tests.acts.stored import booking_of, contract_of, key_of, letter_text, read_back, stored

END_OF_NOTICE = date(2027, 1, 28)
ENDS_CONTRACT = ("termination", "contract")


def begun(dossier: Dossier, subject_kind: str, number: str = "", receipt: Receipt = BY_PHONE, **changes: Any) -> Draft:
    overview = overview_of(dossier, receipt, TODAY)
    option = next(
        one
        for one in overview.options
        if one.act == "termination" and one.subject_kind == subject_kind and number in ("", one.subject)
    )
    return replace(termination.begin(overview, option), **changes)


def test_the_better_option_comes_first_and_has_to_be_turned_down() -> None:
    dossier = examples.dossier()
    draft = begun(dossier, "contract")
    first = termination.steps(dossier, draft, TODAY)[0]
    assert (first.name, first.problem_field) == ("better", "way")
    assert [choice.value for choice in first.fields[0].choices][:3] == [
        "go_on",
        "withdrawal booking B-10001",
        "withdrawal booking B-10002",
    ]
    seen = termination.preview(dossier, draft, TODAY)
    assert [option.act for option in seen.better] == ["withdrawal", "withdrawal", "termination"]
    turned_down = termination.steps(dossier, replace(draft, way="go_on"), TODAY)
    assert [step.problem for step in turned_down] == [None] * len(turned_down)
    other = termination.steps(dossier, replace(draft, way="withdrawal booking B-10001"), TODAY)
    assert other[0].problem is not None


def test_nothing_better_no_page_about_it() -> None:
    old = examples.with_bookings(examples.package(concluded_on=date(2026, 6, 1)))
    assert "better" not in [step.name for step in termination.steps(old, begun(old, "contract"), TODAY)]


def test_the_contract_ends_with_its_open_ended_services_and_paid_terms_run_on(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "contract", way="go_on")
    seen = termination.preview(dossier, draft, TODAY)
    assert (seen.last_service_day, seen.refund_total) == (END_OF_NOTICE, 0)
    done = termination.perform(desk, key_of(dossier), draft, seen)
    after = contract_of(read_back(desk, dossier))
    assert (after.ended_as, after.ends_on, after.ended_by_case) == ("terminated", END_OF_NOTICE, done.case_number)
    assert {row.number: (row.ended_as, row.ends_on) for row in after.bookings} == {
        "B-10001": ("", None),
        "B-10002": ("terminated", END_OF_NOTICE),
        "B-10003": ("terminated", END_OF_NOTICE),
    }
    text = letter_text(desk, done.letters[0][0])
    assert "28 januari 2027" in text
    assert "17 dec. 2027" in text
    with pytest.raises(Refusal, match="Ends by case"):
        termination.preview(read_back(desk, dossier), draft, TODAY)
    desk.close()


def test_what_the_law_requires_does_not_end_with_the_contract(tmp_path: Path) -> None:
    ecall = examples.booking("B-10009", "legal_emergency_call", kind="basic", price=0, period_end=None)
    offered = examples.booking("B-10008", "teleservice_call", kind="basic", price=0, period_end=None)
    desk, dossier = stored(tmp_path, examples.with_bookings(ecall, offered, payments=()))
    option = next(
        one for one in overview_of(dossier, BY_PHONE, TODAY).options if (one.act, one.subject_kind) == ENDS_CONTRACT
    )
    assert "eCall" not in " ".join(language("en").say(step.title) for step in option.why)
    draft = begun(dossier, "contract", way="go_on")
    seen = termination.preview(dossier, draft, TODAY)
    assert [part.key for part in seen.determinations[0].value("services")] == ["B-10008"]
    done = termination.perform(desk, key_of(dossier), draft, seen)
    assert booking_of(read_back(desk, dossier), "B-10009").ended_as == ""
    text = letter_text(desk, done.letters[0][0])
    assert text.count("noodoproep") == 1
    desk.close()


def test_a_monthly_service_ends_at_its_next_due_date_in_the_same_case(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "contract", way="go_on", also_end=("B-10003",))
    seen = termination.preview(dossier, draft, TODAY)
    assert seen.letters == ("termination_confirmation", "termination_confirmation")
    done = termination.perform(desk, key_of(dossier), draft, seen)
    after = read_back(desk, dossier)
    assert booking_of(after, "B-10003").ends_on == date(2027, 1, 4)
    assert after.cases[0].subjects == ("MC-200001", "B-10003")
    assert "4 januari 2027" in letter_text(desk, done.letters[1][0])
    desk.close()


def test_a_monthly_service_alone(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "booking", "B-10003")
    assert "services" not in [step.name for step in termination.steps(dossier, draft, TODAY)]
    seen = termination.preview(dossier, draft, TODAY)
    assert (seen.last_service_day, seen.determinations[0].value("effective_from")) == (
        date(2027, 1, 4),
        date(2027, 1, 5),
    )
    done = termination.perform(desk, key_of(dossier), draft, seen)
    assert done.state == "done"
    assert contract_of(read_back(desk, dossier)).ended_as == ""
    desk.close()


def test_a_service_with_a_fixed_term_is_refused_with_what_is_possible_instead() -> None:
    dossier = examples.dossier()
    draft = begun(dossier, "booking", "B-10001")
    seen = termination.preview(dossier, draft, TODAY)
    assert seen.refusal is not None
    assert seen.last_service_day is None
    assert "withdrawal" in [option.act for option in seen.refusal.instead]
    assert termination.plan(dossier, draft, seen).ends == ()


def test_a_consumer_leaves_a_renewed_term_and_the_amount_is_approved(tmp_path: Path) -> None:
    renewed = examples.package(
        concluded_on=date(2025, 6, 1), period_start=date(2026, 6, 1), period_end=date(2027, 5, 31), renewed=True,
        auto_renewal=True, renewal_months=12,
    )  # fmt: skip
    desk, dossier = stored(tmp_path, examples.with_bookings(renewed, payments=()))
    draft = begun(dossier, "booking", "B-10001")
    seen = termination.preview(dossier, draft, TODAY)
    line = seen.refund_lines[0]
    assert (line.price, line.deduction) == (12000, 12000 - (line.refund or 0))
    assert seen.refund_total == line.refund == 5063
    assert (line.consumed_days, line.total_days) == (211, 365)
    done = termination.perform(desk, key_of(dossier), draft, seen)
    assert (done.state, [kind for _, kind in done.letters]) == ("waits_for_approval", ["acknowledgement"])
    refused = termination.preview(dossier, replace(draft, customer_type="trader"), TODAY)
    assert refused.refusal is not None
    desk.close()


def test_at_the_sale_fixed_terms_end_after_six_weeks(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "sale", way="go_on")
    with pytest.raises(WrongInput):
        termination.preview(dossier, draft, TODAY)
    assert [step.problem_field for step in termination.steps(dossier, draft, TODAY) if step.problem] == [
        "sold_on",
        "with_contract",
    ]
    draft = replace(draft, sold_on=date(2026, 12, 20), with_contract=False)
    seen = termination.preview(dossier, draft, TODAY)
    assert seen.last_service_day == date(2027, 2, 8)
    done = termination.perform(desk, key_of(dossier), draft, seen)
    text = letter_text(desk, done.letters[0][0])
    assert "8 februari 2027" in text
    after = contract_of(read_back(desk, dossier))
    assert {row.number: row.ends_on for row in after.bookings if row.ends_on} == {"B-10001": date(2027, 2, 8)}
    desk.close()


def test_the_sale_with_the_contract(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "sale", sold_on=date(2026, 12, 20), with_contract=True, also_end=("B-10003",))
    seen = termination.preview(dossier, draft, TODAY)
    assert [one.rule for one in seen.determinations] == [
        "vehicle_sale",
        "customer_terminates_framework",
        "customer_terminates_service",
    ]
    assert seen.last_service_day == date(2027, 2, 8)
    assert seen.read_out is not None
    assert language("en").say(seen.read_out).replace("\u00a0", " ") == (
        "I end this for you today: MINI Connected Package (last day Mon 8 Feb 2027), the MINI Connected "
        "contract (last day Thu 28 Jan 2027) and Drive Recorder (last day Mon 4 Jan 2027). Nothing is paid back."
    )
    termination.perform(desk, key_of(dossier), draft, seen)
    after = contract_of(read_back(desk, dossier))
    assert after.ends_on == END_OF_NOTICE
    assert {row.number: row.ends_on for row in after.bookings} == {
        "B-10001": date(2027, 2, 8),
        "B-10002": END_OF_NOTICE,
        "B-10003": date(2027, 1, 4),
    }
    desk.close()


def test_after_a_termination_a_withdrawal_is_still_open(tmp_path: Path) -> None:
    from app.acts import withdrawal

    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "booking", "B-10002", way="go_on")
    termination.perform(desk, key_of(dossier), draft, termination.preview(dossier, draft, TODAY))
    after = read_back(desk, dossier)
    overview = overview_of(after, BY_PHONE, TODAY)
    option = next(one for one in overview.options if one.act == "withdrawal" and one.subject == "B-10002")
    begun_withdrawal = withdrawal.begin(overview, option)
    seen = withdrawal.preview(after, begun_withdrawal, TODAY)
    withdrawal.perform(desk, key_of(dossier), begun_withdrawal, seen)
    assert booking_of(read_back(desk, dossier), "B-10002").ended_as == "withdrawn"
    desk.close()
