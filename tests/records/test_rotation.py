"""Daily copies: today's is made once, and the right older ones go."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.problems import Problem
from app.records.backup import restore
from app.records.rotation import back_up_today, copy_of, surplus
from app.records.store import Records

TODAY = date(2026, 12, 28)  # a Monday


def test_the_days_and_the_sundays_stay() -> None:
    every = [TODAY - timedelta(back) for back in range(60)]
    stay = sorted(set(every) - surplus(every, TODAY, days=7, weeks=4))
    assert stay == [
        date(2026, 12, 6),
        date(2026, 12, 13),
        date(2026, 12, 20),
        *(date(2026, 12, day) for day in range(22, 29)),
    ]


@given(
    kept=st.lists(st.dates(date(2026, 1, 1), TODAY), max_size=40),
    days=st.integers(0, 10),
    weeks=st.integers(0, 6),
)
def test_what_stays_is_little_and_never_nothing(kept: list[date], days: int, weeks: int) -> None:
    stay = set(kept) - surplus(kept, TODAY, days, weeks)
    assert len(stay) <= days + weeks + 1
    assert not kept or max(kept) in stay
    assert surplus(stay, TODAY, days, weeks) == set(), "a second look removes no more"


@pytest.fixture
def desk(database: Path) -> Records:
    return Records(f"sqlite:///{database}")


def test_todays_copy_is_made_once_and_comes_back(desk: Records, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with desk:
        made = back_up_today(desk, folder, "desk", TODAY, 7, 4)
        assert made == folder / "desk-2026-12-28.backup"
        assert back_up_today(desk, folder, "desk", TODAY, 7, 4) is None
    with Records(f"sqlite:///{tmp_path / 'new.db'}") as new:
        restore(made, new)


def test_older_copies_go_with_their_checksums(desk: Records, tmp_path: Path) -> None:
    with desk:
        for back in range(12, -1, -1):
            back_up_today(desk, tmp_path, "desk", TODAY - timedelta(back), 3, 1)
    (tmp_path / "desk-before-the-move.backup").write_text("a person's own", encoding="utf-8")
    left = sorted(path.name for path in tmp_path.glob("*.backup"))
    assert left == [
        *(f"desk-2026-12-{day}.backup" for day in (26, 27, 28)),
        "desk-before-the-move.backup",
    ]
    assert {path.name for path in tmp_path.glob("*.sha256")} == {f"{name}.sha256" for name in left[:3]}


def test_no_copies_where_none_are_wanted(desk: Records, tmp_path: Path) -> None:
    with desk:
        assert back_up_today(desk, tmp_path / "backups", "desk", TODAY, 0, 0) is None
    assert not (tmp_path / "backups").exists()


def test_a_copy_that_fails_removes_nothing(desk: Records, tmp_path: Path) -> None:
    old = copy_of(tmp_path, "desk", date(2020, 1, 1))
    older = copy_of(tmp_path, "desk", date(2019, 1, 1))
    for path in (old, older):
        path.write_text("whole", encoding="utf-8")
    with Records(f"sqlite:///{tmp_path / 'none.db'}") as nothing, pytest.raises(Problem):
        back_up_today(nothing, tmp_path, "desk", TODAY, 7, 4)
    assert old.exists()
    assert older.exists()
