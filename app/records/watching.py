"""Waits until somebody has written: a server says so by NOTIFY, an SQLite file has a number that tells."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from enum import Flag, auto
from typing import Any

from app.problems import explained
from app.records.journal import CHANNEL, QUEUES_CHANNEL, crowd_of
from app.records.store import Records

_STEP = 0.1
"""Seconds between two looks at the number of an SQLite file: a question that reads no page."""


class Heard(Flag):
    """What somebody wrote meanwhile. A file does not tell what it was, and so it may have been anything."""

    NOTHING = 0
    CUSTOMERS = auto()
    QUEUES = auto()


Wait = Callable[[float, Collection[int]], Heard]
"""Waits for so many seconds at most; what was written meanwhile: about these customers, or on what a queue shows.

A server tells of a crowd of customers to which they belong: another one of it may be meant.
"""


@contextmanager
def watching(records: Records) -> Iterator[Wait]:
    """A connection of its own that notices what others write, from now on.

    The block ends with a ``Problem`` when the connection is lost: what was written meanwhile is not known then.
    """
    with explained(), records.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        # Nobody else gets it afterwards: it goes on listening, and begins no transactions.
        connection.detach()
        try:
            yield _listen(driver) if connection.dialect.name == "postgresql" else _look(driver)
        finally:
            # Closed here: SQLAlchemy would first ask a server that is gone to roll back, and complain on the terminal.
            connection.invalidate()
            driver.close()


def _listen(driver: Any) -> Wait:
    driver.autocommit = True
    for channel in (CHANNEL, QUEUES_CHANNEL):
        driver.execute(f"LISTEN {channel}")

    def wait(seconds: float, customers: Collection[int]) -> Heard:
        told = set(driver.notifies(timeout=seconds, stop_after=1))
        # Whatever came with the first one is taken in one go.
        told |= set(driver.notifies(timeout=0))
        about = {note.payload for note in told if note.channel == CHANNEL}
        heard = Heard.QUEUES if any(note.channel == QUEUES_CHANNEL for note in told) else Heard.NOTHING
        return heard if about.isdisjoint(map(crowd_of, customers)) else heard | Heard.CUSTOMERS

    return wait


def _look(driver: Any) -> Wait:
    known = _number(driver)

    def wait(seconds: float, customers: Collection[int]) -> Heard:
        nonlocal known
        until = time.monotonic() + seconds
        while (number := _number(driver)) == known and time.monotonic() < until:
            time.sleep(_STEP)
        changed, known = number != known, number
        return Heard.CUSTOMERS | Heard.QUEUES if changed else Heard.NOTHING

    return wait


def _number(driver: Any) -> int:
    number: int = driver.execute("PRAGMA data_version").fetchone()[0]
    return number
