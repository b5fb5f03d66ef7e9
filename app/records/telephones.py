"""Telephone numbers as people write them."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def written(number: str) -> str:
    """An E.164 number with its usual spaces: ``+32 470 12 34 56``. What cannot be read stays as it is."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
