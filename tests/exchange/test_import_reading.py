"""Files as programs write them, and files that are none: each ends in rows or in one clear sentence."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.csv_reading import LONGEST_LINE, CsvFile, Unreadable

ROWS = [(2, ["1", "Gent; Brussel"]), (3, ["2", 'a "b"'])]


def read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    with CsvFile(path) as file:
        return file.names, list(file.rows())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("separator", [b";", b",", b"\t"])
def test_the_usual_ways_to_write_a_file(tmp_path: Path, separator: bytes, end: bytes, mark: bytes) -> None:
    lines = [b"Customer Number;TOWN", b'1;"Gent; Brussel"', b'2;"a ""b"""']
    kept = lines[1].replace(b"; ", b"\0").replace(b";", separator).replace(b"\0", b"; ")
    file = tmp_path / "customers.csv"
    file.write_bytes(mark + end.join((lines[0].replace(b";", separator), kept, lines[2].replace(b";", separator), b"")))
    assert read(file) == (["customer_number", "town"], ROWS)


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes(b"a;b\n\n1;2\n   \n3;4")
    assert read(file)[1] == [(3, ["1", "2"]), (5, ["3", "4"])]


def test_a_row_over_two_lines_has_the_number_of_its_first(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes(b'a;b\n1;"x\ny"\n2;z\n')
    assert read(file)[1] == [(2, ["1", "x\ny"]), (4, ["2", "z"])]


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"", 0, "empty"),
        (b"\xef\xbb\xbf", 0, "empty"),
        (b"\n\n", 0, "empty"),
        (b"a;b\n1;caf\xe9\n", 2, "Latin-1"),
        ("a;b\n1;2\n".encode("utf-16"), 1, "UTF-16"),
        (b"a;b\n1;\x00\n", 2, "NUL"),
        (b"a;b\n1;" + b"x" * (LONGEST_LINE + 10), 2, "longer than"),
        (b'a;b\n1;"open\n2;3\n', 2, "never closed"),
        (b'a;b\n1;"x"y\n', 2, "wrong place"),
        (b"a;b\r1;2\r", 1, "end in a way"),
        (b'a;b\n1;"' + b"x\n" * 70_000, 2, "far too long"),
        (b'a;"b\n', 1, "never closed"),
    ],
)
def test_what_is_no_such_file(tmp_path: Path, content: bytes, line: int, says: str) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes(content)
    with pytest.raises(Unreadable, match=says) as refused:
        read(file)
    assert refused.value.line == line


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read(tmp_path)
    assert refused.value.line == 0


def test_a_pipe_in_place_of_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "customers.csv"
    os.mkfifo(pipe)
    with pytest.raises(Unreadable, match="ordinary file"):
        read(pipe)


@given(st.binary(max_size=200))
@settings(max_examples=150)
def test_any_bytes_end_in_rows_or_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(content)
    with suppress(Unreadable):
        assert read(file)[0]
