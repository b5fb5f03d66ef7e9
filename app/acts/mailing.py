"""Letters by e-mail: as a file to send oneself, or through the organisation's mail server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from app.acts.printing import not_held, supervisor_only
from app.letters.mail import Mail, message
from app.mail_server import MailServer, deliver, keep_password, kept_password
from app.records.folding import is_email
from app.records.journal import journal
from app.records.letter_posts import Post, read_post, was_mailed
from app.records.organisation_settings import change_setting, read_setting
from app.records.print_jobs import move_letters, note_dispatch, wanted_letters
from app.records.queues.letters import WORK_ORDER
from app.terms.clause import Refusal, because

if TYPE_CHECKING:
    from app.start import Desk

__all__ = ["MailServer"]

SETTING = "mail_server"

STILL_HERE = ("ready", "failed")
"""States of a letter that neither left the house nor is in the printer, and that nobody holds back."""

_under_way: set[str] = set()
_looking = threading.Lock()


def mail_server(desk: Desk) -> MailServer | None:
    """The organisation's mail server; ``None`` before somebody set one."""
    with desk.records.reading() as session:
        found = read_setting(session, SETTING, None)
    return MailServer(**found) if found else None


def asks_password(server: MailServer | None) -> bool:
    """Whether somebody has to type the password of the server: it wants one, and the keyring keeps none."""
    return server is not None and bool(server.login) and not kept_password(server)


def change_mail_server(desk: Desk, server: MailServer, password: str | None = None) -> None:
    """Set it for all desks. ``password`` goes into the keyring of this computer only; ``None`` leaves it as it is."""
    supervisor_only(desk)
    server.check()
    with desk.records.writing(lasting=True) as session:
        change_setting(session, SETTING, asdict(server), by=desk.person.name, at=desk.now())
    if password is not None:
        keep_password(server, password)


def receiver(desk: Desk, number: str) -> str:
    """The e-mail address a letter would go to: the customer's own. Raises ``Refusal`` where there is none."""
    with desk.records.reading() as session:
        return _receiver(read_post(session, number))


def mail_file(desk: Desk, number: str) -> bytes:
    """The letter as a message in a file (``.eml``), to be sent with the person's own mail program; noted."""
    with desk.records.writing(lasting=True) as session:
        post = read_post(session, number)
        made = message(_mail(post, desk.now(), _sender(read_setting(session, SETTING, None))))
        note_dispatch(session, [post.id], "mail_file", by=desk.person.name, at=desk.now(), receiver=_receiver(post))
        return bytes(made)


def send(desk: Desk, number: str, press: str, password: str = "") -> str:
    """Send a letter to its customer through the mail server; the address it went to.

    ``press`` is made anew for each press of the button: who asks again with the same one, because the answer was lost,
    sends nothing twice. Without ``password``, the one the keyring keeps. The letter has left then: the day's printing
    leaves it out, and a person may print it by itself. Raises ``Problem`` when the server does not take it, and
    ``Refusal`` without server or address.
    """
    server = mail_server(desk)
    if server is None:
        raise Refusal(because("No mail server is set: a supervisor does that in the settings."))
    with _alone(number):
        with desk.records.reading() as session:
            post = read_post(session, number)
            sent = was_mailed(session, post.id, press)
        to = _receiver(post)
        if sent:
            return to
        made = message(_mail(post, desk.now(), server.sender, press))
        deliver(server, password or kept_password(server), made)
        with desk.records.writing(lasting=True) as session:
            who, when = desk.person.name, desk.now()
            (letter,) = wanted_letters(session, (number,), hold=True)
            if letter.state in STILL_HERE:
                move_letters(session, (letter.id,), "mailed")
            note_dispatch(session, [post.id], "mailed", by=who, at=when, reason=press, receiver=to)
            journal(session, post.customer_id, None, at=when, by=who, what="letter_mailed", on=number)
    return to


@contextmanager
def _alone(number: str) -> Iterator[None]:
    """One attempt at a time for each letter: the second of two presses finds the first under way."""
    with _looking:
        if number in _under_way:
            raise Refusal(because("Letter {number} is being sent at the moment.", number=number))
        _under_way.add(number)
    try:
        yield
    finally:
        with _looking:
            _under_way.discard(number)


def _receiver(post: Post) -> str:
    not_held(post.number, post.state)
    if post.kind == WORK_ORDER:
        raise Refusal(because("A work order goes to the dealer and not to the customer."))
    if not post.email:
        raise Refusal(because("No e-mail address of this customer is on record."))
    if not is_email(post.email):
        raise Refusal(because("“{text}” is no e-mail address.", text=post.email))
    return post.email


def _sender(found: dict[str, str] | None) -> str:
    return found["sender"] if found else ""


def _mail(post: Post, at: datetime, sender: str, press: str = "") -> Mail:
    return Mail(
        number=post.number,
        content=post.content,
        language=post.language,
        country=post.country,
        receiver=_receiver(post),
        at=at,
        sender=sender,
        identity=press,
    )
