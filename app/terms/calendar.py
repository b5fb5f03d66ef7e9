"""Counting time: periods, month rules, public holidays and working days.

The codes of the case book are the names here. FWD (:func:`days_after`, :func:`months_after`, :func:`weeks_after`)
follows Regulation 1182/71 art. 3: the day of the event is not counted, and a month ends on the same date or on the
last day of a month that lacks it. ROLL is :func:`rolled`, BACK is :func:`days_before` and :func:`months_before`,
SITERM is :func:`term_last_day`. Nothing here reads a clock.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from app.terms.clause import Refusal, because

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

Country = Literal["BE", "LU"]
# Which holidays move a deadline: those of one country, or of either (the widest reading of rulebook G40).
Holidays = Literal["BE", "LU", "either"]
# The two ways to count months (law of time limits, rulebook G15). They differ after the last day of a short month.
MonthRule = Literal["regulation 1182/71", "quantième→veille"]

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY, _SATURDAY = 2, 5
MONTHS_A_YEAR = 12
DAYS_A_WEEK = 7
_FIRST_YEAR, _LAST_YEAR = date.min.year, date.max.year


class BeyondCalendar(Refusal):
    """A period leads to a day before year 1 or after year 9999."""

    def __init__(self) -> None:
        super().__init__(
            because("A period counted from these dates leaves the calendar. Check the dates and the length.")
        )


def days_after(event: date, days: int) -> date:
    """FWD: the last day of a period of ``days`` that starts with ``event`` (Reg. 1182/71 art. 3(1))."""
    try:
        return event + timedelta(days)
    except OverflowError:
        raise BeyondCalendar from None


def days_before(event: date, days: int) -> date:
    """BACK: the day that lies ``days`` before ``event``; never moved (Reg. 1182/71 art. 3(4) last sentence)."""
    return days_after(event, -days)


def weeks_after(event: date, weeks: int) -> date:
    """FWD: the same weekday ``weeks`` later (Reg. 1182/71 art. 3(2)(c))."""
    return days_after(event, weeks * DAYS_A_WEEK)


def last_day_of_month(year: int, month: int) -> int:
    """The number of the last day of a month: 28, 29, 30 or 31."""
    if month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_LENGTHS[month - 1]


def _month_shifted(year: int, month: int, months: int) -> tuple[int, int]:
    years, month_index = divmod(month - 1 + months, MONTHS_A_YEAR)
    if not _FIRST_YEAR <= year + years <= _LAST_YEAR:
        raise BeyondCalendar
    return year + years, month_index + 1


def months_after(event: date, months: int, rule: MonthRule = "regulation 1182/71") -> date:
    """FWD: the last day of a period of ``months`` that starts with ``event``.

    By Regulation 1182/71 the same date, or the last day of a month that lacks it: 31 Jan + 1 month = 28 Feb, 28 Feb + 1
    month = 28 Mar. By "quantième→veille" (Judicial Code art. 54) the months run from the next day to the eve of the
    same date: 28 Feb + 1 month = 31 Mar.
    """
    if rule == "quantième→veille":
        return term_last_day(days_after(event, 1), months)
    year, month = _month_shifted(event.year, event.month, months)
    return date(year, month, min(event.day, last_day_of_month(year, month)))


def months_before(event: date, months: int) -> date:
    """BACK: the same date ``months`` earlier, or the last day of a month that lacks it; never moved."""
    return months_after(event, -months)


def latest_start(last_day: date, months: int) -> date:
    """The last day from which a period of ``months`` still ends on or before ``last_day`` (rulebook G16, reading B).

    28 Feb 2025 and one month: 31 Jan, because 31 Jan + 1 month = 28 Feb.
    """
    year, month = _month_shifted(last_day.year, last_day.month, -months)
    longest = last_day_of_month(year, month)
    if last_day.day == last_day_of_month(last_day.year, last_day.month):
        return date(year, month, longest)
    return date(year, month, min(last_day.day, longest))


def term_last_day(first_day: date, months: int) -> date:
    """SITERM: the last day of a term whose first day counts (Service Inclusive terms, chapter 3).

    1 Oct 2018 + 36 months = 30 Sep 2021; where the anniversary date is missing, the last day of that month: 31 Aug
    2024 + 6 months = 28 Feb 2025.
    """
    year, month = _month_shifted(first_day.year, first_day.month, months)
    longest = last_day_of_month(year, month)
    if first_day.day > longest:
        return date(year, month, longest)
    return days_before(date(year, month, first_day.day), 1)


def days_inclusive(first: date, last: date) -> int:
    """Calendar days from ``first`` through ``last``; 0 where ``last`` lies before ``first``."""
    return max(0, last.toordinal() - first.toordinal() + 1)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, also called Meeus/Jones/Butcher)."""
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, rest = divmod(year_of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=1)
def holiday_table() -> tuple[dict[str, Any], ...]:
    """The dated table of public holidays with the legal source of each entry."""
    with (RESOURCES / "terms" / "holidays.toml").open("rb") as file:
        return tuple(tomllib.load(file)["holiday"])


@lru_cache(maxsize=4096)
def public_holidays(country: Holidays, year: int) -> frozenset[date]:
    """The public holidays of a country in a year, by the law in force in that year."""
    return frozenset(
        date(year, int(entry["on"][:2]), int(entry["on"][3:]))
        if "on" in entry
        else easter_sunday(year) + timedelta(entry["easter"])
        for entry in holiday_table()
        if country in (entry["country"], "either") and entry["from"] <= year <= entry.get("until", year)
    )


def is_working_day(day: date, country: Holidays) -> bool:
    """Neither Saturday nor Sunday nor a public holiday of the country (Reg. 1182/71 art. 2(2))."""
    return day.weekday() < _SATURDAY and day not in public_holidays(country, day.year)


def rolled(day: date, country: Holidays) -> date:
    """ROLL: ``day``, or the next working day where it is none (Reg. 1182/71 art. 3(4))."""
    while not is_working_day(day, country):
        day = days_after(day, 1)
    return day


def due_date(first_due: date, months: int, *, spills: bool = False) -> date:
    """The monthly due date ``months`` after the first, counted from the anchor itself (31 Jan, 28 Feb, 31 Mar).

    With ``spills`` a month that lacks the date passes it on to the first of the next (rulebook G12, reading B).
    """
    due = months_after(first_due, months)
    return days_after(due, 1) if spills and due.day < first_due.day else due


def first_due_after(day: date, first_due: date, *, spills: bool = False) -> date:
    """The first monthly due date strictly after ``day``; see :func:`due_date`."""
    if day < first_due:
        return first_due
    months = (day.year - first_due.year) * MONTHS_A_YEAR + day.month - first_due.month
    due = due_date(first_due, months, spills=spills)
    return due if due > day else due_date(first_due, months + 1, spills=spills)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, last_day_of_month(year, month))
    return last - timedelta((last.weekday() + 1) % 7)


def _hours_ahead_of_utc(moment: datetime, *, in_utc: bool) -> int:
    # Directive 2000/84/EC art. 2-3: summer time from the last Sunday of March to the last Sunday of October, 01:00 UTC.
    # In civil time the clock goes from 02:00 to 03:00 and from 03:00 back to 02:00; an hour that comes twice is the
    # first.
    spring, autumn = (_last_sunday(moment.year, month) for month in (3, 10))
    begins = datetime(spring.year, spring.month, spring.day, 1 if in_utc else 3)
    ends = datetime(autumn.year, autumn.month, autumn.day, 1 if in_utc else 3)
    return 2 if begins <= moment < ends else 1


def hours_after(moment: datetime, hours: int) -> datetime:
    """The civil time (Brussels = Luxembourg) ``hours`` elapsed hours after ``moment``: summer time is taken into
    account.
    """
    try:
        utc = moment + timedelta(hours=hours - _hours_ahead_of_utc(moment, in_utc=False))
        return utc + timedelta(hours=_hours_ahead_of_utc(utc, in_utc=True))
    except OverflowError:
        raise BeyondCalendar from None
