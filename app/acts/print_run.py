"""Takes a print job to the printer, one step at a time, so that a crash between two steps loses and doubles nothing.

The job is written down before anything is handed over. The print service gets it on hold; once its number there is
written down too, it is let go. So what was handed over and not written down never prints, and what is written down is
asked about. Talks to the print service: not for the thread that draws.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from app import spooler
from app.acts.print_outcome import letters_within, of_ended
from app.acts.print_words import CONTINUED, DAMAGED, STOPPED
from app.acts.printing import JobRow, job_row, supervisor_only
from app.language import NAMES
from app.letters.control_sheet import Batch, control_sheet
from app.letters.joining import joined
from app.records.journal import journal
from app.records.letters import letter_bytes
from app.records.print_jobs import (
    OPEN,
    Job,
    JobLetter,
    Paper,
    add_job,
    change_job,
    change_letters,
    move_letters,
    note_dispatch,
    read_job,
)
from app.spooler import NotTaken, Spooled
from app.terms.clause import Refusal, because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

_ONE_SIDED = "one-sided"


def advance(desk: Desk, number: str) -> JobRow:
    """Do what is next for a job, and say how far it is: hand it over, or take in what the print service reports.

    To be called again, every second or so, until the row has ended or is paused; from several desks at once if need
    be, and after a crash. Raises ``Problem`` when the print service does not answer: the job waits then.
    """
    supervisor_only(desk)
    job = _read(desk, number)
    if job.state in ("waiting", "sending"):
        _hand_over(desk, job)
        job = _read(desk, number)
    if job.state in ("printing", "paused") and job.spooler_job is not None:
        return _follow(desk, job)
    return job_row(job)


def known_here(desk: Desk, numbers: Iterable[str]) -> tuple[str, ...]:
    """Those of these jobs that this computer's print service has: what became of them can be asked here.

    Elsewhere it has never heard of them, which says nothing. Raises ``Problem`` when it does not answer.
    """
    found = []
    for number in numbers:
        job = _read(desk, number)
        seen = spooler.look(job.spooler_job) if job.spooler_job is not None else None
        if seen is not None and seen.title == number:
            found.append(number)
    return tuple(found)


def pause(desk: Desk, number: str) -> JobRow:
    """Stop a job as soon as possible: what is not printed yet waits for :func:`resume`."""
    supervisor_only(desk)
    job = _read(desk, number)
    with desk.records.writing(lasting=True) as session:
        change_job(session, job, ("waiting", "sending", "printing"), state="paused")
    if job.state == "printing" and job.spooler_job is not None:
        spooler.hold(job.spooler_job)
    return advance(desk, number)


def resume(desk: Desk, number: str) -> str:
    """Go on with a job that is paused; the number of the job that has what is left, to be advanced from now on.

    What was begun at the printer goes on in a new job: a job there can only be printed from its first page.
    """
    supervisor_only(desk)
    advance(desk, number)  # what the printer did meanwhile comes first
    job = _read(desk, number)
    if job.state != "paused":
        return number
    if job.spooler_job is not None:
        with desk.records.writing(lasting=True) as session:
            change_job(session, job, ("paused",), state="printing")
        return number
    left = [one for one in job.letters if one.state == "waiting"]
    with desk.records.writing(lasting=True) as session:
        if len(left) == len(job.letters):
            change_job(session, job, ("paused",), state="waiting")
            return number
        _end(session, desk, job, "printed")
        change_letters(session, job, {one.id: ("cancelled", CONTINUED) for one in left})
        paper = Paper(job.printer, job.tray, job.sides)
        wanted = [(one.id, one.pages) for one in left]
        return add_job(session, job.language, paper, wanted, by=desk.person.name, at=desk.now())


def cancel(desk: Desk, number: str) -> JobRow:
    """End a job: what is not printed goes back into the queue."""
    supervisor_only(desk)
    job = _read(desk, number)
    if job.state in OPEN and job.spooler_job is None:
        left = {one.id: ("cancelled", STOPPED) for one in job.letters if one.state == "waiting"}
        with desk.records.writing(lasting=True) as session:
            if change_job(session, job, OPEN, state="cancelled", ended_at=desk.now()):
                change_letters(session, job, left)
                move_letters(session, left, "ready")
                _note_end(session, desk, job, "cancelled")
    elif job.state in OPEN and job.spooler_job is not None:
        with desk.records.writing(lasting=True) as session:
            # Paused, it would wait to go on.
            change_job(session, job, ("paused",), state="printing")
        spooler.cancel(job.spooler_job)
    return advance(desk, number)


def _read(desk: Desk, number: str) -> Job:
    with desk.records.reading() as session:
        return read_job(session, number)


def _hand_over(desk: Desk, job: Job) -> None:
    with desk.records.writing(lasting=True) as session:
        if not change_job(session, job, ("waiting", "sending"), state="sending"):
            return
    adopted = _let_go_elsewhere(job)
    handed_over = adopted
    try:
        if handed_over is None:
            document, left_out = _document(desk, job)
            if left_out:
                job = _without(desk, job, left_out)
            if not job.letters:
                return
            handed_over = spooler.hand_over(job.printer, job.number, document, tray=job.tray, sides=job.sides)
    except NotTaken as refused:
        _not_taken(desk, job, refused.said)
        return
    with desk.records.writing(lasting=True) as session:
        ours = change_job(session, job, ("sending",), state="printing", spooler_job=handed_over, said="")
        if ours:
            change_letters(session, job, {one.id: ("sent", "") for one in job.letters})
    if ours:
        spooler.release(handed_over)
        _clear(job, handed_over)
    elif adopted is None:
        spooler.cancel(handed_over)  # another desk was quicker, or somebody paused


def _let_go_elsewhere(job: Job) -> int | None:
    """The job of an earlier attempt that somebody let go at the print service, before the desk could write it down."""
    for handed_over in spooler.titled(job.printer, job.number):
        seen = spooler.look(handed_over)
        if seen is not None and seen.state != "held":
            return handed_over
    return None


def _clear(job: Job, kept: int) -> None:
    """End what earlier attempts left on hold: it never prints, and only lies about."""
    for handed_over in spooler.titled(job.printer, job.number):
        seen = spooler.look(handed_over)
        if handed_over != kept and seen is not None and seen.state == "held":
            spooler.cancel(handed_over)


def _document(desk: Desk, job: Job) -> tuple[bytes, list[JobLetter]]:
    """The letters with the control sheet behind them, and those that cannot be printed."""
    parts: list[bytes] = []
    good: list[JobLetter] = []
    left_out: list[JobLetter] = []
    with desk.records.reading() as session:
        for letter in job.letters:
            try:
                parts.append(letter_bytes(session, letter.number))
                good.append(letter)
            except Refusal:
                left_out.append(letter)
    if not good:
        return b"", left_out
    sheet = Batch(
        number=job.number,
        printed_at=job.made_at,
        printed_by=job.made_by,
        printer=job.printer,
        tray=job.tray,
        letters_in=NAMES[job.language],
        letters=[(one.number, one.pages) for one in good],
    )
    parts.append(control_sheet(sheet, desk.language))
    return joined(parts, two_sided=job.sides != _ONE_SIDED), left_out


def _without(desk: Desk, job: Job, left_out: list[JobLetter]) -> Job:
    """Damaged letters fail, and the others are printed without them."""
    ids = {one.id for one in left_out}
    with desk.records.writing(lasting=True) as session:
        if change_job(session, job, ("sending",), state="sending"):
            change_letters(session, job, dict.fromkeys(ids, ("failed", DAMAGED)))
            move_letters(session, ids, "failed")
            if len(ids) == len(job.letters):
                _end(session, desk, job, "failed")
    return replace(job, letters=tuple(one for one in job.letters if one.id not in ids))


def _not_taken(desk: Desk, job: Job, said: str) -> None:
    with desk.records.writing(lasting=True) as session:
        if change_job(session, job, ("sending",), state="failed", said=said, ended_at=desk.now()):
            change_letters(session, job, {one.id: ("failed", said) for one in job.letters})
            move_letters(session, [one.id for one in job.letters], "failed")
            _note_end(session, desk, job, "failed")


def _follow(desk: Desk, job: Job) -> JobRow:
    """Take in what the print service says of a job it has."""
    assert job.spooler_job is not None
    seen = spooler.look(job.spooler_job)
    if seen is not None and seen.title != job.number:
        seen = None  # the service counts anew, and this is somebody else's
    said = seen.said if seen else ""
    if seen is not None and seen.interrupted:
        # Let go, it would begin again at its first page.
        spooler.cancel(job.spooler_job)
        seen = spooler.look(job.spooler_job)
    if seen is None or seen.state in spooler.ENDED:
        _settle(desk, job, seen, said)
        return job_row(_read(desk, job.number))
    if seen.state == "held":
        if job.state == "printing":
            spooler.release(job.spooler_job)
        return job_row(job)
    if job.state == "paused":
        spooler.hold(job.spooler_job)
    return _running(job, seen)


def _running(job: Job, seen: Spooled) -> JobRow:
    done = letters_within(job, seen.pages)
    return job_row(
        job,
        letters_done=len(done),
        pages_done=min(seen.pages, sum(one.pages for one in job.letters)),
        said=seen.said,
    )


def _settle(desk: Desk, job: Job, seen: Spooled | None, said: str) -> None:
    """Write what became of each letter, once: of several desks only the first does."""
    told = of_ended(job, seen, said)
    with desk.records.writing(lasting=True) as session:
        values = {"state": told.state, "said": told.said, "ended_at": desk.now()}
        if told.state == "paused":
            values = {"state": "paused", "spooler_job": None}
        if not change_job(session, job, ("printing", "paused"), **values):
            return
        change_letters(session, job, told.letters)
        for state in ("printed", "failed", "ready"):
            move_letters(session, told.moved(state), state)
        note_dispatch(session, told.moved("printed"), "printed", by=desk.person.name, at=desk.now())
        if told.state != "paused":
            _note_end(session, desk, job, told.state)


def _end(session: Session, desk: Desk, job: Job, state: str) -> None:
    if not change_job(session, job, OPEN, state=state, ended_at=desk.now()):
        raise Refusal(because("Somebody else is dealing with print job {number}.", number=job.number))
    _note_end(session, desk, job, state)


def _note_end(session: Session, desk: Desk, job: Job, state: str) -> None:
    journal(session, None, None, at=desk.now(), by=desk.person.name, what=f"print_job_{state}", on=job.number)
