"""Letters by e-mail: as a file to send oneself, or through the organisation's mail server."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from app.acts.printing import not_held, supervisor_only
from app.letters.mail import Mail, message
from app.mail_server import MailServer, NotConfirmed, deliver, keep_password, kept_password
from app.problems import Problem
from app.records.folding import is_email
from app.records.journal import journal
from app.records.letter_posts import Post, read_post, was_mailed
from app.records.mail_attempts import open_attempts, refuse_open, refuse_running
from app.records.organisation_settings import change_setting, read_setting
from app.records.print_jobs import move_letters, note_dispatch, wanted_letters
from app.records.queues.letters import WORK_ORDER
from app.terms.clause import Refusal, because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

__all__ = ["MailServer"]

SETTING = "mail_server"

STILL_HERE = ("ready", "failed", "held")
"""States of a letter that neither left the house nor is in the printer; held back while the mail server had it."""


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
    sends nothing twice. It is written down before the server gets it: two desks send one, and where a desk stops in the
    middle the letter waits for :func:`settle` and is never sent again by itself. Without ``password``, the one the
    keyring keeps. The letter has left then: the day's printing leaves it out, and a person may print it by itself.

    Raises ``NotConfirmed`` when the server's answer is lost, ``Problem`` when it does not take the letter, and
    ``Refusal`` without server or address, and for a letter that is held back or on its way already.
    """
    server = mail_server(desk)
    if server is None:
        raise Refusal(because("No mail server is set: a supervisor does that in the settings."))
    with desk.records.writing(lasting=True) as session:
        # Held from here to the note: of two desks one finds that the other has begun.
        wanted_letters(session, (number,), hold=True)
        post = read_post(session, number)
        to = _receiver(post)
        if was_mailed(session, post.id, press):
            return to
        refuse_open(session, {post.id: number}, desk.now())
        _note(session, desk, post.id, "mail_begun", press, to)
    made = message(_mail(post, desk.now(), server.sender, press))
    try:
        deliver(server, password or kept_password(server), made)
    except NotConfirmed:
        raise
    except Problem:
        with desk.records.writing(lasting=True) as session:
            _note(session, desk, post.id, "mail_refused", press, to)
        raise
    with desk.records.writing(lasting=True) as session:
        _note_mailed(session, desk, number, press, to)
    return to


def settle(desk: Desk, number: str, *, sent: bool) -> None:
    """A person found out whether an e-mail was sent whose desk stopped before it knew.

    Raises ``Refusal`` while that desk may still be waiting for the mail server. What is known already stays as it is.
    """
    with desk.records.writing(lasting=True) as session:
        (letter,) = wanted_letters(session, (number,), hold=True)
        attempt = open_attempts(session, (letter.id,)).get(letter.id)
        if attempt is None:
            return
        refuse_running(attempt, number, desk.now())
        if sent:
            _note_mailed(session, desk, number, attempt.press, attempt.receiver)
        else:
            _note(session, desk, letter.id, "mail_refused", attempt.press, attempt.receiver)


def _note_mailed(session: Session, desk: Desk, number: str, press: str, to: str) -> None:
    (letter,) = wanted_letters(session, (number,), hold=True)
    if letter.state in STILL_HERE:
        move_letters(session, (letter.id,), "mailed")
    _note(session, desk, letter.id, "mailed", press, to)
    journal(session, letter.customer_id, None, at=desk.now(), by=desk.person.name, what="letter_mailed", on=number)


def _note(session: Session, desk: Desk, letter_id: int, way: str, press: str, to: str) -> None:
    note_dispatch(session, [letter_id], way, by=desk.person.name, at=desk.now(), reason=press, receiver=to)


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
