"""Why a bank or a card's issuer turned a payment down, in words: the codes of ISO 20022 that matter for a refund."""

from __future__ import annotations

from app.terms.clause import Because, because

_REASONS = {
    ("AC01", "AC02", "AC03", "RR01"): because("Bank refused the IBAN"),
    ("AC04", "AC13", "AC14"): because("The account is closed"),
    ("AC06", "AG01"): because("The account is blocked for transfers"),
    ("BE04", "BE05", "BE01"): because("The holder’s name does not fit the account"),
    ("MD07",): because("The account’s holder has died"),
    ("RC01",): because("The bank of the account is not known"),
    ("AM04",): because("There was not enough money on the account we pay from"),
    ("AM05", "DUPL"): because("The bank takes it for a payment made twice"),
    ("CUST", "CANC"): because("The payment was cancelled"),
    ("MS02", "MS03", "NARR", ""): because("The bank gives no reason"),
}
_BY_CODE = {code: words for codes, words in _REASONS.items() for code in codes}


def reason(said: str) -> Because:
    """The reason of a code, or what the bank said as it stands."""
    return _BY_CODE.get(said.upper()) or because("The bank’s reason: {text}", text=said)
