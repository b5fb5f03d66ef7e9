"""An act is recorded wholly or not at all, wherever the program dies or the disk fills up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from app.language import language
from app.problems import Problem
from tests.acts.interrupting import NUMBER, Withdrawing, at_statement, die, killed


@pytest.fixture(params=["sqlite", "postgresql"])
def withdrawing(request: pytest.FixtureRequest, tmp_path: Path) -> Withdrawing:
    on_a_server = request.param == "postgresql"
    return Withdrawing(
        request.getfixturevalue("server_database") if on_a_server else f"sqlite:///{tmp_path / 'desk.db'}"
    )


def statements(withdrawing: Withdrawing) -> int:
    """How many statements of recording write; it is taken back at the last moment."""
    desk = withdrawing.desk()

    def refuse(_: Any) -> None:
        raise InterruptedError

    event.listen(desk.records.engine, "commit", refuse)
    with at_statement(desk, 0, die) as ran, pytest.raises(InterruptedError):
        withdrawing.record(desk)
    desk.close()
    return len(ran)


def test_killed_at_every_step(withdrawing: Withdrawing) -> None:
    count = statements(withdrawing)
    assert count > 20

    def record(number: int) -> None:
        desk = withdrawing.desk()
        with at_statement(desk, number, die):
            withdrawing.record(desk)

    # A server sees a connection end, whatever came before: every third statement shows it.
    step = 1 if withdrawing.url.startswith("sqlite") else 3
    for number in range(1, count + 1, step):
        assert killed(lambda number=number: record(number))
        assert withdrawing.untouched()
    assert withdrawing.stands() == "nothing"
    desk = withdrawing.desk()
    assert withdrawing.record(desk).case_number == NUMBER
    desk.close()
    assert withdrawing.stands() == "all"


@pytest.mark.parametrize(("moment", "left"), [("before", "nothing"), ("after", "all")])
def test_killed_at_the_commit(withdrawing: Withdrawing, moment: str, left: str) -> None:
    def commit(connection: Any) -> None:
        if moment == "after":
            connection.connection.dbapi_connection.commit()
        die()

    def record() -> None:
        desk = withdrawing.desk()
        event.listen(desk.records.engine, "commit", commit)
        withdrawing.record(desk)

    assert killed(record)
    assert withdrawing.stands() == left


def test_the_disk_is_full_at_every_write(withdrawing: Withdrawing) -> None:
    count = statements(withdrawing)
    desk = withdrawing.desk()
    sqlite = desk.records.engine.dialect.name == "sqlite"

    def fill(cursor: Any) -> None:
        if sqlite:  # as full as the file is now; a statement that finds room within it goes on
            pages = cursor.connection.execute("PRAGMA page_count").fetchone()[0]
            cursor.connection.execute(f"PRAGMA max_page_count = {pages}")
        else:
            cursor.execute("DO $$ BEGIN RAISE disk_full; END $$")

    said = set()
    for number in range(1, count + 1):
        with at_statement(desk, number, fill):
            try:
                withdrawing.record(desk)
            except Problem as problem:
                said.add(language("en").say(problem.because))
            else:
                break
        desk.close()
        assert withdrawing.untouched()
    assert said == {"The disk is full: make room and try again. Nothing was changed."}
    desk.close()
    desk = withdrawing.desk()
    if withdrawing.stands() == "nothing":
        assert withdrawing.record(desk).case_number == NUMBER
    desk.close()
    assert withdrawing.stands() == "all"
