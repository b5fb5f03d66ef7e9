"""What an organisation or a person sets once: read from ``config.toml`` in the person's settings folder.

Every key may be missing::

    language = "nl"                          # nl, fr, de or en; without it, the language of the session
    database = "sqlite:////srv/desk/desk.db"  # SQLAlchemy's address; without it, a file in the person's data folder

    [person]
    name = "Anna Willems"
    role = "agent"

    [backup]                                 # daily copies of a database of one's own; without it, as written here
    folder = "/srv/backups"                  # without it, "backups" beside the database
    days = 7                                 # how many daily copies stay
    weeks = 4                                # and how many of Sundays; 0 and 0: no copies are made

    [looks]                                  # who opened what in a database of one's own; without it, as written here
    keep_days = 30                           # how long that is kept; 0: it is not written down
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import paths
from app.problems import explained, usage
from app.terms.clause import because
from app.translations import LANGUAGES

FILE_NAME = "config.toml"


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at the desk. ``role`` is ``agent | supervisor | dealer | administrator``.

    ``dealer_number`` is the dealership of dealer staff, empty for everybody else.
    """

    name: str
    role: str = "agent"
    dealer_number: str = ""

    @property
    def initials(self) -> str:
        """Two letters for the badge: of the first and the last part of the name."""
        parts = self.name.split() or ["?"]
        return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


@dataclass(frozen=True, slots=True)
class Copies:
    """Where daily copies of the database go (empty: beside it), and how many of days and of weeks stay."""

    folder: str = ""
    days: int = 7
    weeks: int = 4


USUAL_COPIES = Copies()
USUAL_LOOKS = 30
"""Days: long enough to follow up a complaint, no longer than that needs (Data Act, article 4(5): no excess logs)."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of this person on this machine. ``database`` is empty for the person's own file.

    ``looks_kept`` are the days for which it is kept who looked at what in a database of one's own.
    """

    language: str
    database: str
    person: Person
    copies: Copies = USUAL_COPIES
    looks_kept: int = USUAL_LOOKS


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
        copies=_copies(found.get("backup", {})),
        looks_kept=_looks_kept(found.get("looks", {})),
    )


def session_language() -> str:
    """The language of the person's session where the desk has it, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(variable, "")[:2]
        if code in LANGUAGES:
            return code
    return "en"


def _table(path: Path) -> dict[str, Any]:
    with explained():
        text = path.read_bytes()
    import tomllib

    try:
        return tomllib.loads(text.decode("utf-8"))
    except ValueError as error:  # no TOML, or no UTF-8
        raise usage(because("The settings in “{name}” cannot be read: they are not TOML.", name=path.name)) from error


def _copies(entered: Any) -> Copies:
    try:
        found = Copies(**entered)
    except TypeError:
        found = None
    numbers = [] if found is None else [found.days, found.weeks]
    if found is None or type(found.folder) is not str or any(type(one) is not int or one < 0 for one in numbers):
        raise usage(because("The backups in the settings are folder, days and weeks: a name and two whole numbers."))
    return found


def _looks_kept(entered: Any) -> int:
    known = isinstance(entered, dict) and set(entered) <= {"keep_days"}
    days = entered.get("keep_days", USUAL_LOOKS) if known else None
    if type(days) is not int or days < 0:
        raise usage(because("The looks in the settings are kept for keep_days: a whole number of days."))
    return days


def _account_name() -> str:
    """The name of the account, where nobody set a better one."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
