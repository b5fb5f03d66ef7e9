"""Money: integer cents, one rounding, the share of a period, the VAT inside a gross amount."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from app.terms.calendar import RESOURCES, Country
from app.terms.clause import Cents

NOTHING = Cents(0)
_WHOLE = 100
DAYS_A_YEAR = 365
"""By which a rate of a year is shared out, leap years too."""


def rounded_half_up(numerator: int, denominator: int) -> int:
    """``numerator`` ÷ ``denominator`` to the nearest integer, a half upwards: the one rounding of the product.

    Both are non-negative, ``denominator`` is at least 1.
    """
    return (2 * numerator + denominator) // (2 * denominator)


def share(price: int, days: int, total_days: int) -> Cents:
    """PRORATA: ``price`` × ``days`` ÷ ``total_days``, rounded once, half up, to the cent."""
    return Cents((2 * price * days + total_days) // (2 * total_days))


def yearly_interest(amount: Cents, percent: Decimal, days: int) -> Cents:
    """Simple interest of ``percent`` a year on ``amount`` for ``days`` of a year of 365, rounded once, half up."""
    numerator, denominator = percent.as_integer_ratio()
    return Cents(rounded_half_up(amount * numerator * days, denominator * _WHOLE * DAYS_A_YEAR))


class VatSplit(NamedTuple):
    """A gross amount taken apart: ``net`` + ``vat`` = ``gross`` to the cent."""

    gross: Cents
    net: Cents
    vat: Cents
    percent: int


@lru_cache(maxsize=1)
def _vat_table() -> tuple[dict[str, Any], ...]:
    with (RESOURCES / "terms" / "vat.toml").open("rb") as file:
        return tuple(tomllib.load(file)["rate"])


def vat_percent(country: Country, on: date) -> int:
    """The ordinary VAT rate of a country on a day (BE 21 %, LU 17 %), from the dated table.

    Raises ``LookupError`` for a day before the table begins.
    """
    rates = [(entry["from"], entry["percent"]) for entry in _vat_table() if entry["country"] == country]
    in_force = [rate for rate in rates if rate[0] <= on]
    if not in_force:
        raise LookupError(f"no VAT rate of {country} is known for {on}")
    percent: int = max(in_force)[1]
    return percent


def vat_inside(gross: Cents, country: Country, on: date) -> VatSplit:
    """Split the VAT from a final gross amount, once (MC 6.5 a: prices include VAT)."""
    percent = vat_percent(country, on)
    vat = rounded_half_up(gross * percent, _WHOLE + percent)
    return VatSplit(gross, Cents(gross - vat), Cents(vat), percent)
