"""1,000 letters printed in one go, against what the print service itself needs to take in as many pages.

    PYTHONPATH=. .venv/bin/python tests/bench/print_day.py [letters]

Starts a print service and a database of its own. Proves on the way that each page came out once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from app.acts import printing
from app.letters.letter import write
from app.letters.samples import matter
from app.records import tables
from tests.acts.printing_office import desk_with, finished, pages_out, states
from tests.print_service import program, running
from tests.records.waiting_letters import pdf

LETTERS = 1_000


def bare(office: str, pages: int) -> float:
    """Seconds in which ``lp`` hands over one PDF with as many pages."""
    content = pdf("bare", pages)
    began = time.perf_counter()
    subprocess.run([program("lp"), "-d", office, "-"], input=content, capture_output=True, check=True)
    return time.perf_counter() - began


def main(letters: int) -> int:
    """Print them; the exit code tells whether every page came out once."""
    with tempfile.TemporaryDirectory() as name, running() as service, service.an_office() as office:
        os.environ["CUPS_SERVER"] = service.address
        desk, numbers = desk_with(Path(name), letters)
        real = _make_real(desk, numbers)
        began = time.perf_counter()
        jobs = printing.begin(desk, numbers, office.name, sides="two-sided-long-edge")
        written = time.perf_counter() - began
        rows = finished(desk, jobs)
        took = time.perf_counter() - began
        pages = sum(row.pages for row in rows)
        out = pages_out(office)
        expected = {(number, 1) for number in numbers} - {(number, 1) for number in real}
        whole = {key for key in out if key[1] == 1} >= expected and set(out.values()) == {1}
        whole = whole and set(states(desk).values()) == {"printed"}
        handed = bare(office.name, pages)
        desk.close()
    print(
        f"{letters} letters, {pages} pages, {len(jobs)} jobs: {took:.1f} s, of which {written:.2f} s to write them down"
    )
    print(f"{letters / took:.0f} letters a second; {took / handed:.1f} x lp with one bare PDF of as many pages")
    print("every page once" if whole else "PAGES MISSING OR DOUBLE")
    return 0 if whole else 1


def _make_real(desk: object, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Give every second letter the content of a real one, with its fonts and its size."""
    import hashlib

    content = write(matter("withdrawal_confirmation", "nl"))
    chosen = numbers[::2]
    with desk.records.writing() as session:  # type: ignore[attr-defined]
        for number in chosen:
            row = session.execute(select(tables.Letter).where(tables.Letter.number == number)).scalar_one()
            row.content, row.pages, row.size = content.pdf, content.pages, len(content.pdf)
            row.sha256 = hashlib.sha256(content.pdf).hexdigest()
    return chosen


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS))
