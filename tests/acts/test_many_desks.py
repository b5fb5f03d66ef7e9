"""Eight desks, each a process of its own, act for the same customers: nothing is lost, nothing is paid back twice.

The short version of ``tests.bench.many_desks``, which runs for as long as one likes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.records.store import Records
from tests.bench.many_desks import PAUSE, Task, cases_of, prepare, together, wrong


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("server_database"))
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with Records(url) as records:
        records.upgrade()
    return url


def test_many_desks_lose_nothing_and_pay_nothing_twice(address: str) -> None:
    vins = prepare(address)
    before = cases_of(address)
    told = together(address, vins, Task(desks=8, seconds=2, pause=PAUSE))
    assert list(wrong(address, told, before)) == []
    assert told.notes
    assert told.cases
    told.notes.append("Never written")
    assert list(wrong(address, told, before)) != [], "a lost note would not be found"
