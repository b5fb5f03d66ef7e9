"""Telephone numbers as people write them."""

from __future__ import annotations

import re
from functools import lru_cache

_E164 = re.compile(r"\+32\d{8,9}|\+352\d{6,9}", re.ASCII)


@lru_cache(maxsize=4096)
def written(number: str) -> str:
    """An E.164 number with its usual spaces: ``+32 470 12 34 56``. What cannot be read stays as it is."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def canonical(text: str, country: str) -> str | None:
    """A telephone number in E.164, ``None`` where it is none; without a country code it is one of ``country``."""
    if _E164.fullmatch(text):
        return text
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
