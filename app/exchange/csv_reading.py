"""Reads one CSV file as spreadsheets and customer systems write them, row by row and never as a whole.

UTF-8 with or without a byte-order mark; semicolon, comma or tab, told from the header; quoted fields; any line end.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from app.problems import problem_of
from app.terms.clause import Because, because

LONGEST_LINE = 200_000  # bytes; a row of these files has some hundreds
_SEPARATORS = (";", ",", "\t")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """The file cannot be read on from ``line`` (0: at all), with the reason in one sentence."""

    def __init__(self, line: int, because: Because) -> None:
        super().__init__(because.message)
        self.line = line
        self.because = because


class CsvFile:
    """An open CSV file. ``header`` holds the column names as written, ``names`` as they are compared.

    Raises :class:`Unreadable` when opened or while read. Use as a context manager.
    """

    def __init__(self, path: Path, read_so_far: Callable[[int], None] = lambda _: None) -> None:
        self._read_so_far = read_so_far
        self._lines_read = 0
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise Unreadable(0, because("This is not an ordinary file."))
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            problem = problem_of(error)
            raise Unreadable(0, problem.because if problem else because("This file cannot be opened.")) from error
        try:
            self._open_header()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> CsvFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the number of the line it begins on; blank lines are passed over."""
        try:
            while True:
                begins = self._lines_read + 1
                row = next(self._reader, None)
                if row is None:
                    return
                if row and not (len(row) == 1 and not row[0].strip()):
                    yield begins, row
        except csv.Error as error:
            raise Unreadable(begins, _csv_reason(error)) from error

    def _open_header(self) -> None:
        first = next(self._lines(), "")
        if not first.strip():
            raise Unreadable(0, because("This file is empty: not even a header is in it."))
        counts = {separator: first.count(separator) for separator in _SEPARATORS}
        separator = max(counts, key=lambda one: counts[one])
        try:
            self.header = [name.strip() for name in next(csv.reader([first], delimiter=separator, strict=True))]
        except csv.Error as error:
            raise Unreadable(1, _csv_reason(error)) from error
        self.names = [compared(name) for name in self.header]
        self._reader = csv.reader(self._lines(), delimiter=separator, strict=True)

    def _lines(self) -> Iterator[str]:
        while raw := self._file.readline(LONGEST_LINE):
            number = self._lines_read + 1
            if number == 1:
                if raw.startswith(_UTF16_MARKS):
                    raise Unreadable(1, because("This file is written in UTF-16. Save it as UTF-8."))
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if len(raw) >= LONGEST_LINE and not raw.endswith(b"\n"):
                raise Unreadable(
                    number,
                    because("This line is longer than {limit} characters. A quote may be open.", limit=LONGEST_LINE),
                )
            if b"\0" in raw:
                raise Unreadable(number, because("There is a NUL byte in this line: this is not a text file."))
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                raise Unreadable(
                    number, because("This is not UTF-8, perhaps Latin-1 or Windows-1252. Save the file as UTF-8.")
                ) from error
            self._lines_read = number
            self._read_so_far(len(raw))
            yield text


def compared(name: str) -> str:
    """A column name as names are compared: small letters, with ``_`` for spaces and hyphens."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _csv_reason(error: csv.Error) -> Because:
    text = str(error)
    if "field larger" in text:
        return because("One field here is far too long. A quote may be open.")
    if "unexpected end of data" in text:
        return because("A quote is opened here and never closed.")
    if "new-line character" in text:
        return because("The lines end in a way that is not supported. Save the file with ordinary line ends.")
    return because("A quote stands in the wrong place. Double it inside a quoted field.")
