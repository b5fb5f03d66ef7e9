"""The cases that wait for an agent: who sees which, what comes first, and what an agent does about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.acts import own_cases, replying
from app.acts.workload import workload
from app.config import Person
from app.records import tables
from app.records.journal_words import KEPT
from app.records.queue_rows import QueueQuestion
from app.start import Desk
from app.terms.clause import Refusal, WrongInput
from tests.acts.examples import NOW, TODAY
from tests.acts.own import COLLEAGUE, case_in, office
from tests.acts.stored import AGENT, SUPERVISOR

LATE, SOON = date(2026, 12, 23), date(2027, 1, 4)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = office(tmp_path)
    case_in(made, "C-1", due_on=SOON, due_what="reply")
    case_in(made, "C-2", due_on=LATE, due_what="reply", act="data_request")
    case_in(made, "C-3", state="sent_back", act="withdrawal", reason="Which odometer?")
    case_in(made, "C-4", agent=COLLEAGUE, due_on=TODAY, due_what="reply")
    case_in(made, "C-5", state="done")
    case_in(made, "C-6", state="waits_for_approval")
    case_in(made, "C-7", due_on=SOON, due_what="reassign", act="sim_deactivation")
    return made


def seen(desk: Desk, **asked: object) -> list[str]:
    question = QueueQuestion(**asked)  # type: ignore[arg-type]
    found = [one.number for one in own_cases.page(desk, question).rows]
    assert list(own_cases.numbers(desk, question)) == found
    return found


def test_an_agent_sees_the_own_cases_the_late_ones_first(desk: Desk) -> None:
    found = own_cases.page(desk, QueueQuestion())
    assert [(one.number, one.waits_for, one.late) for one in found.rows] == [
        ("C-2", "reply", True),
        ("C-1", "reply", False),
        ("C-7", "dealer", False),
        ("C-3", "answer_supervisor", False),
    ]
    assert (found.matching, found.late) == (4, 1)
    assert found.counts == {"answer_supervisor": 1, "reply": 2, "dealer": 1}
    back = found.rows[-1]
    assert (back.reason, back.moved_by, back.moved_at) == ("Which odometer?", SUPERVISOR, NOW)
    assert workload(desk)["own_cases"] == (4, 1)


def test_no_case_of_a_colleague_is_left_alone(desk: Desk) -> None:
    everybody = (("agent", own_cases.EVERYBODY),)
    assert seen(desk, chosen=everybody) == ["C-2", "C-4", "C-1", "C-7", "C-3"]
    assert seen(desk, chosen=(("agent", COLLEAGUE),)) == ["C-4"]
    assert own_cases.page(desk, QueueQuestion()).more == {"agents": (AGENT, COLLEAGUE)}


def test_a_supervisor_sees_everybodys(desk: Desk) -> None:
    desk.person = Person(SUPERVISOR, "supervisor")
    assert seen(desk) == ["C-2", "C-4", "C-1", "C-7", "C-3"]
    assert seen(desk, chosen=(("agent", AGENT),)) == ["C-2", "C-1", "C-7", "C-3"]


def test_filters_words_order_and_pages(desk: Desk) -> None:
    assert seen(desk, state="reply") == ["C-2", "C-1"]
    assert seen(desk, state="dealer") == ["C-7"]
    assert seen(desk, words="c-3") == ["C-3"]
    assert seen(desk, words="nobody") == []
    assert seen(desk, sort="number", descending=True) == ["C-7", "C-3", "C-2", "C-1"]
    assert seen(desk, sort="due_on", descending=True) == ["C-7", "C-1", "C-2", "C-3"], "without a day it stays last"
    page = own_cases.page(desk, QueueQuestion(sort="number", first=1, count=2))
    assert ([one.number for one in page.rows], page.matching) == (["C-2", "C-3"], 4)


def test_an_answer_closes_the_case_whoever_gives_it(desk: Desk) -> None:
    desk.person = Person(COLLEAGUE)
    replying.close_answered(desk, "C-2", 1, answered_on=TODAY, channel="email", answer=" All data sent. ")
    with desk.records.reading() as session:
        case = session.scalars(select(tables.Case).where(tables.Case.number == "C-2")).one()
        assert case.state == "done"
        last = session.scalars(select(tables.CaseMove).order_by(tables.CaseMove.id.desc())).first()
        assert last is not None
        assert (last.before, last.after, last.by, last.reason) == ("open", "done", COLLEAGUE, "All data sent.")
        assert last.readings == {"answered_on": "2026-12-28", "channel": "email"}
        entry = session.scalars(
            select(tables.Journal).where(tables.Journal.on == "C-2", tables.Journal.what != KEPT)
        ).one()
        assert (entry.what, entry.by) == ("case_done", COLLEAGUE)
    with pytest.raises(Refusal, match="owes no answer"):
        replying.close_answered(desk, "C-2", 1, answered_on=TODAY, channel="email", answer="Twice")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"answer": " "}, "answer"),
        ({"channel": "pigeon"}, "channel"),
        ({"answered_on": date(2026, 12, 29)}, "answered_on"),
        ({"answered_on": date(2026, 12, 20)}, "answered_on"),
    ],
)
def test_an_answer_is_whole(desk: Desk, changed: dict[str, object], field: str) -> None:
    given = {"answered_on": TODAY, "channel": "email", "answer": "All data sent."} | changed
    with pytest.raises(WrongInput) as wrong:
        replying.close_answered(desk, "C-1", 1, **given)  # type: ignore[arg-type]
    assert wrong.value.field == field
    assert "C-1" in seen(desk)


@pytest.mark.parametrize("number", ["C-3", "C-5", "C-6", "C-7"])
def test_only_what_owes_an_answer_is_answered(desk: Desk, number: str) -> None:
    with pytest.raises(Refusal, match="owes no answer"):
        replying.close_answered(desk, number, 1, answered_on=TODAY, channel="email", answer="Done")


def test_what_was_sent_back_goes_to_the_supervisors_again(desk: Desk) -> None:
    with pytest.raises(WrongInput):
        replying.submit_again(desk, "C-3", 2, "")
    with pytest.raises(Refusal, match="Somebody else"):
        replying.submit_again(desk, "C-3", 1, "18 450 km, on the photo.")
    replying.submit_again(desk, "C-3", 2, "18 450 km, on the photo.")
    with pytest.raises(Refusal, match="dealt with"):
        replying.submit_again(desk, "C-1", 1, "x")
    assert "C-3" not in seen(desk)
    with desk.records.reading() as session:
        last = session.scalars(select(tables.CaseMove).order_by(tables.CaseMove.id.desc())).first()
    assert last is not None
    assert (last.after, last.reason) == ("waits_for_approval", "18 450 km, on the photo.")
