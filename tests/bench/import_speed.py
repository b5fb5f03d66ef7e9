"""How fast a folder is imported, against bare SQLite inserting the very same rows.

    python tests/bench/import_speed.py [--customers 100000]

The folder is the demonstration of that many customers. The bare insert is ``executemany`` of ready tuples into tables
with the same indexes and checks, in one transaction: no file is read, no cell understood, no reference followed. Also
printed: a second import of the same folder, a dry run, the demonstration itself, and the memory used at most.
"""

from __future__ import annotations

import argparse
import resource
import runpy
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.exchange.csv_import import import_folder  # noqa: E402  the project may not be installed
from app.exchange.demo import fill  # noqa: E402
from app.records import tables  # noqa: E402
from app.records.store import Records  # noqa: E402

ON = date(2026, 12, 28)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time the work takes: the machine may have other work."""
    begins = time.process_time()
    work()
    return time.process_time() - begins


def records(folder: Path, name: str) -> Records:
    """A new database."""
    return Records(f"sqlite:///{folder / name}").prepare()


def rows_of(file: Path) -> dict[str, tuple[str, list[tuple[object, ...]]]]:
    """The insert statement and the rows of every table, as the driver takes them."""
    found = {}
    with sqlite3.connect(file) as connection:
        for table in tables.Base.metadata.sorted_tables:
            names = [column.name for column in table.columns if column.computed is None]
            columns = ", ".join(f'"{name}"' for name in names)
            rows = connection.execute(f'SELECT {columns} FROM "{table.name}"').fetchall()
            marks = ", ".join("?" * len(names))
            found[table.name] = (f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', rows)
    return found


def insert_bare(file: Path, rows: dict[str, tuple[str, list[tuple[object, ...]]]]) -> None:
    """Insert ready rows the quickest way SQLite offers to Python."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "cache_size = -32000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    for statement, some in rows.values():
        connection.executemany(statement, some)
    connection.execute("COMMIT")
    connection.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Import of a folder against bare SQLite")
    parser.add_argument("--customers", type=int, default=100_000)
    customers = parser.parse_args().customers
    write_folder = runpy.run_path(str(ROOT / "packaging" / "sample_export.py"))["write_folder"]
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        source, folder = records(place, "demo.db"), place / "in"
        filling = timed(lambda: fill(source, customers, ON))
        with source.reading() as session:
            write_folder(session.connection(), folder, {})
        source.close()
        target = records(place, "import.db")
        importing = timed(lambda: import_folder(target, folder))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = timed(lambda: import_folder(target, folder))
        dry = timed(lambda: import_folder(records(place, "dry.db"), folder, dry_run=True))
        target.close()
        rows = rows_of(place / "import.db")
        records(place, "bare.db").close()
        bare = timed(lambda: insert_bare(place / "bare.db", rows))
        count = sum(len(some) for _, some in rows.values())
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        print(f"{customers:,} customers, {count:,} rows, {size:.0f} MB of CSV; seconds of processor time")
        print(f"bare executemany      {bare:8.1f} s")
        print(
            f"import                {importing:8.1f} s   {importing / bare:.2f} x bare, {count / importing:,.0f} rows/s"
        )
        print(f"second import         {again:8.1f} s   {again / bare:.2f} x bare, nothing to change")
        print(f"dry run               {dry:8.1f} s   {dry / bare:.2f} x bare")
        print(f"demonstration         {filling:8.1f} s   {customers / filling:,.0f} customers/s")
        print(f"memory at most        {most:8.0f} MB")


if __name__ == "__main__":
    main()
