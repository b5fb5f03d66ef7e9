"""Drafts survive a crash; notes, letters and searches of a desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.acts import act, drafts, termination, withdrawal
from app.acts.notes import LONGEST, add_note
from app.acts.overview import key_of, overview_of
from app.acts.reading_letters import letter_bytes, letter_of, letter_preview, withdrawal_form
from app.acts.rows import Option
from app.acts.search import hit_preview, search
from app.records.rows import Dossier
from app.terms.clause import Refusal, WrongInput
from tests.acts import examples
from tests.acts.examples import BY_LETTER, TODAY
from tests.acts.stored import letter_text, pdf_text, read_back, stored


def first_withdrawal(dossier: Dossier) -> tuple[Option, withdrawal.Draft]:
    overview = overview_of(dossier, BY_LETTER, TODAY)
    option = overview.options[0]
    return option, withdrawal.begin(overview, option)


@pytest.mark.parametrize(
    "draft",
    [
        withdrawal.Draft(),
        withdrawal.Draft(
            chosen=("B-1", "B-2"), received_at=datetime(2026, 12, 28, 9, 30), sent_on=date(2026, 12, 24), agreed=False
        ),
        termination.Draft(subject_kind="sale", sold_on=date(2026, 12, 20), with_contract=True, chosen=("B-1",)),
    ],
)
def test_a_draft_comes_back_the_same(draft: object) -> None:
    assert drafts.from_json(type(draft), drafts.to_json(draft)) == draft


def test_a_draft_of_an_older_program_keeps_what_is_still_asked() -> None:
    restored = drafts.from_json(withdrawal.Draft, {"chosen": ["B-1"], "no_longer_asked": 1})
    assert restored == withdrawal.Draft(chosen=("B-1",))


def test_a_begun_wizard_is_offered_again_and_forgotten_when_recorded(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    _, draft = first_withdrawal(dossier)
    drafts.save(desk, key_of(dossier), "withdrawal", draft, position=2)
    found = drafts.open_drafts(desk)
    assert [(one.draft, one.position, one.name, one.plate) for one in found] == [
        (draft, 2, "De Smet, Elke", "1-ABC-234")
    ]
    withdrawal.perform(desk, key_of(dossier), draft, withdrawal.preview(dossier, draft, TODAY))
    assert drafts.open_drafts(desk) == ()
    begun = termination.Draft(subject=dossier.contract.number if dossier.contract else "")
    drafts.save(desk, key_of(dossier), "termination", begun)
    assert len(drafts.open_drafts(desk)) == 1
    drafts.drop(desk, key_of(dossier), "termination", begun)
    assert drafts.open_drafts(desk) == ()
    desk.close()


def test_drafts_of_two_subjects_are_kept_beside_each_other(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    key, overview = key_of(dossier), overview_of(dossier, BY_LETTER, TODAY)
    first, second = [one for one in overview.options if one.act == "withdrawal" and one.allowed][:2]
    begun = [withdrawal.begin(overview, option) for option in (first, second)]
    for draft in begun:
        drafts.save(desk, key, "withdrawal", draft)
    entered = replace(begun[0], statement="By phone", chosen=(*begun[0].chosen, second.subject))
    drafts.save(desk, key, "withdrawal", entered, position=1)
    assert {one.draft for one in drafts.open_drafts(desk)} == {entered, begun[1]}
    kept = drafts.kept_of(desk, key, "withdrawal", begun[0])
    assert kept is not None
    assert (kept.draft, kept.position, kept.subject) == (entered, 1, first.subject_name)
    assert drafts.fresh(overview, "withdrawal", kept.draft) == begun[0]
    drafts.drop(desk, key, "withdrawal", entered)
    assert drafts.kept_of(desk, key, "withdrawal", begun[0]) is None
    assert [one.draft for one in drafts.open_drafts(desk)] == [begun[1]]
    desk.close()


def test_the_preview_of_a_letter_writes_nothing_and_says_the_same(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    _, draft = first_withdrawal(dossier)
    shown = pdf_text(letter_preview(desk, key_of(dossier), "withdrawal", draft, "withdrawal_confirmation"))
    assert "€ 116,38" in shown
    assert read_back(desk, dossier) == dossier
    with pytest.raises(WrongInput):
        letter_preview(desk, key_of(dossier), "withdrawal", draft, "sim_work_order")
    done = withdrawal.perform(desk, key_of(dossier), draft, withdrawal.preview(dossier, draft, TODAY))
    issued = letter_of(desk, done.case_number)
    assert issued.number == done.letters[-1][0]
    assert letter_bytes(desk, issued.number) == issued.content == letter_of(desk, issued.number.lower()).content
    body = slice(shown.index("Bevestiging"), shown.index("Met vriendelijke"))
    assert shown[body] in letter_text(desk, issued.number)
    with pytest.raises(Refusal):
        letter_of(desk, "L-2026-99999")
    desk.close()


def test_the_form_to_sign_needs_no_case(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    option, _ = first_withdrawal(dossier)
    assert "Elke De Smet" in pdf_text(withdrawal_form(desk, key_of(dossier), option))
    with pytest.raises(WrongInput):
        withdrawal_form(desk, key_of(dossier), replace(option, act="termination"))
    assert read_back(desk, dossier) == dossier
    desk.close()


def test_notes(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    add_note(desk, key_of(dossier), "  Calls back on Monday.\0 ")
    note = read_back(desk, dossier).notes[-1]
    assert (note.text, note.by) == ("Calls back on Monday.", "Anna Willems")
    for wrong in ("", " \n", "x" * (LONGEST + 1)):
        with pytest.raises(WrongInput):
            add_note(desk, key_of(dossier), wrong)
    with pytest.raises(Refusal):
        add_note(desk, key_of(dossier)._replace(customer_id=99), "nobody")
    desk.close()


def test_a_search_and_what_is_behind_its_hit(tmp_path: Path) -> None:
    desk, _ = stored(tmp_path, examples.dossier())
    found = search(desk, "1 abc 234").hits
    assert found[0].vin == "WMW31GD090TA40817"
    shown = hit_preview(desk, found[0])
    assert shown is not None
    assert shown.plate == "1-ABC-234"
    desk.close()


def test_every_act_can_be_asked_for_by_name() -> None:
    assert act("withdrawal") is withdrawal
    with pytest.raises(ValueError, match="no such act"):
        act("os")
