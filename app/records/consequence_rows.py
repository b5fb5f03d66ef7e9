"""Frozen rows of what a case leaves behind: what rests, and money that goes back. See ``rows`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.terms.clause import Cents

SuspensionCause = Literal["sim_off", "unpaid", "sanction", "breach"]
RefundState = Literal["waits_for_approval", "to_release", "released", "exported", "paid", "rejected", "cancelled"]

CARDS = ("visa", "mastercard", "bancontact", "paypal")
"""Means whose issuer pays back by the reference of the payment; everything else is transferred to an account."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A contract or booking (``subject`` is its number) that rests; ``until_on`` is the last day, once it is lifted."""

    id: int
    subject_kind: Literal["contract", "booking"]
    subject: str
    cause: SuspensionCause
    from_on: date
    until_on: date | None
    by_case: str
    lifted_by_case: str

    def rests(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True, slots=True)
class Refund:
    """Money booked to go back for ``subject`` (a booking's number). ``amount`` is ``None`` until a supervisor sets it.

    ``first_day`` and ``last_day`` are the days it stands for, where there are such (an outage).
    ``iban`` and ``holder`` are the account it is transferred to, ``interest`` what is paid on top because it was late,
    ``export_number`` the file it left in, ``said`` why the bank turned it down.
    """

    id: int
    case_number: str
    subject: str
    amount: Cents | None
    due_by: date | None
    means: str
    means_label: str
    first_day: date | None
    last_day: date | None
    state: RefundState
    released_by: str
    released_at: datetime | None
    iban: str = ""
    holder: str = ""
    interest: Cents | None = None
    export_number: str | None = None
    paid_on: date | None = None
    said: str = ""
    version: int = 1

    @property
    def by_card(self) -> bool:
        """Whether it goes back to a card or a wallet; otherwise it is transferred."""
        return self.means in CARDS


@dataclass(frozen=True, slots=True)
class CaseMoveRow:
    """A case came to a state: ``after``, when, by whom, and what they said."""

    after: str
    at: datetime
    by: str
    reason: str
