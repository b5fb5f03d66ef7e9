"""A letter as its queue shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LetterQueueRow:
    """One letter. ``late``: the day by which it has to leave is over and it is still here.

    ``recipient`` is the customer as a list names people, on a work order the dealer; ``job`` the number of the print
    job the letter was last in, ``said`` what the spooler said of it there; ``printed_at`` when it was last reported as
    printed itself (copies do not count), ``mailed_at`` when it was mailed last, ``mail_open`` since when it is on its
    way by e-mail without anybody knowing whether it was taken. ``approved_by`` is who approved its case, empty where
    nobody had to.
    ``undone`` is ``cancelled`` or ``corrected`` where its case does not count any more, else empty.
    """

    number: str
    state: str
    send_by: date | None
    late: bool
    recipient: str
    town: str
    kind: str
    language: str
    pages: int
    case_number: str
    undone: str
    customer_id: int
    vin: str
    job: str
    said: str
    printed_at: datetime | None
    mailed_at: datetime | None
    mail_open: datetime | None
    approved_by: str
    approved_at: datetime | None
