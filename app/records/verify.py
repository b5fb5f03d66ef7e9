"""Proves that what must never change has not changed: the entries of journal and looks, and the letters' bytes."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.records import chain
from app.records.looks import REMOVED
from app.records.tables import Journal, Letter
from app.terms.clause import Because, because


class Checked(NamedTuple):
    """How much there was to check."""

    entries: int
    letters: int


def amount(connection: Connection) -> Checked:
    """The number of journal entries and of letters."""
    entries, letters = (connection.execute(select(func.count(table.id))).scalar_one() for table in (Journal, Letter))
    return Checked(entries, letters)


def faults(connection: Connection) -> Iterator[Because]:
    """Every entry of the journal, every look and every letter that is not as it was written, in one sentence each."""
    for fault in chain.faults(connection):
        yield _words(fault)
    for fault in chain.faults(connection, chain.LOOKS):
        yield _words_of_look(fault)
    yield from _removal(connection)
    letters = select(Letter.number, Letter.content, Letter.sha256).order_by(Letter.id)
    for number, content, issued in connection.execute(letters.execution_options(yield_per=100)):
        if content is None or sha256(content).hexdigest() != issued:
            yield because("The letter {number} is damaged: its content no longer fits its checksum.", number=number)


def _removal(connection: Connection) -> Iterator[Because]:
    """Old looks go only by a removal that stands in the journal."""
    removed, _ = chain.removed(connection, chain.LOOKS)
    told = select(Journal.on).where(Journal.what == REMOVED).order_by(Journal.position.desc()).limit(1)
    if str(removed) != (connection.execute(told).scalar() or "0"):
        yield because("Looks were removed, and the journal does not say by whom.")


def _words_of_look(fault: chain.Fault) -> Because:
    place = str(fault.position)
    match fault.kind:
        case "missing":
            return because("Look {position} is missing.", position=place)
        case "moved":
            return because("Look {position} is not in its place.", position=place)
        case "added":
            return because("Look {position} was put in and not written by the desk.", position=place)
        case _:
            return because("Look {position} was changed after it was written.", position=place)


def _words(fault: chain.Fault) -> Because:
    place = str(fault.position)
    match fault.kind:
        case "missing":
            return because("Entry {position} of the journal is missing.", position=place)
        case "moved":
            return because(
                "Entry {position} of the journal ({what}, {on}) is not in its place.",
                position=place,
                what=fault.what,
                on=fault.on,
            )
        case "added":
            return because(
                "Entry {position} of the journal ({what}, {on}) was put in and not written by the desk.",
                position=place,
                what=fault.what,
                on=fault.on,
            )
        case _:
            return because(
                "Entry {position} of the journal ({what}, {on}) was changed after it was written.",
                position=place,
                what=fault.what,
                on=fault.on,
            )
