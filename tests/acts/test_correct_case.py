"""Correcting a case: its draft opens again, the new case takes its place, and the old one stays readable."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from app.acts import ACTS, act, correct_case, drafts, undoing
from app.records import tables
from app.records.rows import Dossier
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import booking_of, contract_of, key_of, letter_text, read_back, stored

NAME = "correct_case"
EARLIER = datetime(2026, 12, 22, 10, 0)


def done(desk: Desk, dossier: Dossier, name: str, subject: str, **changes: Any) -> str:
    """An act as its wizard records it; the number of the case."""
    module = act(name)
    draft = begun(dossier, name, subject, **changes)
    return str(module.perform(desk, key_of(dossier), draft, module.preview(dossier, draft, TODAY)).case_number)


def test_no_two_acts_give_one_field_two_meanings() -> None:
    types: dict[str, set[Any]] = {}
    for name in ACTS:
        if name not in (NAME, *undoing.STAYS):
            hints = get_type_hints(act(name).Draft)
            for one in fields(act(name).Draft):
                types.setdefault(one.name, set()).add(hints[one.name])
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}
    assert set(types) | {"corrected"} == {one.name for one in fields(correct_case.Draft)}


def test_only_what_was_recorded_with_its_draft_can_be_corrected() -> None:
    ended = examples.monthly(ended_as="terminated", ends_on=date(2027, 1, 4), ended_by_case="C-2026-00001")
    case = examples.case("C-2026-00001", "termination", "B-10003", subjects=("B-10003",))
    assert option_of(examples.with_bookings(ended, cases=(case,)), NAME) is None


def test_another_day_of_receipt_moves_the_end(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    number = done(desk, dossier, "termination", "MC-200001", way="go_on")
    before = read_back(desk, dossier)
    assert contract_of(before).ends_on == date(2027, 1, 28)
    option = option_of(before, NAME, number)
    assert option is not None
    assert (option.state, option.subject_kind) == ("allowed", "case")
    draft = begun(before, NAME, number)
    assert drafts.from_json(correct_case.Draft, drafts.to_json(draft)) == draft
    assert drafts.subject_of(draft) == ("case", number)
    assert missing(before, NAME, draft) == []
    with pytest.raises(Refusal, match="Nothing is different"):
        correct_case.preview(before, draft, TODAY)

    draft = replace(draft, received_at=EARLIER)
    seen = previewed(before, NAME, draft)
    assert (seen.last_service_day, seen.letters[-1]) == (date(2027, 1, 22), "correction")
    new = performed(desk, before, NAME, draft)
    after = read_back(desk, before)
    assert (contract_of(after).ends_on, contract_of(after).ended_by_case) == (date(2027, 1, 22), new.case_number)
    old, made = after.cases
    assert (old.state, old.undone_by) == ("corrected", new.case_number)
    assert (made.act, made.corrects, made.state) == ("termination", number, "done")
    text = letter_text(desk, new.letters[-1][0])
    assert number in text
    assert "28 januari 2027" in text
    assert "22 januari 2027" in text
    assert option_of(after, NAME, number) is None
    again = begun(after, NAME, new.case_number)
    assert again.received_at == EARLIER
    with pytest.raises(Refusal) as refused:
        correct_case.preview(after, draft, TODAY)
    assert new.case_number in words(refused.value.because)
    desk.close()


def test_the_refund_of_the_old_case_is_not_paid_as_well(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    number = done(desk, dossier, "withdrawal", "B-10001")
    before = read_back(desk, dossier)
    assert [one.amount for one in before.refunds] == [11638]
    draft = replace(begun(before, NAME, number), received_at=EARLIER)
    new = performed(desk, before, NAME, draft)
    after = read_back(desk, before)
    assert [(one.case_number, one.state) for one in after.refunds] == [
        (number, "cancelled"),
        (new.case_number, "to_release"),
    ]
    assert booking_of(after, "B-10001").ends_on == EARLIER.date()
    text = letter_text(desk, new.letters[-1][0])
    assert "11 januari 2027" in text  # by when the money was to come, and now is
    assert "5 januari 2027" in text
    desk.close()


def test_a_case_whose_money_has_left_is_not_corrected(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    number = done(desk, dossier, "withdrawal", "B-10001")
    before = read_back(desk, dossier)
    draft = replace(begun(before, NAME, number), received_at=EARLIER)
    seen = previewed(before, NAME, draft)
    with desk.records.writing() as session:
        session.query(tables.Refund).update({"state": "exported"})
    with pytest.raises(Refusal, match="released"):
        correct_case.perform(desk, key_of(before), draft, seen)
    after = read_back(desk, before)
    assert [one.state for one in after.cases] == ["being_carried_out"]
    option = option_of(after, NAME)
    assert option is not None
    assert option.state == "blocked"
    desk.close()


def test_a_correction_may_be_that_it_was_not_possible(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    number = done(desk, dossier, "withdrawal", "B-10001")
    before = read_back(desk, dossier)
    draft = replace(begun(before, NAME, number), customer_type="trader")
    seen = previewed(before, NAME, draft)
    assert seen.refusal is not None
    new = performed(desk, before, NAME, draft)
    after = read_back(desk, before)
    assert (new.state, booking_of(after, "B-10001").ended_as) == ("refused", "")
    assert [one.state for one in after.refunds] == ["cancelled"]
    desk.close()


def test_a_supervisors_case_is_corrected_by_a_supervisor(tmp_path: Path) -> None:
    late = examples.payment("B-10003", 600, invoice_number="F-1", invoiced_on=date(2026, 11, 5), paid_on=None)
    desk, dossier = stored(tmp_path, examples.dossier(payments=(late,)), "supervisor")
    draft = begun(dossier, "payment_default", role="supervisor")
    number = performed(desk, dossier, "payment_default", draft).case_number
    before = read_back(desk, dossier)
    assert option_of(before, NAME, number) is None
    changed = replace(begun(before, NAME, number, role="supervisor"), explanation="Zie onze herinnering.")
    new = performed(desk, before, NAME, changed)
    after = read_back(desk, before)
    assert [(one.by_case, one.rests(TODAY)) for one in after.suspensions] == [
        (number, False),
        (new.case_number, True),
    ]
    assert correct_case.role_needed(before, changed) == "supervisor"
    desk.close()
