"""Print jobs: letters of one language and paper tray on their way through the print service, written step by step.

Every change names the states it may start from: of two desks that do the same, one finds that it is done already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from app.records import fingerprints
from app.records.journal import journal, recorded, touch_all
from app.records.numbers import PRINT_JOBS, next_number
from app.records.tables import Dispatch, Letter, PrintedLetter, PrintJob
from app.terms.clause import Refusal, because

OPEN = ("waiting", "sending", "printing", "paused")
"""States of a job that has not ended."""

PORTION = 500
"""The engines take only so many values in one question."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter somebody wants printed."""

    id: int
    number: str
    language: str
    kind: str
    pages: int
    state: str
    customer_id: int


@dataclass(frozen=True, slots=True)
class JobLetter:
    """A letter in a job. ``pages`` are its own, without a blank one behind it."""

    id: int
    number: str
    customer_id: int
    pages: int
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Job:
    """A job with its letters in the order of printing. ``spooler_job`` is its number at the print service."""

    id: int
    number: str
    language: str
    tray: str
    printer: str
    sides: str
    state: str
    spooler_job: int | None
    said: str
    made_by: str
    made_at: datetime
    letters: tuple[JobLetter, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Where a job is printed: the printer's name, the tray (empty: the usual one), and one or both ``sides``."""

    printer: str
    tray: str = ""
    sides: str = "one-sided"


def wanted_letters(session: Session, numbers: Iterable[str], *, hold: bool = False) -> tuple[Waiting, ...]:
    """The letters with these numbers, in this order. ``hold``: nobody else moves them until the transaction ends.

    Raises ``Refusal`` naming one that does not exist.
    """
    asked = tuple(dict.fromkeys(numbers))
    found: dict[str, Waiting] = {}
    columns = (Letter.id, Letter.number, Letter.language, Letter.kind, Letter.pages, Letter.state, Letter.customer_id)
    for at in range(0, len(asked), PORTION):
        # Always in the same order, so that two desks do not wait for one another.
        some = select(*columns).where(Letter.number.in_(asked[at : at + PORTION])).order_by(Letter.id)
        for row in session.execute(some.with_for_update() if hold else some):
            found[row.number] = Waiting(*row)
    for number in asked:
        if number not in found:
            raise Refusal(because("There is no letter {number}.", number=number))
    return tuple(found[number] for number in asked)


def add_job(
    session: Session, language: str, paper: Paper, letters: Collection[tuple[int, int]], *, by: str, at: datetime
) -> str:
    """Write down a job for letters (id and pages), which become ``printing``; its number."""
    number = next_number(session, PRINT_JOBS, at.year)
    job = PrintJob(
        number=number,
        made_at=at,
        made_by=by,
        language=language,
        tray=paper.tray,
        printer=paper.printer,
        sides=paper.sides,
    )
    session.add(job)
    session.flush()
    session.add_all(
        PrintedLetter(job_id=job.id, letter_id=letter_id, position=position, pages=pages)
        for position, (letter_id, pages) in enumerate(letters)
    )
    move_letters(session, [letter_id for letter_id, _ in letters], "printing")
    journal(session, None, None, at=at, by=by, what="print_job_begun", on=number)
    return number


def read_job(session: Session, number: str) -> Job:
    """The job with this number. Raises ``Refusal`` when there is none."""
    row = session.execute(select(PrintJob).where(PrintJob.number == number)).scalar_one_or_none()
    if row is None:
        raise Refusal(because("There is no print job {number}.", number=number))
    letters = session.execute(
        select(
            Letter.id, Letter.number, Letter.customer_id, PrintedLetter.pages, PrintedLetter.state, PrintedLetter.said
        )
        .join(PrintedLetter, PrintedLetter.letter_id == Letter.id)
        .where(PrintedLetter.job_id == row.id)
        .order_by(PrintedLetter.position)
    )
    return Job(
        id=row.id,
        number=row.number,
        language=row.language,
        tray=row.tray,
        printer=row.printer,
        sides=row.sides,
        state=row.state,
        spooler_job=row.spooler_job,
        said=row.said,
        made_by=row.made_by,
        made_at=row.made_at,
        letters=tuple(JobLetter(*letter) for letter in letters),
    )


def open_jobs(session: Session) -> tuple[str, ...]:
    """The numbers of the jobs that have not ended, oldest first."""
    asked = select(PrintJob.number).where(PrintJob.state.in_(OPEN)).order_by(PrintJob.id)
    return tuple(session.scalars(asked))


def change_job(session: Session, job: Job, before: Collection[str], **values: Any) -> bool:
    """Change a job that is still as it was read; ``False`` when somebody else was quicker."""
    same = PrintJob.spooler_job.is_(None) if job.spooler_job is None else PrintJob.spooler_job == job.spooler_job
    done: CursorResult[Any] = session.execute(  # type: ignore[assignment]  # an UPDATE counts its rows
        update(PrintJob).where(PrintJob.id == job.id, PrintJob.state.in_(before), same).values(**values)
    )
    return done.rowcount == 1


def change_letters(session: Session, job: Job, states: Mapping[int, tuple[str, str]]) -> None:
    """Write what became of letters (by id) in this job: a state and what was said about it."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for letter_id, told in states.items():
        grouped.setdefault(told, []).append(letter_id)
    for (state, said), ids in grouped.items():
        for at in range(0, len(ids), PORTION):
            some = ids[at : at + PORTION]
            session.execute(
                update(PrintedLetter)
                .where(PrintedLetter.job_id == job.id, PrintedLetter.letter_id.in_(some))
                .values(state=state, said=said)
            )


def move_letters(session: Session, ids: Collection[int], state: str) -> None:
    """Bring letters (by id) into ``ready | printing | printed | held | failed | mailed``."""
    wanted = sorted(ids)
    customers: set[int] = set()
    for at in range(0, len(wanted), PORTION):
        some = wanted[at : at + PORTION]
        moved = update(Letter).where(Letter.id.in_(some)).values(state=state).returning(Letter.customer_id)
        customers.update(session.execute(moved).scalars())
    touch_all(session, customers)


def note_dispatch(
    session: Session, ids: Iterable[int], way: str, *, by: str, at: datetime, reason: str = "", receiver: str = ""
) -> None:
    """Write down that letters (by id) left the desk: ``printed | copy_printed | saved | mail_file | mailed``."""
    sent = [Dispatch(letter_id=one, at=at, by=by, way=way, reason=reason, receiver=receiver) for one in sorted(ids)]
    session.add_all(sent)
    session.flush()
    for one in sent:
        recorded(session, fingerprints.DISPATCH, one.id)
