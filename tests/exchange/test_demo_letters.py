"""The cases of the showcase people have the letters the desk would have issued."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.acts.approval_queue import approval, page
from app.acts.reading_letters import letter_of
from app.config import Person
from app.exchange.demo import fill
from app.exchange.demo_world import showcase
from app.records import tables
from app.records.cases import read_determinations
from app.records.letters import letter_bytes
from app.records.queue_rows import QueueQuestion
from app.records.queues import letters as letter_queue
from app.records.queues import own_cases
from app.records.search import search
from app.records.store import Records
from app.start import Desk
from app.terms.clause import Refusal
from tests.exchange.rows_of import all_rows

KINDS = {
    "withdrawal": ["acknowledgement", "withdrawal_confirmation"],
    "termination": ["termination_confirmation"],
    "sim_deactivation": ["sim_confirmation", "sim_work_order"],
}


def test_every_case_of_the_showcase_has_its_letters(demo: Records) -> None:
    case, letter = tables.Case, tables.Letter
    with demo.reading() as session:
        cases = session.execute(select(case.id, case.number, case.act).where(case.customer_id <= len(showcase()))).all()
        assert {one.act for one in cases} == set(KINDS)
        for case_id, number, act in cases:
            rows = session.execute(
                select(letter.number, letter.kind, letter.created_at).where(letter.case_id == case_id)
            ).all()
            assert [row.kind for row in rows] == KINDS[act]
            assert read_determinations(session, number)
            for row in rows:
                assert letter_bytes(session, row.number).startswith(b"%PDF")
                (hit,) = search(session, row.number, 5).hits
                assert (hit.kind, hit.number) == ("letter", row.number)


def test_the_letters_queue_has_something_of_everything(demo: Records, today: date) -> None:
    with demo.reading() as session:
        queue = letter_queue.page(session, QueueQuestion(), today)
    assert {state: number > 0 for state, number in queue.counts.items()} == {
        "ready": True,
        "printing": False,  # nothing prints while nobody is there
        "held": True,
        "failed": True,
        "printed": True,
        "mailed": True,
    }
    assert queue.late == 3
    assert len(queue.more["languages"]) > 1
    assert {row.said for row in queue.rows} == {"", "media-jam-error"}


def test_the_newest_letter_of_a_case_and_a_case_without_one(demo: Records, today: date) -> None:
    desk = Desk(
        str(demo.engine.url), Person("Anna Willems"), "en", lambda: datetime(today.year, today.month, today.day)
    )
    case, letter = tables.Case, tables.Letter
    with demo.reading() as session:
        with_letter = session.scalars(select(case.number).join(letter, letter.case_id == case.id)).first()
        without = session.scalars(select(case.number).where(case.id.not_in(select(letter.case_id)))).first()
    assert with_letter is not None
    assert without is not None
    assert letter_of(desk, with_letter.lower()).content.startswith(b"%PDF")
    with pytest.raises(Refusal) as refused:
        letter_of(desk, without)
    assert desk.language.say(refused.value.because) == f"Case {without} has no letter."
    with pytest.raises(Refusal) as refused:
        letter_of(desk, "C-1999-00001")
    assert desk.language.say(refused.value.because) == "There is no letter C-1999-00001."
    desk.close()


@pytest.mark.parametrize("days", [0, 33, 64, 155])
def test_the_letters_are_the_same_each_time_and_there_on_any_day(empty: Records, today: date, days: int) -> None:
    fill(empty, len(showcase()), today + timedelta(days))
    letters = all_rows(empty)["letters"]
    assert len(letters) == 7
    if days == 0:
        with Records("sqlite://") as again:
            fill(again.prepare(), len(showcase()), today)
            assert all_rows(again)["letters"] == letters


def test_a_supervisor_finds_cases_to_decide_and_an_own_one_that_is_locked(demo: Records, today: date) -> None:
    url, now = str(demo.engine.url), datetime(today.year, today.month, today.day, 9)
    desk = Desk(url, Person("Karin Maes", "supervisor"), "en", lambda: now)
    found = page(desk, QueueQuestion())
    assert {row.act for row in found.rows} >= {"goodwill"}
    assert [row.agent for row in found.rows if row.own and row.act == "goodwill"] == ["Karin Maes"]
    for row in found.rows:
        case = approval(desk, row.number)
        assert case.reasons
        assert case.outcome is not None
        assert case.outcome.plan is not None
        assert {line.number for line in case.outcome.lines} == {
            one.subject for one in case.record.refunds if one.state == "waits_for_approval"
        }
    desk.close()


def test_agents_owe_answers_to_requests_and_complaints(demo: Records, today: date) -> None:
    with demo.reading() as session:
        rows = own_cases.page(session, QueueQuestion(state="reply"), today, "").rows
    assert [(one.act, one.agent, one.late) for one in rows] == [
        ("complaint", "Anna Willems", True),
        ("complaint", "Tom Claes", False),
        ("data_request", "Anna Willems", False),
    ]
    letter = tables.Letter
    with demo.reading() as session:
        for row in rows:
            kinds = session.scalars(select(letter.kind).join(tables.Case).where(tables.Case.number == row.number)).all()
            assert kinds == ["complaint_answer" if row.act == "complaint" else "data_request_acknowledgement"]
