"""What cannot be answered says so: a missing fact with its question, and what no rule covers with who decides."""

from __future__ import annotations

import pytest

from app.acts import determining
from app.acts.options import Asked, option_for
from app.acts.rows import Option
from app.language import language
from app.records.rows import Dossier
from app.terms.clause import Because, NotCovered, because
from tests.acts import examples
from tests.acts.examples import BY_PHONE


def option(dossier: Dossier, act: str, number: str) -> Option:
    found = option_for(dossier, BY_PHONE, Asked(act, "booking", number))
    assert found is not None
    return found


def said(sentence: Because | None) -> str:
    assert sentence is not None
    return language("en").say(sentence)


def test_a_missing_fact_is_named_with_the_question_for_the_caller() -> None:
    asked = option(examples.with_bookings(examples.monthly(first_due_on=None)), "termination", "B-10003")
    assert (asked.state, asked.missing) == ("needs_answer", ("first_due_on",))
    assert said(asked.missing_text) == "Needs the first due date"
    assert said(asked.read_out) == (
        "I need to know one more thing to answer this. On which day was the first monthly payment due?"
    )


@pytest.mark.parametrize(
    ("act", "question"), [("withdrawal", "withdraw"), ("termination", "end_service")], ids=["withdraw", "end"]
)
def test_what_no_rule_covers_goes_to_a_supervisor(monkeypatch: pytest.MonkeyPatch, act: str, question: str) -> None:
    def silent(*_: object, **__: object) -> None:
        raise NotCovered(because("The terms say nothing about it."), ("MC 8.4",))

    monkeypatch.setattr(determining, question, silent)
    asked = option(examples.dossier(), act, "B-10001")
    assert (asked.state, asked.clauses) == ("blocked", ("MC 8.4",))
    assert said(asked.reason) == "No rule covers this: hand it to a supervisor. The terms say nothing about it."
    assert "A colleague looks into it" in said(asked.read_out)
