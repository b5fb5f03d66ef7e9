"""Regresses an edition for many open contracts on every core: each process reads and asks a part of them.

A process is given the address of the database and the names of the editions, and hands back what changes. Parts come
back in the order of the contracts, so that the list is the same on any machine.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from multiprocessing import get_context
from typing import NamedTuple

from app.exchange.casebook import without_collector
from app.exchange.edition_changes import Change, Tally
from app.exchange.edition_questions import edition_at, found_in_part
from app.records.open_contracts import parts_of_open
from app.records.schema import sqlite_path
from app.records.store import Records
from app.terms.clause import Because, Refusal
from app.terms.edition import Edition

WORTH_IT = 20_000
"""With fewer contracts one process is done before the others have begun."""
_PART = 1_000


class Asked(NamedTuple):
    """What is regressed: the database, the two editions as the command line names them, the local time asked for.

    ``listed``: each change is wanted, not their sums alone.
    """

    url: str
    before: str
    after: str
    at: datetime
    listed: bool


class Answered(NamedTuple):
    """What changes in a part of the contracts: the sums, and each change where they are listed."""

    tally: Tally
    changes: list[Change]


class _Refused(NamedTuple):
    """A refusal on its way between processes, which cannot carry the exception itself."""

    because: Because
    clauses: tuple[str, ...]


def apart(records: Records) -> bool:
    """Whether other processes see the same database: one in memory has nobody but this one."""
    return records.engine.dialect.name != "sqlite" or sqlite_path(records.url) is not None


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answered_on_all_cores(asked: Asked, records: Records, processes: int) -> Generator[Answered, None, None]:
    """What changes, part by part. Raises ``Refusal`` as asking the contracts one by one does.

    Stopping the iteration stops the processes after the parts they are at.
    """
    with records.reading() as session:
        parts = parts_of_open(session, edition_at(asked.before).terms, asked.at.date(), _PART)
    # Processes of their own begin: a copy of this one would share its connections and threads.
    pool = ProcessPoolExecutor(processes, get_context("spawn"))
    try:
        with _deaf_to_stopping():  # as are the processes that begin here
            answers = pool.map(_part, [(asked, first, last) for first, last in parts])
        for found in answers:
            if isinstance(found, _Refused):
                raise Refusal(found.because, found.clauses)
            yield found
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_stopping() -> Iterator[None]:
    """Ctrl+C reaches every process of a terminal: only the one that a person started answers it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _part(task: tuple[Asked, int, int]) -> Answered | _Refused:
    asked, first, last = task
    answered = Answered(Tally(), [])
    try:
        before, after = _edition(asked.before), _edition(asked.after)
        with Records(asked.url) as records, records.reading() as session, without_collector():
            for found in found_in_part(session, before, after, asked.at, (first, last)):
                answered.tally.add(found)
                if asked.listed:
                    answered.changes.extend(found)
    except Refusal as refusal:
        return _Refused(refusal.because, refusal.clauses)
    return answered


@lru_cache(maxsize=4)
def _edition(name: str) -> Edition:
    """Read once in each process."""
    return edition_at(name)
