"""Who looked at what: nothing of it can be changed or lost unseen, and what is old enough goes with a trace."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from app.language import language
from app.records import chain, verify
from app.records.chain import Fault
from app.records.looks import add_look, remove_before
from app.records.store import Records

FIRST = datetime(2026, 12, 20, 9, 0)
LOOKS = 6


@pytest.fixture
def kept(records: Records) -> Records:
    """A database with one look a day."""
    for day in range(LOOKS):
        look(records, FIRST + timedelta(day))
    return records


def look(records: Records, at: datetime) -> None:
    with records.writing() as session:
        add_look(session, None, None, at=at, by="Anna Willems", what="letter", on=f"L-{at.day}")


def remove(records: Records, limit: datetime) -> int:
    with records.writing() as session:
        return remove_before(session, limit, at=limit, by="Anna Willems")


def attack(records: Records, statement: str) -> None:
    with records.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(statement))


def faults(records: Records) -> list[Fault]:
    with records.reading() as session:
        return list(chain.faults(session.connection(), chain.LOOKS))


def told(records: Records) -> list[str]:
    with records.reading() as session:
        return [language("en").say(fault) for fault in verify.faults(session.connection())]


def test_looks_are_whole_and_apart_from_the_journal(kept: Records) -> None:
    assert told(kept) == []
    with kept.reading() as session:
        assert verify.amount(session.connection()).entries == 0


def test_old_looks_go_and_the_rest_is_still_proved(kept: Records) -> None:
    assert remove(kept, FIRST + timedelta(2)) == 2
    assert told(kept) == []
    attack(kept, "UPDATE looks SET \"by\" = 'Somebody else' WHERE position = 3")
    assert told(kept) == ["Look 3 was changed after it was written."]


def test_a_second_removal_goes_on_where_the_first_ended(kept: Records) -> None:
    assert [remove(kept, FIRST + timedelta(days)) for days in (2, 2, 4)] == [2, 0, 2]
    look(kept, FIRST + timedelta(LOOKS))
    assert told(kept) == []


def test_all_looks_may_go(kept: Records) -> None:
    assert remove(kept, FIRST + timedelta(99)) == LOOKS
    assert told(kept) == []
    look(kept, FIRST + timedelta(100))
    assert told(kept) == []


def test_a_look_behind_a_younger_one_waits_for_it(kept: Records) -> None:
    look(kept, FIRST - timedelta(1))
    assert remove(kept, FIRST + timedelta(1)) == 1
    assert remove(kept, FIRST + timedelta(1)) == 0
    assert told(kept) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM looks WHERE position = 4", "Look 4 is missing."),
        ("DELETE FROM looks WHERE position = 1", "Look 1 is missing."),
        ("UPDATE looks SET at = '2026-12-01 09:00:00' WHERE position = 6", "Look 6 was changed after it was written."),
        (
            (
                'INSERT INTO looks (at, "by", what, "on", position, seal) '
                "VALUES ('2026-12-28 14:06:00', 'Nobody', 'letter', 'L-9', 7, 'x')"
            ),
            "Look 7 was put in and not written by the desk.",
        ),
    ],
)
def test_a_forged_look_is_named(kept: Records, statement: str, said: str) -> None:
    attack(kept, statement)
    assert told(kept) == [said]


def test_two_looks_that_changed_places_are_named(kept: Records) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        attack(kept, f"UPDATE looks SET position = {after} WHERE position = {before}")
    assert "Look 3 is not in its place." in told(kept)


def test_a_removal_behind_the_journals_back_is_noticed(kept: Records) -> None:
    """Somebody who removes looks and remembers the start rightly still lacks the entry of the journal."""
    attack(
        kept,
        "UPDATE look_end SET removed = 2, removed_seal = (SELECT seal FROM looks WHERE position = 2)",
    )
    attack(kept, "DELETE FROM looks WHERE position <= 2")
    assert faults(kept) == []
    assert told(kept) == ["Looks were removed, and the journal does not say by whom."]
