"""Who lost the connection asks again with the same key: the act is recorded once, and the answer is the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import act
from app.acts.rows import Done, Preview
from app.config import Person
from app.records.rows import Dossier
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, previewed, words
from tests.acts.examples import NOW
from tests.acts.stored import AGENT, key_of, read_back, store

KEY = "0123456789abcdef0123456789abcdef"
ACT = "outage_compensation"
DAYS: dict[str, Any] = {
    "cause": "ours",
    "first_day": date(2026, 12, 20),
    "last_day": date(2026, 12, 24),
    "chosen": ("B-10001",),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    on_a_server = request.param == "postgresql"
    return str(request.getfixturevalue("server_database")) if on_a_server else f"sqlite:///{tmp_path / 'desk.db'}"


def desk_at(url: str) -> Desk:
    return Desk(url, Person(AGENT), "en", lambda: NOW).open()


def record(desk: Desk, dossier: Dossier, draft: Any, seen: Preview, key: str) -> Done:
    done: Done = act(ACT).perform(desk, key_of(dossier), draft, seen, key)
    return done


def test_the_same_request_is_recorded_once(url: str) -> None:
    desk = desk_at(url)
    store(desk, examples.dossier())
    dossier = read_back(desk, examples.dossier())
    draft = begun(dossier, ACT, **DAYS)
    seen = previewed(dossier, ACT, draft)
    first = record(desk, dossier, draft, seen, KEY)
    assert first.letters
    assert record(desk, dossier, draft, seen, KEY) == first
    with pytest.raises(Refusal) as refused:
        record(desk, dossier, replace(draft, last_day=date(2026, 12, 23)), seen, KEY)
    assert words(refused.value.because) == (
        f"This was recorded as case {first.case_number} before you changed it: correct that case. "
        "Nothing more was written."
    )
    after = read_back(desk, dossier)
    assert [case.number for case in after.cases] == [first.case_number]
    assert [letter.number for letter in after.letters] == [number for number, _ in reversed(first.letters)]
    with pytest.raises(Refusal):
        record(desk, dossier, draft, seen, "")
    desk.close()


def test_of_two_attempts_at_the_same_moment_one_writes(url: str) -> None:
    desks = [desk_at(url) for _ in range(2)]
    store(desks[0], examples.dossier())
    dossier = read_back(desks[0], examples.dossier())
    draft = begun(dossier, ACT, **DAYS)
    seen = previewed(dossier, ACT, draft)
    with ThreadPoolExecutor(len(desks)) as pool:
        first, second = pool.map(lambda desk: record(desk, dossier, draft, seen, KEY), desks)
    assert first == second
    assert len(read_back(desks[0], dossier).cases) == 1
    for desk in desks:
        desk.close()
