"""Addresses as bpost and Post Luxembourg want them, telephone numbers as people read them."""

from __future__ import annotations

import pytest

from app.acts.addresses import address_lines, spaced_phone
from app.records.rows import Address

GHENT = Address("Coupure Links", "118", "", "9000", "Gent", "BE")
LEUVEN = Address("Bondgenotenlaan", "7", "3", "3000", "Leuven", "BE")
ETTELBRUCK = Address("rue de la Gare", "12", "", "9051", "Ettelbruck", "LU")
WITH_LETTER = Address("rue de la Gare", "12", "", "L-9051", "Ettelbruck", "LU")


@pytest.mark.parametrize(
    ("address", "code", "lines"),
    [
        (GHENT, "nl", ("Coupure Links 118", "9000 Gent")),
        (LEUVEN, "nl", ("Bondgenotenlaan 7 bus 3", "3000 Leuven")),
        (LEUVEN, "fr", ("Bondgenotenlaan 7 bte 3", "3000 Leuven")),
        (ETTELBRUCK, "fr", ("12, rue de la Gare", "L-9051 Ettelbruck")),
        (WITH_LETTER, "de", ("12, rue de la Gare", "L-9051 Ettelbruck")),
    ],
)
def test_address(address: Address, code: str, lines: tuple[str, ...]) -> None:
    assert address_lines(address, code) == lines


def test_a_phone_number_is_written_as_people_read_it() -> None:
    assert spaced_phone("+32470123456") == "+32 470 12 34 56"
    assert spaced_phone("unknown") == "unknown"
