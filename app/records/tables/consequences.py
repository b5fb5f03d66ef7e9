"""What a case leaves behind: something that rests for a while, and money that goes back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base, Money, not_negative, one_of
from app.terms.clause import Cents

SUSPENSION_CAUSES = ("sim_off", "unpaid", "sanction", "breach")
REFUND_STATES = ("waits_for_approval", "to_release", "released", "exported", "paid", "rejected", "cancelled")


class Suspension(Base):
    """A contract or booking that rests, from a day until it is lifted (``until_on`` is the last day of rest)."""

    __tablename__ = "suspensions"
    __table_args__ = (
        Index(None, "customer_id"),
        one_of("subject_kind", ("contract", "booking")),
        one_of("cause", SUSPENSION_CAUSES),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40))
    cause: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    by_case: Mapped[str] = mapped_column(String(20))
    lifted_by_case: Mapped[str] = mapped_column(String(20), default="")


class Refund(Base):
    """Money a case gives back for one thing, booked once: the case and the thing are its key.

    ``amount`` is empty while a supervisor has to set it; only ``to_release`` can be released. ``first_day`` and
    ``last_day`` are the days it stands for, as the days of an outage. ``iban`` and ``holder`` are the account it goes
    to where it is transferred, ``interest`` what is paid on top of the amount because it was late, fixed when it is
    released. ``export_number`` is the file it left in, ``said`` why the bank or the card's issuer turned it down.
    ``entered_by`` is who booked it or entered its account last: somebody else releases it.
    """

    __tablename__ = "refunds"
    __table_args__ = (
        UniqueConstraint("case_number", "subject"),
        Index(None, "customer_id"),
        Index(None, "state", "due_by", "amount"),
        Index(None, "export_number"),
        one_of("state", REFUND_STATES),
        not_negative("amount"),
        not_negative("interest"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    case_number: Mapped[str] = mapped_column(ForeignKey("cases.number"))
    subject: Mapped[str] = mapped_column(String(40))
    amount: Mapped[Cents | None] = mapped_column(Money)
    due_by: Mapped[date | None]
    means: Mapped[str] = mapped_column(String(20), default="")
    means_label: Mapped[str] = mapped_column(Text, default="")
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(20))
    released_by: Mapped[str] = mapped_column(Text, default="")
    released_at: Mapped[datetime | None]
    iban: Mapped[str] = mapped_column(String(34), default="")
    holder: Mapped[str] = mapped_column(Text, default="")
    interest: Mapped[Cents | None] = mapped_column(Money)
    export_number: Mapped[str | None] = mapped_column(ForeignKey("refund_exports.number"))
    paid_on: Mapped[date | None]
    said: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    entered_by: Mapped[str] = mapped_column(Text, default="")
