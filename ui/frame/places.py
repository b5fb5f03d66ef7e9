"""The pages of the rail: each with its word, its icon, whose it is, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from app.terms.clause import Because
from ui.stage import Stage


class Place(NamedTuple):
    """A page. ``roles`` are those of the people who have it in their rail, empty for everybody.

    ``make`` makes it when somebody goes there for the first time: nothing of it is imported before. The window itself
    makes what has no ``make``.
    """

    key: str
    word: Because
    icon: str
    roles: tuple[str, ...] = ()
    make: Callable[[Stage], QWidget] | None = None


def here(places: Iterable[Place], role: str) -> tuple[Place, ...]:
    """Those of the places that a person with this role has."""
    return tuple(place for place in places if not place.roles or role in place.roles)
