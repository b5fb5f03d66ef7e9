"""The window stands before anything heavy is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from app.start import fill

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = {
    "sqlalchemy",
    "alembic",
    "psycopg",
    "reportlab",
    "babel",
    "holidays",
    "segno",
    "phonenumbers",
    "stdnum",
    "pikepdf",
}
LATER = {"app.acts.overview", "app.acts.search", "app.records.store", "app.letters.pdf", "app.terms.catalogue"}


def test_nothing_heavy_is_loaded_before_the_first_frame(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'desk.db').as_posix()}"
    fill(url, 20, date(2026, 12, 28))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CONNECTED_DESK_TODAY": "2026-12-28"}
    script = str(ROOT / "tests" / "bench" / "first_frame.py")
    ended = subprocess.run(
        [sys.executable, script, "desk", url], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert HEAVY & {name.split(".")[0] for name in told["modules"]} == set()
    assert LATER & set(told["modules"]) == set()
    assert told["ready"] > told["painted"]
    # PySide's own import would read the source of every module that follows.
    assert told["importer"] == "__import__"
