"""Printing the day's letters: one job for each language and paper tray, and what became of each letter.

Here jobs are planned, written down and read; :mod:`app.acts.print_run` takes them to the printer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app import spooler
from app.acts import SUPERVISOR
from app.acts.print_words import said_words
from app.records.mail_attempts import refuse_open
from app.records.organisation_settings import change_setting, read_setting
from app.records.print_jobs import (
    OPEN,
    Job,
    Paper,
    Waiting,
    add_job,
    open_jobs,
    read_job,
    wanted_letters,
)
from app.spooler import Printer
from app.terms.clause import Because, Refusal, because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

__all__ = ["Paper", "Printer"]

PRINTABLE = ("ready", "failed")
"""States of a letter that waits to be printed."""

ON_WISH = (*PRINTABLE, "mailed")
"""States of a letter that may be printed when somebody chooses just this one: it went by e-mail, paper follows."""

TRAYS = "trays"
"""The setting: by language, or by language and kind as ``fr:sim_work_order``, the tray its paper lies in."""


@dataclass(frozen=True, slots=True)
class Group:
    """Letters that go into one job: same language, same tray."""

    language: str
    tray: str
    letters: tuple[str, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class JobRow:
    """A print job as the banner shows it. ``pages`` are those of its letters.

    ``letters_done`` and ``pages_done`` are as the print service reports them while it prints. ``said`` is what is the
    matter, ``ended`` whether nothing more will come; ``failed`` counts the letters that did not come out.
    """

    number: str
    language: str
    tray: str
    printer: str
    state: str
    letters: int
    pages: int
    letters_done: int
    pages_done: int
    failed: int
    said: Because | None
    made_by: str
    made_at: datetime
    ended: bool


@dataclass(frozen=True, slots=True)
class LetterOutcome:
    """What became of one letter of a job: ``waiting | sent | printed | failed | cancelled``."""

    number: str
    state: str
    said: Because | None


def supervisor_only(desk: Desk) -> None:
    """Raise ``Refusal`` for everybody else."""
    if desk.person.role != SUPERVISOR:
        raise Refusal(because("Only a supervisor can do this. Nothing was written."))


def printers() -> tuple[Printer, ...]:
    """The printers of this machine's print service. Raises ``Problem`` without one."""
    return spooler.printers()


def trays(desk: Desk) -> Mapping[str, str]:
    """The paper tray for each language (:data:`TRAYS`); a language that is not there takes the printer's own."""
    with desk.records.reading() as session:
        return dict(read_setting(session, TRAYS, {}))


def change_trays(desk: Desk, chosen: Mapping[str, str]) -> None:
    """Set the paper trays for all desks."""
    supervisor_only(desk)
    with desk.records.writing(lasting=True) as session:
        value = {name: tray for name, tray in chosen.items() if tray}
        change_setting(session, TRAYS, value, by=desk.person.name, at=desk.now())


def groups(desk: Desk, numbers: Iterable[str], chosen: Mapping[str, str] | None = None) -> tuple[Group, ...]:
    """The jobs these letters would make, with the trays ``chosen`` or those set. Raises ``Refusal`` as ``begin``."""
    with desk.records.reading() as session:
        letters = wanted_letters(session, numbers)
        set_up = read_setting(session, TRAYS, {}) if chosen is None else chosen
        _check_printable(session, letters, desk.now())
    return tuple(
        Group(language, tray, tuple(one.number for one in some), sum(one.pages for one in some))
        for (language, tray), some in _grouped(letters, set_up).items()
    )


def begin(
    desk: Desk,
    numbers: Iterable[str],
    printer: str,
    *,
    sides: str = "one-sided",
    chosen: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Write down the jobs for these letters, which belong to them from now on; the numbers of the jobs.

    Nothing is printed before :func:`app.acts.print_run.advance`. Raises ``Refusal`` naming a letter that somebody else
    is printing, has printed or holds back; nothing is written then.
    """
    supervisor_only(desk)
    with desk.records.writing(lasting=True) as session:
        letters = wanted_letters(session, numbers, hold=True)
        _check_printable(session, letters, desk.now())
        set_up = read_setting(session, TRAYS, {}) if chosen is None else chosen
        return tuple(
            add_job(
                session,
                language,
                Paper(printer, tray, sides),
                [(one.id, one.pages) for one in some],
                by=desk.person.name,
                at=desk.now(),
            )
            for (language, tray), some in _grouped(letters, set_up).items()
        )


def not_held(number: str, state: str) -> None:
    """Raise ``Refusal`` for a letter somebody holds back: it leaves in no way before it is released."""
    if state == "held":
        raise Refusal(because("Letter {number} is held back: release it first.", number=number))


def _check_printable(session: Session, wanted: tuple[Waiting, ...], now: datetime) -> None:
    refuse_open(session, {one.id: one.number for one in wanted}, now)
    for letter in wanted:
        not_held(letter.number, letter.state)
        if letter.state == "mailed" and len(wanted) > 1:
            raise Refusal(
                because("Letter {number} was sent by e-mail: to print it as well, choose only this letter.",
                        number=letter.number)
            )  # fmt: skip
        if letter.state not in ON_WISH:
            raise Refusal(
                because(
                    "Letter {number} is being printed or has been printed already. Nothing was written.",
                    number=letter.number,
                )
            )


def _grouped(letters: Iterable[Waiting], set_up: Mapping[str, str]) -> dict[tuple[str, str], list[Waiting]]:
    found: dict[tuple[str, str], list[Waiting]] = {}
    for letter in letters:
        tray = set_up.get(f"{letter.language}:{letter.kind}") or set_up.get(letter.language, "")
        found.setdefault((letter.language, tray), []).append(letter)
    return dict(sorted(found.items()))


def jobs(desk: Desk) -> tuple[JobRow, ...]:
    """Every job that has not ended, oldest first: also those a desk left behind that is gone."""
    with desk.records.reading() as session:
        return tuple(job_row(read_job(session, number)) for number in open_jobs(session))


def outcome(desk: Desk, number: str) -> tuple[LetterOutcome, ...]:
    """What became of each letter of a job, in the order of printing."""
    with desk.records.reading() as session:
        job = read_job(session, number)
    return tuple(LetterOutcome(one.number, one.state, said_words(one.said)) for one in job.letters)


def job_row(job: Job, *, letters_done: int = 0, pages_done: int = 0, said: str = "") -> JobRow:
    """The job as shown; what the print service reports of a running one is given."""
    printed = [one for one in job.letters if one.state == "printed"]
    return JobRow(
        number=job.number,
        language=job.language,
        tray=job.tray,
        printer=job.printer,
        state=job.state,
        letters=len(job.letters),
        pages=sum(one.pages for one in job.letters),
        letters_done=max(letters_done, len(printed)),
        pages_done=max(pages_done, sum(one.pages for one in printed)),
        failed=sum(one.state == "failed" for one in job.letters),
        said=said_words(said or job.said),
        made_by=job.made_by,
        made_at=job.made_at,
        ended=job.state not in OPEN,
    )
