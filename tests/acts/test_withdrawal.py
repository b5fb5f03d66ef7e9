"""Withdrawing: what the agent sees, what is recorded and what the letter says are the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.acts import withdrawal
from app.acts.overview import overview_of
from app.acts.rows import Option, Receipt
from app.acts.withdrawal import Draft
from app.records.cases import read_determinations
from app.records.rows import Dossier
from app.terms.clause import Cents, Refusal
from tests.acts import examples
from tests.acts.examples import BY_LETTER, TODAY
from tests.acts.stored import booking_of, contract_of, key_of, letter_text, read_back, stored


def option_on(dossier: Dossier, subject: str, receipt: Receipt = BY_LETTER) -> Option:
    options = overview_of(dossier, receipt, TODAY).options
    return next(one for one in options if one.act == "withdrawal" and one.subject == subject)


def begun(dossier: Dossier, subject: str, receipt: Receipt = BY_LETTER) -> Draft:
    return withdrawal.begin(overview_of(dossier, receipt, TODAY), option_on(dossier, subject, receipt))


def test_a_click_on_an_option_fills_in_everything_up_to_the_review() -> None:
    dossier = examples.dossier()
    steps = withdrawal.steps(dossier, begun(dossier, "B-10001"), TODAY)
    assert [step.name for step in steps] == ["customer", "notice", "bookings", "money", "review"]
    assert [step.problem for step in steps] == [None] * 5


def test_two_bookings_of_three_as_in_the_picture() -> None:
    dossier = examples.dossier()
    draft = replace(begun(dossier, "B-10001"), chosen=("B-10001", "B-10002"))
    seen = withdrawal.preview(dossier, draft, TODAY)
    assert [(line.refund, line.vat) for line in seen.refund_lines] == [(11638, 2020), (14900, 2586)]
    assert (seen.refund_total, seen.refund_vat, seen.refund_due_by) == (26538, 4606, date(2027, 1, 11))
    assert seen.payment_means == "Visa ···· 4242"
    assert len(seen.approvals) == 1
    assert seen.letters == ("acknowledgement",)
    assert "G34" in [reading.id for reading in seen.readings]


def test_what_was_seen_is_what_is_stored_and_what_the_letter_says(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "B-10001")
    seen = withdrawal.preview(dossier, draft, TODAY)
    done = withdrawal.perform(desk, key_of(dossier), draft, seen)
    assert done.state == "being_carried_out"
    assert [kind for _, kind in done.letters] == ["acknowledgement", "withdrawal_confirmation"]
    with desk.records.reading() as session:
        kept = read_determinations(session, done.case_number)
    confirmation = letter_text(desk, done.letters[1][0])
    said = tuple(one._replace(facts=None, about="") for one in seen.determinations)
    assert tuple(one.determination for one in kept) == said
    after = read_back(desk, dossier)
    booking = booking_of(after, "B-10001")
    assert (booking.ended_as, booking.ends_on, booking.ended_by_case) == ("withdrawn", TODAY, done.case_number)
    assert (after.cases[0].refund, after.cases[0].refund_due_by) == (seen.refund_total, seen.refund_due_by)
    assert after.journal[-1].on == done.case_number
    for words in ("€ 116,38", "€ 3,62", "11 januari 2027", "4 januari 2027"):
        assert words in confirmation
    desk.close()


def test_an_amount_to_be_approved_waits_and_the_service_does_not(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "B-10002")
    done = withdrawal.perform(desk, key_of(dossier), draft, withdrawal.preview(dossier, draft, TODAY))
    assert (done.state, [kind for _, kind in done.letters]) == ("waits_for_approval", ["acknowledgement"])
    after = read_back(desk, dossier)
    assert booking_of(after, "B-10002").ended_as == "withdrawn"
    with pytest.raises(Refusal, match="Case"):
        withdrawal.preview(after, draft, TODAY)
    desk.close()


def test_a_change_between_review_and_finish_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "B-10001")
    seen = withdrawal.preview(dossier, draft, TODAY)
    with desk.records.writing() as session:
        from app.records import tables

        session.get_one(tables.Booking, 10001).price = Cents(24000)
    with pytest.raises(Refusal) as refused:
        withdrawal.perform(desk, key_of(dossier), draft, seen)
    assert dict(refused.value.because.values)["seen"] == 11638
    after = read_back(desk, dossier)
    assert (after.cases, after.letters, after.journal) == ((), (), ())
    desk.close()


def test_a_letter_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "B-10001")
    seen = withdrawal.preview(dossier, draft, TODAY)

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.letters.letter.write", broken)
    with pytest.raises(Refusal):
        withdrawal.perform(desk, key_of(dossier), draft, seen)
    after = read_back(desk, dossier)
    assert (after.cases, after.letters) == ((), ())
    assert [row.ended_as for row in contract_of(after).bookings] == ["", "", ""]
    monkeypatch.undo()
    done = withdrawal.perform(desk, key_of(dossier), draft, seen)
    assert done.case_number == "C-2026-00001"
    desk.close()


def test_a_late_withdrawal_is_refused_in_the_page_with_what_is_possible_instead(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "MC-200001")
    seen = withdrawal.preview(dossier, draft, TODAY)
    assert seen.refusal is not None
    assert seen.refusal.clauses == ("MC 15",)
    assert [option.act for option in seen.refusal.instead][:2] == ["withdrawal", "withdrawal"]
    done = withdrawal.perform(desk, key_of(dossier), draft, seen)
    assert (done.state, done.letters[-1][1]) == ("refused", "withdrawal_refusal")
    text = letter_text(desk, done.letters[-1][0])
    after = read_back(desk, dossier)
    assert contract_of(after).ended_as == ""
    assert "17 maart 2025" in text
    # Days that hold for an answer within a week: the notice of one month, the next due date.
    assert "4 januari 2027" in text
    assert "4 februari 2027" in text
    assert "116,38" not in text
    desk.close()


def test_the_contract_takes_its_bookings_along(tmp_path: Path) -> None:
    booked = date(2026, 12, 18)
    recorder = examples.monthly(concluded_on=booked, first_due_on=date(2026, 12, 20))
    young = examples.contract(examples.package(), recorder, concluded_on=booked)
    desk, dossier = stored(tmp_path, examples.dossier(contract=young, payments=()))
    draft = begun(dossier, "MC-200001")
    seen = withdrawal.preview(dossier, draft, TODAY)
    assert len(seen.refund_lines) == 2
    assert seen.refund_total == sum(line.refund or 0 for line in seen.refund_lines)
    assert seen.refund_vat == sum(line.vat or 0 for line in seen.refund_lines)
    withdrawal.perform(desk, key_of(dossier), draft, seen)
    after = read_back(desk, dossier)
    assert {contract_of(after).ended_as, *(row.ended_as for row in contract_of(after).bookings)} == {"withdrawn"}
    desk.close()


def test_a_trader_is_refused_and_a_customer_never_told_gets_everything_back() -> None:
    dossier = examples.dossier()
    draft = begun(dossier, "B-10001")
    refused = withdrawal.preview(dossier, replace(draft, customer_type="trader"), TODAY)
    assert refused.refusal is not None
    assert all(option.act != "withdrawal" for option in refused.refusal.instead)
    granted = withdrawal.preview(dossier, replace(draft, informed="never"), TODAY)
    assert granted.refund_total == 12000
    unstarted = withdrawal.preview(dossier, replace(draft, started=()), TODAY)
    assert unstarted.refund_total == 12000


@pytest.mark.parametrize(
    ("changes", "step", "field"),
    [
        ({"received_at": None}, "notice", "received_at"),
        ({"received_at": datetime(2027, 1, 2, 10, 0)}, "notice", "received_at"),
        ({"sent_on": date(2026, 12, 29)}, "notice", "sent_on"),
        ({"chosen": ()}, "bookings", "chosen"),
        ({"chosen": ("B-10001", "B-10003")}, "bookings", "chosen"),
        ({"means": "other", "other_means": "BE68 5390 0754 7035"}, "money", "other_means"),
        ({"means": "other", "other_means": "BE68 5390 0754 7034"}, "money", "agreed"),
        ({"informed": "later"}, "customer", "informed_later_on"),
    ],
)
def test_a_page_says_what_is_missing_and_where(changes: dict[str, object], step: str, field: str) -> None:
    dossier = examples.dossier()
    steps = withdrawal.steps(dossier, replace(begun(dossier, "B-10001"), **changes), TODAY)
    wrong = next(one for one in steps if one.problem is not None)
    assert (wrong.name, wrong.problem_field) == (step, field)


def test_service_inclusive_is_withdrawn_under_its_own_terms(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier(service_inclusive=(examples.service_inclusive(),)))
    draft = begun(dossier, "SI-300001")
    seen = withdrawal.preview(dossier, draft, TODAY)
    assert seen.refund_total == 69000
    assert seen.why[0].clauses == ("SI 11",)
    done = withdrawal.perform(desk, key_of(dossier), draft, seen)
    after = read_back(desk, dossier)
    assert after.service_inclusive[0].ended_by_case == done.case_number
    desk.close()


def test_what_a_colleague_recorded_first_is_named(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "B-10001")
    seen = withdrawal.preview(dossier, draft, TODAY)
    first = withdrawal.perform(desk, key_of(dossier), draft, seen)
    with pytest.raises(Refusal) as refused:
        withdrawal.perform(desk, key_of(dossier), draft, seen)
    assert dict(refused.value.because.values)["case"] == first.case_number
    assert len(read_back(desk, dossier).cases) == 1
    desk.close()
