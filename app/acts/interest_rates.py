"""The legal rates of interest of Luxembourg: an administrator enters them, nobody computes or invents one."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.acts.official_terms import ADMINISTRATOR
from app.records import interest_rates as kept
from app.records.change_rows import InterestRate
from app.terms.clause import Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk

_RATE = re.compile(r"(-?[0-9]+(?:[.,][0-9]+)?) *%?")
"""A number as a person writes it: nothing between its digits, and no digits of other scripts."""


def entered(desk: Desk) -> tuple[InterestRate, ...]:
    """The rates on record, the oldest first."""
    with desk.records.reading() as session:
        return kept.read_rates(session)


def enter(desk: Desk, starts_on: date | None, percent: str) -> tuple[InterestRate, ...]:
    """Enter the rate that holds from a day on, as a person writes it (``3,75``); all rates then on record.

    Raises ``WrongInput`` for a day or a number that is none, ``Refusal`` for anybody but an administrator.
    """
    _only_for_an_administrator(desk)
    if starts_on is None:
        raise WrongInput("starts_on", because("Enter the first day of the rate."))
    typed = _RATE.fullmatch(percent.strip())
    if typed is None:
        raise WrongInput(
            "percent", because("“{text}” is no rate: write it as 3.75, in per cent a year.", text=percent.strip())
        )
    with desk.records.writing() as session:
        kept.enter_rate(session, starts_on, Decimal(typed[1].replace(",", ".")), by=desk.person.name, at=desk.now())
        return kept.read_rates(session)


def take_back(desk: Desk, starts_on: date) -> tuple[InterestRate, ...]:
    """Take a rate back that was entered by mistake; the rates that stay. Raises ``Refusal`` as :func:`enter` does."""
    _only_for_an_administrator(desk)
    with desk.records.writing() as session:
        kept.remove_rate(session, starts_on, by=desk.person.name, at=desk.now())
        return kept.read_rates(session)


def _only_for_an_administrator(desk: Desk) -> None:
    if desk.person.role != ADMINISTRATOR:
        raise Refusal(because("Only an administrator enters the legal rates of interest."))
