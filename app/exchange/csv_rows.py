"""Turns the lines of one file into rows: cell by cell, then row by row, collecting every problem on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from app.exchange.csv_checks import Row
from app.exchange.csv_columns import Sheet
from app.exchange.csv_reading import compared
from app.exchange.csv_values import Misread, Reader, fits_check_digit
from app.exchange.import_report import ImportProblem
from app.terms.clause import Because, because, because_count

_HEADER_LINE = 1
_REMEMBERED = 5_000  # cells of a column: dates, amounts and choices come again and again, numbers do not
_UNKNOWN = object()


@dataclass(slots=True)
class _Bound:
    """A column at its place in this file, and what its cells have meant so far."""

    place: int
    name: str
    field: str
    read: Reader
    required: bool
    empty: Any = None
    understood: dict[str, Any] = dataclass_field(default_factory=dict)


class RowReader:
    """Reads the rows of ``sheet`` under one header.

    ``usable`` is false when a required column is missing or one stands twice: then no row can be read. ``faulty`` are
    the keys of rows with problems, so that rows that refer to them are not reported as well. ``odd_vins`` counts the
    VINs whose check digit does not fit.
    """

    def __init__(
        self,
        sheet: Sheet,
        header: list[str],
        names: list[str],
        problems: list[ImportProblem],
        remarks: list[ImportProblem],
    ) -> None:
        self.faulty: set[Any] = set()
        self.odd_vins = 0
        self._sheet = sheet
        self._problems = problems
        self._width = len(header)
        self._seen: dict[tuple[Any, ...], int] = {}
        self._seen_unique: dict[Any, int] = {}
        self._complaints: dict[int, set[str]] = {}
        self._cells: list[_Bound] = []
        self._counts_vins = sheet.name == "vehicles"
        self.usable = self._bind(header, names, remarks)

    def read(self, batch: Iterable[tuple[int, list[str]]]) -> list[tuple[int, Row]]:
        """The rows of a batch with their lines. A cell that cannot be read is reported and left out of its row."""
        self._complaints.clear()
        rows: list[tuple[int, Row]] = []
        for line, cells in batch:
            if len(cells) != self._width:
                self._report_width(line, len(cells))
                continue
            row: Row = {}
            for bound in self._cells:
                cell = cells[bound.place]
                value = bound.understood.get(cell, _UNKNOWN)
                if value is _UNKNOWN:
                    value = self._understand(line, bound, cell)
                if value is not _UNKNOWN:
                    row[bound.field] = value
            if self._counts_vins and "vin" in row and not fits_check_digit(row["vin"]):
                self.odd_vins += 1
            rows.append((line, row))
        return rows

    def _understand(self, line: int, bound: _Bound, cell: str) -> Any:
        text = cell.strip()
        try:
            if text:
                value = bound.read(text)
            elif bound.required:
                raise Misread(because("This cell must not be empty."))
            else:
                value = bound.empty
        except Misread as error:
            self.complain(line, bound.name, error.because)
            return _UNKNOWN
        if len(bound.understood) > _REMEMBERED:
            bound.understood.clear()
        bound.understood[cell] = value
        return value

    def check(self, rows: list[tuple[int, Row]]) -> None:
        """Look at whole rows, after the rows they refer to were found; and for rows that occur twice."""
        for line, row in rows:
            known = self._complaints.get(line, set())

            def complain(column: str, reason: Because, line: int = line, known: set[str] = known) -> None:
                if column not in known:
                    self.complain(line, column, reason)

            self._sheet.check(row, complain)
            self._check_double(line, row)

    def complain(self, line: int, column: str, reason: Because) -> None:
        """Report a problem with a cell; the row is not written."""
        self._complaints.setdefault(line, set()).add(column)
        self._problems.append(ImportProblem(self._sheet.file, line, column, reason))

    def pass_over(self, line: int) -> None:
        """The row cannot be written, for a reason that is reported elsewhere."""
        self._complaints.setdefault(line, set())

    def has_problem(self, line: int) -> bool:
        """Whether the row of that line cannot be written."""
        return line in self._complaints

    def good(self, rows: list[tuple[int, Row]]) -> list[Row]:
        """The rows without a problem. The others are remembered by their key."""
        if not self._complaints:
            return [row for _, row in rows]
        name = self._sheet.key[0]
        self.faulty.update(row[name] for line, row in rows if line in self._complaints and name in row)
        return [row for line, row in rows if line not in self._complaints]

    def _bind(self, header: list[str], names: list[str], remarks: list[ImportProblem]) -> bool:
        file = self._sheet.file
        usable = True
        known = {compared(name) for name in self._sheet.column_names()}
        for place, name in enumerate(names):
            if not name:  # a separator at the end of each line
                continue
            if names.index(name) != place:
                usable = False
                self._problems.append(ImportProblem(file, _HEADER_LINE, name, because("This column occurs twice.")))
            elif name not in known:
                reason = because("This column is not known. It was passed over.")
                remarks.append(ImportProblem(file, _HEADER_LINE, header[place], reason))
        for missing in sorted(self._sheet.required_names() - set(names)):
            usable = False
            self._problems.append(ImportProblem(file, _HEADER_LINE, missing, because("This column is missing.")))
        for reference in self._sheet.references:
            if reference.name in names:
                place = names.index(reference.name)
                self._cells.append(_Bound(place, reference.name, reference.field, reference.read, reference.required))
        for column in self._sheet.columns:
            if column.name in names:
                place = names.index(column.name)
                self._cells.append(_Bound(place, column.name, column.fills, column.read, column.required, column.empty))
        return usable

    def _report_width(self, line: int, found: int) -> None:
        self._problems.append(
            ImportProblem(
                self._sheet.file,
                line,
                "",
                because_count(
                    "This line has {count} field, the header has {expected}.",
                    "This line has {count} fields, the header has {expected}.",
                    found,
                    expected=self._width,
                ),
            )
        )

    def _check_double(self, line: int, row: Row) -> None:
        key = tuple(map(row.get, self._sheet.key))
        if None not in key and (first := self._seen.setdefault(key, line)) != line:
            self.complain(line, self._key_column(), because("This stands in line {line} already.", line=first))
        unique = row.get(self._sheet.unique) if self._sheet.unique else None
        if unique is not None and (first := self._seen_unique.setdefault(unique, line)) != line:
            self.complain(line, self._sheet.unique, because("This stands in line {line} already.", line=first))

    def _key_column(self) -> str:
        name = self._sheet.key[-1]
        names = {one.fills: one.name for one in self._sheet.columns} | {
            one.field: one.name for one in self._sheet.references
        }
        return names[name]
