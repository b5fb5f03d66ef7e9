"""What a cell may say: dates, amounts, telephones and the like in every way people write them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange import csv_values as values
from app.exchange.csv_columns import COUNTRY, KIND_OF_CUSTOMER, LANGUAGE, POWERTRAIN, SHEETS, TITLE
from app.exchange.csv_values import Misread
from app.terms.clause import Cents

DAY = date(2026, 12, 31)


@pytest.mark.parametrize("cell", ["31/12/2026", "31-12-2026", "31.12.2026", "2026-12-31"])
def test_dates(cell: str) -> None:
    assert values.day(cell) == DAY


def test_single_digits_in_dates() -> None:
    assert values.day("1/2/2026") == date(2026, 2, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "12/31/2026",
        "31/12/26",
        "2026/12/31",
        "30/02/2026",
        "31-12/2026",
        "2026-2-1",
        "0000-01-01",
        "1/1/0001",
        "gisteren",
    ],
)
def test_what_is_no_date(cell: str) -> None:
    with pytest.raises(Misread):
        values.day(cell)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("31/12/2026 14:30", datetime(2026, 12, 31, 14, 30)),
        ("2026-12-31T09:05:00", datetime(2026, 12, 31, 9, 5)),
        ("31-12-2026 9h05", datetime(2026, 12, 31, 9, 5)),
        ("31.12.2026", datetime(2026, 12, 31)),
    ],
)
def test_moments(cell: str, moment: datetime) -> None:
    assert values.moment(cell) == moment


@pytest.mark.parametrize("cell", ["31/12/2026 25:00", "31/12/2026 noon", "14:30"])
def test_what_is_no_moment(cell: str) -> None:
    with pytest.raises(Misread):
        values.moment(cell)


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("1234,50", 123450),
        ("1234.5", 123450),
        ("1.234,50", 123450),
        ("1 234,50", 123450),
        ("1\u202f234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("1'234.50", 123450),
        ("€ 6,00", 600),
        ("6 EUR", 600),
        ("0", 0),
        ("0,07", 7),
    ],
)
def test_amounts(cell: str, cents: int) -> None:
    value = values.money(cell)
    assert value == cents
    assert type(value) is Cents


@pytest.mark.parametrize("cell", ["-5", "−5,00", "6,005", "1.23.456", "1,2,3", "six", "", "1e3", "99999999999", "٣"])
def test_what_is_no_amount(cell: str) -> None:
    with pytest.raises(Misread):
        values.money(cell)


@given(st.integers(0, 10**9 - 1))
@settings(max_examples=60)
def test_an_amount_is_the_same_in_every_spelling(cents: int) -> None:
    euros, rest = divmod(cents, 100)
    for groups in ("", ".", " ", "\u202f"):
        assert values.money(f"{euros:,}".replace(",", groups) + f",{rest:02d}") == cents
    assert values.money(f"{euros:,}.{rest:02d}") == cents


@pytest.mark.parametrize("cell", ["ja", "Oui", "YES", "1", "true", "WAAR", "vrai", "Wahr", "J"])
def test_yes(cell: str) -> None:
    assert values.yes_or_no(cell) is True


@pytest.mark.parametrize("cell", ["nee", "Non", "NO", "0", "false", "nein", "neen", "onwaar"])
def test_no(cell: str) -> None:
    assert values.yes_or_no(cell) is False


@pytest.mark.parametrize(
    "cell",
    ["+32470123456", "0470 12 34 56", "0470/12.34.56", "0032 470 12 34 56", "+32 (0)470 12 34 56", "0470-123456"],
)
def test_belgian_telephones(cell: str) -> None:
    assert values.phone(cell, "BE") == "+32470123456"


@pytest.mark.parametrize(
    ("cell", "country"), [("621 550 482", "LU"), ("+352 621 550 482", "BE"), ("00352621550482", "BE")]
)
def test_luxembourg_telephones(cell: str, country: str) -> None:
    assert values.phone(cell, country) == "+352621550482"


@pytest.mark.parametrize("cell", ["12", "geen", "+32 470 12 34 56 78 90 12 34", "+999 12345"])
def test_what_is_no_telephone(cell: str) -> None:
    with pytest.raises(Misread):
        values.phone(cell, "BE")


@pytest.mark.parametrize("cell", ["BE 0413.533.863", "be0413533863", "0413533863", "413.533.863"])
def test_belgian_vat_numbers(cell: str) -> None:
    assert values.vat(cell, "BE") == "BE0413533863"


@pytest.mark.parametrize(("cell", "value"), [("LU10000356", "LU10000356"), ("DE136695976", "DE136695976")])
def test_other_vat_numbers(cell: str, value: str) -> None:
    assert values.vat(cell, "LU") == value


@pytest.mark.parametrize("cell", ["BE0413533864", "LU10000357", "BE", "X"])
def test_what_is_no_vat_number(cell: str) -> None:
    with pytest.raises(Misread):
        values.vat(cell, "BE")


def test_the_check_digit_of_a_vin_is_a_hint_only() -> None:
    assert values.vin("wmw31gd0 90ta40817") == "WMW31GD090TA40817"
    assert values.fits_check_digit("1M8GDM9AXKP042788")
    assert not values.fits_check_digit("1M8GDM9A1KP042788")


@pytest.mark.parametrize(
    "cell", ["WMW31GD090TA4081", "WMW31GD090TA408177", "WMW31GD090TAI0817", "WMW31GD090TAO0817", "Q" * 17]
)
def test_what_is_no_vin(cell: str) -> None:
    with pytest.raises(Misread):
        values.vin(cell)


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (COUNTRY, "België", "BE"),
        (COUNTRY, "luxembourg", "LU"),
        (LANGUAGE, "NL", "nl"),
        (LANGUAGE, "Français", "fr"),
        (KIND_OF_CUSTOMER, "Particulier", "consumer"),
        (KIND_OF_CUSTOMER, "B2B", "trader"),
        (TITLE, "Mevr.", "ms"),
        (POWERTRAIN, "bev", "BEV"),
        (POWERTRAIN, "Plug-in", "PHEV"),
        (values.option_codes, "sa6ae, SA6AP|SA6AE", ("SA6AE", "SA6AP")),
        (values.code_words, "eu_ecall map_data_for_speed_assist", ("eu_ecall", "map_data_for_speed_assist")),
        (values.whole, "45.000", 45000),
        (values.whole, "45 000", 45000),
        (values.degrees, "51,04", 51.04),
        (values.email, "elke@example.org", "elke@example.org"),
        (values.iccid, "8949 9900 0000 0000 002", "8949990000000000002"),
        (values.address_country, "nl", "NL"),
    ],
)
def test_other_cells(reader: Callable[[str], Any], cell: str, value: Any) -> None:
    assert reader(cell) == value


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (COUNTRY, "NL"),
        (LANGUAGE, "it"),
        (values.option_codes, "SA-6AE"),
        (values.whole, "-1"),
        (values.whole, "45.00"),
        (values.whole, "9999999999"),
        (values.degrees, "north"),
        (values.degrees, "181"),
        (values.email, "elke"),
        (values.email, "a b@example.org"),
        (values.iccid, "12"),
        (values.address_country, "Nederland"),
        (values.text, "two\nlines"),
        (values.identifier(3), "four"),
        (values.yes_or_no, "maybe"),
    ],
)
def test_what_other_cells_may_not_say(reader: Callable[[str], Any], cell: str) -> None:
    with pytest.raises(Misread) as refused:
        reader(cell)
    assert refused.value.because.message


_READERS = list({column.read for sheet in SHEETS for column in (*sheet.columns, *sheet.references)})


@given(st.text(min_size=1, max_size=30), st.sampled_from(_READERS))
@settings(max_examples=150)
def test_no_text_makes_a_reader_stumble(cell: str, reader: Callable[[str], Any]) -> None:
    with suppress(Misread):
        assert reader(cell) is not None
