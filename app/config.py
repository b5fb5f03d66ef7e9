"""What an organisation or a person sets once: read from ``config.toml`` in the person's settings folder.

Every key may be missing::

    language = "nl"                          # nl, fr, de or en; without it, the language of the session
    database = "sqlite:////srv/desk/desk.db"  # SQLAlchemy's address; without it, a file in the person's data folder

    [person]
    name = "Anna Willems"
    role = "agent"

    [readings]                               # how the organisation reads contested points; without one, the default
    G40 = "C"
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import paths
from app.problems import explained, usage
from app.terms.clause import Refusal, because
from app.translations import LANGUAGES

FILE_NAME = "config.toml"


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at the desk. ``role`` is ``agent | supervisor | dealer | administrator``."""

    name: str
    role: str = "agent"

    @property
    def initials(self) -> str:
        """Two letters for the badge: of the first and the last part of the name."""
        parts = self.name.split() or ["?"]
        return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of this person on this machine. ``database`` is empty for the person's own file.

    ``readings`` are the readings of contested points the organisation chose against the default, as ``G40 C``.
    """

    language: str
    database: str
    person: Person
    readings: frozenset[str] = frozenset()


def read(path: Path | None = None) -> Config:
    """The settings in ``path``, by default the person's own. No file is no trouble; a broken one is a ``Problem``."""
    path = path or paths.user_config() / FILE_NAME
    found = _table(path) if path.exists() else {}
    person = found.get("person", {})
    language = found.get("language") or session_language()
    if language not in LANGUAGES:
        raise usage(because("The settings ask for the language “{code}”, which the desk does not have.", code=language))
    return Config(
        language=language,
        database=found.get("database", ""),
        person=Person(person.get("name") or _account_name(), person.get("role", "agent")),
        readings=_readings(found.get("readings", {})),
    )


def session_language() -> str:
    """The language of the person's session where the desk has it, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(variable, "")[:2]
        if code in LANGUAGES:
            return code
    return "en"


def _table(path: Path) -> dict[str, Any]:
    import tomllib

    with explained():
        text = path.read_bytes()
    try:
        return tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise usage(because("The settings in “{name}” cannot be read: they are not TOML.", name=path.name)) from error


def _readings(entered: Any) -> frozenset[str]:
    if not entered:
        return frozenset()
    from app.terms.readings import choice_of  # a window without chosen readings opens without the rules

    if not isinstance(entered, dict):
        raise usage(because('The readings in the settings are a table such as [readings] with G40 = "C" in it.'))
    try:
        return choice_of(f"{point} {letter}" for point, letter in entered.items())
    except Refusal as refusal:
        raise usage(because("The settings cannot be used: {reason}", reason=refusal.because)) from refusal


def _account_name() -> str:
    """The name of the account, where nobody set a better one."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
