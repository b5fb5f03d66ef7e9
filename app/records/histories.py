"""Reads what was recorded on a dossier over time: cases, letters, notes, journal. Oldest first.

With a vehicle in hand: what concerns that vehicle or none in particular. Without one: everything of the customer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.records import rows, tables
from app.records.consequence_rows import CaseMoveRow
from app.records.journal_words import KEPT


def read_cases(session: Session, customer_id: int, vehicle_id: int | None) -> tuple[rows.CaseRow, ...]:
    """The cases, in the order in which they were recorded."""
    case = tables.Case
    columns: tuple[InstrumentedAttribute[Any], ...] = (
        case.id,
        case.number,
        case.act,
        case.subject,
        case.state,
        case.received_on,
        case.recorded_at,
        case.agent,
        case.last_service_day,
        case.refund,
        case.refund_due_by,
        case.version,
    )
    words = (case.due_what, case.corrects, case.undone_by)
    later = (case.due_on, case.entered, *(func.coalesce(column, "").label(column.key) for column in words))
    found = session.execute(
        select(*columns, *later)
        .where(case.customer_id == customer_id, *_on_vehicle(case.vehicle_id, vehicle_id))
        .order_by(case.recorded_at, case.id)
    )
    read = [rows.CaseRow(**one._mapping) for one in found]
    subjects = _subjects(session, [one.id for one in read])
    return tuple(_with_subjects(one, subjects[one.id]) for one in read)


def read_moves(session: Session, number: str) -> tuple[CaseMoveRow, ...]:
    """The way of a case from its recording on."""
    move = tables.CaseMove
    found = session.execute(
        select(move.after, move.at, move.by, move.reason)
        .join(tables.Case, tables.Case.id == move.case_id)
        .where(tables.Case.number == number)
        .order_by(move.position)
    )
    return tuple(CaseMoveRow(*one) for one in found)


def _with_subjects(case: rows.CaseRow, subjects: dict[str, bool]) -> rows.CaseRow:
    return replace(case, subjects=tuple(subjects), holds=any(subjects.values()))


def _subjects(session: Session, case_ids: list[int]) -> dict[int, dict[str, bool]]:
    """By case: what it concerns, in order, and whether it holds it."""
    found: dict[int, dict[str, bool]] = {case_id: {} for case_id in case_ids}
    if found:
        subject = tables.CaseSubject
        wanted = select(subject.case_id, subject.subject, subject.open).where(subject.case_id.in_(case_ids))
        for case_id, number, held in session.execute(wanted.order_by(subject.case_id, subject.position)):
            found[case_id][number] = held
    return found


def read_letters(session: Session, customer_id: int, vehicle_id: int | None) -> tuple[rows.LetterRow, ...]:
    """The letters, without their bytes."""
    letter = tables.Letter
    columns: tuple[InstrumentedAttribute[Any], ...] = (
        letter.id,
        letter.number,
        tables.Case.number,
        letter.kind,
        letter.language,
        letter.state,
        letter.created_at,
        letter.pages,
        letter.size,
        letter.sha256,
    )
    found = session.execute(
        select(*columns)
        .join(tables.Case, tables.Case.id == letter.case_id)
        .where(letter.customer_id == customer_id, *_on_vehicle(letter.vehicle_id, vehicle_id))
        .order_by(letter.created_at, letter.id)
    )
    return tuple(rows.LetterRow(*one) for one in found)


def read_notes(session: Session, customer_id: int, vehicle_id: int | None) -> tuple[rows.Note, ...]:
    """The notes."""
    note = tables.Note
    found = session.execute(
        select(note.id, note.at, note.by, note.text)
        .where(note.customer_id == customer_id, *_on_vehicle(note.vehicle_id, vehicle_id))
        .order_by(note.at, note.id)
    )
    return tuple(rows.Note(*one) for one in found)


def read_journal(session: Session, customer_id: int, vehicle_id: int | None) -> tuple[rows.JournalEntry, ...]:
    """The journal's entries on this dossier."""
    journal = tables.Journal
    found = session.execute(
        select(journal.at, journal.by, journal.what, journal.on)
        .where(journal.customer_id == customer_id, journal.what != KEPT, *_on_vehicle(journal.vehicle_id, vehicle_id))
        .order_by(journal.at, journal.id)
    )
    return tuple(rows.JournalEntry(*one) for one in found)


def _on_vehicle(column: InstrumentedAttribute[Any], vehicle_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return () if vehicle_id is None else (or_(column == vehicle_id, column.is_(None)),)
