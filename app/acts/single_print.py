"""One letter printed by whoever has it on the screen: the day's printing leaves it out afterwards.

What has left the house already is printed again only as a marked copy, with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.letters.joining import marked_copy
from app.records.journal import journal
from app.records.letter_posts import read_post
from app.records.print_jobs import move_letters, note_dispatch, wanted_letters
from app.terms.clause import Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk


@dataclass(frozen=True, slots=True)
class ToPrint:
    """What goes to the printer. ``copy``: the letter was printed before, its pages are marked and need a reason."""

    content: bytes
    copy: bool


def to_print(desk: Desk, number: str) -> ToPrint:
    """The letter to print. Raises ``Refusal`` while a print job has it: it would come out twice."""
    with desk.records.reading() as session:
        post = read_post(session, number)
    if post.state == "printing":
        raise Refusal(
            because("Letter {number} is being printed or has been printed already. Nothing was written.", number=number)
        )
    if post.state == "printed":
        return ToPrint(marked_copy(post.content, post.language, desk.today()), copy=True)
    return ToPrint(post.content, copy=False)


def note_printed(desk: Desk, number: str, *, copy: bool, reason: str = "") -> None:
    """The printer took the letter: it waits no more. Of a ``copy``, the reason is noted.

    Raises ``WrongInput`` for a copy without a reason.
    """
    if copy and not reason.strip():
        raise WrongInput("reason", because("Say why a copy is needed."))
    with desk.records.writing(lasting=True) as session:
        (letter,) = wanted_letters(session, (number,), hold=True)
        who, when = desk.person.name, desk.now()
        way = "copy_printed" if copy else "printed"
        # A print job that took the letter meanwhile says itself what became of it.
        if not copy and letter.state not in ("printing", "printed"):
            move_letters(session, (letter.id,), "printed")
        note_dispatch(session, (letter.id,), way, by=who, at=when, reason=reason.strip())
        what = "letter_copied" if copy else "letter_printed"
        journal(session, letter.customer_id, None, at=when, by=who, what=what, on=number)
