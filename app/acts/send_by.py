"""By which day a letter has to leave the house."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from app.terms.calendar import rolled


def send_by(written_on: date, country: Literal["BE", "LU"], due_on: date | None = None) -> date:
    """The next working day after the letter was written, or ``due_on`` where the case promises an answer before that.

    A withdrawal is confirmed "without delay" on a durable medium (Directive 2011/83/EU, article 11(3)), and whoever
    hears an answer on the telephone expects the paper at once. Never before the day it was written.
    """
    usual = rolled(written_on + timedelta(days=1), country)
    return usual if due_on is None else max(written_on, min(usual, due_on))
