"""A list as a CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from app.files import csv_bytes


def write_csv(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write the lines to ``path``, whole or not at all. Raises ``OSError`` when the disk does not allow it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(csv_bytes(lines))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
