"""Asks on a terminal who is at work, and for passwords: without showing them, and never on the command line.

Where there is no terminal, a script gives the same on standard input, one answer a line.
"""

from __future__ import annotations

import sys
from getpass import getpass

from app.problems import Problem, WrongPassword, explained
from app.sign_in import has_to_sign_in
from app.start import Desk
from app.terms.clause import because


def asked(prompt: str) -> str:
    """A line that is typed. The question stands on standard error: standard output may go to a file."""
    if not sys.stdin.isatty():
        return _line()
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def asked_password(prompt: str) -> str:
    """A line that is typed and not shown."""
    return getpass(prompt) if sys.stdin.isatty() else _line()


def let_in(desk: Desk) -> Desk:
    """Open the desk for who signs in here: on a server, or in a database of one's own that has people.

    Raises ``Problem`` where nobody gives a login.
    """
    give_password(desk)
    desk.open()
    if has_to_sign_in(desk) and not desk.records.on_a_server:
        login = asked(desk.language.text("Login: "))
        if not login:
            raise Problem(
                because(
                    "Somebody has to sign in to this database: run the command in a terminal, or give it the login "
                    "and the password on standard input."
                )
            )
        desk.sign_in(login, asked_password(desk.language.text("Password: ")))
    return desk


def give_password(desk: Desk) -> None:
    """Ask for the password of the login in the address, where the server wants one and somebody sits at a terminal."""
    if not desk.records.on_a_server:
        return
    try:
        with explained(), desk.records.engine.connect():
            return
    except WrongPassword:
        if not sys.stdin.isatty():
            raise
    except Problem:
        return  # whoever asks the database next says so
    desk.take_password(asked_password(desk.language.text("Password: ")))


def _line() -> str:
    return sys.stdin.readline().rstrip("\r\n")
