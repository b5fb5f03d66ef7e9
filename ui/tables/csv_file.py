"""A list as a CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(lines: Sequence[Sequence[str]]) -> bytes:
    """The lines with semicolons, as a Belgian spreadsheet expects them, in UTF-8 with its mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def write_csv(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write the lines to ``path``, whole or not at all. Raises ``OSError`` when the disk does not allow it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(csv_bytes(lines))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
