"""The list of cases says what a late refund costs: below the amount, and in a sentence to hear or to point at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.acts.overview import overview_of
from app.language import language
from app.records.change_rows import InterestRate
from tests.acts import examples
from tests.acts.test_late_refunds import TODAY, waiting
from ui.dossier.lists import CASES, papers_of

RATE = InterestRate(date(2026, 1, 1), Decimal("3.65"), "Mia Peeters", examples.NOW)


@pytest.mark.parametrize(
    ("rates", "country", "below", "said"),
    [
        ((RATE,), "LU", "interest €1.70", "€1.70 legal interest up to today"),
        ((), "LU", "interest open", "an administrator enters it"),
        ((RATE,), "BE", "", ""),
    ],
)
def test_the_interest_stands_with_the_refund(
    rates: tuple[InterestRate, ...], country: str, below: str, said: str
) -> None:
    (paper,) = papers_of(overview_of(waiting(country, rates), examples.BY_PHONE, TODAY))
    cells = {column.key: column.cell(paper, language("en")) for column in CASES}
    assert cells["refund"].below.replace("\u00a0", "") == below
    assert said in cells["refund"].spoken.replace("\u00a0", "")
