"""What the desk keeps for itself: notes, journal, drafts and running numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base


class Note(Base):
    """A sentence somebody wrote down about a customer, or about one of their vehicles."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "customer_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


class Journal(Base):
    """Who did what, when, on which number. Entries are added and never changed.

    ``position`` counts them without a gap, ``seal`` seals each and the one before it (:mod:`app.records.chain`).
    ``holds`` are the fingerprints of what was recorded with the entry (:mod:`app.records.fingerprints`).
    """

    __tablename__ = "journal"
    __table_args__ = (Index(None, "customer_id"), Index(None, "at"), UniqueConstraint("position"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(String(60))
    on: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))
    holds: Mapped[str | None] = mapped_column(Text)


class JournalEnd(Base):
    """The one row that knows the journal's last entry: who adds one holds it, so that entries come one by one."""

    __tablename__ = "journal_end"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    position: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))


class Look(Base):
    """Who looked at which dossier or letter, when. Sealed like the journal, and removed when it is old enough."""

    __tablename__ = "looks"
    __table_args__ = (Index(None, "customer_id"), Index(None, "at"), UniqueConstraint("position"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(String(60))
    on: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))


class LookEnd(Base):
    """The one row that knows the last look, and the last one that was removed for its age."""

    __tablename__ = "look_end"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    position: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))
    removed: Mapped[int]
    removed_seal: Mapped[str] = mapped_column(String(64))


class Presence(Base):
    """A desk that has a dossier open, until a second of the database's clock; ``act`` is what is entered there."""

    __tablename__ = "presence"
    __table_args__ = (UniqueConstraint("desk", "customer_id"), Index(None, "customer_id"), Index(None, "until"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    desk: Mapped[str] = mapped_column(String(32))
    person: Mapped[str] = mapped_column(Text)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    act: Mapped[str] = mapped_column(String(40))
    until: Mapped[int] = mapped_column(BigInteger)


class Draft(Base):
    """A wizard somebody has begun: kept per person, so that a crash or a closed window loses nothing."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("person", "key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    person: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime]


class Counter(Base):
    """The last running number given out in a series (``C`` cases, ``L`` letters) and a year."""

    __tablename__ = "counters"

    series: Mapped[str] = mapped_column(String(4), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
