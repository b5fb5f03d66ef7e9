"""Letters on their way to the mail server: written down before they are handed over, so that each goes once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.tables import Dispatch
from app.terms.clause import Refusal, because

LONGEST = timedelta(minutes=5)
"""After this time no desk is still waiting for the mail server."""

_PORTION = 500
_WAYS = ("mail_begun", "mailed", "mail_refused")


class Attempt(NamedTuple):
    """An e-mail of which nobody wrote down whether the server took it; ``press`` is its identity."""

    at: datetime
    press: str
    receiver: str


def open_attempts(session: Session, letter_ids: Iterable[int]) -> dict[int, Attempt]:
    """The open attempt of each of these letters that has one."""
    wanted = tuple(letter_ids)
    last: dict[int, Dispatch] = {}
    for at in range(0, len(wanted), _PORTION):
        some = wanted[at : at + _PORTION]
        asked = select(Dispatch).where(Dispatch.letter_id.in_(some), Dispatch.way.in_(_WAYS)).order_by(Dispatch.id)
        last.update((one.letter_id, one) for one in session.scalars(asked))
    return {
        letter_id: Attempt(one.at, one.reason, one.receiver)
        for letter_id, one in last.items()
        if one.way == "mail_begun"
    }


def refuse_open(session: Session, numbers: dict[int, str], now: datetime) -> None:
    """Raise ``Refusal`` naming one of these letters (numbers by id) that may be on its way by e-mail."""
    for letter_id, attempt in open_attempts(session, numbers).items():
        refuse_running(attempt, numbers[letter_id], now)
        raise Refusal(
            because(
                "It is not known whether letter {number} was sent by e-mail: say first whether it was.",
                number=numbers[letter_id],
            )
        )


def refuse_running(attempt: Attempt, number: str, now: datetime) -> None:
    """Raise ``Refusal`` while a desk may still be waiting for the mail server."""
    if now - attempt.at < LONGEST:
        raise Refusal(because("Letter {number} is being sent at the moment.", number=number))
