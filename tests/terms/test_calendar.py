"""Counting time: worked tables, a second opinion by walking the days, and the holidays against a library."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from app.terms import calendar
from app.terms.calendar import BeyondCalendar
from tests.terms.drawn import countries, days

ONE = timedelta(1)


@pytest.mark.parametrize(
    ("event", "regulation", "judicial"),
    [
        (date(2027, 1, 31), date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 3, 28), date(2027, 3, 31)),
        (date(2027, 4, 30), date(2027, 5, 30), date(2027, 5, 31)),
        (date(2028, 2, 29), date(2028, 3, 29), date(2028, 3, 31)),
        (date(2027, 1, 15), date(2027, 2, 15), date(2027, 2, 15)),
    ],
)
def test_the_two_month_rules_differ_after_a_short_month(event: date, regulation: date, judicial: date) -> None:
    assert calendar.months_after(event, 1) == regulation
    assert calendar.months_after(event, 1, "quantième→veille") == judicial


@pytest.mark.parametrize(
    ("event", "months", "end"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2100, 1, 31), 1, date(2100, 2, 28)),
        (date(2000, 1, 31), 1, date(2000, 2, 29)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2020, 3, 10), 60, date(2025, 3, 10)),
    ],
)
def test_months_end_on_the_same_date_or_the_last_day(event: date, months: int, end: date) -> None:
    assert calendar.months_after(event, months) == end


@pytest.mark.parametrize(
    ("first_day", "months", "last_day"),
    [
        (date(2018, 10, 1), 36, date(2021, 9, 30)),
        (date(2025, 3, 1), 6, date(2025, 8, 31)),
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2025, 1, 1), 60, date(2029, 12, 31)),
    ],
)
def test_a_term_counts_its_first_day(first_day: date, months: int, last_day: date) -> None:
    assert calendar.term_last_day(first_day, months) == last_day


@given(days, st.integers(1, 13))
def test_back_and_forward_reading_against_every_candidate_day(last_day: date, months: int) -> None:
    """The forward reading is the latest day whose period still ends in time: found here by trying each day."""
    day = last_day
    while calendar.months_after(day, months) > last_day:
        day -= ONE
    assert calendar.latest_start(last_day, months) == day
    assert calendar.months_before(last_day, months) <= day


@given(days, countries)
def test_a_rolled_deadline_is_the_nearest_working_day(day: date, country: str) -> None:
    rolled = calendar.rolled(day, country)
    assert calendar.is_working_day(rolled, country)
    assert rolled >= day
    while day < rolled:
        assert not calendar.is_working_day(day, country)
        day += ONE


@pytest.mark.parametrize("country", ["BE", "LU"])
@pytest.mark.parametrize("year", range(2020, 2041))
def test_holidays_agree_with_the_library(country: str, year: int) -> None:
    theirs = set(holidays.country_holidays(country, years=year))
    assert {day for day in theirs if day.weekday() < 6} == {
        day for day in calendar.public_holidays(country, year) if day.weekday() < 6
    }


def test_europe_day_is_a_holiday_in_luxembourg_since_2019() -> None:
    assert date(2018, 5, 9) not in calendar.public_holidays("LU", 2018)
    assert date(2019, 5, 9) in calendar.public_holidays("LU", 2019)
    assert date(2019, 5, 9) not in calendar.public_holidays("BE", 2019)


def test_every_holiday_has_its_legal_source() -> None:
    assert all(entry["source"] and ("on" in entry) != ("easter" in entry) for entry in calendar.holiday_table())


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024, 2100])
def test_the_length_of_each_month(year: int) -> None:
    for month in range(1, 13):
        assert calendar.last_day_of_month(year, month) == monthrange(year, month)[1]


def test_easter_agrees_with_the_library_for_centuries() -> None:
    assert all(calendar.easter_sunday(year) == easter(year) for year in range(1583, 4100))


def test_the_calendar_is_used_to_its_last_day() -> None:
    assert calendar.months_after(date(9999, 11, 30), 1) == date(9999, 12, 30)
    assert calendar.months_before(date(1, 2, 1), 1) == date(1, 1, 1)


def test_either_calendar_holds_both() -> None:
    assert calendar.rolled(date(2025, 6, 23), "BE") == date(2025, 6, 23)
    assert calendar.rolled(date(2025, 6, 23), "either") == date(2025, 6, 24)
    assert calendar.rolled(date(2025, 7, 21), "either") == date(2025, 7, 22)


@given(days, st.integers(-40, 800))
def test_the_next_due_date_against_every_instalment(first_due: date, distance: int) -> None:
    received = first_due + timedelta(distance)
    months, due = 0, first_due
    while due <= received:
        months += 1
        due = calendar.months_after(first_due, months)
    assert calendar.first_due_after(received, first_due) == due


@given(st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)).map(lambda m: m.replace(second=0, microsecond=0)))
def test_elapsed_hours_follow_summer_time(moment: datetime) -> None:
    zone = ZoneInfo("Europe/Brussels")
    later = moment.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")) + timedelta(hours=24)
    assert calendar.hours_after(moment, 24) == later.astimezone(zone).replace(tzinfo=None, fold=0)


@pytest.mark.parametrize(
    ("moment", "erased"),
    [
        (datetime(2025, 3, 29, 14, 30), datetime(2025, 3, 30, 15, 30)),
        (datetime(2025, 3, 30, 2, 30), datetime(2025, 3, 31, 3, 30)),
        (datetime(2025, 3, 29, 2, 30), datetime(2025, 3, 30, 3, 30)),
        (datetime(2025, 3, 30, 3, 0), datetime(2025, 3, 31, 3, 0)),
        (datetime(2025, 3, 30, 3, 30), datetime(2025, 3, 31, 3, 30)),
        (datetime(2025, 10, 25, 3, 30), datetime(2025, 10, 26, 2, 30)),
        (datetime(2025, 10, 26, 3, 0), datetime(2025, 10, 27, 3, 0)),
        (datetime(2025, 10, 25, 14, 30), datetime(2025, 10, 26, 13, 30)),
        (datetime(2025, 10, 25, 2, 59), datetime(2025, 10, 26, 2, 59)),
        (datetime(2025, 10, 26, 2, 30), datetime(2025, 10, 27, 1, 30)),
    ],
)
def test_a_day_of_23_or_25_hours(moment: datetime, erased: datetime) -> None:
    assert calendar.hours_after(moment, 24) == erased


def test_a_period_that_leaves_the_calendar_is_refused() -> None:
    with pytest.raises(BeyondCalendar):
        calendar.days_after(date.max, 1)
    with pytest.raises(BeyondCalendar):
        calendar.days_before(date.min, 1)
    with pytest.raises(BeyondCalendar):
        calendar.months_after(date(9999, 12, 1), 1)
    with pytest.raises(BeyondCalendar):
        calendar.months_before(date(1, 1, 1), 1)
    with pytest.raises(BeyondCalendar):
        calendar.hours_after(datetime(9999, 12, 31, 23), 24)


def test_days_of_a_period() -> None:
    assert calendar.days_inclusive(date(2025, 1, 1), date(2025, 12, 31)) == 365
    assert calendar.days_inclusive(date(2025, 1, 1), date(2025, 1, 1)) == 1
    assert calendar.days_inclusive(date(2025, 1, 2), date(2025, 1, 1)) == 0
    assert calendar.weeks_after(date(2025, 12, 12), 6) == date(2026, 1, 23)
