"""Money: rounding once, shares that never exceed the price, VAT that adds up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.terms.clause import Cents
from app.terms.money import rounded_half_up, share, vat_inside, vat_percent
from tests.terms.drawn import prices


@given(prices, st.integers(1, 800), st.data())
def test_a_share_is_the_nearest_cent_half_up(price: Cents, total: int, data: st.DataObject) -> None:
    days = data.draw(st.integers(0, total))
    exact = Fraction(price * days, total)
    part = share(price, days, total)
    assert exact - Fraction(1, 2) < part <= exact + Fraction(1, 2)
    assert 0 <= part <= price
    assert type(part) is Cents


def test_a_half_goes_up() -> None:
    assert share(Cents(1), 1, 2) == 1
    assert share(Cents(3), 1, 2) == 2
    assert rounded_half_up(5, 2) == 3
    assert rounded_half_up(249, 100) == 2


@given(prices, st.sampled_from(["BE", "LU"]), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_net_and_vat_make_the_gross_amount(gross: Cents, country: str, on: date) -> None:
    split = vat_inside(gross, country, on)
    assert split.net + split.vat == split.gross == gross
    assert abs(split.vat * 100 - split.net * split.percent) <= 100


@pytest.mark.parametrize(
    ("country", "on", "gross", "vat"),
    [
        ("BE", date(2026, 12, 28), 12100, 2100),
        ("LU", date(2026, 12, 28), 11700, 1700),
        ("LU", date(2023, 6, 1), 11600, 1600),
        ("LU", date(2023, 12, 31), 11600, 1600),
        ("LU", date(2024, 1, 1), 11700, 1700),
        ("BE", date(2026, 12, 28), 999, 173),
    ],
)
def test_vat_by_country_and_day(country: str, on: date, gross: int, vat: int) -> None:
    assert vat_inside(Cents(gross), country, on).vat == vat


def test_no_rate_is_invented_for_an_unknown_past() -> None:
    with pytest.raises(LookupError):
        vat_percent("LU", date(2010, 1, 1))
