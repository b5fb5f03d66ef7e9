"""One language of the desk: texts from the catalogue, dates and money as offices in Belgium and Luxembourg write them.

A ``Language`` puts a :class:`~app.terms.clause.Because` into words where it is shown; nothing below the windows and the
letters holds a finished sentence. Values are written according to their type, so a message names *what* it says and
never *how* a date looks. Conventions: a weekday with every date, ``€ 1.234,50`` in Dutch, no-break spaces between the
parts of a date and between sign and amount, "1er" for the first of a French month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app import translations
from app.terms.clause import Because, Cents

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = translations.LANGUAGES
NAMES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
"""Each language in its own words, for the choice of language."""

NBSP = "\u00a0"

# French as in Belgium also for Luxembourg: the locale data of fr_LU group thousands with a dot, and one house writes
# one way. English as in Britain: en_BE would print continental amounts.
_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "de": "de_BE", "en": "en_GB"}
# Dutch abbreviations carry their dot in an office; the locale data have none.
_SHORT_MONTHS = {"nl": ("jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")}
_MOMENT = {
    "nl": "{day} om {hour}.{minute:02}\u00a0uur",
    "fr": "{day} à {hour}\u00a0h\u00a0{minute:02}",
    "de": "{day} um {hour}.{minute:02}\u00a0Uhr",
    "en": "{day} at {hour}:{minute:02}",
}
_CLOCK = {
    "nl": "{hour}.{minute:02}\u00a0uur",
    "fr": "{hour}\u00a0h\u00a0{minute:02}",
    "de": "{hour}.{minute:02}\u00a0Uhr",
    "en": "{hour}:{minute:02}",
}
_GROUPED_FROM = 10_000
"""Counts below stand without a separator, as years and numbers of days do; mileages above get one."""


class Language:
    """Texts and formats of one language. Made once per language and shared; it has no state of its own."""

    def __init__(self, code: str, country: str = "BE", *, written_out: bool = False) -> None:
        """``code`` is one of :data:`LANGUAGES`; ``written_out`` writes dates in sentences in full, as letters do."""
        if code not in LANGUAGES:
            raise ValueError(f"no such language: {code}")
        self.code = code
        self.country = country
        self.written_out = written_out
        catalogue = translations.load(code)
        self._one = catalogue.gettext
        self._many = catalogue.ngettext
        self._in_context = catalogue.pgettext
        self._day_in_sentence = self.date_long if written_out else self.date

    def __repr__(self) -> str:
        return f"Language({self.code!r}, {self.country!r}, written_out={self.written_out})"

    @property
    def on_paper(self) -> Language:
        """The same language with dates written out in its sentences: "Monday 4 January 2027"."""
        return language(self.code, self.country, written_out=True)

    # Texts ------------------------------------------------------------------------------------------------------

    def text(self, message: str, **values: Any) -> str:
        """``message`` in this language with its values filled in."""
        found = self._one(message)
        return found.format(**{name: self.value(value) for name, value in values.items()}) if values else found

    def count(self, singular: str, plural: str, count: int, **values: Any) -> str:
        """The form that fits ``count``; ``{count}`` may stand in it."""
        found = self._many(singular, plural, count)
        return found.format(count=self.number(count), **{name: self.value(value) for name, value in values.items()})

    def word(self, context: str, message: str) -> str:
        """A single word whose translation depends on ``context``: "open" as a state, "open" as a command."""
        return self._in_context(context, message)

    def say(self, because: Because) -> str:
        """A message and its values as a sentence."""
        if because.context:
            found = self._in_context(because.context, because.message)
        elif because.plural is None:
            found = self._one(because.message)
        else:
            found = self._many(because.message, because.plural, because.count)
        return found.format(**{name: self.value(value) for name, value in because.values}) if because.values else found

    def value(self, value: Any) -> str:
        """One value, written according to its type. ``None`` has no words: a message says what is missing itself."""
        if isinstance(value, Because):
            return self.say(value)
        if isinstance(value, str):
            return str(value)
        if isinstance(value, Cents):
            return self.money(value)
        if isinstance(value, bool):
            return self.text("yes") if value else self.text("no")
        if isinstance(value, int | Decimal):
            return self.number(value)
        if isinstance(value, dt.datetime):
            return self.moment(value)
        if isinstance(value, dt.date):
            return self._day_in_sentence(value)
        if isinstance(value, dt.time):
            return _CLOCK[self.code].format(hour=value.hour, minute=value.minute)
        if isinstance(value, tuple | list):
            return self.listed([self.value(one) for one in value])
        raise TypeError(f"a {type(value).__name__} cannot be put into a sentence")

    def listed(self, words: Sequence[str]) -> str:
        """Several words as one enumeration: "a, b and c"."""
        if len(words) < 2:
            return "".join(words)
        from babel.lists import format_list

        return format_list(words, style="standard", locale=_locale(self.code))

    # Numbers ----------------------------------------------------------------------------------------------------

    def money(self, cents: int) -> str:
        """An amount in euros from integer cents: "€1,234.50", "€ 1.234,50", "1 234,50 €"."""
        return _money(self.code, cents)

    def number(self, number: int | Decimal) -> str:
        """A count: "14", "40.000"."""
        if isinstance(number, int) and abs(number) < _GROUPED_FROM:
            return str(number)
        from babel.numbers import format_decimal

        return format_decimal(number, locale=_locale(self.code))

    def percent(self, percent: int | Decimal) -> str:
        """A rate, given in hundredths: 21 → "21 %", "21%" in English."""
        return self.number(percent) + ("%" if self.code == "en" else f"{NBSP}%")

    # Days -------------------------------------------------------------------------------------------------------

    def date(self, day: dt.date) -> str:
        """A day with its weekday, short: "Mon 4 Jan 2027"."""
        weekdays, months = _short_names(self.code)
        return self._dated(weekdays[day.weekday()], day, months[day.month - 1])

    def date_long(self, day: dt.date) -> str:
        """A day with its weekday, written out as in a letter: "Monday 4 January 2027"."""
        weekdays, months = _long_names(self.code)
        return self._dated(weekdays[day.weekday()], day, months[day.month - 1])

    def date_plain(self, day: dt.date) -> str:
        """A day written out without its weekday: "4 January 2027"."""
        return self._numbered(day, _long_names(self.code)[1][day.month - 1])

    def date_table(self, day: dt.date) -> str:
        """A day in figures, for tables only: "04/01/2027", "04.01.2027" in German."""
        return day.strftime("%d.%m.%Y" if self.code == "de" else "%d/%m/%Y")

    def moment(self, when: dt.datetime) -> str:
        """A day and an hour in local time: "Mon 4 Jan 2027 at 14:02"."""
        local = when.astimezone(ZoneInfo("Europe/Brussels")) if when.tzinfo else when
        return _MOMENT[self.code].format(day=self._day_in_sentence(local.date()), hour=local.hour, minute=local.minute)

    def weekday(self, day: dt.date) -> str:
        """The name of the day: "Monday"."""
        return _long_names(self.code)[0][day.weekday()]

    def month(self, day: dt.date) -> str:
        """The month and its year, for headings: "January 2027"."""
        return f"{_long_names(self.code)[1][day.month - 1]}{NBSP}{day.year}"

    def _dated(self, weekday: str, day: dt.date, month: str) -> str:
        comma = "," if self.code == "de" else ""
        return f"{weekday}{comma}{NBSP}{self._numbered(day, month)}"

    def _numbered(self, day: dt.date, month: str) -> str:
        number = str(day.day)
        if self.code == "de":
            number += "."
        elif self.code == "fr" and day.day == 1:
            number += "er"
        return f"{number}{NBSP}{month}{NBSP}{day.year}"


def marked(message: str) -> str:
    """``message`` itself: marks a text that stands in a table for extraction, where it is not yet put into words."""
    return message


@cache
def language(code: str, country: str = "BE", *, written_out: bool = False) -> Language:
    """The shared :class:`Language` of these settings."""
    return Language(code, country, written_out=written_out)


@cache
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale.parse(_LOCALES[code])


@cache
def _short_names(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Short weekdays from Monday on and short months."""
    locale = _locale(code)
    months = _SHORT_MONTHS.get(code) or tuple(locale.months["format"]["abbreviated"][n] for n in range(1, 13))
    return tuple(locale.days["format"]["abbreviated"][n] for n in range(7)), months


@cache
def _long_names(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Weekdays from Monday on and months, in full."""
    locale = _locale(code)
    return (
        tuple(locale.days["format"]["wide"][n] for n in range(7)),
        tuple(locale.months["format"]["wide"][n] for n in range(1, 13)),
    )


@lru_cache(maxsize=4096)
def _money(code: str, cents: int) -> str:
    from babel.numbers import format_currency

    return format_currency(Decimal(cents) / 100, "EUR", locale=_locale(code))
