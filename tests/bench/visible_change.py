"""From a note written at one desk to its news at another, against a bare NOTIFY between two connections.

    .venv/bin/python -m tests.bench.visible_change [rounds]     200 when left out

What the second desk does on being told is in it: it reads the versions of what it has open, and who is there.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import quantiles

import psycopg
from sqlalchemy.engine import make_url

from app.acts.notes import add_note
from app.acts.overview import key_of, overview
from app.acts.rows import Receipt
from app.acts.together import Company
from app.records.store import Records
from tests.bench.many_desks import desk_on, prepare
from tests.postgresql import running

TARGET = 3.0
WITHIN = 1.0
"""Seconds in which a colleague is seen, on any engine."""


def p95(seconds: list[float]) -> float:
    """The 95th of a hundred, in milliseconds."""
    return quantiles(seconds, n=20)[-1] * 1000


def of_desks(url: str, rounds: int) -> float:
    """What the second desk needs, after the first one's note is kept, to know of it."""
    vin = prepare(url)[0]
    one, two = desk_on(url, "Desk 1"), desk_on(url, "Desk 2")
    shown = overview(two, vin, Receipt(two.now(), "phone"))
    assert shown is not None
    key, company = key_of(shown.dossier), Company(two)
    kept: list[float] = []
    known: list[float] = []
    ready, told = threading.Event(), threading.Event()

    def wait_for_news() -> None:
        version = shown.dossier.version
        with company.watch() as wait:
            while len(known) < rounds:
                ready.set()
                if wait(5, [key.customer_id]):
                    found = company.news([key.customer_id]).versions[key.customer_id]
                    if found > version:
                        version = found
                        known.append(time.perf_counter())
                        told.set()

    waiting = threading.Thread(target=wait_for_news)
    waiting.start()
    ready.wait()
    for number in range(rounds):
        time.sleep(0.01)
        add_note(one, key, f"Note {number}")
        kept.append(time.perf_counter())
        told.wait(10)
        told.clear()
    waiting.join()
    for desk in (one, two):
        desk.close()
    # The news may come before the writer itself is told that its note is kept.
    return p95([max(0.0, later - before) for before, later in zip(kept, known, strict=True)])


def of_bare_notify(url: str, rounds: int) -> float:
    """What PostgreSQL needs from one connection to another, and back to a thread that waits."""
    sent: list[float] = []
    came: list[float] = []
    ready, told = threading.Event(), threading.Event()

    def listen() -> None:
        with _connected(url) as connection:
            connection.execute("LISTEN bare")
            ready.set()
            for _ in connection.notifies():
                came.append(time.perf_counter())
                told.set()
                if len(came) == rounds:
                    return

    waiting = threading.Thread(target=listen)
    waiting.start()
    ready.wait()
    with _connected(url) as connection:
        for _ in range(rounds):
            time.sleep(0.01)
            sent.append(time.perf_counter())
            connection.execute("NOTIFY bare")
            told.wait(10)
            told.clear()
    waiting.join()
    return p95([later - before for before, later in zip(sent, came, strict=True)])


def _connected(url: str) -> psycopg.Connection:
    address = make_url(url)
    host = str(address.query["host"])
    return psycopg.connect(host=host, user=address.username, dbname=address.database, autocommit=True)


def main(rounds: int = 200) -> int:
    """Both engines; 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as folder, running() as server:
        found = {}
        for engine, url in (("PostgreSQL", server.new()), ("SQLite", f"sqlite:///{Path(folder) / 'desk.db'}")):
            with Records(url) as records:
                records.upgrade()
            found[engine] = of_desks(url, rounds)
            if engine == "PostgreSQL":
                bare = of_bare_notify(url, rounds)
    ratio = found["PostgreSQL"] / bare
    print(f"PostgreSQL: {found['PostgreSQL']:.1f} ms (p95), bare NOTIFY {bare:.1f} ms: {ratio:.2f} × (≤ {TARGET} ×)")
    print(f"SQLite: {found['SQLite']:.0f} ms (p95), at most {WITHIN * 1000:.0f} ms")
    return int(ratio > TARGET or found["SQLite"] > WITHIN * 1000)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:2])))
