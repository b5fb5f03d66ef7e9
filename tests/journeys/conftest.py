"""A real desk for every journey: the showcase people in an SQLite file of the test's own, Monday 28 December 2026."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from app.config import Person
from app.start import Desk, fill

PEOPLE = 16


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, today: date) -> Path:
    """The database every journey begins with, made once."""
    target = tmp_path_factory.mktemp("filled") / "desk.db"
    fill(f"sqlite:///{target.as_posix()}", PEOPLE, today)
    return target


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copy(filled, tmp_path / "desk.db"))


@pytest.fixture
def desk(database: Path, today: date) -> Iterator[Desk]:
    """A desk on that database, two o'clock in the afternoon."""
    moment = datetime.combine(today, time(14, 2))
    desk = Desk(f"sqlite:///{database.as_posix()}", Person("Anna Willems"), "en", lambda: moment)
    yield desk
    desk.close()
