"""Issued letters once more: a marked copy on paper, and the letters as files. What is kept is never touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app import spooler
from app.acts.print_words import said_words
from app.files import write_whole
from app.letters.joining import joined, marked_copy
from app.records.journal import journal
from app.records.letter_posts import read_post
from app.records.letters import letter_bytes
from app.records.print_jobs import Paper, note_dispatch, wanted_letters
from app.terms.clause import Because, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk

__all__ = ["Paper"]


@dataclass(frozen=True, slots=True)
class CopyState:
    """How far a copy is: ``ended``, and whether it was ``printed``; ``said`` is what is the matter."""

    ended: bool
    printed: bool
    said: Because | None


def copy(desk: Desk, number: str) -> bytes:
    """The issued letter with “copy” and today's date above each page, to look at. Nothing is written."""
    with desk.records.reading() as session:
        post = read_post(session, number)
    return marked_copy(post.content, post.language, desk.today())


def print_copy(desk: Desk, number: str, reason: str, paper: Paper) -> int:
    """Hand a marked copy to the printer; its number at the print service, for :func:`look_at_copy`.

    The reason is kept before anything is printed. Raises ``WrongInput`` without a reason, and ``Problem`` when the
    printer does not take it.
    """
    if not reason.strip():
        raise WrongInput("reason", because("Say why a copy is needed."))
    marked = copy(desk, number)
    handed_over = spooler.hand_over(paper.printer, number, marked, tray=paper.tray, sides=paper.sides)
    with desk.records.writing(lasting=True) as session:
        post = read_post(session, number)
        who, when = desk.person.name, desk.now()
        note_dispatch(session, [post.id], "copy_begun", by=who, at=when, reason=reason.strip())
        journal(session, post.customer_id, None, at=when, by=who, what="letter_copied", on=number)
    spooler.release(handed_over)
    return handed_over


def look_at_copy(desk: Desk, number: str, handed_over: int, reason: str) -> CopyState:
    """How far the copy is; to be asked until it has ended. Once it is printed, that is noted with its reason."""
    seen = spooler.look(handed_over)
    if seen is None or seen.state in ("canceled", "aborted"):
        return CopyState(True, False, said_words(seen.said) if seen else None)
    if seen.state != "completed":
        return CopyState(False, False, said_words(seen.said))
    with desk.records.writing(lasting=True) as session:
        letter_id = read_post(session, number).id
        who, when = desk.person.name, desk.now()
        note_dispatch(session, [letter_id], "copy_printed", by=who, at=when, reason=reason.strip())
    return CopyState(True, True, None)


def save_each(desk: Desk, numbers: Iterable[str], folder: Path) -> tuple[Path, ...]:
    """Each letter as a PDF of its own in ``folder``, named by its number; noted. Raises ``Problem`` of the disk."""
    written = []
    for number in numbers:
        with desk.records.reading() as session:
            content = letter_bytes(session, number)
        target = folder / f"{number}.pdf"
        write_whole(target, content)
        written.append(target)
    _note_saved(desk, [path.stem for path in written])
    return tuple(written)


def save_one(desk: Desk, numbers: Iterable[str], target: Path) -> None:
    """The letters one behind the other in one PDF; noted."""
    wanted = tuple(numbers)
    with desk.records.reading() as session:
        parts = [letter_bytes(session, number) for number in wanted]
    write_whole(target, parts[0] if len(parts) == 1 else joined(parts))
    _note_saved(desk, wanted)


def _note_saved(desk: Desk, numbers: Iterable[str]) -> None:
    with desk.records.writing(lasting=True) as session:
        ids = [one.id for one in wanted_letters(session, numbers)]
        note_dispatch(session, ids, "saved", by=desk.person.name, at=desk.now())
