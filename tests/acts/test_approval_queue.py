"""The queue of approvals on both engines, and two supervisors at one case."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from app.acts import approving
from app.acts.approval_queue import approval, numbers, page
from app.acts.workload import workload
from app.config import Person
from app.records.queue_rows import QueueQuestion
from app.records.search_index import rebuild_index
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, performed, words
from tests.acts.examples import NOW
from tests.acts.stored import AGENT, read_back, store

KARIN = Person("Karin Maes", "supervisor")
GOODWILL: dict[str, Any] = {"what": "MC-200001", "amount": "25", "why": "Three calls for one answer."}


@pytest.fixture(params=["file", "server"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Three cases that wait: one of Karin's own, one with a day by which the money has to be back."""
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    if request.param == "server":
        url = request.getfixturevalue("server_database")
    made = Desk(url, Person(AGENT), "en", lambda: NOW).open()
    store(made, examples.dossier())
    dossier = read_back(made, examples.dossier())
    performed(made, dossier, "goodwill", begun(dossier, "goodwill", **GOODWILL))
    dossier = read_back(made, dossier)
    performed(made, dossier, "withdrawal", begun(dossier, "withdrawal", "B-10002"))
    dossier = read_back(made, dossier)
    with made.records.writing() as session:
        rebuild_index(session.connection())
    made.person = KARIN
    own = GOODWILL | {"what": "B-10003", "amount": "7,50"}
    performed(made, dossier, "goodwill", begun(dossier, "goodwill", **own))
    yield made
    made.close()


def seen(desk: Desk, **asked: Any) -> list[str]:
    question = QueueQuestion(**asked)
    found = page(desk, question)
    shown = [one.number[-1] for one in found.rows]
    assert [one[-1] for one in numbers(desk, question)] == shown
    assert found.matching == len(shown)
    return shown


def test_what_is_owed_first_comes_first_and_the_database_filters_and_sorts(desk: Desk) -> None:
    assert seen(desk) == ["2", "1", "3"]
    assert seen(desk, state="to_decide") == ["2", "1"]
    assert seen(desk, state="own") == ["3"]
    assert seen(desk, sort="refund") == ["3", "1", "2"]
    assert seen(desk, sort="refund", descending=True) == ["2", "1", "3"]
    for sort in ("number", "recorded", "due", "agent", "act", "customer"):
        assert len(seen(desk, sort=sort)) == 3
    assert seen(desk, chosen=(("act", "goodwill"),)) == ["1", "3"]
    assert seen(desk, words="smet elke") == ["2", "1", "3"]
    assert seen(desk, words="c-2026-00002") == ["2"]
    assert seen(desk, words="nobody") == []
    found = page(desk, QueueQuestion())
    assert found.counts == {"to_decide": 2, "own": 1}
    first = found.rows[0]
    assert (first.customer, first.plate, first.refund, first.due_by) == (
        "De Smet, Elke",
        "1-ABC-234",
        14900,
        date(2027, 1, 11),
    )
    assert not first.open
    assert [one.own for one in found.rows] == [False, False, True]
    assert workload(desk)["approvals"] == (2, 0)


def test_a_refund_that_comes_too_late_stands_out(desk: Desk) -> None:
    desk._clock = lambda: NOW.replace(year=2027, month=1, day=12)
    found = page(desk, QueueQuestion())
    assert (found.late, [one.late for one in found.rows]) == (1, [True, False, False])
    assert workload(desk)["approvals"] == (2, 1)


def test_a_case_with_everything_needed_to_decide_it(desk: Desk) -> None:
    number = numbers(desk, QueueQuestion())[0]
    found = approval(desk, number)
    assert not found.own
    assert "a supervisor confirms it" in words(found.reasons[0])
    assert [one.id for one in found.readings] == ["G07", "G36"]
    assert found.usual["G07"] == "G07 A"
    assert found.record.why
    assert [one.kind for one in found.record.letters] == ["acknowledgement"]
    assert [one.by for one in found.steps] == [AGENT]
    assert found.outcome is not None
    assert found.outcome.total == 14900
    with pytest.raises(Refusal, match="There is no case"):
        approval(desk, "C-2026-09999")


def test_of_two_supervisors_the_second_is_told_who_decided(desk: Desk) -> None:
    number = numbers(desk, QueueQuestion())[0]
    version = page(desk, QueueQuestion()).rows[0].version
    others = [Desk(desk.records.url, Person(name, "supervisor"), "en", lambda: NOW).open() for name in ("Ann", "Bert")]
    together = Barrier(len(others))

    def decide(one: Desk) -> str:
        together.wait(timeout=30)
        try:
            return approving.approve(one, number, version).case_number
        except Refusal as refusal:
            return words(refusal.because)

    with ThreadPoolExecutor(len(others)) as pool:
        said = list(pool.map(decide, others))
    loser = next(one for one in said if one != number)
    assert said.count(number) == 1
    assert loser == f"{others[said.index(number)].person.name} has approved case {number} already. Nothing was written."
    after = read_back(desk, examples.dossier())
    assert [one.state for one in after.refunds if one.case_number == number] == ["to_release"]
    assert sum(one.case_number == number for one in after.letters) == 2  # the acknowledgement and one confirmation
    for one in others:
        one.close()


def test_a_page_of_many(desk: Desk) -> None:
    first = page(desk, QueueQuestion(count=1))
    second = page(desk, QueueQuestion(first=1, count=1))
    assert (len(first.rows), first.matching) == (1, 3)
    assert first.rows[0].number != second.rows[0].number
