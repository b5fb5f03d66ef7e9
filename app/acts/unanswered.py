"""What to say where an act cannot be previewed: the question that finds out a missing fact, or who answers instead."""

from __future__ import annotations

from app.acts.wording import not_covered
from app.terms.clause import Because, NotCovered, Refusal, WrongInput
from app.terms.questions import question_for
from app.terms.spoken import read_out_missing, read_out_open


def words_of(refusal: Refusal) -> Because:
    """The reason; where no rule answers, to whom it goes."""
    return not_covered(refusal.because) if isinstance(refusal, NotCovered) else refusal.because


def question_of(refusal: Refusal | None) -> Because | None:
    """What to read out to the caller: the question for a missing fact, or that a colleague answers; else nothing."""
    if isinstance(refusal, NotCovered):
        return read_out_open()
    question = question_for("", refusal.field) if isinstance(refusal, WrongInput) else None
    return None if question is None else read_out_missing(question)
