"""Cancelling a case: everything is as before, nothing is paid, its letters stay; not once it took effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.acts import act, cancel_case, letter_queue, undoing
from app.acts.rows import Receipt
from app.records import tables
from app.records.queue_rows import QueueQuestion
from app.records.rows import Dossier
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import contract_of, key_of, letter_text, read_back, stored

NAME = "cancel_case"
CONTRACT = "MC-200001"


def terminated(desk: Desk, dossier: Dossier, subject: str = CONTRACT) -> str:
    """The customer terminates; the number of the case."""
    module = act("termination")
    draft = begun(dossier, "termination", subject, way="go_on")
    return str(module.perform(desk, key_of(dossier), draft, module.preview(dossier, draft, TODAY)).case_number)


def test_nothing_to_cancel_where_no_case_did_anything() -> None:
    assert option_of(examples.dossier(), NAME) is None
    assert option_of(examples.dossier(cases=(examples.case("C-2026-00001", "passing_on", "X"),)), NAME) is None
    elsewhere = examples.case("C-2026-00001", "vehicle_sale", "MC-200001", state="open")
    dossier = examples.dossier(cases=(elsewhere,))
    assert option_of(dossier, NAME) is None
    with pytest.raises(Refusal, match="did nothing"):
        undoing.case_called(dossier, "C-2026-00001")
    with pytest.raises(Refusal, match="There is no case"):
        undoing.case_called(dossier, "C-2026-00009")


def test_a_termination_is_cancelled_before_its_day_and_stays_readable(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    number = terminated(desk, dossier)
    before = read_back(desk, dossier)
    assert contract_of(before).ended_by_case == number
    option = option_of(before, NAME, number)
    assert option is not None
    assert (option.state, option.group) == ("allowed", "other")
    draft = begun(before, NAME, number)
    assert missing(before, NAME, draft) == []
    done = performed(desk, before, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["cancellation_confirmation"])
    text = letter_text(desk, done.letters[0][0])
    assert number in text
    assert "Drive Recorder" in text
    after = read_back(desk, before)
    assert replace(contract_of(after), bookings=()) == replace(contract_of(dossier), bookings=())
    assert contract_of(after).bookings == contract_of(dossier).bookings
    original = next(one for one in after.cases if one.number == number)
    assert (original.state, original.undone_by) == ("cancelled", done.case_number)
    assert {one.case_number for one in after.letters} == {number, done.case_number}
    assert option_of(after, NAME, number) is None
    with pytest.raises(Refusal) as refused:
        cancel_case.preview(after, draft, TODAY)
    assert done.case_number in words(refused.value.because)
    assert terminated(desk, after) not in ("", number)
    desk.close()


def test_what_waits_for_approval_pays_nothing_back(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    asked = begun(dossier, "outage_compensation", cause="ours", first_day=TODAY, last_day=TODAY, chosen=("B-10002",))
    number = performed(desk, dossier, "outage_compensation", asked).case_number
    before = read_back(desk, dossier)
    performed(desk, before, NAME, begun(before, NAME, number))
    after = read_back(desk, before)
    assert [one.state for one in after.refunds] == ["cancelled"]
    assert performed(desk, after, "outage_compensation", asked).case_number != number
    desk.close()


def test_after_its_last_day_it_is_corrected_instead() -> None:
    ended = examples.monthly(ended_as="terminated", ends_on=date(2026, 12, 27), ended_by_case="C-2026-00001")
    case = examples.case("C-2026-00001", "termination", "B-10003", subjects=("B-10003",))
    dossier = examples.with_bookings(ended, cases=(case,))
    option = option_of(dossier, NAME)
    assert option is not None
    assert option.state == "blocked"
    assert "took effect on Sun 27 Dec 2026" in words(option.reason)
    earlier = Receipt(datetime(2026, 12, 27, 10, 0), "phone")
    assert undoing.took_effect(dossier, case, earlier.received_at.date()) is None
    with pytest.raises(Refusal, match="took effect"):
        cancel_case.preview(dossier, begun(dossier, NAME), TODAY)


def test_not_once_its_refund_was_released(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    asked = begun(dossier, "outage_compensation", cause="ours", first_day=TODAY, last_day=TODAY, chosen=("B-10001",))
    number = performed(desk, dossier, "outage_compensation", asked).case_number
    before = read_back(desk, dossier)
    draft = begun(before, NAME, number)
    seen = previewed(before, NAME, draft)
    with desk.records.writing() as session:
        session.query(tables.Refund).update({"state": "released"})
    with pytest.raises(Refusal, match="released"):
        cancel_case.perform(desk, key_of(before), draft, seen)
    released = read_back(desk, before)
    assert len(released.cases) == 1
    option = option_of(released, NAME)
    assert option is not None
    assert "has been released" in words(option.reason)
    desk.close()


def test_an_end_that_replaced_another_is_not_cancelled(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    first = terminated(desk, dossier)
    between = read_back(desk, dossier)
    module = act("withdrawal")
    draft = begun(between, "withdrawal", "B-10001")
    second = module.perform(desk, key_of(between), draft, module.preview(between, draft, TODAY)).case_number
    after = read_back(desk, between)
    option = option_of(after, NAME, second)
    assert option is not None
    assert first in words(option.reason)
    desk.close()


def test_a_case_of_a_supervisor_is_cancelled_by_a_supervisor() -> None:
    late = examples.payment("B-10003", 600, invoiced_on=date(2026, 11, 5), paid_on=None)
    case = examples.case("C-2026-00001", "provider_termination", "B-10003", subjects=("B-10003",))
    ending = examples.monthly(ended_as="terminated", ends_on=date(2027, 2, 4), ended_by_case="C-2026-00001")
    dossier = examples.with_bookings(ending, payments=(late,), cases=(case,))
    assert option_of(dossier, NAME) is None
    option = option_of(dossier, NAME, role="supervisor")
    assert option is not None
    assert cancel_case.role_needed(dossier, begun(dossier, NAME, role="supervisor")) == "supervisor"


@pytest.mark.parametrize(("before", "after"), [("ready", "held"), ("failed", "held"), ("printed", "printed")])
def test_letters_that_have_not_left_are_held_back(tmp_path: Path, before: str, after: str) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    number = terminated(desk, dossier)
    with desk.records.writing() as session:
        session.query(tables.Letter).update({"state": before})
    now = read_back(desk, dossier)
    performed(desk, now, NAME, begun(now, NAME, number))
    letters = read_back(desk, dossier).letters
    assert {one.state for one in letters if one.case_number == number} == {after}
    assert {one.state for one in letters if one.case_number != number} == {"ready"}
    held = letter_queue.page(desk, QueueQuestion(state="held")).rows
    assert {(one.case_number, one.undone) for one in held} == ({(number, "cancelled")} if after == "held" else set())
    desk.close()
