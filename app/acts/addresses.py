"""How addresses and telephone numbers are written, on letters and in windows."""

from __future__ import annotations

from app.records.rows import Address

# "Box" as bpost writes it in each language; German-speaking municipalities use the French word.
_BOX = {"nl": "bus", "fr": "bte", "de": "bte", "en": "box"}


def address_lines(address: Address, code: str) -> tuple[str, ...]:
    """Street and town without a country, for a reader of language ``code``.

    Belgium: ``Coupure Links 118 bus 2``, ``9000 Gent``. Luxembourg: ``12, rue de la Gare``, ``L-9051 Ettelbruck``.
    """
    if address.country == "LU":
        street = ", ".join(part for part in (address.number, address.street) if part)
        return street, f"L-{address.postcode.removeprefix('L-')} {address.town}".strip()
    street = f"{address.street} {address.number}".strip()
    if address.box:
        street = f"{street} {_BOX[code]} {address.box}"
    return street, f"{address.postcode} {address.town}".strip()


def spaced_phone(number: str) -> str:
    """A number as it is dialled and read, ``+32 9 555 01 20``; as recorded where it is no number."""
    import phonenumbers  # its tables are large, and most pages show no number

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
