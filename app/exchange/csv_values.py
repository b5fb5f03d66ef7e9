"""What a cell of an import may say, and the value it means. Each reader takes the stripped, non-empty text of a cell.

A reader raises :class:`Misread` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from app.records.folding import is_email
from app.records.telephones import canonical
from app.terms.clause import Because, Cents, because

Reader = Callable[[str], Any]

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BELGIAN_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.hH](\d{2})(?::\d{2}(?:\.\d+)?)?", re.ASCII)
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", re.ASCII)
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}|\d{1,3}(?:,\d{3}){2,}", re.ASCII)
_SPACE_GROUPS = re.compile(r"\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?", re.ASCII)
_PLAIN_AMOUNT = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)
_WHOLE = re.compile(r"\d+|\d{1,3}(?:([. ,'’\u00a0\u202f])\d{3})(?:\1\d{3})*", re.ASCII)
_DEGREES = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_CODE = re.compile(r"[0-9A-Za-z_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

_TRUE = frozenset(("1", "ja", "j", "oui", "o", "yes", "y", "true", "t", "waar", "vrai", "wahr", "x"))
_FALSE = frozenset(("0", "nee", "n", "neen", "non", "nein", "no", "false", "f", "onwaar", "faux", "falsch"))
_EARLIEST, _LATEST = 1900, 2199
_MOST_CENTS = 10**10
NOTHING = Cents(0)


class Misread(Exception):
    """The text means nothing here."""

    def __init__(self, because: Because) -> None:
        super().__init__(because.message)
        self.because = because


def text(cell: str) -> str:
    """Any text on one line."""
    if not cell.isprintable() and _CONTROL.search(cell):  # the first is quick, but finds a no-break space odd
        raise Misread(because("A control character or a line break stands in this text."))
    return cell


def identifier(longest: int) -> Reader:
    """A number or name given by another system, at most ``longest`` characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise Misread(because("“{text}…” is longer than {limit} characters.", text=cell[:20], limit=longest))
        return text(cell)

    return read


def day(cell: str) -> date:
    """A date: 2026-12-31, 31/12/2026, 31-12-2026 or 31.12.2026."""
    if found := _ISO_DAY.fullmatch(cell):
        year, month, number = (int(part) for part in found.groups())
    elif found := _BELGIAN_DAY.fullmatch(cell):
        number, month, year = int(found[1]), int(found[3]), int(found[4])
    else:
        raise Misread(because("“{text}” is not a date. Write 31/12/2026 or 2026-12-31.", text=cell[:40]))
    try:
        value = date(year, month, number)
    except ValueError:
        raise Misread(because("There is no such day as “{text}”.", text=cell)) from None
    if not _EARLIEST <= year <= _LATEST:
        raise Misread(because("The year {year} cannot be meant.", year=str(year)))
    return value


def moment(cell: str) -> datetime:
    """A day and a time, as 31/12/2026 14:30 or 2026-12-31T14:30; a day alone means its beginning."""
    on, separator, clock = cell.replace("T", " ", 1).partition(" ")
    if not separator:
        return datetime.combine(day(on), time())
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        raise Misread(because("“{text}” is not a day with a time. Write 31/12/2026 14:30.", text=cell[:40]))
    try:
        return datetime.combine(day(on), time(int(found[1]), int(found[2])))
    except ValueError:
        raise Misread(because("There is no such time as “{text}”.", text=clock[:40])) from None


def money(cell: str) -> Cents:
    """An amount in euro: 1234.5, 1234,50, 1.234,50, 1 234,50 or 1,234.50; 1.234 are thousands, 1,234 is refused."""
    number = cell.removeprefix("€").removesuffix("€").removeprefix("EUR").removesuffix("EUR").strip()
    if number.startswith(("-", "−")):
        raise Misread(because("An amount cannot be negative here: “{text}”.", text=cell[:40]))
    if _PLAIN_AMOUNT.fullmatch(number):
        plain = number.replace(",", ".")
    elif _POINT_GROUPS.fullmatch(number):
        plain = number.replace(".", "").replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(number):
        plain = number.replace(",", "")
    elif _SPACE_GROUPS.fullmatch(number):
        plain = re.sub(r"[ '’\u00a0\u202f]", "", number).replace(",", ".")
    else:
        raise Misread(because("“{text}” is not an amount. Write 1234,50 or 1234.50.", text=cell[:40]))
    euros, _, cents = plain.partition(".")
    value = int(euros) * 100 + int(cents.ljust(2, "0") or 0) if len(euros) < 12 else _MOST_CENTS
    if value >= _MOST_CENTS:
        raise Misread(because("The amount “{text}” is too large to be right.", text=cell[:40]))
    return Cents(value)


def whole(cell: str) -> int:
    """A whole number, zero or more, with or without thousands separators."""
    if len(cell) > 12 or not _WHOLE.fullmatch(cell):
        raise Misread(because("“{text}” is not a whole number.", text=cell[:40]))
    value = int(re.sub(r"\D", "", cell))
    if value > 2_000_000_000:
        raise Misread(because("The number “{text}” is too large to be right.", text=cell[:40]))
    return value


def degrees(cell: str) -> float:
    """A latitude or longitude in degrees."""
    if not _DEGREES.fullmatch(cell) or not -180 <= (value := float(cell.replace(",", "."))) <= 180:
        raise Misread(because("“{text}” is not a number of degrees.", text=cell[:40]))
    return value


def yes_or_no(cell: str) -> bool:
    """Yes or no in four languages, true or false, 1 or 0."""
    word = cell.casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise Misread(because("“{text}” is neither yes nor no.", text=cell[:40]))


def one_of(**words: str) -> Reader:
    """One of the named values, each with other words for it separated by spaces."""
    meanings = {name.casefold(): name for name in words}
    for name, others in words.items():
        meanings.update(dict.fromkeys(others.split(), name))
    known = tuple(words)

    def read(cell: str) -> str:
        value = meanings.get(cell.casefold()) or meanings.get(cell.casefold().replace(" ", "_").replace("-", "_"))
        if value is None:
            raise Misread(because("“{text}” is none of {choices}.", text=cell[:40], choices=known))
        return value

    return read


def vin(cell: str) -> str:
    """A vehicle identification number: 17 letters and digits without I, O and Q. The check digit rejects nothing."""
    value = cell.replace(" ", "").upper()
    if not _VIN.fullmatch(value):
        raise Misread(
            because("“{text}” is not a VIN: it needs 17 letters and digits, never I, O or Q.", text=cell[:40])
        )
    return value


def fits_check_digit(value: str) -> bool:
    """Whether the ninth character is the check digit of North America. European vehicles need not have one."""
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    worth = dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
            strict=True,
        )
    )
    rest = sum(weight * (worth.get(sign) or int(sign)) for weight, sign in zip(weights, value, strict=True)) % 11
    return value[8] == ("X" if rest == 10 else str(rest))


def iccid(cell: str) -> str:
    """The number of a SIM: 18 to 22 digits, spaces between them or not."""
    digits = cell.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and 18 <= len(digits) <= 22):
        raise Misread(because("“{text}” is not the number of a SIM: it has 18 to 22 digits.", text=cell[:40]))
    return digits


def address_country(cell: str) -> str:
    """The two letters of any country, as NL."""
    if not (len(cell) == 2 and cell.isascii() and cell.isalpha()):
        raise Misread(because("“{text}” is not the two-letter code of a country.", text=cell[:40]))
    return cell.upper()


def email(cell: str) -> str:
    """An e-mail address."""
    if not is_email(cell):
        raise Misread(because("“{text}” is not an e-mail address.", text=cell[:40]))
    return cell


def code_words(cell: str) -> tuple[str, ...]:
    """Code words separated by spaces, commas, bars or strokes, as SA6AE SA6AP."""
    words = tuple(word for word in re.split(r"[\s,;|/+]+", cell) if word)
    for word in words:
        if not _CODE.fullmatch(word):
            raise Misread(because("“{text}” is not a code.", text=word[:40]))
    return tuple(dict.fromkeys(words))


def option_codes(cell: str) -> tuple[str, ...]:
    """Option codes of a vehicle, in capitals."""
    return code_words(cell.upper())


def phone(cell: str, country: str) -> str:
    """A telephone number in E.164; one without a country code is read as one of ``country``."""
    number = canonical(cell, country)
    if number is None:
        raise Misread(because("“{text}” is not a telephone number.", text=cell[:40]))
    return number


def vat(cell: str, country: str) -> str:
    """A VAT number with its country in front, as BE0413533863; its check digits must be right."""
    from stdnum.be import vat as belgian
    from stdnum.exceptions import ValidationError
    from stdnum.lu import tva as luxembourgish

    letters = cell.replace(" ", "").replace(".", "").upper()
    prefix = letters[:2] if letters[:2].isalpha() else country
    try:
        match prefix:
            case "BE":
                return f"BE{belgian.validate(letters)}"
            case "LU":
                return f"LU{luxembourgish.validate(letters)}"
            case _:
                from stdnum.eu import vat as european

                return str(european.validate(letters))
    except ValidationError:
        raise Misread(because("“{text}” is not a VAT number: its check digits do not fit.", text=cell[:40])) from None
