"""Who is at which dossier, and that others learn of a change while they wait."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import text

from app.problems import Problem
from app.records.journal import add_note
from app.records.presence import Present, others_at, say_present, versions_of
from app.records.store import Records
from app.records.watching import Heard, watching
from tests.records.examples import add_person

AT = datetime(2026, 12, 28, 14, 6)
ANNA = Present("Anna Willems", 1, "termination")


@pytest.fixture
def people(records: Records) -> Records:
    """A database with two customers."""
    with records.writing() as session:
        for number in (1, 2):
            add_person(session, number, "Claes", "Ruben")
    return records


def say(records: Records, desk: str, here: dict[int, str], person: str = "Anna Willems") -> None:
    with records.writing() as session:
        say_present(session, desk, person, here)


def others(records: Records, desk: str, *customers: int) -> tuple[Present, ...]:
    with records.reading() as session:
        return others_at(session, desk, customers)


def note(records: Records, customer: int) -> None:
    with records.writing() as session:
        add_note(session, customer, None, at=AT, by="Anna Willems", text="Calls back")


def test_others_see_who_is_there_and_what_is_entered(people: Records) -> None:
    say(people, "one", {1: "termination", 2: ""})
    assert others(people, "two", 1) == (ANNA,)
    assert others(people, "one", 1, 2) == (), "nobody is told of themselves"
    say(people, "one", {2: ""})
    assert others(people, "two", 1, 2) == (Present("Anna Willems", 2, ""),)
    say(people, "one", {})
    assert others(people, "two", 1, 2) == ()


def test_a_desk_that_fell_silent_is_forgotten(people: Records) -> None:
    say(people, "one", {1: "termination"})
    with people.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE presence SET until = until - 91"))
    assert others(people, "two", 1) == ()
    say(people, "two", {2: ""})
    with people.reading() as session:
        assert session.execute(text("SELECT desk FROM presence")).scalars().all() == ["two"]


def test_presence_is_no_change_of_the_dossier(people: Records) -> None:
    with people.reading() as session:
        before = versions_of(session, (1, 2))
    say(people, "one", {1: "termination"})
    note(people, 2)
    with people.reading() as session:
        assert versions_of(session, (1, 2)) == {1: before[1], 2: before[2] + 1}


@pytest.mark.parametrize("what", ["note", "presence"])
def test_who_waits_learns_of_it(people: Records, what: str) -> None:
    with watching(people) as wait, ThreadPoolExecutor(1) as other, Records(people.url) as elsewhere:
        assert not wait(0.05, [1])
        done = other.submit(note, elsewhere, 1) if what == "note" else other.submit(say, elsewhere, "one", {1: ""})
        done.result()
        assert wait(20, [1])
        while wait(0.3, [1]):
            pass  # SQLite's number may move once more
        assert not wait(0.05, [1]), "told once"


def test_a_server_tells_whom_it_concerns(server_database: str) -> None:
    with Records(server_database) as records:
        with records.writing() as session:
            for number in (1, 2):
                add_person(session, number, "Claes", "Ruben")
        with watching(records) as wait:
            note(records, 2)
            assert not wait(1, [1])
            note(records, 1)
            assert wait(20, [1])


def test_queues_are_told_of_what_lasts_and_of_no_customer(people: Records) -> None:
    def write() -> None:
        with people.writing(lasting=True) as session:
            session.execute(text("UPDATE customers SET version = version + 1"))

    def forget() -> None:
        with people.writing() as session:
            session.execute(text("DELETE FROM drafts"))

    with watching(people) as wait:
        write()
        assert Heard.QUEUES in wait(20, [1])
        while wait(0.3, [1]):
            pass  # SQLite's number may move once more
        if people.on_a_server:
            forget()
            assert not wait(0.3, [1])
            write()
            assert wait(20, [1]) == Heard.QUEUES


def test_what_was_undone_is_not_told(server_database: str) -> None:
    with Records(server_database) as records:
        with records.writing() as session:
            add_person(session, 1, "Claes", "Ruben")

        def write_and_fail() -> None:
            with records.writing() as session:
                add_note(session, 1, None, at=AT, by="Anna Willems", text="Calls back")
                raise KeyError

        with watching(records) as wait:
            with pytest.raises(KeyError):
                write_and_fail()
            assert not wait(0.3, [1])


def test_who_waits_is_told_that_the_connection_is_lost(server_database: str, capfd: pytest.CaptureFixture[str]) -> None:
    with Records(server_database) as records, Records(server_database) as administrator:

        def wait_while_the_server_hangs_up() -> None:
            with watching(records) as wait:
                with administrator.engine.begin() as connection:
                    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                    connection.execute(text(others))
                wait(20, [1])

        with pytest.raises(Problem):
            wait_while_the_server_hangs_up()
        with watching(records) as wait:
            assert not wait(0.05, [1])
    assert capfd.readouterr().err == "", "nothing of SQLAlchemy's on the terminal"
