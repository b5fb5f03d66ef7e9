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

CONTRACT, RECEIVED = "contract_number", "received_on"


def announce_to(records: Records, path: Path, what: NewAnnouncement, *, by: str, at: datetime) -> int:
    """Record that ``what`` reached every contract in the file (MC 13.2), all or none; how many there were.

    Raises ``Refusal`` naming the line for a file that cannot be read, a contract nobody knows or that stands there
    twice and a day that is none, and as :func:`app.records.announcements.announce` does.
    """
    with records.writing() as session:
        contracts = session.execute(select(tables.Contract.number, tables.Contract.id))
        known = {number: contract_id for number, contract_id in contracts}  # noqa: C416 (a row is no pair to dict)
        received: dict[int, date] = {}
        for line, number, on in _lines(path):
            if number not in known:
                raise _refused(path, line, CONTRACT, because("There is no contract {number}.", number=number[:40]))
            if known[number] in received:
                raise _refused(path, line, CONTRACT, because("Contract {number} stands here twice.", number=number))
            received[known[number]] = on
        announce(session, what, received.items(), by=by, at=at)
    return len(received)


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
