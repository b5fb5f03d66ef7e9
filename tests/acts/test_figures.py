"""The figures against a count over the rows, on both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.acts.figures import Figure, figures
from app.acts.nouns import noun
from app.records import tables
from app.records.tables import OPEN_STATES
from app.start import Desk
from tests.acts.test_deadlines import fill
from tests.acts.waiting_refunds import address_on, desk_of
from tests.records.examples import TODAY


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """The cases of the board, two replies given in time, one of them noted days later, one late, and a job done."""
    made = desk_of(address_on(request.param, request, tmp_path))
    if request.param == "postgresql":
        made.records.prepare()
    fill(made)
    with made.records.writing() as session:
        cases = {one.number: one for one in session.scalars(select(tables.Case))}
        late = TODAY - timedelta(1)
        for number, due, answered in (
            ("C-2026-00023", TODAY, None),
            ("C-2026-00026", late, None),
            ("C-2026-00001", late, late),
        ):
            readings = {} if answered is None else {"answered_on": answered.isoformat(), "channel": "email"}
            case = cases[number]
            case.due_on, case.due_what = due, "reply"
            moment = datetime(2026, 12, 28, 23, 0)
            session.add(
                tables.CaseMove(
                    case_id=case.id,
                    position=1,
                    before="open",
                    after="done",
                    at=moment,
                    by="Tom Claes",
                    readings=readings,
                )
            )
        job = session.scalars(select(tables.SimJob)).one()
        job.state, job.done_at = "done", datetime(2026, 12, 28, 23, 0)
        cases["C-2026-00022"].received_on = date(2025, 12, 27)
    yield made
    made.close()


def table(desk: Desk, key: str) -> dict[str, tuple[int, ...]]:
    figure = next(one for one in figures(desk) if one.key == key)
    return {desk.language.say(line.label): line.numbers for line in figure.lines}


def test_cases_are_counted_by_act_age_and_outcome(desk: Desk) -> None:
    with desk.records.reading() as session:
        cases = session.scalars(select(tables.Case)).all()
    young = [one for one in cases if one.received_on >= date(2025, 12, 28)]
    assert len(young) == len(cases) - 1
    by_act = table(desk, "cases-by-act")
    counted = Counter(desk.language.say(noun(one.act)) for one in young)
    still = Counter(desk.language.say(noun(one.act)) for one in young if one.state in OPEN_STATES)
    assert by_act == {act: (number, still[act]) for act, number in counted.items()}
    assert list(by_act) == sorted(by_act, key=lambda act: -counted[act])
    ages = table(desk, "cases-by-age")
    assert sum(number for (number,) in ages.values()) == sum(one.state in OPEN_STATES for one in cases)
    assert ages["8 to 14 days"] == (3,)
    outcomes = table(desk, "cases-by-outcome")
    assert outcomes["Done"] == (sum(one.state == "done" for one in young),)
    assert sum(number for (number,) in outcomes.values()) == len(young)
    assert "Stopped" not in outcomes  # no move leads there


def test_settled_deadlines_are_kept_or_late(desk: Desk) -> None:
    assert table(desk, "deadlines-kept") == {"Refunds": (3, 2, 1), "Replies": (3, 2, 1), "SIM jobs": (1, 1, 0)}


def test_refunds_and_payments_add_up(desk: Desk) -> None:
    with desk.records.reading() as session:
        rows = session.scalars(select(tables.Refund)).all()
    refunds = table(desk, "refunds")
    assert sum(number for number, _ in refunds.values()) == len(rows)
    assert sum(total for _, total in refunds.values()) == sum(one.amount or 0 for one in rows)
    assert sum(number for number, _ in table(desk, "paid-per-week").values()) == 3
    assert table(desk, "days-to-payment") == {"9": (2, 1), "12": (1, 0)}


def test_every_figure_has_a_number_under_each_head(desk: Desk) -> None:
    found: tuple[Figure, ...] = figures(desk)
    assert len({one.key for one in found}) == len(found) == 7
    for one in found:
        assert {len(line.numbers) for line in one.lines} == {len(one.heads) - 1}, one.key
