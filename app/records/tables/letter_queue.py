"""Letters on their way to paper or into a mailbox: print jobs, and what became of each letter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base, one_of

PRINT_JOB_STATES = ("waiting", "sending", "printing", "paused", "printed", "failed", "cancelled")
PRINTED_LETTER_STATES = ("waiting", "sending", "sent", "printed", "failed", "cancelled")
WAYS = ("printed", "copy_printed", "saved", "mail_file", "mailed", "mail_begun", "mail_refused", "copy_begun")


class PrintJob(Base):
    """Letters of one language and paper tray that go to the spooler as one job; ``number`` as ``P-2026-00012``.

    ``spooler_job`` is the spooler's number once it took the job, ``said`` what it reported last.
    """

    __tablename__ = "print_jobs"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "state"),
        one_of("state", PRINT_JOB_STATES),
        one_of("language", ("nl", "fr", "de", "en")),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    tray: Mapped[str] = mapped_column(String(40), default="")
    printer: Mapped[str] = mapped_column(Text)
    sides: Mapped[str] = mapped_column(String(30), default="")
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    spooler_job: Mapped[int | None]
    said: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]


class PrintedLetter(Base):
    """A letter in a print job: its place, its pages there, and what the spooler reported about it."""

    __tablename__ = "printed_letters"
    __table_args__ = (
        Index(None, "letter_id"),
        UniqueConstraint("job_id", "position"),
        one_of("state", PRINTED_LETTER_STATES),
    )

    job_id: Mapped[int] = mapped_column(ForeignKey("print_jobs.id"), primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    position: Mapped[int]
    pages: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    said: Mapped[str] = mapped_column(Text, default="")


class Dispatch(Base):
    """That a letter left the desk: printed, printed again as a copy, saved or mailed. Added, never changed.

    ``reason`` says why a copy was made, ``receiver`` is the address it was mailed to. ``copy_begun`` and ``mail_begun``
    are written before anything leaves; of an e-mail, ``mailed`` or ``mail_refused`` follows once that is known.
    """

    __tablename__ = "dispatches"
    __table_args__ = (Index(None, "letter_id"), Index(None, "at"), one_of("way", WAYS))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    receiver: Mapped[str] = mapped_column(Text, default="")
