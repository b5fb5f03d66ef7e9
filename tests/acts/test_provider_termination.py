"""The provider ends the contract or a service: after five years, with a month's notice, by a supervisor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import provider_termination
from app.records.rows import Dossier
from app.terms.clause import Cents, Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import booking_of, contract_of, key_of, letter_text, read_back, stored

NAME = "provider_termination"
OLD = date(2020, 5, 4)
ARRIVES = date(2027, 1, 4)


def old(*bookings: Any, **changes: Any) -> Dossier:
    """A contract of more than five years."""
    return examples.dossier(contract=examples.contract(*bookings, concluded_on=OLD), **changes)


def draft_of(dossier: Dossier, subject: str, **changes: Any) -> Any:
    return begun(dossier, NAME, subject, role="supervisor", **({"reaches_on": ARRIVES} | changes))


def test_an_agent_is_not_offered_it_and_cannot_perform_it(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, old(payments=()))
    assert option_of(dossier, NAME) is None
    draft = draft_of(dossier, "MC-200001")
    with pytest.raises(Refusal, match="Only a supervisor"):
        provider_termination.perform(desk, key_of(dossier), draft, previewed(dossier, NAME, draft))
    assert read_back(desk, dossier) == dossier
    desk.close()


def test_before_five_years_it_says_from_when() -> None:
    option = option_of(examples.dossier(), NAME, "MC-200001", role="supervisor")
    assert option is not None
    assert (option.state, option.group, option.section) == ("blocked", "other", "supervisor")
    assert "may terminate from Mon 4 Mar 2030 on" in words(option.reason)


def test_the_contract_ends_and_what_has_a_fixed_term_outlasts_it(tmp_path: Path) -> None:
    basic = examples.booking("B-1", "remote_services", kind="basic", price=Cents(0), period_end=None)
    desk, dossier = stored(tmp_path, old(examples.package(), basic, payments=()), "supervisor")
    draft = draft_of(dossier, "MC-200001", explanation="Wij stoppen met deze diensten.")
    assert missing(dossier, NAME, draft) == []
    seen = previewed(dossier, NAME, draft)
    last = date(2027, 2, 4)
    assert (seen.last_service_day, seen.refund_total, seen.approvals) == (last, None, ())
    assert "What has a later end runs until then" in words(seen.effects[0])
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["notice_of_termination"])
    text = letter_text(desk, done.letters[0][0])
    assert "Wij stoppen met deze diensten." in text
    assert "4 februari 2027" in text
    assert "17 december 2027" in text
    after = read_back(desk, dossier)
    assert (contract_of(after).ended_as, contract_of(after).ends_on) == ("terminated", last)
    assert booking_of(after, "B-10001").ended_as == ""
    assert booking_of(after, "B-1").ends_on == last
    with pytest.raises(Refusal) as refused:
        provider_termination.preview(after, draft, TODAY)
    assert done.case_number in words(refused.value.because)
    option = option_of(after, NAME, "MC-200001", role="supervisor")
    assert option is None
    desk.close()


def test_what_was_paid_once_waits_for_another_supervisor(tmp_path: Path) -> None:
    recorder = examples.recorder(concluded_on=OLD, service_started_on=OLD)
    desk, dossier = stored(tmp_path, old(recorder), "supervisor")
    draft = draft_of(dossier, "B-10002")
    seen = previewed(dossier, NAME, draft)
    assert (seen.refund_total, seen.refund_lines[0].refund, len(seen.approvals)) == (None, None, 2)
    done = performed(desk, dossier, NAME, draft)
    assert done.state == "waits_for_approval"
    after = read_back(desk, dossier)
    assert [(one.subject, one.amount, one.state) for one in after.refunds] == [("B-10002", None, "waits_for_approval")]
    desk.close()


def test_a_monthly_service_is_left_to_a_supervisor() -> None:
    dossier = old(examples.monthly())
    seen = previewed(dossier, NAME, draft_of(dossier, "B-10003"))
    assert (seen.last_service_day, len(seen.approvals)) == (date(2027, 1, 4), 2)
    whole = previewed(dossier, NAME, draft_of(dossier, "MC-200001"))
    assert "a supervisor decides" in words(whole.effects[1])


def test_another_reading_shares_out_what_was_paid_once() -> None:
    once = examples.recorder(concluded_on=date(2023, 5, 4), service_started_on=date(2023, 5, 4))
    other = replace(once, id=7, number="B-10007", price=Cents(29800))
    dossier = old(once, other)
    seen = previewed(dossier, NAME, draft_of(dossier, "MC-200001", readings=(("G06", "G06 B"),)))
    amounts = [line.refund for line in seen.refund_lines]
    assert None not in amounts
    assert sum(filter(None, amounts)) == seen.determinations[0].value("refund") == seen.refund_total


def test_the_day_of_the_notice_is_asked_at_its_field() -> None:
    dossier = old()
    assert missing(dossier, NAME, draft_of(dossier, "MC-200001", reaches_on=None)) == ["reaches_on"]
    assert missing(dossier, NAME, draft_of(dossier, "MC-200001", reaches_on=date(2026, 12, 27))) == ["reaches_on"]


def test_an_open_case_stands_in_the_way() -> None:
    case = examples.case("C-2026-00007", "withdrawal", "B-10002", state="waits_for_approval")
    dossier = old(examples.recorder(), cases=(case,))
    for subject in ("MC-200001", "B-10002"):
        with pytest.raises(Refusal) as refused:
            provider_termination.preview(dossier, draft_of(dossier, subject), TODAY)
        assert "C-2026-00007" in words(refused.value.because)
