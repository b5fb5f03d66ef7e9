"""A mail server (SMTP) of the tests' own on this machine, and a certificate for it."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

LOGIN, PASSWORD = "desk", "correct horse"


class Mailbox:
    """What came in. ``refuses`` is the answer to the receiver or, after ``DATA``, to the message; empty takes it."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.receivers: list[list[str]] = []
        self.encrypted: list[bool] = []
        self.refuses_receiver = ""
        self.refuses_message = ""

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.refuses_receiver:
            return self.refuses_receiver
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        if self.refuses_message:
            return self.refuses_message
        self.got.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=policy.default)))
        self.receivers.append(envelope.rcpt_tos)
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return "250 OK"


def certificate(folder: Path) -> Path:
    """A certificate for ``localhost`` that vouches for itself; its key lies beside it."""
    path = folder / "mail.crt"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"]
    where = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(path.with_suffix(".key")), "-out", str(path)]
    subprocess.run(["openssl", "req", "-x509", "-days", "2", *kind, *where], check=True, capture_output=True)
    return path


@contextmanager
def receiving(mailbox: Mailbox, *, certified: Path | None = None, at_once: bool = False) -> Iterator[int]:
    """Take mail for the mailbox at the port given out: open, after ``STARTTLS``, or encrypted ``at_once``.

    Where there is a certificate, it asks for :data:`LOGIN` and :data:`PASSWORD`; encrypted at once, it takes them.
    """
    context = None
    if certified is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certified, certified.with_suffix(".key"))
    asked: dict[str, Any] = {}
    if context is not None:
        asked = {"auth_required": not at_once, "authenticator": _let_in, "auth_require_tls": not at_once}
    if context is not None and not at_once:
        asked |= {"tls_context": context, "require_starttls": True}
    controller = Controller(
        mailbox, hostname="localhost", port=_free_port(), ssl_context=context if at_once else None, **asked
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _let_in(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    known = isinstance(given, LoginPassword) and (given.login, given.password) == (LOGIN.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)
