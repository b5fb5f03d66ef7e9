"""Takes in to whom newer terms were announced: a CSV file of contracts, each with the day the message reached it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from app.exchange.csv_reading import CsvFile, Unreadable
from app.exchange.csv_values import Misread, day
from app.exchange.import_report import ImportProblem
from app.records import tables
from app.records.announcements import NewAnnouncement, announce
from app.records.store import Records
from app.terms.clause import Because, Refusal, because
from app.terms.edition import edition_called

CONTRACT, RECEIVED = "contract_number", "received_on"
_CONTRACTS = select(tables.Contract.number, tables.Contract.id, tables.Contract.edition, tables.Contract.concluded_on)


def announce_to(records: Records, path: Path, what: NewAnnouncement, *, by: str, at: datetime) -> int:
    """Record that ``what`` reached every contract in the file (MC 13.2), all or none; how many there were.

    Raises ``Refusal`` naming the line for a file that cannot be read, a contract nobody knows, that stands there twice
    or has these terms already, and a day that is none, before the contract or after ``at``; and as
    :func:`app.records.announcements.announce` does.
    """
    newer = edition_called(what.edition)
    with records.writing() as session:
        known = {row.number: row for row in session.execute(_CONTRACTS)}
        received: dict[int, date] = {}
        for line, number, on in _lines(path):
            contract = known.get(number)
            if contract is None:
                raise _refused(path, line, CONTRACT, because("There is no contract {number}.", number=number[:40]))
            if contract.id in received:
                raise _refused(path, line, CONTRACT, because("Contract {number} stands here twice.", number=number))
            if newer.terms == "MC" and newer.in_force_from <= edition_called(contract.edition).in_force_from:
                raise _refused(path, line, CONTRACT, _not_newer(what.edition, number))
            if on < contract.concluded_on:
                why = because("The contract was concluded on {day}.", day=contract.concluded_on)
                raise _refused(path, line, RECEIVED, why)
            if on > at.date():
                why = because("{day} lies in the future: only days that are over count.", day=on)
                raise _refused(path, line, RECEIVED, why)
            received[contract.id] = on
        announce(session, what, received.items(), by=by, at=at)
    return len(received)


def _not_newer(edition: str, number: str) -> Because:
    return because("The terms {name} are not newer than those of contract {number}.", name=edition, number=number)


def _lines(path: Path) -> Iterator[tuple[int, str, date]]:
    try:
        with CsvFile(path) as file:
            places = {name: file.names.index(name) for name in (CONTRACT, RECEIVED) if name in file.names}
            for name in (CONTRACT, RECEIVED):
                if name not in places:
                    raise _refused(path, 1, name, because("This column is missing."))
            for line, cells in file.rows():
                number, written = (cells[place].strip() if place < len(cells) else "" for place in places.values())
                try:
                    yield line, number, day(written)
                except Misread as error:
                    raise _refused(path, line, RECEIVED, error.because) from error
    except Unreadable as error:
        raise _refused(path, error.line, "", error.because) from error


def _refused(path: Path, line: int, column: str, why: Because) -> Refusal:
    return Refusal(ImportProblem(path.name, line, column, why).sentence())
