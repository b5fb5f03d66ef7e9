"""Databases for the tests of import and demonstration."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.exchange.demo import fill
from app.records.store import Records

DEMO_CUSTOMERS = 400


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, today: date) -> Iterator[Records]:
    """A demonstration of some hundred customers, only to be read."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    with Records(f"sqlite:///{file}") as records:
        fill(records.prepare(), DEMO_CUSTOMERS, today)
        yield records


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database without a row, made once: the migrations take longer than most tests."""
    file = tmp_path_factory.mktemp("schema") / "schema.db"
    with Records(f"sqlite:///{file}") as records:
        records.prepare()
    return file


@pytest.fixture
def empty(tmp_path: Path, schema: Path) -> Iterator[Records]:
    """A database of the newest schema without a row."""
    file = shutil.copy(schema, tmp_path / "empty.db")
    with Records(f"sqlite:///{file}") as records:
        yield records
