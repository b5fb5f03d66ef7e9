"""A database of its own for each test: migrated once, then copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.store import Records


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the newest schema and nothing in it. Copy it, do not open it."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    with Records(f"sqlite:///{path}") as records:
        records.prepare()
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    """The file of this test's own database."""
    return Path(shutil.copy(empty_database, tmp_path / "desk.db"))


@pytest.fixture
def records(database: Path) -> Iterator[Records]:
    """An open database with the newest schema and nothing in it."""
    with Records(f"sqlite:///{database}") as opened:
        yield opened
