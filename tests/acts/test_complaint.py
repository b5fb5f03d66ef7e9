"""Complaints: ours with the day of the answer, the others with the letter that says whose they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.acts import complaint
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import letter_text, read_back, stored

NAME = "complaint"


def test_ours_stays_open_until_the_day_of_the_answer(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, NAME)
    assert missing(dossier, NAME, draft) == ["about"]
    draft = replace(draft, about="service", statement="Het duurt te lang.")
    assert missing(dossier, NAME, draft) == ["answer_by"]
    assert missing(dossier, NAME, replace(draft, answer_by=date(2026, 12, 27))) == ["answer_by"]
    draft = replace(draft, answer_by=date(2027, 1, 11))
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("open", ["complaint_answer"])
    text = letter_text(desk, done.letters[0][0])
    assert "11 januari 2027" in text
    assert "Het duurt te lang." in text
    after = read_back(desk, dossier)
    assert (after.cases[0].due_on, after.cases[0].due_what) == (date(2027, 1, 11), "reply")
    with pytest.raises(Refusal, match="open already"):
        complaint.preview(after, draft, TODAY)
    desk.close()


def test_content_of_others_is_not_ours(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, NAME, about="external_content")
    seen = previewed(dossier, NAME, draft)
    assert seen.determinations == ()
    assert "with its provider" in words(seen.effects[0])
    assert performed(desk, dossier, NAME, draft).state == "done"
    assert performed(desk, read_back(desk, dossier), NAME, draft).state == "done"
    desk.close()


def test_of_the_store_the_access_is_looked_at_first() -> None:
    dossier = examples.dossier()
    draft = begun(dossier, NAME, about="external_store")
    assert missing(dossier, NAME, draft) == ["updates"]
    late = previewed(dossier, NAME, replace(draft, updates=False))
    assert late.determinations[0].value("access") == "provider_may_suspend_until_update"
    gone = examples.with_bookings(examples.monthly())
    seen = previewed(gone, NAME, replace(begun(gone, NAME), about="external_store", updates=True))
    assert seen.determinations[0].value("access") == "withdrawn"
    assert [words(step.title) for step in seen.why] == ["Whose it is", "Access today"]


def test_it_is_always_offered() -> None:
    bare = examples.dossier(vehicle=None, contract=None)
    option = option_of(bare, NAME)
    assert option is not None
    assert option.allowed
    store = previewed(bare, NAME, begun(bare, NAME, about="external_store", updates=True))
    assert store.determinations[0].value("access") == "withdrawn"
