"""One refund as its queue shows it, and what it is paid by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.records.consequence_rows import CARDS, RefundState
from app.terms.calendar import Country
from app.terms.clause import Cents

RELEASABLE = ("to_release", "rejected")
BEFORE_EXPORT = ("waits_for_approval", *RELEASABLE, "released")
OPEN = (*BEFORE_EXPORT, "exported")
"""Refunds that are not paid yet, in the order of their way."""


@dataclass(frozen=True, slots=True)
class RefundRow:
    """Money that goes back for ``subject`` of a case, ``amount`` empty while a supervisor has to set it.

    ``due_by`` is the last day to pay it, ``interest`` what was fixed at the release. ``account_end`` are the last four
    characters of the account, empty where none is known. ``agent`` recorded the case, ``entered_by``
    the refund or its account, ``changed_by`` decided the case otherwise than it was entered. ``edition`` are its terms.
    """

    id: int
    case_number: str
    subject: str
    state: RefundState
    amount: Cents | None
    interest: Cents | None
    due_by: date | None
    means: str
    means_label: str
    account_end: str
    holder: str
    said: str
    released_by: str
    released_at: datetime | None
    export_number: str | None
    paid_on: date | None
    version: int
    entered_by: str
    changed_by: str
    customer_id: int
    customer: str
    country: Country
    act: str
    agent: str
    received_on: date
    edition: str
    vin: str
    plate: str

    @property
    def key(self) -> str:
        """What selects it in the queue."""
        return str(self.id)

    @property
    def by_card(self) -> bool:
        """Whether it goes back to a card or a wallet; otherwise it is transferred."""
        return self.means in CARDS

    @property
    def account_missing(self) -> bool:
        """Whether it is transferred and nobody has entered an account yet."""
        return not self.by_card and not self.account_end
