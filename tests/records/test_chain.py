"""The journal notices what was changed, lost, moved or put in behind its back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import text

from app.records import chain
from app.records.chain import Fault
from app.records.journal import journal
from app.records.store import Records

AT = datetime(2026, 12, 28, 14, 6)
ENTRIES = 6


@pytest.fixture
def kept(records: Records) -> Records:
    """A database with a few entries, the last two written together."""
    for number in range(1, ENTRIES - 1):
        add(records, f"C-{number}")
    with records.writing() as session:
        for number in (ENTRIES - 1, ENTRIES):
            journal(session, None, None, at=AT, by="Anna Willems", what="case_done", on=f"C-{number}")
    return records


def add(records: Records, on: str) -> None:
    with records.writing() as session:
        journal(session, None, None, at=AT, by="Anna Willems", what="case_done", on=on)


def faults(records: Records) -> list[Fault]:
    with records.reading() as session:
        return list(chain.faults(session.connection()))


def attack(records: Records, statement: str) -> None:
    with records.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(statement))


def test_an_untouched_journal_is_whole(kept: Records, records: Records) -> None:
    assert faults(kept) == []


def test_an_empty_journal_is_whole(records: Records) -> None:
    assert faults(records) == []


@pytest.mark.parametrize(
    "change",
    ["\"by\" = 'Somebody else'", "at = '2026-12-27 14:06:00'", "what = 'case_refused'", "seal = 'forged'"],
    ids=["who", "when", "what", "seal"],
)
@pytest.mark.parametrize("position", [1, 3, ENTRIES])
def test_a_changed_entry_is_named(kept: Records, change: str, position: int) -> None:
    attack(kept, f"UPDATE journal SET {change} WHERE position = {position}")
    found = faults(kept)
    assert found
    assert found[0].kind == "changed"
    assert found[0].position == position


@pytest.mark.parametrize("position", [1, 3, ENTRIES])
def test_a_lost_entry_is_named(kept: Records, position: int) -> None:
    attack(kept, f"DELETE FROM journal WHERE position = {position}")
    assert faults(kept) == [Fault("missing", position, "", "")]


def test_all_entries_lost(kept: Records) -> None:
    attack(kept, "DELETE FROM journal")
    assert [fault.position for fault in faults(kept)] == [1, 2, 3, 4, 5, 6]


def test_two_entries_that_changed_places_are_named(kept: Records) -> None:
    for before, after in ((2, 99), (4, 2), (99, 4)):
        attack(kept, f"UPDATE journal SET position = {after} WHERE position = {before}")
    found = faults(kept)
    assert {fault.kind for fault in found} <= {"moved", "changed"}
    assert ("moved", "C-2") in {(fault.kind, fault.on) for fault in found}


def test_an_entry_put_in_behind_the_last_is_named(kept: Records) -> None:
    attack(
        kept,
        'INSERT INTO journal (at, "by", what, "on", position, seal) '
        "VALUES ('2026-12-28 14:06:00', 'Nobody', 'case_done', 'C-99', 7, 'x')",
    )
    assert faults(kept) == [Fault("added", 7, "case_done", "C-99")]


def test_an_entry_that_was_not_committed_leaves_no_gap(kept: Records) -> None:
    def write_and_fail() -> None:
        with kept.writing() as session:
            journal(session, None, None, at=AT, by="Anna Willems", what="case_done", on="C-7")
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    add(kept, "C-8")
    assert faults(kept) == []


def test_desks_that_write_at_once_keep_the_order(kept: Records) -> None:
    with ThreadPoolExecutor(4) as desks:
        list(desks.map(lambda number: add(kept, f"C-{number}"), range(100, 140)))
    assert faults(kept) == []
    with kept.reading() as session:
        assert session.connection().execute(text("SELECT max(position) FROM journal")).scalar_one() == ENTRIES + 40


def test_the_seal_depends_on_everything_an_entry_says(kept: Records) -> None:
    entry = {"at": AT, "by": "Anna", "what": "case_done", "on": "C-1", "customer_id": 1, "vehicle_id": None}
    others = [{**entry, name: "other"} for name in chain.SEALED]
    seals = {chain.seal_of(chain.FIRST, one) for one in (entry, *others)} | {chain.seal_of("1" * 64, entry)}
    assert len(seals) == len(chain.SEALED) + 2
