"""Notes and the journal, and the mark that a dossier has changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import chain as chained
from typing import Any

from sqlalchemy import String, cast, func, select, update
from sqlalchemy.orm import Session

from app.records import chain, fingerprints, tables
from app.records.journal_words import KEPT, OF_JOURNAL

CHANNEL = "desk"
"""Where a server tells that something was written."""

_CROWDS = 64

QUEUES_CHANNEL = "desk_queues"
"""Where a server tells that something was written which a queue may show. Says nothing about what it was."""

_PENDING = "journal"
_RECORDED = "recorded"


def touch(session: Session, customer_id: int) -> None:
    """Mark every dossier of the customer as changed; the writing functions do this themselves."""
    table = tables.Customer
    session.execute(update(table).where(table.id == customer_id).values(version=table.version + 1))
    tell(session, customer_id)


def tell(session: Session, customer_id: int) -> None:
    """Let the desks on a server know, when this transaction is kept, that something changed for this customer."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(CHANNEL, crowd_of(customer_id))))


def crowd_of(customer_id: int) -> str:
    """What is told instead of the customer: one of many crowds. Whoever is let in at all can listen, a dealer too.

    A desk that has one of the crowd open looks for itself whether it was its own.
    """
    return str(customer_id % _CROWDS)


def touch_all(session: Session, customer_ids: Collection[int]) -> None:
    """:func:`touch` for many customers at once."""
    table = tables.Customer
    wanted = sorted(set(customer_ids))
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        session.execute(update(table).where(table.id.in_(some)).values(version=table.version + 1))
        for customer_id in some:
            tell(session, customer_id)


def tell_queues(session: Session) -> None:
    """Let the desks on a server know, when this transaction is kept, that what a queue shows may have changed."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(QUEUES_CHANNEL, "")))


def add_note(session: Session, customer_id: int, vehicle_id: int | None, *, at: datetime, by: str, text: str) -> int:
    """Write down a note and return its id."""
    note = tables.Note(customer_id=customer_id, vehicle_id=vehicle_id, at=at, by=by, text=text)
    session.add(note)
    session.flush()
    recorded(session, fingerprints.NOTE, note.id)
    touch(session, customer_id)
    return note.id


def journal(
    session: Session, customer_id: int | None, vehicle_id: int | None, *, at: datetime, by: str, what: str, on: str
) -> None:
    """Add an entry: ``what`` is one of the words the journal has, as ``case_done``, ``on`` the number it concerns.

    It is written when the transaction ends (:func:`write_journal`): whoever adds one keeps all others waiting.
    """
    if what not in OF_JOURNAL:
        raise ValueError(f"{what} is no word of the journal")
    session.info.setdefault(_PENDING, []).append(
        {"customer_id": customer_id, "vehicle_id": vehicle_id, "at": at, "by": by, "what": what, "on": on}
    )
    if customer_id is not None:
        touch(session, customer_id)


def recorded(session: Session, kind: str, row_id: int) -> None:
    """The journal shall hold the fingerprint of this row, of one of ``fingerprints.KINDS``: it is new, or changed."""
    session.info.setdefault(_RECORDED, {}).setdefault(kind, set()).add(row_id)


def write_journal(session: Session) -> None:
    """Seal and write the entries of this transaction; the last thing it does."""
    session.flush()
    entries: list[dict[str, Any]] = session.info.pop(_PENDING, [])
    new: dict[str, set[int]] = session.info.pop(_RECORDED, {})
    if new:
        if not entries:
            entries.append(_entry_of_its_own(session, *next(iter(sorted(new.items())))))
        connection, kinds = session.connection(), fingerprints.KINDS
        held = (fingerprints.of(connection, kind, kinds[kind].table.id.in_(ids)) for kind, ids in sorted(new.items()))
        entries[-1]["holds"] = fingerprints.to_text(chained.from_iterable(held))
    chain.add_entries(session.connection(), entries)


def _entry_of_its_own(session: Session, kind: str, ids: Collection[int]) -> dict[str, Any]:
    case, letter, note = tables.Case, tables.Letter, tables.Note
    of_case = (case.customer_id, case.vehicle_id, case.recorded_at.label("at"), case.agent.label("by"))
    match kind:
        case fingerprints.CASE:
            asked = select(*of_case, case.number.label("on")).where(case.id.in_(ids))
        case fingerprints.LETTER:
            of_letter = select(*of_case, letter.number.label("on")).join(letter, letter.case_id == case.id)
            asked = of_letter.where(letter.id.in_(ids))
        case fingerprints.REFUND:
            of_refund = select(*of_case, case.number.label("on"))
            asked = of_refund.join(tables.Refund, tables.Refund.case_number == case.number).where(
                tables.Refund.id.in_(ids)
            )
        case fingerprints.DISPATCH:
            sent = tables.Dispatch
            columns = (letter.customer_id, letter.vehicle_id, sent.at, sent.by, letter.number.label("on"))
            asked = select(*columns).join(letter, letter.id == sent.letter_id).where(sent.id.in_(ids))
        case _:
            columns = (note.customer_id, note.vehicle_id, note.at, note.by, cast(note.id, String).label("on"))
            asked = select(*columns).where(note.id.in_(ids))
    return {**session.execute(asked.limit(1)).one()._mapping, "what": KEPT}


def last_change(session: Session, customer_id: int, *, but: str) -> tuple[str, datetime | None]:
    """Who wrote to the customer's dossier last, and when; nobody where that was the person ``but``."""
    table = tables.Journal
    found = session.execute(
        select(table.by, table.at).where(table.customer_id == customer_id).order_by(table.position.desc()).limit(1)
    ).one_or_none()
    return ("", None) if found is None or found.by == but else (found.by, found.at)
