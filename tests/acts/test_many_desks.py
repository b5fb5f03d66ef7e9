"""Eight desks, each a process of its own, act for the same customers: nothing is lost, nothing is paid back twice.

The short version of ``tests.bench.many_desks``, which runs for as long as one likes.
"""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from app.acts import withdrawal
from app.acts.overview import key_of, overview
from app.acts.rows import Receipt
from app.records.store import Records
from app.terms.clause import Refusal
from tests.bench.many_desks import LOADED, PAUSE, Task, Told, cases_of, desk_on, prepare, together, wrong


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("server_database"))
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with Records(url) as records:
        records.upgrade()
    return url


def test_many_desks_lose_nothing_and_pay_nothing_twice(address: str) -> None:
    vins = prepare(address)
    before = cases_of(address)
    told = together(address, vins, Task(desks=8, seconds=2, pause=PAUSE))
    assert list(wrong(address, told, before)) == []
    assert told.notes
    assert told.cases
    told.notes.append("Never written")
    assert list(wrong(address, told, before)) != [], "a lost note would not be found"


def finish(url: str, number: int, ready: Any, answers: Any) -> None:
    """One desk goes as far as the review, waits for the other, and presses Finish."""
    desk = desk_on(url, f"Desk {number}")
    shown = overview(desk, "1-ABC-234", Receipt(desk.now(), "phone"))
    assert shown is not None
    option = next(one for one in shown.options if one.act == withdrawal.NAME and one.state == "allowed")
    draft = withdrawal.begin(shown, option)
    seen = withdrawal.preview(shown.dossier, draft, desk.today())
    ready.wait(timeout=60)
    try:
        answers.put((True, withdrawal.perform(desk, key_of(shown.dossier), draft, seen).case_number))
    except Refusal as refusal:
        answers.put((False, desk.language.say(refusal.because)))
    desk.close()


def test_of_two_wizards_on_one_booking_the_second_finish_names_the_first_case(address: str) -> None:
    prepare(address)
    context = get_context("forkserver")
    context.set_forkserver_preload([*LOADED])
    ready, answers = context.Barrier(2), context.Queue()
    desks = [context.Process(target=finish, args=(address, number, ready, answers), daemon=True) for number in (1, 2)]
    for desk in desks:
        desk.start()
    (_, said), (recorded, number) = sorted(answers.get(timeout=60) for _ in desks)
    for desk in desks:
        desk.join()
    assert recorded
    assert number in said
    assert list(wrong(address, Told(cases=[number]), cases_of(address) - 1)) == []
