"""What every test stands on: one fixed day, a person's folders of its own, a server, no screen needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.records.store import Records
from tests import beside
from tests.postgresql import Server, running
from tests.print_service import Office, PrintService
from tests.print_service import running as print_service_running

# Windows are drawn in memory unless the caller asks for another platform; read by Qt when the first test needs it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Settings of the person who runs the tests must not decide how they end.
for variable in ("CONNECTED_DESK_TODAY", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"):
    os.environ.pop(variable, None)
os.environ["LANG"] = "C.UTF-8"


@pytest.fixture(scope="session")
def today() -> date:
    """The day all tests are set on: Monday 28 December 2026."""
    return date(2026, 12, 28)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data, settings and cache of this test alone; nothing of the person at the machine is read or written."""
    home = tmp_path_factory.mktemp("home")
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, started for the first test that needs one."""
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def server_schema(server: Server) -> str:
    """The address of a database on the server with the newest schema, for one test after the other."""
    url = server.new()
    with Records(url) as records:
        records.upgrade()
    return url


@pytest.fixture
def server_database(server: Server, server_schema: str) -> str:
    """The address of a database on the server that belongs to this test alone: the newest schema, and not a row."""
    server.empty(server_schema)
    return server_schema


@pytest.fixture(scope="session")
def print_service() -> Iterator[PrintService]:
    """A print service, started for the first test that prints."""
    with print_service_running() as started:
        yield started


@pytest.fixture
def office(print_service: PrintService, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A printer of this test's own, in the print service that this test speaks to."""
    monkeypatch.setenv("CUPS_SERVER", print_service.address)
    with print_service.an_office() as printer:
        yield printer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark a test ``gui`` by itself when it uses Qt; what waits for a check that runs beside comes last."""
    for item in items:
        if {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.gui)
    items.sort(key=lambda item: item.get_closest_marker("beside") is not None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the checks that run beside the tests, where there is something beside which they can run."""
    marks = [item.get_closest_marker("beside") for item in session.items]
    if None in marks and not session.config.option.collectonly:
        for mark in filter(None, marks):
            beside.begin(mark.args[0])


def pytest_unconfigure() -> None:
    """Leave no check running behind tests that were broken off."""
    beside.stop_all()
