"""No text is an error, no query reads a whole table, and the index follows every change."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, event, update

from app.records import tables
from app.records.search_index import index_customers, rebuild_index
from app.records.search_rows import SearchResult
from app.records.store import Records
from tests.records.examples import PEOPLE, VIN, add_person, add_vehicle, ask, best, names

# Any text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "", " ", "/", "-", "'", '"', "%", "*", "_", "\\", "(", ")", "NEAR", "AND", "OR", "NOT", "family:x",
        "a NEAR/2 b",
        '"de" OR 1=1 --', "'; DROP TABLE customers; --", "\0", "a\0b", "🚗", "x" * 10_000, "1" * 10_000, "a b " * 2_500,
        "١٢٣٤", "½", "\ud800", "é" * 300, "@", "a@b@c", "+", "00", "{family} : x", "^de", "de*", "٣٤٥@x", "İ", "ﬁ",
    ],
)  # fmt: skip
def test_no_text_is_an_error(desk: Records, query: str) -> None:
    assert isinstance(ask(desk, query), SearchResult)


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_is_an_error(desk: Records, query: str) -> None:
    for group in ask(desk, query).groups:
        for hit in group.hits:
            assert hit.matched in hit.label + hit.detail
            assert group.total >= len(group.hits)


def test_a_percent_sign_stands_for_nothing(desk: Records) -> None:
    assert ask(desk, "%").groups == ()
    assert ask(desk, "1%234").groups == ask(desk, "1 234").groups


# The index -----------------------------------------------------------------------------------------------------------


def test_the_index_follows_a_changed_name_and_town(records: Records) -> None:
    with records.writing() as session:
        add_person(session, 1, "Peeters", "Sofie", town="Gent")
    with records.writing() as session:
        session.execute(update(tables.Customer).values(family_name="Janssens"))
        session.execute(update(tables.CustomerAddress).values(town="Namur"))
        index_customers(session.connection(), [1, 2])
    assert names(records, "peeters") == names(records, "gent") == []
    assert names(records, "janssens") == names(records, "namen") == ["Janssens, Sofie"]


def test_the_index_follows_a_changed_plate_and_a_deleted_vehicle(records: Records) -> None:
    with records.writing() as session:
        add_vehicle(session, 1, None, VIN, "1-ABC-234")
        session.execute(update(tables.Vehicle).values(plate="2-XYZ-999"))
    assert ask(records, "bc23").groups == ()
    assert best(records, "yz99").plate == "2-XYZ-999"
    with records.writing() as session:
        session.execute(delete(tables.Sim))
        session.execute(delete(tables.Vehicle))
    assert ask(records, "yz99").groups == ()


def test_a_customer_who_is_gone_leaves_the_index(records: Records) -> None:
    with records.writing() as session:
        add_person(session, 1, "Peeters", "Sofie")
        session.execute(delete(tables.SearchDocument))
        session.execute(delete(tables.Customer))
        index_customers(session.connection(), [1])
    assert ask(records, "peeters").groups == ()


def test_rebuilding_gives_the_same_index(records: Records) -> None:
    with records.writing() as session:
        for number, family, given_name, town in PEOPLE:
            add_person(session, number, family, given_name, town=town)
    before = [ask(records, query) for query in ("de smet", "emmerecths", "gand", "merech")]
    with records.writing() as session:
        rebuild_index(session.connection())
    assert [ask(records, query) for query in ("de smet", "emmerecths", "gand", "merech")] == before


def test_more_than_can_be_shown(records: Records) -> None:
    with records.writing() as session:
        for number in range(1, 131):
            add_person(session, number, "Peeters", f"An{number:03}", phone=f"+3247012{number:04}")
    people = ask(records, "peet", limit=5).groups[0]
    assert (len(people.hits), people.total, people.more) == (5, 130, False)
    phones = ask(records, "0470 12", limit=5).groups[0]
    assert (len(phones.hits), phones.total, phones.more) == (5, 100, True)


QUERIES = ["de smet", "emmerecths", "merech", "gand", "1abc234", "GD090", "0470/12 34 56", "x@example.org", "MC-2025-1"]


@pytest.mark.parametrize("query", [*QUERIES, "C-2026-00001", "k000031", "MID-00077"])
def test_no_query_reads_a_whole_table(desk: Records, query: str) -> None:
    """The plan of every statement uses an index."""
    statements: list[tuple[str, object]] = []

    def note(*arguments: object) -> None:
        statements.append((str(arguments[2]), arguments[3]))

    event.listen(desk.engine, "before_cursor_execute", note)
    ask(desk, query)
    event.remove(desk.engine, "before_cursor_execute", note)
    assert statements
    with desk.reading() as session:
        for statement, parameters in statements:
            assert _whole_tables(session.connection(), statement, parameters) == [], statement


def _whole_tables(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """The steps of a statement's plan that read a whole table."""
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).scalars("detail")
        # a full-text table and a list of ids are no whole table
        allowed = ("VIRTUAL TABLE", "SUBQUERY", "CO-ROUTINE", "anon_", "CONSTANT ROW", "LIST")
        return [step for step in plan if step.startswith("SCAN") and not any(word in step for word in allowed)]
    # PostgreSQL reads a table of thirty rows whole even where it has an index, unless it is told that this is dear.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    plan = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars()
    return [step for step in plan if "Seq Scan" in step]
