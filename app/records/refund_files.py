"""Keeps the files refunds left in and the answers that came back: each once, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.records.journal import journal
from app.records.tables import BankAnswer, RefundExport
from app.terms.clause import Cents, Refusal, because

ExportKind = Literal["transfers", "cards"]
SERIES = "X"
"""The series of numbers of exported files."""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A file of refunds without its bytes. ``total`` and ``count`` are its control sums."""

    number: str
    kind: ExportKind
    made_at: datetime
    made_by: str
    count: int
    total: Cents


_EXPORT = (
    RefundExport.number,
    RefundExport.kind,
    RefundExport.made_at,
    RefundExport.made_by,
    RefundExport.count,
    RefundExport.total,
)


def keep_export(session: Session, row: ExportRow, content: bytes) -> None:
    """Keep a file under its number, before the refunds in it name that number."""
    table = RefundExport
    session.add(
        table(
            number=row.number,
            kind=row.kind,
            made_at=row.made_at,
            made_by=row.made_by,
            count=row.count,
            total=row.total,
            sha256=sha256(content).hexdigest(),
            content=content,
        )
    )
    session.flush()
    journal(session, None, None, at=row.made_at, by=row.made_by, what="refunds_exported", on=row.number)


def read_exports(session: Session, most: int) -> tuple[ExportRow, ...]:
    """The files made last, the newest first."""
    found = session.execute(select(*_EXPORT).order_by(RefundExport.id.desc()).limit(most))
    return tuple(ExportRow(**one._mapping) for one in found)


def read_export(session: Session, number: str) -> tuple[ExportRow, bytes]:
    """A file and its bytes. Raises ``Refusal`` for a number nobody knows and for bytes that are not those made."""
    asked = select(*_EXPORT, RefundExport.content, RefundExport.sha256).where(RefundExport.number == number)
    found = session.execute(asked).one_or_none()
    if found is None:
        raise Refusal(because("There is no file {number}.", number=number))
    if sha256(found.content).hexdigest() != found.sha256:
        raise Refusal(because("The file {number} is damaged: its content no longer fits its checksum.", number=number))
    row = {name: value for name, value in found._mapping.items() if name not in ("content", "sha256")}
    return ExportRow(**row), bytes(found.content)


def refuse_known_answer(session: Session, content: bytes) -> None:
    """Raise ``Refusal`` for an answer that was taken in before, saying when and by whom."""
    table = BankAnswer
    known = select(table.read_at, table.read_by).where(table.sha256 == sha256(content).hexdigest())
    found = session.execute(known).one_or_none()
    if found is not None:
        raise Refusal(
            because(
                "{person} has taken in this answer already, on {day}. Nothing was written.",
                person=found.read_by,
                day=found.read_at.date(),
            )
        )


def keep_answer(session: Session, content: bytes, *, paid: int, rejected: int, by: str, at: datetime) -> None:
    """Keep an answer with how many refunds it marked paid and how many it turned down.

    Raises ``Refusal`` as :func:`refuse_known_answer` does where another desk was quicker.
    """
    row = BankAnswer(
        read_at=at, read_by=by, paid=paid, rejected=rejected, sha256=sha256(content).hexdigest(), content=content
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Another desk took the same answer in while this one read it.
        refuse_known_answer(session, content)
        raise
    journal(session, None, None, at=at, by=by, what="bank_answer_read", on=str(row.id))
