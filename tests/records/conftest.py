"""A database of its own for each test, on either engine: migrated once, then copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.store import Records
from tests.postgresql import Server
from tests.records.examples import PEOPLE, add_person, add_vehicle


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """The engine a test runs on; what only one has is tested there alone (``only_on_sqlite``)."""
    return str(request.param)


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
def address(engine: str, request: pytest.FixtureRequest) -> str:
    """The address of this test's own database, with the newest schema and nothing in it."""
    if engine == "postgresql":
        return str(request.getfixturevalue("server_database"))
    return f"sqlite:///{request.getfixturevalue('database')}"


@pytest.fixture
def records(address: str) -> Iterator[Records]:
    """That database, open."""
    with Records(address) as opened:
        yield opened


@pytest.fixture(scope="session")
def desk(engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """A database with some people and vehicles, which tests only read."""
    if engine == "postgresql":
        server: Server = request.getfixturevalue("server")
        with Records(url := server.new()) as records:
            records.upgrade()
    else:
        path = tmp_path_factory.mktemp("search") / "desk.db"
        path.write_bytes(request.getfixturevalue("empty_database").read_bytes())
        url = f"sqlite:///{path}"
    with Records(url) as records:
        with records.writing() as session:
            for number, family, given_name, town in PEOPLE:
                add_person(session, number, family, given_name, town=town)
            add_person(
                session, 30, "Claes", "Ruben", company="Garage 't Hof nv", phone="+3292345678", email="info@example.org"
            )
            add_person(session, 31, "Peeters", "Sofie", phone="+32470123456", email="Sofie.Peeters@example.org")
            add_person(session, 32, "Muller", "Jos", phone="+352621123456")
            add_vehicle(session, 11, 11, "WMW31GD090TA40817", "1-ABC-234", mini_id="elke@example.net")
            add_vehicle(session, 12, 12, "WMW51GA030RB22946", "1-VTR-508")
            add_vehicle(session, 13, 13, "WMW51GA030RB31111", "LU 4821", mini_id="MID-00077")
            add_vehicle(session, 14, 13, "WMW51GA030RB32222", "ABC-123")
            add_vehicle(session, 15, None, "WMW51GA030RB33333", "2-FKL-871")
        yield records
