"""What an agent can read out where no rule could answer; what a rule found is read out by :mod:`app.terms.spoken`."""

from __future__ import annotations

from app.terms.clause import Because, WrongInput, because
from app.terms.questions import question_for
from app.terms.spoken import read_out_missing


def not_possible(why: Because) -> Because:
    """A no, with its reason."""
    return because("I am sorry, that is not possible. {reason}", reason=why)


def asking(rule: str, missing: WrongInput) -> Because | None:
    """The question that finds out what is missing; ``None`` for a fact that no question finds out."""
    question = question_for(rule, missing.field)
    return None if question is None else read_out_missing(question)
