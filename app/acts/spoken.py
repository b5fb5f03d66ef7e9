"""What an agent can read out where no rule was asked; what a rule found is read out by :mod:`app.terms.spoken`."""

from __future__ import annotations

from app.terms.clause import Because, because


def not_possible(why: Because) -> Because:
    """A no, with its reason."""
    return because("I am sorry, that is not possible. {reason}", reason=why)
