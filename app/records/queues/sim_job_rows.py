"""A SIM job as its queue shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SimJobRow:
    """One job to ``switch`` a SIM ``off | on``. ``late``: its last day is over and nobody has reported.

    ``state`` is ``open | done | not_possible``; ``iccid`` the SIM on record, ``iccid_read`` what the dealer read on it.
    ``functions`` are the words of those that stay on by law. ``dealer``, ``town``, ``customer`` and ``customer_id`` are
    empty for a dealer, who sees nothing but the job. ``version`` is what a report is compared with.
    """

    case_number: str
    state: str
    switch: str
    late: bool
    ordered_on: date
    due_on: date | None
    vin: str
    plate: str
    model: str
    iccid: str
    functions: tuple[str, ...]
    dealer_number: str
    dealer: str
    town: str
    customer: str
    customer_id: int | None
    done_at: datetime | None
    done_by: str
    iccid_read: str
    reason: str
    reported_at: datetime | None
    taken_in: bool
    version: int

    @property
    def other_card(self) -> bool:
        """Whether the vehicle has another SIM than the one on record."""
        return self.iccid_read not in ("", self.iccid)
