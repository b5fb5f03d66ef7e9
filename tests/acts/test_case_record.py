"""A recorded case in full: the answers in words, the findings as they were, letters and journal under its number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.acts.case_record import case_record
from app.acts.overview import overview, overview_of
from app.acts.rows import Overview
from app.records.frozen import from_json, to_json
from app.records.rows import Dossier
from app.start import Desk
from app.terms.clause import Refusal, because_word
from tests.acts import examples
from tests.acts.acting import begun, performed, previewed, words
from tests.acts.examples import BY_LETTER, BY_PHONE, TODAY
from tests.acts.stored import key_of, stored


def read(desk: Desk, dossier: Dossier) -> Overview:
    found = overview(desk, key_of(dossier), BY_PHONE)
    assert found is not None
    return found


def test_the_answers_stand_in_words_and_the_findings_as_they_were(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "data_request", receipt=BY_LETTER, by="customer", kind="personal")
    seen, done = previewed(dossier, "data_request", draft), performed(desk, dossier, "data_request", draft)
    shown = case_record(desk, read(desk, dossier), done.case_number)
    entered = {words(label): words(value) for label, value in shown.entered}
    assert entered["Who asks for the data?"] == "The customer"
    assert entered["How did the message come in?"] == "Letter"
    assert [words(name) for name in shown.subjects] == ["the data"]
    assert entered["Posted on"] == "Thu 24 Dec 2026"
    assert "What does the customer say?" not in entered, "nothing was said"
    assert [replace(step, inputs=()) for step in shown.why] == [replace(step, inputs=()) for step in seen.why]
    assert [letter.number for letter in shown.letters] == [number for number, _ in done.letters]
    assert [(entry.what, entry.on) for entry in shown.journal] == [("case_open", done.case_number)]
    desk.close()


def test_a_case_names_what_it_ended(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "withdrawal")
    done = performed(desk, dossier, "withdrawal", draft)
    shown = case_record(desk, read(desk, dossier), done.case_number)
    assert [words(name) for name in shown.subjects] == ["MINI Connected Package"]
    assert [refund.amount for refund in shown.refunds] == [shown.case.refund]
    entered = {words(label): words(value) for label, value in shown.entered}
    assert entered["From what does the customer withdraw?"] == "MINI Connected Package"
    assert [(option.act, option.state) for option in shown.undo] == [
        ("cancel_case", "allowed"),
        ("correct_case", "allowed"),
    ]
    assert shown.settled is None
    desk.close()


def test_an_unknown_case_is_refused(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    with pytest.raises(Refusal, match="no case"):
        case_record(desk, overview_of(replace(dossier, cases=()), BY_PHONE, TODAY), "C-2026-99999")
    desk.close()


def test_a_word_with_two_meanings_keeps_the_one_it_had() -> None:
    word = because_word("evidence", "None")
    assert from_json(to_json(word)) == word
