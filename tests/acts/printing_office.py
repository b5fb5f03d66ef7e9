"""A supervisor's desk with letters that wait, and printing until the printer has nothing left to do."""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from sqlalchemy import select

from app.acts import print_run
from app.acts.printing import JobRow
from app.config import Person
from app.records import tables
from app.records.store import Records
from app.start import Desk
from tests.acts.examples import NOW
from tests.print_service import PATIENCE, Office
from tests.records.waiting_letters import add_people, add_waiting

SUPERVISOR = "Karin Maes"
_PAGE = re.compile(r"(L-2026-\d{5}) (\d+) of (\d+)")


def supervisor_on(url: str) -> Desk:
    """A supervisor's desk, open."""
    return Desk(url, Person(SUPERVISOR, "supervisor"), "en", lambda: NOW).open()


@cache
def _prepared() -> bytes:
    """A database file with the newest schema: made once, it takes longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "empty.db")
        with Records(f"sqlite:///{file}") as records:
            records.prepare()
        return file.read_bytes()


def desk_with(folder: Path, count: int, url: str = "") -> tuple[Desk, tuple[str, ...]]:
    """A supervisor's desk with ``count`` letters that wait, and their numbers; on a new database, or at ``url``."""
    if not url:
        (folder / "desk.db").write_bytes(_prepared())
    desk = supervisor_on(url or f"sqlite:///{folder / 'desk.db'}")
    with desk.records.writing() as session:
        add_people(session)
        numbers = add_waiting(session, count)
    return desk, numbers


def until(desk: Desk, number: str, is_so: Callable[[JobRow], bool]) -> JobRow:
    """Advance a job until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so(row := print_run.advance(desk, number)):
        assert time.monotonic() < end, row
        time.sleep(0.03)
    return row


def finished(desk: Desk, numbers: Iterable[str]) -> list[JobRow]:
    """Advance jobs until each has ended."""
    return [until(desk, number, lambda row: row.ended) for number in numbers]


def pages_out(office: Office) -> Counter[tuple[str, int]]:
    """Which page of which letter came out how often, of the jobs that came out as a whole."""
    found: Counter[tuple[str, int]] = Counter()
    for content in office.printed():
        for page in PdfReader(BytesIO(content)).pages:
            found.update((number, int(at)) for number, at, _ in _PAGE.findall(page.extract_text()))
    return found


def states(desk: Desk) -> dict[str, str]:
    """The state of each letter."""
    with desk.records.reading() as session:
        return {row.number: row.state for row in session.execute(select(tables.Letter.number, tables.Letter.state))}


def dispatched(desk: Desk, way: str = "printed") -> Counter[str]:
    """How often each letter left in this way."""
    letter, dispatch = tables.Letter, tables.Dispatch
    asked = select(letter.number).join(dispatch, dispatch.letter_id == letter.id).where(dispatch.way == way)
    with desk.records.reading() as session:
        return Counter(session.scalars(asked))
