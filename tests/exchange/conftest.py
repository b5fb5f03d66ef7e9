"""Databases for the tests of import and demonstration."""

from __future__ import annotations

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


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Records]:
    """A database of the newest schema without a row."""
    with Records(f"sqlite:///{tmp_path / 'empty.db'}") as records:
        yield records.prepare()
