"""Trouble with the surroundings, in one clear sentence: files, disks, databases.

A :class:`Problem` is a refusal of the world rather than of the terms: it carries the exit code of the command line and
no clause. :func:`explained` turns what Python, SQLite and SQLAlchemy raise into one, and leaves everything it does not
know alone: that is a bug and belongs in the error report.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.terms.clause import Because, Refusal, because

FAILED = 1
WRONG_USAGE = 2


class Problem(Refusal):
    """The surroundings do not allow it. ``exit_code`` is what the command line ends with."""

    def __init__(self, because: Because, exit_code: int = FAILED) -> None:
        super().__init__(because)
        self.exit_code = exit_code


class Unanswered(Problem):
    """The server of the database does not answer, or stopped answering in the middle.

    Whether a COMMIT that was sent arrived is not known. It may be asked again once the server is back.
    """


class TurnedAway(Problem):
    """The database server asks for another login or password, or lets this login in no more."""


class WrongPassword(TurnedAway):
    """The password is missing, wrong or expired: a server does not tell the last two apart."""


def not_of_the_desk() -> Problem:
    """The server lets somebody in who is no person of the desk."""
    return Problem(
        because("You are known to the server, but not to the desk: ask an administrator for a role in Connected Desk.")
    )


def usage(because: Because) -> Problem:
    """A command that was given in a way it cannot be understood."""
    return Problem(because, WRONG_USAGE)


def newer_database() -> Problem:
    """The database was made by a later version of the program."""
    return Problem(
        because("A newer version of Connected Desk made this database: install that version. Nothing was changed.")
    )


def cause_of(error: BaseException) -> BaseException:
    """The driver's own exception under one of SQLAlchemy's."""
    return getattr(error, "orig", None) or error


def problem_of(error: BaseException) -> Problem | None:
    """The sentence for an exception of the surroundings, or ``None`` for one that must not be hidden."""
    if isinstance(error, Problem):
        return error
    cause = cause_of(error)
    if isinstance(cause, OSError):
        return _file_problem(cause)
    kind = type(cause)
    if kind.__module__ == "sqlalchemy.exc" and kind.__name__ in ("ArgumentError", "NoSuchModuleError"):
        return usage(
            because(
                "The address of the database cannot be understood: write it as sqlite:////folder/desk.db or "
                "postgresql+psycopg://name@server/database."
            )
        )
    code = getattr(cause, "sqlite_errorname", None)
    if isinstance(code, str):
        return _database_problem(code)
    if kind.__module__.split(".")[0] != "psycopg":
        return None
    if kind.__name__ == "InsufficientPrivilege":
        return Problem(because("Your rights in the database do not allow this. Nothing was changed."))
    if "OperationalError" in (base.__name__ for base in kind.__mro__):
        return _server_problem(cause, getattr(cause, "sqlstate", None) or "")
    return None


@contextmanager
def explained() -> Iterator[None]:
    """Raise a :class:`Problem` in place of an exception of the surroundings."""
    try:
        yield
    except Exception as error:
        problem = problem_of(error)
        if problem is None or problem is error:
            raise
        raise problem from error


def _file_problem(error: OSError) -> Problem | None:
    name = Path(str(error.filename)).name if error.filename else ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return _disk_full()
        case errno.ENOENT:
            return Problem(because("The file or folder “{name}” does not exist.", name=name))
        case errno.EACCES | errno.EPERM:
            return Problem(because("You may not open or write “{name}”: check its permissions.", name=name))
        case errno.EROFS:
            return Problem(because("“{name}” lies on a disk that cannot be written to.", name=name))
        case errno.ENAMETOOLONG:
            return Problem(because("A name of {count} characters is too long for a file.", count=len(name)))
        case errno.EISDIR:
            return Problem(because("“{name}” is a folder, and a file is needed.", name=name))
        case errno.ENOTDIR | errno.EEXIST:
            return Problem(because("“{name}” is a file, and a folder is needed.", name=name))
        case errno.EIO:
            return Problem(because("The disk reported an error while “{name}” was read or written.", name=name))
    return None


def _server_problem(error: BaseException, sqlstate: str) -> Problem:
    """By PostgreSQL's own code; a server that cannot be reached gives none, nor one that turns us away."""
    if sqlstate == "53100":
        return _disk_full()
    if sqlstate.startswith(("40", "55")):  # two transactions in each other's way
        return _held()
    if not sqlstate:
        turned_away = _turned_away(error)
        if turned_away is not None:
            return turned_away
    return Unanswered(because("The database server does not answer: check the address and that the server runs."))


_MISSING = "does not exist|n'existe pas|existiert nicht"
_NO_ROOM = "too many (clients|connections)|slots are reserved|trop de (clients|connexions)|réservés|zu viele|reserviert"
_MAY_NOT_LOG_IN = "not permitted to log in|autorisé à se connecter|Berechtigung zum Einloggen"
_NO_RIGHT = "permission denied for database|droit refusé pour la base|Berechtigung für Datenbank"
_UNENCRYPTED = "SSL was required|SSL a été|SSL wurde"
"""What keeps a connection from being made comes without PostgreSQL's code: its words, in English, French and German.

A server that speaks another language gets the sentence of one that does not answer."""


def _turned_away(error: BaseException) -> Problem | None:
    """What kept a connection from being made, where it was no silence."""
    said, connection = str(error), getattr(error, "pgconn", None)

    def told(words: str) -> bool:
        return re.search(words, said) is not None

    if told("[cz]ertifi[ck]at"):
        return Problem(
            because("The database server shows another certificate than expected: no password and no data was sent.")
        )
    if told(_UNENCRYPTED):
        return Problem(because("The database server offers no encrypted connection, and the address asks for one."))
    if told(_NO_ROOM):
        return Unanswered(
            because("All connections of the database server are in use: its administrator raises max_connections.")
        )
    if told(_NO_RIGHT):
        return not_of_the_desk()
    if told(_MAY_NOT_LOG_IN):
        return TurnedAway(because("This login is locked: ask an administrator."))
    if told("pg_hba\\.conf"):
        return Problem(
            because("The database server takes no connections from this computer: its administrator allows them.")
        )
    if told(_MISSING) and told('database "|base de données|Datenbank'):
        return Problem(
            because("The server has no such database: an administrator makes it with “connected-desk db create”.")
        )
    # “Authentication” in any language the server may speak; a role it does not know is one of its words for it.
    if told("(?i)auth?ent|" + _MISSING) or (connection is not None and connection.needs_password):
        return WrongPassword(
            because("The database server does not let you in: check the login, the password and the address.")
        )
    return None


def _database_problem(code: str) -> Problem | None:
    match code.split("_")[1]:
        case "FULL":
            return _disk_full()
        case "READONLY":
            return Problem(because("The database cannot be written to: check the permissions of its file and folder."))
        case "CANTOPEN":
            return Problem(because("The database cannot be opened: check its folder and your permissions."))
        case "NOTADB" | "CORRUPT":
            return Problem(because("The file is not a database of Connected Desk, or it is damaged."))
        case "BUSY" | "LOCKED":
            return _held()
        case "IOERR":
            return Problem(because("The disk reported an error while the database was read or written."))
    return None


def _held() -> Problem:
    return Problem(because("Another program holds the database: try again in a moment."))


def _disk_full() -> Problem:
    return Problem(because("The disk is full: make room and try again. Nothing was changed."))
