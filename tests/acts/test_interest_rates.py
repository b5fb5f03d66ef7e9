"""Only an administrator enters a legal rate, and only what is one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.acts.interest_rates import enter, entered, take_back
from app.config import Person
from app.start import Desk
from app.terms.clause import Refusal, WrongInput
from tests.acts.examples import NOW
from tests.acts.stored import desk_on

DAY = date(2027, 1, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_on(tmp_path)
    made.person = Person("Mia Peeters", "administrator")
    return made


@pytest.mark.parametrize(("text", "percent"), [("3.75", "3.75"), (" 3,75 % ", "3.75"), ("4", "4"), ("0", "0")])
def test_a_rate_as_people_write_it(desk: Desk, text: str, percent: str) -> None:
    (rate,) = enter(desk, DAY, text)
    assert (rate.starts_on, rate.percent, rate.entered_by) == (DAY, Decimal(percent), "Mia Peeters")
    assert rate.entered_at == NOW
    assert entered(desk) == (rate,)
    assert take_back(desk, DAY) == ()


@pytest.mark.parametrize("text", ["", "much", "3.7.5", "NaN", "101", "-1", "1_0", "٣", "3 7", "1e1"])
def test_what_is_no_rate(desk: Desk, text: str) -> None:
    with pytest.raises(Refusal):
        enter(desk, DAY, text)
    assert entered(desk) == ()


def test_a_rate_begins_on_a_day(desk: Desk) -> None:
    with pytest.raises(WrongInput) as refused:
        enter(desk, None, "3.75")
    assert refused.value.field == "starts_on"


def test_nobody_else_enters_or_takes_back(desk: Desk) -> None:
    desk.person = Person("Anna Willems", "supervisor")
    with pytest.raises(Refusal, match="Only an administrator"):
        enter(desk, DAY, "3.75")
    with pytest.raises(Refusal, match="Only an administrator"):
        take_back(desk, DAY)
