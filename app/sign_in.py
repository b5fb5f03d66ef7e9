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

from app.problems import Problem, TurnedAway
from app.start import Desk
from app.terms.clause import because

_SERVICE = "Connected Desk"
"""Under which name the keyring of the computer shows what the desk keeps there."""


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
    import keyring
    from keyring.backends import fail, null

    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)


def remembered(url: str) -> Login | None:
    """What was kept for the database at ``url``; ``None`` for nothing, or where the keyring stays locked."""
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(_SERVICE, _place(url))
    except KeyringError:
        return None
    return Login(*json.loads(kept)) if kept else None


def remember(url: str, login: Login) -> None:
    """Keep a login in the keyring of the computer, as the person asked. ``Problem`` where it does not take it."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, _place(url), json.dumps(login))
    except KeyringError as error:
        raise Problem(
            because("The keyring of this computer does not take the password: sign in without remembering it.")
        ) from error


def forget(url: str) -> None:
    """Take out of the keyring what was kept for the database at ``url``."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, _place(url))
    except KeyringError:  # nothing was kept
        return


def _place(url: str) -> str:
    """An address without who signs in."""
    parts = urlsplit(url)
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}?{parts.query}"
