"""Cases, what the rules found in them, and the letters that were issued."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.records.tables.base import Base, Money, one_of
from app.terms.clause import Cents

OPEN_STATES = ("open", "waits_for_approval", "sent_back", "approved", "being_carried_out")
CASE_STATES = (*OPEN_STATES, "done", "refused", "stopped", "cancelled", "corrected")
SUBJECT_KINDS = (
    "contract",
    "booking",
    "service_inclusive",
    "sim",
    "sale",
    "vehicle",
    "terms",
    "data",
    "complaint",
    "customer",
    "payment",
    "case",
)
LETTER_STATES = ("ready", "printing", "printed", "held", "failed", "mailed")


class Case(Base):
    """One act for a customer. ``entered`` is the act's draft as the agent left it, ``subject`` the number it concerns.

    ``received_at`` and ``sent_on`` are the message's, ``evidence`` what proves them. ``due_on`` is the last day of what
    the case promises, ``due_what`` a word for it (``reply``). ``corrects`` is the number of the case this one takes the
    place of, ``undone_by`` the number of the case that cancelled or corrected this one. ``entered_by`` and
    ``approved_by`` are roles of PostgreSQL, ``entered_in`` is the transaction that recorded it or moved it last: the
    server fills them itself (:mod:`app.records.guards`).
    ``request_key`` and ``request_draft`` are of the request that recorded it (:mod:`app.records.requests`).
    """

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "customer_id"),
        Index(None, "vehicle_id"),
        Index(None, "state", "recorded_at"),
        Index(None, "state", "refund_due_by", "recorded_at", "agent"),
        Index(None, "state", "agent", "due_what", "due_on", "refund_due_by"),
        Index(None, "state", "number"),
        Index(None, "due_on"),
        Index(None, "state", "due_on", "customer_id"),
        Index(None, "last_service_day", "state", "act", "customer_id"),
        Index(None, "request_key", unique=True),
        one_of("state", CASE_STATES),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"))
    act: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    received_on: Mapped[date]
    received_at: Mapped[datetime | None]
    sent_on: Mapped[date | None]
    channel: Mapped[str] = mapped_column(String(20), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    agent: Mapped[str] = mapped_column(Text)
    last_service_day: Mapped[date | None]
    refund: Mapped[Cents | None] = mapped_column(Money)
    refund_due_by: Mapped[date | None]
    refund_means: Mapped[str] = mapped_column(String(20), default="")
    entered: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None]
    due_what: Mapped[str | None] = mapped_column(String(20))
    corrects: Mapped[str | None] = mapped_column(String(20))
    undone_by: Mapped[str | None] = mapped_column(String(20))
    entered_by: Mapped[str | None] = mapped_column(String(63))
    approved_by: Mapped[str | None] = mapped_column(String(63))
    request_key: Mapped[str | None] = mapped_column(String(32))
    request_draft: Mapped[str | None] = mapped_column(String(64))
    entered_in: Mapped[int | None] = mapped_column(BigInteger)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy reads it once, when the class is made)


class CaseSubject(Base):
    """A contract, booking, package or SIM a case concerns. While ``open``, no second case may concern it."""

    __tablename__ = "case_subjects"
    __table_args__ = (
        Index(
            "uq_case_subjects_open",
            "subject_kind",
            "subject",
            unique=True,
            sqlite_where=sql("open"),
            postgresql_where=sql("open"),
        ),
        one_of("subject_kind", SUBJECT_KINDS),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    open: Mapped[bool]


class Determination(Base):
    """What one rule said in a case: the edition it followed and the facts it was given, frozen."""

    __tablename__ = "determinations"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    position: Mapped[int]
    rule: Mapped[str] = mapped_column(String(60))
    edition: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    readings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Finding(Base):
    """One value of a determination with its clauses and its reason (message and values, not yet in any language)."""

    __tablename__ = "findings"

    determination_id: Mapped[int] = mapped_column(ForeignKey("determinations.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(80))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    clauses: Mapped[list[str]] = mapped_column(JSON)
    because: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    alternatives: Mapped[list[Any]] = mapped_column(JSON, default=list)


class CaseMove(Base):
    """A case went from one state to another: who moved it, when, and the reason they gave. Added, never changed.

    ``before`` is empty for the recording of the case. ``readings`` are those a supervisor chose in deciding it.
    """

    __tablename__ = "case_moves"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    position: Mapped[int]
    before: Mapped[str] = mapped_column(String(20), default="")
    after: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    readings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Letter(Base):
    """An issued letter: the bytes as they left, and their SHA-256. Never changed; only ``state`` moves on.

    ``send_by`` is the day on which it has to leave the house at the latest.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "case_id"),
        Index(None, "customer_id"),
        Index(None, "state", "created_at"),
        Index(None, "state", "send_by"),
        # What the queue sorts by and what it counts by, without the content: that lies before ``send_by`` in the file.
        Index(
            "ix_letters_waiting_tally",
            "state",
            "kind",
            "language",
            "send_by",
            sqlite_where=sql("state <> 'printed'"),
            postgresql_where=sql("state <> 'printed'"),
        ),
        Index(
            "ix_letters_waiting",
            "send_by",
            "id",
            "state",
            "kind",
            "language",
            "pages",
            "number",
            "customer_id",
            "vehicle_id",
            "case_id",
            sqlite_where=sql("state <> 'printed'"),
            postgresql_where=sql("state <> 'printed'"),
        ),
        one_of("state", LETTER_STATES),
        one_of("language", ("nl", "fr", "de", "en")),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"))
    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(20), default="ready")
    created_at: Mapped[datetime]
    pages: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    send_by: Mapped[date | None]
