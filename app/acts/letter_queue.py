"""The letters queue for a window: what waits, and what is held back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.acts.printing import supervisor_only
from app.records.journal import journal
from app.records.print_jobs import move_letters, wanted_letters
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queues import letters
from app.records.queues.letter_rows import LetterQueueRow
from app.terms.clause import Refusal, because

if TYPE_CHECKING:
    from app.start import Desk

__all__ = ["LetterQueueRow"]


def page(desk: Desk, question: QueueQuestion) -> QueuePage[LetterQueueRow]:
    """One page of the queue."""
    with desk.records.reading() as session:
        return letters.page(session, question, desk.today())


def numbers(desk: Desk, question: QueueQuestion) -> tuple[str, ...]:
    """The numbers of all letters that answer the question."""
    with desk.records.reading() as session:
        return letters.numbers(session, question, desk.today())


def rows_of(desk: Desk, wanted: Iterable[str]) -> tuple[LetterQueueRow, ...]:
    """The rows of these letters, in this order: for a list of all pages."""
    with desk.records.reading() as session:
        return letters.rows_of(session, wanted, desk.today())


def pages_of(desk: Desk, wanted: Iterable[str]) -> int:
    """How many pages these letters have together."""
    with desk.records.reading() as session:
        return sum(one.pages for one in wanted_letters(session, wanted))


def hold(desk: Desk, wanted: Iterable[str]) -> int:
    """Keep letters from being printed; how many. Raises ``Refusal`` naming one that is on its way already."""
    return _move(desk, wanted, ("ready", "failed"), "held")


def release(desk: Desk, wanted: Iterable[str]) -> int:
    """Let letters that are held back be printed; how many."""
    return _move(desk, wanted, ("held",), "ready")


def _move(desk: Desk, wanted: Iterable[str], before: tuple[str, ...], after: str) -> int:
    """Letters that are as asked already stay so; nothing is written unless all can be moved."""
    supervisor_only(desk)
    with desk.records.writing(lasting=True) as session:
        moved = [one for one in wanted_letters(session, wanted, hold=True) if one.state != after]
        for letter in moved:
            if letter.state not in before:
                raise Refusal(
                    because(
                        "Letter {number} is being printed or has been printed already. Nothing was written.",
                        number=letter.number,
                    )
                )
        move_letters(session, [one.id for one in moved], after)
        for letter in moved:
            what = "letter_held" if after == "held" else "letter_released"
            who, when = desk.person.name, desk.now()
            journal(session, letter.customer_id, None, at=when, by=who, what=what, on=letter.number)
        return len(moved)
