"""Every act on any dossier with any answers: it ends in a preview that agrees with its plan, or in a sentence."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.acts import ACTS, FIRST, SUPERVISOR, act, drafts
from app.acts.overview import overview_of
from app.acts.step import Field
from app.language import LANGUAGES, language
from app.records.rows import Dossier
from app.terms.clause import Because, Refusal
from tests.acts.acting import previewed
from tests.acts.examples import BY_PHONE, TODAY
from tests.acts.test_overview import drawn_dossiers
from tests.acts.troubled import troubled_dossiers

_DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
_NEAR = st.integers(-60, 60).map(lambda days: TODAY + timedelta(days))
_TYPED = string.ascii_letters + string.digits + string.punctuation.replace("{", "").replace("}", "") + " "
_ROUNDS = 3
"""An answer may bring further fields: so often the pages are filled in again."""


def _answer(field: Field) -> st.SearchStrategy[Any]:
    values = [one.value for one in field.choices if one.blocked is None]
    match field.kind:
        case "date":
            return st.none() | _NEAR | _DAYS
        case "moment":
            return st.none() | st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 31))
        case "choice" | "cards" | "dealer":
            return st.sampled_from(values) if values else st.just("")
        case "checks":
            return st.lists(st.sampled_from(values), unique=True).map(tuple) if values else st.just(())
        case "yes_no":
            return st.none() | st.booleans()
    return st.sampled_from(["", "12", "18 450", "many"]) | st.text(_TYPED, max_size=20)


@settings(max_examples=15, deadline=None)
@given(drawn_dossiers() | troubled_dossiers(), st.data())
def test_any_answers_end_in_a_preview_or_in_a_sentence(dossier: Dossier, drawn: st.DataObject) -> None:
    overview = overview_of(dossier, BY_PHONE, TODAY, SUPERVISOR)
    for option in overview.options:
        module = act(option.act)
        assert option.act in ACTS
        try:
            draft = module.begin(overview, option)
        except Refusal as refusal:
            _in_words(refusal.because)
            continue
        assert drafts.from_json(module.Draft, drafts.to_json(draft)) == draft
        for _ in range(_ROUNDS):
            try:
                steps = module.steps(dossier, draft, TODAY)
            except Refusal as refusal:
                _in_words(refusal.because)
                break
            fields = [field for step in steps for field in step.fields if field.kind != "show"]
            draft = replace(draft, **{field.name: drawn.draw(_answer(field), field.name) for field in fields})
        _ends(dossier, option.act, draft)


def _ends(dossier: Dossier, name: str, draft: Any) -> None:
    complete = False
    try:
        steps = act(name).steps(dossier, draft, TODAY)
        complete = all(step.problem is None for step in steps)
        for step in steps:
            _in_words(*step.summary, *([step.problem.because] if step.problem else []))
        seen = previewed(dossier, name, draft)
    except Refusal as refusal:
        _in_words(refusal.because)
        return
    assert complete or name in (*FIRST, "correct_case") or seen.refusal is not None, (
        "what cannot be reached must not be previewed"
    )
    if seen.refund_total is not None:
        assert seen.refund_total == sum(line.refund or 0 for line in seen.refund_lines)
        assert seen.refund_vat == sum(line.vat or 0 for line in seen.refund_lines)
    _in_words(seen.title, seen.finish_label, *seen.effects, *seen.approvals, *seen.stays_on)
    _in_words(*(part for step in seen.why for part in (step.title, step.sentence)))


def _in_words(*sentences: Because) -> None:
    for sentence in sentences:
        for code in LANGUAGES:
            said = language(code).say(sentence)
            assert said.strip()
            assert "{" not in said
