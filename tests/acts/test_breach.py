"""A use against the terms: the warning comes first, what lasts lets services rest, what repeats ends the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import approving, breach, services
from app.config import Person
from app.records.rows import CaseRow, Dossier
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import contract_of, letter_text, read_back, stored

NAME = "breach"
BY = date(2027, 1, 11)


def warning(**changes: Any) -> CaseRow:
    return examples.case("C-2026-00005", NAME, "MC-200001", **({"due_on": TODAY, "due_what": breach.WARNING} | changes))


def warned() -> Dossier:
    return examples.dossier(cases=(warning(),))


def draft_of(dossier: Dossier, way: str, **changes: Any) -> Any:
    given: dict[str, Any] = {"still": True, "continuing": True, "explanation": "Inloggegevens doorverkocht."}
    return begun(dossier, NAME, role="supervisor", way=way, **(given | changes))


def test_it_begins_with_a_warning_and_counts_them(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier(), "supervisor")
    assert option_of(dossier, NAME) is None
    first = begun(dossier, NAME, role="supervisor")
    assert (first.way, first.breaches) == ("warn", "1")
    draft = draft_of(dossier, "warn", act_by=BY)
    assert missing(dossier, NAME, draft) == []
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["breach_warning"])
    assert "Inloggegevens doorverkocht." in letter_text(desk, done.letters[0][0])
    after = read_back(desk, dossier)
    assert (after.cases[0].due_on, after.cases[0].due_what) == (BY, breach.WARNING)
    second = begun(after, NAME, role="supervisor")
    assert (second.way, second.breaches) == ("", "2")
    desk.close()


@pytest.mark.parametrize("way", ["suspend", "end"])
def test_without_a_warning_nothing_follows(way: str) -> None:
    dossier = examples.dossier()
    draft = draft_of(dossier, way)
    assert missing(dossier, NAME, draft) == ["way"]
    with pytest.raises(Refusal, match="Warn the customer first"):
        breach.preview(dossier, draft, TODAY)
    at_once = replace(draft, readings=(("G24", "G24 A"),))
    assert missing(dossier, NAME, at_once) == []
    assert previewed(dossier, NAME, at_once).refund_total is None


def test_one_service_rests_as_long_as_it_lasts(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier(), "supervisor")
    performed(desk, dossier, NAME, draft_of(dossier, "warn", act_by=BY))
    before = read_back(desk, dossier)
    draft = draft_of(before, "suspend", limited_to=("B-10003",))
    done = performed(desk, before, NAME, draft)
    assert [kind for _, kind in done.letters] == ["suspension_notice"]
    after = read_back(desk, before)
    shown = {one.key: one.state for one in services.statuses(after, TODAY)}
    assert (shown["drive_recorder"], shown["mini_connected_package"]) == ("suspended", "active")
    with pytest.raises(Refusal) as refused:
        breach.preview(after, draft, TODAY)
    assert done.case_number in words(refused.value.because)
    lift = draft_of(after, "lift")
    assert [kind for _, kind in performed(desk, after, NAME, lift).letters] == ["suspension_lifted"]
    assert missing(read_back(desk, after), NAME, lift) == ["way"]
    desk.close()


def test_all_services_rest_where_none_is_chosen() -> None:
    seen = previewed(warned(), NAME, draft_of(warned(), "suspend"))
    assert "All services rest" in words(seen.effects[0])


def test_the_end_waits_for_another_supervisor_with_the_amount_entered(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier(), "supervisor")
    performed(desk, dossier, NAME, draft_of(dossier, "warn", act_by=BY))
    before = read_back(desk, dossier)
    draft = draft_of(before, "end", amount="57,30")
    seen = previewed(before, NAME, draft)
    assert (seen.refund_total, seen.last_service_day, len(seen.approvals)) == (5730, TODAY, 2)
    done = performed(desk, before, NAME, draft)
    assert (done.state, done.letters) == ("waits_for_approval", ())
    after = read_back(desk, before)
    assert contract_of(after).ended_as == ""
    assert [(one.amount, one.state) for one in after.refunds] == [(5730, "waits_for_approval")]
    desk.person = Person("Karin Maes", "supervisor")
    decided = approving.approve(desk, done.case_number, after.cases[-1].version)
    assert [kind for _, kind in decided.letters] == ["notice_of_termination"]
    text = letter_text(desk, decided.letters[0][0])
    assert "57,30" in text
    assert "Ingehouden" not in text  # one amount for all: no table of what each service was paid for
    assert "De laatste dag van uw contract is maandag 28 december 2026" in text
    ended = read_back(desk, after)
    assert contract_of(ended).ended_by_case == done.case_number
    assert [(one.amount, one.state) for one in ended.refunds] == [(5730, "to_release")]
    desk.close()


def test_an_amount_where_nothing_was_paid_is_refused() -> None:
    """It would go nowhere, and the letter would say that nothing comes back."""
    dossier = replace(warned(), contract=examples.contract())
    assert missing(dossier, NAME, draft_of(dossier, "end", amount="12,50")) == ["amount"]
    assert missing(dossier, NAME, draft_of(dossier, "end")) == []


def test_an_amount_left_open_is_set_by_who_approves() -> None:
    seen = previewed(warned(), NAME, draft_of(warned(), "end"))
    assert (seen.refund_total, seen.refund_lines[0].refund) == (None, None)


def test_what_stopped_and_did_not_repeat_ends_nothing() -> None:
    draft = draft_of(warned(), "end", breaches="1", continuing=False)
    assert missing(warned(), NAME, draft) == [""]
    assert missing(warned(), NAME, replace(draft, way="suspend", still=False)) == [""]


def test_what_is_missing_is_asked_at_its_field() -> None:
    dossier = warned()
    assert missing(dossier, NAME, draft_of(dossier, "")) == ["way"]
    assert missing(dossier, NAME, draft_of(dossier, "warn")) == ["act_by"]
    assert missing(dossier, NAME, draft_of(dossier, "warn", act_by=TODAY)) == ["act_by"]
    assert missing(dossier, NAME, draft_of(dossier, "end", still=None)) == ["still"]
    assert missing(dossier, NAME, draft_of(dossier, "end", explanation="")) == ["explanation"]
    assert missing(dossier, NAME, draft_of(dossier, "end", breaches="some")) == ["breaches"]
    assert missing(dossier, NAME, draft_of(dossier, "end", amount="a lot")) == ["amount"]
