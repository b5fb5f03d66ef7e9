"""The board of deadlines against a count over the rows, and what each card says and offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from app.acts import deadlines, workload
from app.acts.deadlines import Deadline
from app.acts.first_waiting import first_of
from app.records import tables
from app.records.queue_rows import QueueQuestion
from app.records.queues.deadline_rows import column_of, week_end
from app.start import Desk
from app.terms.clause import Cents
from tests.acts.waiting_refunds import AGENT, SUPERVISOR, add_refund, address_on, desk_of, prepare
from tests.records.examples import NOW, TODAY


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Deadlines of every kind, on both engines."""
    made = desk_of(address_on(request.param, request, tmp_path))
    if request.param == "postgresql":
        made.records.prepare()
    fill(made)
    yield made
    made.close()


def fill(desk: Desk) -> None:
    """Six refunds to pay and three that are paid, a reply, a job, a period, a last day and a warning."""
    prepare(desk)
    days = {1: -2, 2: 0, 3: 1, 4: 2, 5: 6, 6: 20}
    with desk.records.writing() as session:
        for at, ahead in days.items():
            changes: dict[str, Any] = {
                3: {"iban": "", "means": "direct_debit"},
                4: {"agent": SUPERVISOR.name},
                5: {"state": "waits_for_approval", "amount": None},
                6: {"state": "rejected", "said": "AC01"},
            }.get(at, {})
            add_refund(session, at, **{"due_by": TODAY + timedelta(ahead)} | changes)
        for at, (paid, due) in enumerate(((0, 0), (-3, 5), (-3, -8)), 7):
            add_refund(
                session, at, state="paid", paid_on=TODAY + timedelta(paid), due_by=TODAY + timedelta(due),
                received_on=TODAY - timedelta(12),
            )  # fmt: skip
        _add_case(session, 20, "data_request", "open", due_on=TODAY - timedelta(1), due_what="reply")
        _add_case(session, 21, "sim_deactivation", "being_carried_out")
        _add_case(session, 22, "prevent_renewal", "done", last_service_day=TODAY + timedelta(3))
        _add_case(session, 23, "termination", "done", last_service_day=TODAY)
        _add_case(session, 24, "termination", "cancelled", last_service_day=TODAY)
        _add_case(session, 25, "expired_means", "done", due_on=TODAY + timedelta(9), due_what="warning")
        _add_case(session, 26, "termination", "done", last_service_day=TODAY - timedelta(1))
        session.add(_job("C-2026-00021"))


def _add_case(session: Any, at: int, act: str, state: str, **changes: Any) -> None:
    session.add(
        tables.Case(
            number=f"C-2026-{at:05}", customer_id=11, act=act, subject_kind="contract", subject=f"MC-{at}", state=state,
            received_on=date(2026, 12, 10), recorded_at=NOW, agent="Tom Claes", **changes,
        )
    )  # fmt: skip
    session.flush()


def _job(case: str) -> tables.SimJob:
    return tables.SimJob(
        case_number=case, switch="off", ordered_on=TODAY, vin="WMWXR710X0T000001", plate="1-ABC-234", model="Cooper",
        iccid="8932000000000000001", functions=(), due_on=TODAY,
    )  # fmt: skip


def every(desk: Desk, **asked: Any) -> tuple[Deadline, ...]:
    return deadlines.page(desk, QueueQuestion(count=100, **asked)).rows


def test_the_columns_are_a_count_over_the_rows(desk: Desk) -> None:
    board = deadlines.board(desk, QueueQuestion())
    rows = [one.row for one in every(desk)]
    assert len(rows) == 11
    for key, tally in board.columns.items():
        here = [row for row in rows if column_of(row.day, TODAY) == key]
        assert tally.count == len(here), key
        assert tally.total == sum(row.amount or 0 for row in here), key
        assert tally.first == min((row.day for row in here), default=None), key
        if key in board.cards:
            assert [card.row for card in board.cards[key]] == here
    assert board.columns["late"].count == 2
    assert sum(board.countries.values()) == len(rows)
    assert board.due[None] == 2
    for day in {row.day for row in rows if TODAY <= row.day <= TODAY + timedelta(14)}:
        assert board.due[day] == sum(row.day == day for row in rows)
    assert [card.days_late for card in board.cards["late"]] == [2, 1]


def test_each_card_says_what_it_waits_for(desk: Desk) -> None:
    told = {one.row.key: (desk.language.say(one.waits), one.act) for one in every(desk)}
    assert told["refund:1"] == ("Ready to release", "release")
    assert told["refund:3"] == ("Waits for the customer’s IBAN", "account")
    assert told["refund:4"] == ("You entered it: a colleague releases it.", "")
    assert told["refund:5"] == ("Waits for approval, Anna Willems", "")
    assert told["refund:6"] == ("Bank refused the IBAN", "account")
    assert {words for words, _ in told.values()} >= {
        "Request for data: reply by Tom Claes",
        "Waits for somebody to choose a dealer",
        "The period ends and is not renewed",
        "Termination: last day of service",
        "Means of payment expires: the warning runs until then",
    }
    agents = desk_of(desk.url, AGENT)
    try:
        assert {one.act for one in every(agents)} == {""}
        assert deadlines.board(agents, QueueQuestion()).ready == ()
    finally:
        agents.close()


def test_the_rail_counts_late_and_today_of_the_board_and_nothing_the_bank_has(desk: Desk) -> None:
    with desk.records.writing() as session:
        session.execute(update(tables.Refund).where(tables.Refund.id == 1).values(state="exported"))
    columns = deadlines.board(desk, QueueQuestion()).columns
    assert "refund:1" not in {one.row.key for one in every(desk)}
    assert (columns["late"].count, columns["today"].count) == (1, 3)
    assert workload.workload(desk)["deadlines"] == (4, 1)


def test_a_card_that_was_turned_down_has_no_iban_to_fix(desk: Desk) -> None:
    with desk.records.writing() as session:
        session.execute(update(tables.Refund).where(tables.Refund.id == 6).values(means="visa", iban=""))
    assert {one.row.key: one.act for one in every(desk)}["refund:6"] == ""


def test_the_first_of_the_day_are_those_the_rail_counts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workload, "QUEUES", [one for one in workload.QUEUES if one.key == "deadlines"])
    due = first_of(desk)["deadlines"]
    assert [(one.number, one.late) for one in due] == [
        ("C-2026-00001", True),
        ("C-2026-00020", True),
        ("C-2026-00002", False),
    ]
    assert "C-2026-00023" in {one.row.case_number for one in every(desk, state="today")}, "its last day comes by itself"


def test_filters_hold_for_cards_counts_and_what_is_ready(desk: Desk) -> None:
    with desk.records.writing() as session:
        session.execute(update(tables.Customer).where(tables.Customer.id == 11).values(country="LU"))
    assert deadlines.board(desk, QueueQuestion()).ready == (1, 2)
    by_agent = deadlines.board(desk, QueueQuestion(chosen=(("agent", "Tom Claes"),)))
    assert sum(one.count for one in by_agent.columns.values()) == 5
    assert by_agent.ready == ()
    for country in ("BE", "LU"):
        found = deadlines.board(desk, QueueQuestion(chosen=(("country", country),)))
        assert sum(one.count for one in found.columns.values()) == found.countries[country]
        assert {one.row.country for one in every(desk, chosen=(("country", country),))} == {country}
    assert {one.row.kind for one in every(desk, chosen=(("kind", "refund"),))} == {"refund"}
    assert [one.row.case_number for one in every(desk, words="00003")] == ["C-2026-00003"]
    assert deadlines.numbers(desk, QueueQuestion(state="late")) == ("refund:1", "reply:" + _id_of(desk, 20))


def _id_of(desk: Desk, at: int) -> str:
    return next(str(one.row.id) for one in every(desk) if one.row.case_number == f"C-2026-{at:05}")


def test_what_was_paid_is_counted_by_week_and_by_days(desk: Desk) -> None:
    paid = deadlines.board(desk, QueueQuestion()).paid
    assert paid.weeks[-2:] == ((date(2026, 12, 21), 2, 1), (date(2026, 12, 28), 1, 0))
    assert paid.lengths == ((9, 2, 1), (12, 1, 0))
    assert paid.median == 9
    assert (paid.today, paid.today_total) == (1, Cents(10_007))


def test_on_a_sunday_the_week_is_the_next_one() -> None:
    assert week_end(date(2026, 12, 28)) == date(2027, 1, 3)
    assert week_end(date(2027, 1, 2)) == date(2027, 1, 3)
    assert week_end(date(2027, 1, 3)) == date(2027, 1, 10)
