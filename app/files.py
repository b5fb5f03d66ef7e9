"""Files the program writes for people: whole, or not at all."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from app.problems import explained


def keep_private(path: Path) -> None:
    """Make an empty file that nobody but its owner reads or writes, for what holds customers' data.

    Where one lies there already, it becomes empty and private.
    """
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)


def private_folder(folder: Path) -> None:
    """Make a folder nobody but its owner looks into; one that exists stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a full disk or a stop leaves what was there before, never a half. Raises ``Problem``.

    What is no ordinary file, as ``/dev/stdout`` or a pipe, is written to directly: it must not be replaced by a file.
    """
    with explained():
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        target = path.resolve()
        part = target.with_name(f".{os.getpid()}.part")
        try:
            part.write_bytes(content)
            part.replace(target)
        except OSError as error:
            # The person asked for this file; the name of the part says nothing to them.
            raise OSError(error.errno, error.strerror, str(path)) from error
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """Like :func:`write_whole` for a long text written bit by bit: the file appears when the block has ended well."""
    with explained():
        plain = path.exists() and not path.is_file()
        target = path if plain else path.resolve()
        part = target if plain else target.with_name(f".{os.getpid()}.part")
        try:
            # With a byte order mark: a spreadsheet takes the text for UTF-8 by nothing else.
            with part.open("w", encoding="utf-8-sig", newline="") as file:
                yield file
            if not plain:
                part.replace(target)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error
        finally:
            if not plain:
                part.unlink(missing_ok=True)


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(lines: Sequence[Sequence[str]]) -> bytes:
    """The lines with semicolons, as a Belgian spreadsheet expects them, in UTF-8 with its mark; none is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")
