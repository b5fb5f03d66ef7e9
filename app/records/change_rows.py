"""Frozen rows of what changes around a contract: newer terms, rates of interest. See ``rows`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Announcement:
    """A newer edition of the terms that reached the customer of a contract on ``announced_on`` (MC 13.2).

    ``effective_on`` is the first day it shall hold; ``objection_case`` the case the objection was recorded with.
    """

    edition: str
    announced_on: date
    effective_on: date
    essential: bool
    consequences_stated: bool
    objection_received_on: date | None
    objection_case: str


@dataclass(frozen=True, slots=True)
class InterestRate:
    """The legal rate of interest from a day on, in per cent a year, and who entered it when."""

    starts_on: date
    percent: Decimal
    entered_by: str
    entered_at: datetime
