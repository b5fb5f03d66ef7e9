"""Transactions: whole or not at all, one writer at a time, trouble in one sentence."""

from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, select, text, update

from app.problems import Problem
from app.records import tables
from app.records.cases import add_case
from app.records.endings import end_booking
from app.records.journal import add_note
from app.records.numbers import next_number
from app.records.store import Records
from app.terms.clause import Refusal
from tests.records.examples import AGENT, NOW, TODAY, add_elke, add_person, new_case

only_on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@only_on_sqlite
def test_pragmas(records: Records) -> None:
    with records.reading() as session:
        settings = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 10_000}


@only_on_sqlite
def test_what_must_outlast_a_power_cut_waits_for_the_disk(records: Records) -> None:
    waits = []
    for lasting in (False, True, False):
        with records.writing(lasting=lasting) as session:
            waits.append(session.execute(text("PRAGMA synchronous")).scalar() == 2)
    assert waits == [False, True, False]


def test_a_writing_that_fails_leaves_nothing(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)

    def write_and_fail() -> None:
        with records.writing() as session:
            add_case(session, new_case(next_number(session, "C", 2026)))
            add_note(session, 1, 1, at=NOW, by=AGENT, text="x")
            raise RuntimeError("the letter could not be made")

    with pytest.raises(RuntimeError):
        write_and_fail()
    with records.reading() as session:
        for table in (tables.Case, tables.CaseSubject, tables.Note, tables.Counter):
            assert session.execute(select(table)).first() is None


def test_a_reading_sees_one_state_and_writes_nothing(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
    with records.reading() as session:
        assert session.execute(select(tables.Note)).all() == []
        with records.writing() as other:
            add_note(other, 1, 1, at=NOW, by=AGENT, text="x")
        assert session.execute(select(tables.Note)).all() == []
    with records.reading() as session:
        session.execute(update(tables.Customer).values(family_name="Changed"))
    with records.reading() as session:
        assert len(session.execute(select(tables.Note)).all()) == 1
        assert session.get_one(tables.Customer, 1).family_name == "De Smet"


def test_a_row_changed_by_somebody_else_is_a_refusal(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)

    def end_what_another_changed() -> None:
        with records.writing() as session:
            booking = session.get_one(tables.Booking, 2)
            session.execute(text("UPDATE bookings SET version = version + 1"))
            booking.ended_as = "terminated"

    with pytest.raises(Refusal, match="Somebody else changed"):
        end_what_another_changed()


def test_the_second_of_two_endings_names_the_case_of_the_first(records: Records) -> None:
    """Two desks end the same booking at the same moment: the second waits, then reads what the first wrote."""
    with records.writing() as session:
        add_elke(session)
    started, refused = threading.Event(), []

    def second() -> None:
        started.set()
        try:
            with Records(records.url) as other, other.writing() as session:
                end_booking(session, 2, ended_as="terminated", ends_on=TODAY, case_number="C-2026-00002")
        except Refusal as error:
            refused.append(dict(error.because.values)["case"])

    desk = threading.Thread(target=second)
    with records.writing() as session:
        end_booking(session, 2, ended_as="withdrawn", ends_on=TODAY, case_number="C-2026-00001")
        desk.start()
        started.wait()
    desk.join()
    assert refused == ["C-2026-00001"]


def _count(url: str, times: int) -> None:
    with Records(url) as records:
        for _ in range(times):
            with records.writing() as session:
                number = next_number(session, "C", 2026)
                add_person(session, int(number[-5:]) + 100, "Peeters", number)


def test_two_desks_lose_no_update(records: Records) -> None:
    """Each takes running numbers and writes with them; together they take every number exactly once."""
    context = multiprocessing.get_context("spawn")
    desks = [context.Process(target=_count, args=(records.url, 25)) for _ in range(2)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert [desk.exitcode for desk in desks] == [0, 0]
    with records.reading() as session:
        given = session.scalars(select(tables.Customer.given_name).order_by(tables.Customer.id)).all()
        assert given == [f"C-2026-{number:05}" for number in range(1, 51)]


@only_on_sqlite
def test_a_full_disk_is_one_sentence_and_changes_nothing(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
    records.close()

    @event.listens_for(records.engine, "connect")
    def _no_room(connection: sqlite3.Connection, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(Problem, match="disk is full"), records.writing() as session:
        add_note(session, 1, 1, at=NOW, by=AGENT, text="x" * 1_000_000)
    with records.reading() as session:
        assert session.execute(select(tables.Note)).first() is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("no-such-folder/desk.db", "cannot be opened"), (".", "cannot be opened")],
)
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence), Records(f"sqlite:///{tmp_path / name}") as records:
        records.prepare()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sir or Madam, " * 500)
    with pytest.raises(Problem, match="not a database"), Records(f"sqlite:///{path}") as records:
        records.prepare()
    assert path.read_bytes() == b"Dear Sir or Madam, " * 500


def test_an_address_nobody_understands() -> None:
    with pytest.raises(Problem):
        Records("desk.db")
    with pytest.raises(Problem):
        Records("nothing://x")


def test_a_ready_database_opens_without_alembic(database: Path) -> None:
    program = (
        "import sys; from app.records.store import Records\n"
        f"with Records({f'sqlite:///{database}'!r}) as records: records.prepare()\n"
        "print('alembic' in sys.modules, 'phonenumbers' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_server_that_goes_away_in_the_middle_is_one_sentence(records: Records) -> None:
    def write_and_lose_the_server() -> None:
        with records.writing() as session:
            add_elke(session)
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Problem, match="does not answer"):
        write_and_lose_the_server()
    with records.reading() as session:
        assert session.execute(select(tables.Customer)).first() is None


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_two_transactions_in_each_others_way_are_one_sentence(records: Records) -> None:
    with records.writing() as session:
        add_elke(session)
    with records.writing() as session:
        session.execute(text("SELECT 1 FROM customers FOR UPDATE"))
        with pytest.raises(Problem, match="holds the database"), records.writing() as other:
            other.execute(text("SELECT 1 FROM customers FOR UPDATE NOWAIT"))
