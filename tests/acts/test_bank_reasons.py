"""Why a refund came back is told in words, whoever turned it down."""

from __future__ import annotations

import pytest

from app.acts.bank_reasons import reason
from tests.acts.acting import words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("AC04", "The account is closed"),
        ("card expired", "The card has expired"),
        ("Card_Expired", "The card has expired"),
        ("54", "The card has expired"),
        ("stolen", "The card is blocked"),
        ("do not honor", "The card’s issuer gives no reason"),
        ("on holiday", "The bank’s reason: on holiday"),
    ],
)
def test_codes_and_words_of_issuers(said: str, told: str) -> None:
    assert words(reason(said)) == told
