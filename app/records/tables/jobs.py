"""What a dealer is asked to do on a SIM."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base, Words, one_of

JOB_STATES = ("open", "done", "not_possible")


class SimJob(Base):
    """The order to a dealer to ``switch`` the SIM ``off | on`` for a case, and what the dealer reported.

    The few facts of the vehicle a dealer needs stand here as they were ordered, so that nobody at a dealer has to see
    more: ``functions`` are those that stay on by law (MC 1.6 b). ``iccid_read`` is what the dealer read on the SIM,
    ``reason`` why it was not possible. ``due_on`` is the last day for it, ``None`` while nobody has to do it
    (its case waits for approval, or does not go ahead), ``reported_at`` when the report of what
    happened ``done_at`` came in, and ``taken_in_at`` when the desk carried it over to the case.
    """

    __tablename__ = "sim_jobs"
    __table_args__ = (
        UniqueConstraint("case_number"),
        Index(None, "dealer_number", "state", "due_on"),
        Index(None, "state", "due_on"),
        # What is still to be done, in the order of its days.
        Index(None, "due_on", sqlite_where=sql("state <> 'done'"), postgresql_where=sql("state <> 'done'")),
        # The few reports that no desk has taken in yet.
        Index(
            None,
            "reported_at",
            sqlite_where=sql("taken_in_at IS NULL AND state <> 'open'"),
            postgresql_where=sql("taken_in_at IS NULL AND state <> 'open'"),
        ),
        one_of("switch", ("off", "on")),
        one_of("state", JOB_STATES),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("cases.number"))
    dealer_number: Mapped[str | None] = mapped_column(ForeignKey("dealers.number"))
    switch: Mapped[str] = mapped_column(String(3))
    ordered_on: Mapped[date]
    vin: Mapped[str] = mapped_column(String(17))
    plate: Mapped[str] = mapped_column(String(20))
    model: Mapped[str] = mapped_column(Text)
    iccid: Mapped[str] = mapped_column(String(22))
    functions: Mapped[tuple[str, ...]] = mapped_column(Words)
    state: Mapped[str] = mapped_column(String(20), default="open")
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(Text, default="")
    iccid_read: Mapped[str] = mapped_column(String(22), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    reported_at: Mapped[datetime | None]
    taken_in_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
