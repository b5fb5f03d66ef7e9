"""Why a bank or a card's issuer turned a payment down, in words.

Banks answer with codes of ISO 20022, issuers of cards with those of ISO 8583 or with a few words of English.
"""

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
    ("54", "EXPIRED", "CARD EXPIRED", "EXPIRED CARD"): because("The card has expired"),
    ("14", "46", "CARD CLOSED", "CLOSED", "INVALID CARD"): because("The card does not exist any more"),
    ("41", "43", "62", "CARD BLOCKED", "BLOCKED", "LOST", "STOLEN"): because("The card is blocked"),
    ("12", "25", "NOT FOUND", "UNKNOWN REFERENCE"): because("The card’s issuer does not find the payment"),
    ("05", "DECLINED", "REFUSED", "DO NOT HONOR"): because("The card’s issuer gives no reason"),
}
_BY_CODE = {code: words for codes, words in _REASONS.items() for code in codes}


def reason(said: str) -> Because:
    """The reason of a code, or what the bank said as it stands."""
    code = " ".join(said.replace("_", " ").replace("-", " ").upper().split())
    return _BY_CODE.get(code) or because("The bank’s reason: {text}", text=said)
