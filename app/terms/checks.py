"""The checks every rule makes before it computes: nothing missing, nothing contradictory. Each names the field."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from app.terms.clause import WrongInput, because

T = TypeVar("T")


def needed(value: T | None, field: str) -> T:
    """``value``; raises ``WrongInput`` naming ``field`` when it is not known."""
    if value is None:
        raise WrongInput(field, because("The field {field} is missing.", field=field))
    return value


def in_order(earlier: date | None, later: date | None, earlier_field: str, later_field: str) -> None:
    """Raise ``WrongInput`` when two known days stand in the wrong order; the same day is in order."""
    if earlier is not None and later is not None and later < earlier:
        raise WrongInput(
            later_field,
            because(
                "The field {field} ({day}) lies before the field {other} ({other_day}).",
                field=later_field,
                day=later,
                other=earlier_field,
                other_day=earlier,
            ),
        )


def not_negative(amount: float | None, field: str) -> None:
    """Raise ``WrongInput`` for a known amount or number below zero."""
    if amount is not None and amount < 0:
        raise WrongInput(field, because("The field {field} is below zero.", field=field))


def at_least_one(number: int, field: str) -> None:
    """Raise ``WrongInput`` for a count that must be one or more."""
    if number < 1:
        raise WrongInput(field, because("The field {field} must be 1 or more.", field=field))
