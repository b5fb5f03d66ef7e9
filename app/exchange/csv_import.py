"""Imports a folder of CSV files as a customer system exports them (``packaging/IMPORT.md``): all of it, or nothing.

Rows are told by their external numbers: what is new is added, what differs is changed, what the file does not mention
stays. What desks wrote themselves (cases, letters, notes, endings) is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update

from app.exchange.bulk import large_cache, table_of
from app.exchange.csv_columns import SHEETS, Reference, Sheet
from app.exchange.csv_parts import store_for
from app.exchange.csv_reading import CsvFile, Unreadable, compared
from app.exchange.csv_rows import RowReader
from app.exchange.csv_store import ASKED_AT_ONCE, SheetStore, Written, in_chunks, is_empty, keys_of
from app.exchange.import_report import FileCount, ImportProblem, ImportReport
from app.exchange.stopping import Cancelled, Progress, stoppable
from app.problems import Problem, explained
from app.records import tables
from app.records.search_index import index_customers, rebuild_index
from app.records.store import Records
from app.terms.clause import Because, because, because_count

_NO_ROW = -1  # stands where a row is named that does not exist, so that a check sees that one was named
_SHEET_OF = {sheet.name: sheet for sheet in SHEETS}


def import_folder(
    records: Records,
    folder: Path,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import ``folder`` in one transaction and report. With problems, or in a dry run, nothing is written.

    ``progress`` is told how far it is, in bytes of the files. Raises :class:`Cancelled` when ``cancelled`` says so or
    Ctrl+C is pressed, and ``Problem`` when the folder cannot be read or the database not be written.
    """
    with stoppable(), explained():
        files, remarks = _files_in(folder)
        try:
            with records.writing() as session:
                connection = session.connection()
                run = _Import(connection, files, remarks, progress, cancelled)
                with large_cache(connection):
                    report = run.report(dry_run)
                if dry_run or report.problems:
                    raise _TakeBack
        except _TakeBack:
            pass
    return report


class _TakeBack(Exception):
    """Ends the transaction without keeping anything."""


class _Import:
    """One run through all files."""

    def __init__(
        self,
        connection: Connection,
        files: dict[str, Path],
        remarks: list[ImportProblem],
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._connection = connection
        self._files = files
        self._remarks = remarks
        self._problems: list[ImportProblem] = []
        self._progress = progress
        self._cancelled = cancelled
        self._total = sum(path.stat().st_size for path in files.values()) + 1  # the last step is the index
        self._bytes = 0
        self._faulty: dict[str, set[Any]] = {sheet.name: set() for sheet in SHEETS}
        self._unread: set[str] = set()
        self._first_import = is_empty(connection, table_of(tables.Customer))

    def report(self, dry_run: bool) -> ImportReport:
        """Read and write every file, then bring versions and the search index up to date."""
        counts, concerned = [], {}
        for sheet in SHEETS:
            if sheet.name not in self._files:
                continue
            rows, written = self._read_sheet(sheet)
            counts.append(FileCount(sheet.file, rows, written.new, written.changed, written.unchanged))
            concerned[sheet.name] = written.concerned
        if not self._problems and not dry_run:
            self._finish(concerned)
        order = {sheet.file: place for place, sheet in enumerate(SHEETS)}
        self._problems.sort(key=lambda one: (order.get(one.file, -1), one.line))
        return ImportReport(dry_run, tuple(counts), tuple(self._problems), tuple(self._remarks))

    def _read_sheet(self, sheet: Sheet) -> tuple[int, Written]:
        store = store_for(self._connection, sheet)
        rows = 0
        try:
            with CsvFile(self._files[sheet.name], self._count_bytes) as file:
                reader = RowReader(sheet, file.header, file.names, self._problems, self._remarks)
                if not reader.usable:
                    self._unread.add(sheet.name)
                    return 0, store.written
                for batch in _batches(file.rows()):
                    self._pause()
                    rows += len(batch)
                    self._put(store, reader, reader.read(batch))
                self._faulty[sheet.name] = reader.faulty
                self._remark_check_digits(sheet, reader)
        except Unreadable as error:
            self._unread.add(sheet.name)
            self._problems.append(ImportProblem(sheet.file, error.line, "", error.because))
        return rows, store.written

    def _put(self, store: SheetStore, reader: RowReader, read: list[tuple[int, dict[str, Any]]]) -> None:
        for reference in store.sheet.references:
            self._resolve(reference, reader, read)
        reader.check(read)
        taken = store.taken(row for line, row in read if not reader.has_problem(line))
        for line, row in read if taken else ():
            name, key = store.sheet.unique, store.sheet.key[0]
            if row.get(name) in taken and taken[row[name]] != row[key]:
                reader.complain(line, name, because("{number} belongs to another vehicle already.", number=row[name]))
        good = reader.good(read)
        if good:
            store.put(good)

    def _resolve(self, reference: Reference, reader: RowReader, read: list[tuple[int, dict[str, Any]]]) -> None:
        """Put the keys of the rows referred to in place of their numbers."""
        numbers = {row[reference.field] for _, row in read if row.get(reference.field) is not None}
        if not numbers:
            return
        parent = _SHEET_OF[reference.sheet]
        keys = keys_of(self._connection, table_of(parent.table), parent.key[0], numbers)
        for line, row in read:
            number = row.get(reference.field)
            if number is None:
                continue
            if number in keys:
                row[reference.field] = number if reference.by_number else keys[number]
                continue
            row[reference.field] = _NO_ROW
            if number in self._faulty[parent.name] or parent.name in self._unread:
                reader.pass_over(line)  # its own problem is reported where it is
            else:
                reader.complain(
                    line,
                    reference.name,
                    because("“{number}” is neither in {file} nor in the database.", number=number, file=parent.file),
                )

    def _pause(self) -> None:
        if self._progress is not None:
            self._progress(self._bytes, self._total)
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    def _count_bytes(self, count: int) -> None:
        self._bytes += count

    def _remark_check_digits(self, sheet: Sheet, reader: RowReader) -> None:
        if reader.odd_vins:
            text = because_count(
                "{count} VIN does not fit the North American check digit. European vehicles need not.",
                "{count} VINs do not fit the North American check digit. European vehicles need not.",
                reader.odd_vins,
            )
            self._remarks.append(ImportProblem(sheet.file, 0, "vin", text))

    def _finish(self, concerned: dict[str, dict[str, set[int]]]) -> None:
        found: dict[str, set[int]] = {}
        for keys in concerned.values():
            for column, some in keys.items():
                found.setdefault(column, set()).update(some)
        named = set().union(*(concerned.get(name, {}).get("customer_id", set()) for name in ("customers", "addresses")))
        if self._first_import:
            rebuild_index(self._connection)
        else:
            index_customers(self._connection, named)
            _touch(self._connection, _customers_concerned(self._connection, found))
        if self._progress is not None:
            self._progress(self._total, self._total)


def _files_in(folder: Path) -> tuple[dict[str, Path], list[ImportProblem]]:
    if not folder.exists():
        raise Problem(because("The folder “{name}” does not exist.", name=folder.name))
    if not folder.is_dir():
        raise Problem(because("“{name}” is a file. Name the folder that holds the CSV files.", name=folder.name))
    files: dict[str, Path] = {}
    remarks = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv":
            continue
        name = compared(path.stem)
        if name not in _SHEET_OF or name in files:
            remarks.append(ImportProblem(path.name, 0, "", _passed_over(double=name in files)))
        elif not path.resolve().is_relative_to(folder.resolve()):
            raise Problem(
                because("“{name}” leads out of the folder: put the file itself into the folder.", name=path.name)
            )
        else:
            files[name] = path
    if not files:
        raise Problem(
            because("No file of an import is in the folder “{name}”: customers.csv or another one.", name=folder.name)
        )
    return files, remarks


def _passed_over(*, double: bool) -> Because:
    if double:
        return because("A second file of this name differs in capital letters only. It was passed over.")
    return because("This file is not part of an import. It was passed over.")


def _batches(rows: Iterator[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    """Rows in batches; the rows before a line that cannot be read are given first."""
    batch: list[tuple[int, list[str]]] = []
    try:
        for one in rows:
            batch.append(one)
            if len(batch) == ASKED_AT_ONCE:
                yield batch
                batch = []
    except Unreadable:
        yield batch
        raise
    yield batch


_WAY_TO_CUSTOMER: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("invoice_id", tables.Invoice, ("booking_id", "service_inclusive_id")),
    ("booking_id", tables.Booking, ("contract_id",)),
    ("contract_id", tables.Contract, ("customer_id",)),
    ("service_inclusive_id", tables.ServiceInclusive, ("customer_id",)),
    ("vehicle_id", tables.Vehicle, ("customer_id",)),
)


def _customers_concerned(connection: Connection, found: dict[str, set[int]]) -> set[int]:
    """The customers whose dossiers hold the rows found: from invoice to booking to contract to customer."""
    for column, table, onwards in _WAY_TO_CUSTOMER:
        rows = table_of(table)
        for asked in in_chunks(found.get(column, ())):
            fields = [rows.c[name] for name in onwards]
            for row in connection.execute(select(*fields).where(rows.c.id.in_(asked))):
                for name, key in zip(onwards, row, strict=True):
                    if key is not None:
                        found.setdefault(name, set()).add(key)
    return found.get("customer_id", set())


def _touch(connection: Connection, customers: set[int]) -> None:
    """A dossier that is open at a desk shows that it has changed."""
    table = table_of(tables.Customer)
    for asked in in_chunks(customers):
        connection.execute(update(table).where(table.c.id.in_(asked)).values(version=table.c.version + 1))
