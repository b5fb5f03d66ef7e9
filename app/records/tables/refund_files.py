"""What was handed to the bank, and what it answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.records.tables.base import Base, Money, one_of
from app.terms.clause import Cents

EXPORT_KINDS = ("transfers", "cards")


class RefundExport(Base):
    """A file of refunds, made once: ``transfers`` as pain.001, ``cards`` as CSV; ``number`` as ``X-2026-00003``.

    ``total`` in cents and ``count`` are its control sums; whoever needs the file again gets the same bytes.
    """

    __tablename__ = "refund_exports"
    __table_args__ = (UniqueConstraint("number"), one_of("kind", EXPORT_KINDS))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Text)
    count: Mapped[int]
    total: Mapped[Cents] = mapped_column(Money)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))


class BankAnswer(Base):
    """An answer of the bank as it was read (pain.002 or CSV). The same answer is taken in once."""

    __tablename__ = "bank_answers"
    __table_args__ = (UniqueConstraint("sha256"), Index(None, "read_at"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    read_at: Mapped[datetime]
    read_by: Mapped[str] = mapped_column(Text)
    paid: Mapped[int]
    rejected: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
