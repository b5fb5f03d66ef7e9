"""Proves that what must never change has not changed: journal and looks, cases and their findings, and letters."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.records import chain, fingerprints
from app.records.journal_words import REMOVED
from app.records.sealing import MUST_BE_HELD, held, not_held
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
    """Every entry of the journal, look, case and letter that is not as it was written, in one sentence each.

    What was recorded counts as written as the journal's last fingerprint of it says.
    """
    for fault in chain.faults(connection):
        yield _words(fault)
    for fault in chain.faults(connection, chain.LOOKS):
        yield _words_of_look(fault)
    yield from _removal(connection)
    damaged = set()
    letters = select(Letter.number, Letter.content, Letter.sha256).order_by(Letter.id)
    for number, content, issued in connection.execute(letters.execution_options(yield_per=100)):
        if content is None or sha256(content).hexdigest() != issued:
            damaged.add(number)
            yield because("The letter {number} is damaged: its content no longer fits its checksum.", number=number)
    for kind, number, wrong in _not_as_recorded(connection):
        if number not in damaged:
            yield _words_of_record(kind, number, wrong)


def _not_as_recorded(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Kind and number of what is not as the journal knows it, and whether it is ``missing | changed | added``."""
    for kind, known in held(connection).items():
        for manner in {kept.kind for kept in known.values()}:
            digests = {number: kept.digest for number, kept in known.items() if kept.kind == manner}
            there = {kept.number: kept.digest for kept in fingerprints.numbered(connection, manner, digests)}
            for number, digest in digests.items():
                if there.get(number) != digest:
                    yield kind, number, "changed" if number in there else "missing"
        if kind in MUST_BE_HELD:
            for number in not_held(connection, kind, known):
                yield kind, number, "added"


def _words_of_record(kind: str, number: str, wrong: str) -> Because:
    match kind, wrong:
        case fingerprints.LETTER, "missing":
            return because("The letter {number} is missing.", number=number)
        case fingerprints.LETTER, "changed":
            return because("The letter {number} is not the one that was issued.", number=number)
        case fingerprints.LETTER, _:
            return because("The letter {number} was put in and not written by the desk.", number=number)
        case fingerprints.CASE, "missing":
            return because("The case {number} is missing.", number=number)
        case fingerprints.CASE, "changed":
            return because(
                "The case {number}, or what was found in it, was changed after it was recorded.", number=number
            )
        case fingerprints.CASE, _:
            return because("The case {number} was put in and not written by the desk.", number=number)
        case fingerprints.REFUND, _:
            return because("The refund with the key {number} is not as the desk wrote it.", number=number)
        case fingerprints.NOTE, _:
            return because("The note with the key {number} is not as the desk wrote it.", number=number)
        case _:
            return because("What is noted of a letter sent (key {number}) is not as the desk wrote it.", number=number)


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
