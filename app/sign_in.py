"""Whether somebody has to sign in before a desk opens, and the passwords a person let this computer remember.

On a server everybody signs in with a role of their own, unless the address names one that is let in without being
asked. A database of one's own asks once there are people in it, and never before.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from app import kept_passwords
from app.problems import TurnedAway
from app.start import Desk


class Login(NamedTuple):
    """What somebody signs in with."""

    name: str
    password: str


def has_to_sign_in(desk: Desk) -> bool:
    """Whether the window asks who is at work. Read with the bare driver: it is asked before the first frame."""
    if desk.demo:
        return False
    if on_a_server(desk.url):
        return True
    path = desk.url.partition(":///")[2].partition("?")[0]
    if path in ("", ":memory:") or not Path(path).exists():
        return False
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM people)").fetchone()[0])
    except sqlite3.Error:  # an older one, or none that can be read: opening it says so
        return False


def on_a_server(url: str) -> bool:
    """Whether an address is that of a server's database."""
    return not url.startswith("sqlite")


def login_of(url: str) -> str:
    """Whom an address names; empty where it names nobody."""
    return unquote(urlsplit(url).username or "")


def let_in_already(desk: Desk) -> bool:
    """Open the desk for the role its address names, where the server does not ask for a password; whether it did.

    Raises ``Problem`` for anything else that is in the way.
    """
    if not on_a_server(desk.url) or urlsplit(desk.url).username is None:
        return False
    try:
        desk.open()
    except TurnedAway:
        return False
    return True


def can_remember() -> bool:
    """Whether this computer has a keyring."""
    return kept_passwords.can_keep()


def remembered(url: str) -> Login | None:
    """What was kept for the database at ``url``; ``None`` for nothing, or where the keyring stays locked."""
    found = kept_passwords.kept(_place(url))
    return Login(*json.loads(found)) if found else None


def remember(url: str, login: Login) -> None:
    """Keep a login in the keyring of the computer, as the person asked. ``Problem`` where it does not take it."""
    kept_passwords.keep(_place(url), json.dumps(login))


def forget(url: str) -> None:
    """Take out of the keyring what was kept for the database at ``url``."""
    kept_passwords.forget(_place(url))


def _place(url: str) -> str:
    """An address without who signs in."""
    parts = urlsplit(url)
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}?{parts.query}"
