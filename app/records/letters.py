"""Keeps issued letters: their bytes and their hash, for ever the same."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.records import fingerprints, tables
from app.records.journal import recorded, touch
from app.terms.clause import Refusal, because


def add_letter(
    session: Session,
    *,
    number: str,
    case_number: str,
    kind: str,
    language: str,
    created_at: datetime,
    pages: int,
    content: bytes,
    state: str = "ready",
    send_by: date | None = None,
) -> int:
    """Keep a letter of a case and return its id; ``number`` comes from :func:`app.records.numbers.next_number`.

    ``send_by`` is the day on which it has to leave the house at the latest; without it, the day it was written.
    """
    case = tables.Case
    found = session.execute(select(case.id, case.customer_id, case.vehicle_id).where(case.number == case_number)).one()
    letter = tables.Letter(
        number=number,
        case_id=found.id,
        customer_id=found.customer_id,
        vehicle_id=found.vehicle_id,
        kind=kind,
        language=language,
        state=state,
        created_at=created_at,
        pages=pages,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        send_by=send_by or created_at.date(),
    )
    session.add(letter)
    session.flush()
    recorded(session, fingerprints.LETTER, letter.id)
    touch(session, found.customer_id)
    return letter.id


def letter_bytes(session: Session, number: str) -> bytes:
    """The letter as it was issued. ``Refusal`` for an unknown number, and when the bytes are not the ones issued."""
    letter = tables.Letter
    found = session.execute(select(letter.content, letter.sha256).where(letter.number == number)).one_or_none()
    if found is None:
        raise Refusal(because("There is no letter {number}.", number=number))
    if hashlib.sha256(found.content).hexdigest() != found.sha256:
        raise Refusal(
            because("The letter {number} is damaged: its content no longer fits its checksum.", number=number)
        )
    return bytes(found.content)


def letter_numbers(session: Session, case_number: str) -> tuple[str, ...]:
    """The numbers of a case's letters, oldest first."""
    letter = tables.Letter
    found = session.scalars(
        select(letter.number)
        .join(tables.Case, tables.Case.id == letter.case_id)
        .where(tables.Case.number == case_number)
        .order_by(letter.id)
    )
    return tuple(found)


def mark_letter(session: Session, number: str, state: str) -> None:
    """Note that a letter is ``ready | printing | printed | held | failed``."""
    letter = tables.Letter
    customer_id = session.execute(
        update(letter).where(letter.number == number).values(state=state).returning(letter.customer_id)
    ).scalar_one_or_none()
    if customer_id is None:
        raise Refusal(because("There is no letter {number}.", number=number))
    touch(session, customer_id)
