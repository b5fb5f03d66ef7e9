"""Trouble with files, disks and databases becomes one sentence; bugs stay bugs."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from app.problems import FAILED, WRONG_USAGE, Problem, explained, problem_of, usage
from app.terms.clause import because


@pytest.mark.parametrize(
    ("number", "part"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.ENOENT, "does not exist"),
        (errno.EACCES, "check its permissions"),
        (errno.EROFS, "cannot be written to"),
        (errno.EISDIR, "is a folder"),
        (errno.ENOTDIR, "a folder is needed"),
        (errno.EIO, "reported an error"),
    ],
)
def test_a_file_problem_names_the_file_and_not_its_folders(number: int, part: str) -> None:
    problem = problem_of(OSError(number, os.strerror(number), "secret-folder/letter.pdf"))
    assert problem is not None
    assert part in problem.because.message
    assert problem.exit_code == FAILED
    assert all("secret" not in str(value) for _, value in problem.because.values)


def test_a_full_disk_is_one_sentence() -> None:
    """``/dev/full`` answers every write as a full disk does."""
    with pytest.raises(Problem, match="disk is full"), explained(), Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")


def test_a_damaged_database_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "desk.db"
    broken.write_bytes(b"no database " * 200)
    connection = sqlite3.connect(broken)
    try:
        with pytest.raises(Problem, match="not a database"), explained():
            connection.execute("SELECT * FROM sqlite_master")
    finally:
        connection.close()


def test_a_read_only_database_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    sqlite3.connect(path).close()
    path.touch()
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        with pytest.raises(Problem, match="cannot be written"), explained():
            connection.execute("CREATE TABLE t (a)")
    finally:
        connection.close()


def test_a_folder_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be opened"), explained():
        sqlite3.connect(tmp_path / "nowhere" / "desk.db")


def test_a_locked_database_is_one_sentence(tmp_path: Path) -> None:
    first = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
    second = sqlite3.connect(tmp_path / "desk.db", isolation_level=None, timeout=0)
    try:
        first.execute("BEGIN IMMEDIATE")
        with pytest.raises(Problem, match="Another program"), explained():
            second.execute("BEGIN IMMEDIATE")
    finally:
        first.close()
        second.close()


def test_the_driver_inside_another_exception_is_found() -> None:
    class Wrapped(Exception):
        orig = OSError(errno.ENOSPC, "full")

    problem = problem_of(Wrapped())
    assert problem is not None
    assert "disk is full" in problem.because.message


@pytest.mark.parametrize(
    "bug", [ValueError("x"), KeyError("x"), OSError(errno.EBADF, "bad"), sqlite3.ProgrammingError("x")]
)
def test_a_bug_stays_a_bug(bug: Exception) -> None:
    assert problem_of(bug) is None
    with pytest.raises(type(bug)), explained():
        raise bug


def test_a_problem_goes_through_unchanged() -> None:
    problem = usage(because("No."))
    with pytest.raises(Problem) as raised, explained():
        raise problem
    assert raised.value is problem
    assert problem.exit_code == WRONG_USAGE
