"""Extraordinary termination after a change: of the contract within six weeks, of one service within thirty days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.acts import change_termination
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import contract_of, letter_text, read_back, stored

NAME = "change_termination"
TOLD = date(2026, 12, 1)


def test_the_change_has_to_be_asked_for() -> None:
    option = option_of(examples.dossier(), NAME)
    assert option is not None
    assert (option.state, option.group) == ("needs_answer", "other")
    ended = examples.contract(ended_as="terminated", ends_on=date(2027, 1, 28))
    assert option_of(examples.dossier(contract=ended), NAME) is None
    dossier = examples.dossier()
    assert missing(dossier, NAME, begun(dossier, NAME)) == ["changed"]
    assert missing(dossier, NAME, begun(dossier, NAME, changed="contract", notified_on=TOLD)) == ["substantial"]
    assert missing(dossier, NAME, begun(dossier, NAME, changed="B-10001", notified_on=TOLD)) == ["impairs_use"]


def test_after_a_change_of_the_contract_everything_ends_on_receipt(tmp_path: Path) -> None:
    bookings = (examples.package(), examples.monthly(ended_as="terminated", ends_on=date(2027, 1, 4)))
    desk, dossier = stored(tmp_path, examples.with_bookings(*bookings))
    draft = begun(dossier, NAME, changed="contract", notified_on=TOLD, substantial=True)
    seen = previewed(dossier, NAME, draft)
    assert (seen.last_service_day, seen.approvals) == (TODAY, ())
    refunds = {line.number: (line.refund, line.consumed_days, line.total_days) for line in seen.refund_lines}
    assert refunds == {"B-10001": (11638, 11, 365), "B-10003": (135, None, None)}
    assert seen.refund_total == 11773
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("being_carried_out", ["termination_confirmation"])
    text = letter_text(desk, done.letters[0][0])
    assert "€ 117,73" in text
    after = read_back(desk, dossier)
    assert (contract_of(after).ended_as, contract_of(after).ends_on) == ("terminated", TODAY)
    assert {row.ends_on for row in contract_of(after).bookings} == {TODAY}
    assert {one.subject: one.amount for one in after.refunds} == {"B-10001": 11638, "B-10003": 135}
    with pytest.raises(Refusal, match="case"):
        change_termination.preview(after, draft, TODAY)
    desk.close()


def test_a_price_paid_once_is_set_by_a_supervisor() -> None:
    dossier = examples.dossier()
    seen = previewed(dossier, NAME, begun(dossier, NAME, changed="contract", notified_on=TOLD, substantial=True))
    assert seen.refund_total is None
    assert [words(one).partition(":")[0] for one in seen.approvals] == ["Anti-Theft Recorder"]


def test_one_service_after_a_change_that_impairs_it(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, NAME, changed="B-10001", notified_on=date(2026, 12, 19), impairs_use=True, negligible=False)
    seen = previewed(dossier, NAME, draft)
    assert (seen.last_service_day, seen.refund_total, seen.refund_due_by) == (TODAY, 11638, date(2027, 1, 11))
    done = performed(desk, dossier, NAME, draft)
    assert done.state == "being_carried_out"
    after = contract_of(read_back(desk, dossier))
    assert {row.number: row.ended_as for row in after.bookings} == {
        "B-10001": "terminated",
        "B-10002": "",
        "B-10003": "",
    }
    trader = previewed(dossier, NAME, replace(draft, customer_type="trader"))
    assert len(trader.approvals) == 1
    desk.close()


def test_a_small_change_and_one_long_ago_are_refused(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    small = begun(dossier, NAME, changed="B-10003", notified_on=TOLD, impairs_use=True, negligible=True)
    refused = previewed(dossier, NAME, small).refusal
    assert refused is not None
    assert words(refused.title) == "The change gives no right to terminate"
    late = begun(dossier, NAME, changed="contract", notified_on=date(2026, 11, 1), substantial=True)
    too_late = previewed(dossier, NAME, late).refusal
    assert too_late is not None
    assert words(too_late.title) == "The time to terminate because of the change is over"
    offered = {(one.act, one.subject_kind) for one in too_late.instead}
    assert offered == {("withdrawal", "booking"), ("termination", "contract")}
    done = performed(desk, dossier, NAME, late)
    assert (done.state, [kind for _, kind in done.letters]) == ("refused", ["refusal"])
    assert contract_of(read_back(desk, dossier)).ended_as == ""
    desk.close()


def test_a_case_that_is_open_stands_in_the_way() -> None:
    case = examples.case("C-2026-00007", "withdrawal", "B-10002", state="waits_for_approval")
    dossier = examples.dossier(cases=(case,))
    with pytest.raises(Refusal) as refused:
        change_termination.preview(
            dossier, begun(dossier, NAME, changed="contract", notified_on=TOLD, substantial=True), TODAY
        )
    assert "C-2026-00007" in words(refused.value.because)


def test_a_day_on_which_nobody_can_have_been_told_is_refused() -> None:
    """After the message came in, or before there was a contract."""
    dossier = examples.dossier()
    for day in (date(2027, 2, 1), date(2025, 3, 2)):
        draft = begun(dossier, NAME, changed="contract", notified_on=day, substantial=True)
        assert missing(dossier, NAME, draft) == ["notified_on"]
        with pytest.raises(Refusal):
            change_termination.preview(dossier, draft, TODAY)
    early = begun(dossier, NAME, changed="B-10001", notified_on=date(2026, 12, 17), impairs_use=True, negligible=False)
    assert missing(dossier, NAME, early) == ["notified_on"]
