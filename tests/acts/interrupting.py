"""Lets something happen at a chosen moment of what is written: before a statement that writes, around its COMMIT."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select

from app.acts import withdrawal
from app.acts.rows import Done, Preview
from app.config import Person
from app.records import tables, verify
from app.records.rows import DossierKey
from app.records.store import Records
from app.start import Desk
from tests.acts import examples
from tests.acts.acting import begun
from tests.acts.examples import BY_LETTER, NOW, TODAY
from tests.acts.stored import AGENT, key_of, read_back, store

NUMBER = "C-2026-00001"
"""The case a withdrawal gets, whatever went wrong before: no number is lost."""


class Withdrawing:
    """Elke withdraws from her package: the draft as it was seen, on the database at ``url``, by desks of their own."""

    def __init__(self, url: str) -> None:
        self.url = url
        desk = self.desk()
        store(desk, examples.dossier())
        dossier = read_back(desk, examples.dossier())
        desk.close()
        self.key: DossierKey = key_of(dossier)
        self.draft = begun(dossier, "withdrawal", "B-10001", BY_LETTER)
        self.seen: Preview = withdrawal.preview(dossier, self.draft, TODAY)

    def desk(self) -> Desk:
        """A desk that is open."""
        return Desk(self.url, Person(AGENT), "en", lambda: NOW).open()

    def record(self, desk: Desk) -> Done:
        """Record it once."""
        return withdrawal.perform(desk, self.key, self.draft, self.seen)

    def untouched(self) -> bool:
        """Whether no row of it is there; quicker than :meth:`stands`."""
        with Records(self.url) as records, records.engine.connect() as connection:
            written = (tables.Case, tables.Letter, tables.Journal, tables.Counter, tables.Refund)
            return all(connection.execute(select(table)).first() is None for table in written)

    def stands(self) -> str:
        """``all`` or ``nothing``: what of it the database holds. Anything between, or a broken journal, fails here."""
        desk = self.desk()
        try:
            dossier = read_back(desk, examples.dossier())
            with desk.records.reading() as session:
                assert list(verify.faults(session.connection())) == []
            entries = [entry for entry in dossier.journal if entry.what.startswith("case_")]
            ended = [row.number for row in dossier.contract.bookings if row.ended_as] if dossier.contract else []
            found = (len(dossier.cases), len(dossier.letters), len(entries), ended)
        finally:
            desk.close()
        assert found in ((0, 0, 0, []), (1, 2, 1, ["B-10001"])), found
        return "all" if found[0] else "nothing"


@contextmanager
def at_statement(desk: Desk, number: int, happens: Callable[[Any], None]) -> Iterator[list[str]]:
    """``happens`` with the driver's cursor before writing statement ``number`` (from 1); gives those that ran."""
    ran: list[str] = []

    def count(_: Any, cursor: Any, statement: str, *__: Any) -> None:
        # A server's own functions write, too.
        if statement.startswith("SELECT") and "FOR UPDATE" not in statement and "public.desk_" not in statement:
            return
        ran.append(statement)
        if len(ran) == number:
            happens(cursor)

    event.listen(desk.records.engine, "before_cursor_execute", count)
    try:
        yield ran
    finally:
        event.remove(desk.records.engine, "before_cursor_execute", count)


def killed(act: Callable[[], None]) -> bool:
    """Whether a process of its own that does ``act`` was killed in the middle; it must not fail in another way."""
    process = multiprocessing.get_context("fork").Process(target=act)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def die(*_: Any) -> None:
    """What ``kill -9`` does: no farewell, nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)
