"""What an agent does with a case in the own queue: answers it, or submits again what a supervisor sent back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.records import case_life
from app.records.queues.own_cases import REASSIGN
from app.terms.clause import Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk

CHANNELS = ("email", "letter", "phone", "portal", "app", "counter")
"""The ways by which an answer goes to a customer."""


def close_answered(desk: Desk, number: str, version: int, *, answered_on: date, channel: str, answer: str) -> None:
    """The customer got the answer the case ``number`` promised: the case is done. Whoever is at the desk may close it.

    ``WrongInput`` for a day before the message or after today, a way nobody knows, and an answer that says nothing;
    ``Refusal`` when the case has moved since ``version`` or owes no answer.
    """
    if not answer.strip():
        raise WrongInput("answer", because("Write down what was answered."))
    if channel not in CHANNELS:
        raise WrongInput("channel", because("Choose by which way the answer went."))
    if answered_on > desk.today():
        raise WrongInput("answered_on", because("The answer cannot have gone after today."))
    with desk.records.writing(lasting=True) as session:
        case = case_life.locked(session, number)
        if answered_on < case.received_on:
            raise WrongInput("answered_on", because("The answer cannot have gone before the message came in."))
        if case.state != "open" or case.due_what == REASSIGN:
            raise Refusal(because("Case {number} owes no answer. Nothing was written.", number=number))
        case_life.move_case(
            session,
            number,
            "done",
            by=desk.person.name,
            role=desk.person.role,
            at=desk.now(),
            reason=answer.strip(),
            readings={"answered_on": answered_on.isoformat(), "channel": channel},
            version=version,
        )


def submit_again(desk: Desk, number: str, version: int, answer: str) -> None:
    """Give a case a supervisor sent back to the supervisors again, with an ``answer`` to what they wrote.

    ``WrongInput`` without an answer, ``Refusal`` when the case has moved since ``version``.
    """
    if not answer.strip():
        raise WrongInput("answer", because("Write an answer for the supervisor."))
    with desk.records.writing(lasting=True) as session:
        case_life.move_case(
            session,
            number,
            "waits_for_approval",
            by=desk.person.name,
            role=desk.person.role,
            at=desk.now(),
            reason=answer.strip(),
            version=version,
        )
