"""What a person let the keyring of this computer keep, each under the place it is for."""

from __future__ import annotations

from app.problems import Problem
from app.terms.clause import because

_SERVICE = "Connected Desk"
"""Under which name the keyring shows what the desk keeps there."""


def can_keep() -> bool:
    """Whether this computer has a keyring."""
    import keyring
    from keyring.backends import fail, null

    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)


def kept(place: str) -> str | None:
    """What was kept for ``place``; ``None`` for nothing, or where the keyring stays locked."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, place)
    except KeyringError:
        return None


def keep(place: str, secret: str) -> None:
    """Keep something as the person asked. ``Problem`` where the keyring does not take it."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, place, secret)
    except KeyringError as error:
        raise Problem(
            because("The keyring of this computer does not take the password: sign in without remembering it.")
        ) from error


def forget(place: str) -> None:
    """Take out of the keyring what was kept for ``place``."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, place)
    except KeyringError:  # nothing was kept
        return
