"""Gives a message to the organisation's mail server (SMTP), encrypted, and says in one sentence when that fails."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from app import kept_passwords
from app.problems import Problem
from app.terms.clause import WrongInput, because

PATIENCE = 20.0
"""Seconds until a silent server counts as away."""

_HERE = ("localhost", "127.0.0.1", "::1")

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. ``security``: encrypted after a word (``starttls``), from the start (``tls``), or not.

    ``sender`` is the address it comes from, ``login`` empty where the server asks for none.
    """

    host: str
    port: int
    security: Security
    sender: str
    login: str = ""

    def check(self) -> None:
        """Raise ``WrongInput`` for what cannot be a server, and for letters that would travel open."""
        if not self.host or any(sign.isspace() or not sign.isprintable() for sign in self.host):
            raise WrongInput("host", because("Enter the name of the mail server."))
        if not 0 < self.port < 65_536:
            raise WrongInput("port", because("A port is a number from 1 to 65535."))
        if self.security not in ("starttls", "tls", "none"):
            raise WrongInput("security", because("Choose how the connection is encrypted."))
        if self.security == "none" and self.host not in _HERE:
            raise WrongInput(
                "security",
                because("Letters hold personal data: a mail server elsewhere needs an encrypted connection."),
            )

    @property
    def place(self) -> str:
        """Under what the keyring keeps its password."""
        return f"smtp://{self.login}@{self.host}:{self.port}"


def kept_password(server: MailServer) -> str:
    """The password the keyring keeps for the server; empty for none."""
    return kept_passwords.kept(server.place) or ""


def keep_password(server: MailServer, password: str) -> None:
    """Keep it in the keyring; an empty one takes it out."""
    if password:
        kept_passwords.keep(server.place, password)
    else:
        kept_passwords.forget(server.place)


class NotConfirmed(Problem):
    """The server got the message, or part of it, and did not say whether it took it."""


def deliver(server: MailServer, password: str, message: EmailMessage) -> None:
    """Hand in one message for the one receiver it names. Raises ``Problem``: it was not taken then, or with
    :class:`NotConfirmed` perhaps."""
    server.check()
    with _explained(), _connected(server) as connection:
        if server.login:
            connection.login(server.login, password)
        try:
            connection.send_message(message)
        except smtplib.SMTPServerDisconnected as error:
            raise _not_confirmed() from error
        except smtplib.SMTPException:
            raise
        except OSError as error:
            raise _not_confirmed() from error


def _not_confirmed() -> NotConfirmed:
    return NotConfirmed(
        because("The mail server did not answer to the end: it is not known whether the letter was sent.")
    )


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.security == "starttls":
            connection.starttls(context=context)
        yield connection
        with suppress(OSError):  # it has taken the message
            connection.quit()
    finally:
        connection.close()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Problem(
            because("This computer does not trust the certificate of the mail server: nothing was sent.")
        ) from error
    except smtplib.SMTPAuthenticationError as error:
        raise Problem(because("The mail server does not take this login and password: nothing was sent.")) from error
    except smtplib.SMTPRecipientsRefused as error:
        said = next(iter(error.recipients.values()))[1]
        raise Problem(
            because("The mail server does not take mail for this address: {said}", said=_said(said))
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Problem(
            because("The mail server cannot do what this needs, as encrypt the connection: nothing was sent.")
        ) from error
    except smtplib.SMTPResponseException as error:
        raise Problem(
            because("The mail server did not take the letter: {said}", said=_said(error.smtp_error))
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Problem(
            because("The mail server does not answer: check its name and port. Nothing is known to have been sent.")
        ) from error


def _said(answer: bytes | str) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())
