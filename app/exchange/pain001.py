"""Writes transfers as a bank takes them: ISO 20022 pain.001.001.09, SEPA, checked against its schema."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from sepaxml import SepaTransfer
from text_unidecode import unidecode
from xmlschema import XMLSchema, XMLSchemaValidationError

from app.acts.refund_accounts import PayingAccount
from app.terms.clause import Cents, Refusal, because

SCHEMA = "pain.001.001.09"
_SPACE = {"p": f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"}
_FOREIGN = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")
"""Anything but the letters and signs every bank of the area must take."""


class Transfer(NamedTuple):
    """One payment: ``reference`` comes back in the bank's answer, ``text`` stands on the customer's statement."""

    reference: str
    holder: str
    iban: str
    amount: Cents
    text: str


def pain001(number: str, made_at: datetime, account: PayingAccount, transfers: Sequence[Transfer]) -> bytes:
    """The file ``number``, to be carried out on the day it is made, with the count and the sum of its payments.

    Raises ``Refusal`` where what came out is not as the schema asks: then nothing may be handed to a bank.
    """
    paying = {"name": bank_text(account.name), "IBAN": account.iban, "batch": True, "currency": "EUR"}
    if account.bic:
        paying["BIC"] = account.bic
    writer = SepaTransfer(paying, schema=SCHEMA, clean=True)
    for one in transfers:
        writer.add_payment(
            {
                "name": bank_text(one.holder)[:70],
                "IBAN": one.iban,
                "amount": int(one.amount),
                "execution_date": made_at.date(),
                "description": bank_text(one.text)[:140],
                "endtoend_id": one.reference,
            }
        )
    content = _identified(writer.export(validate=False), number, made_at, known_bank=bool(account.bic))
    check(content)
    return content


def check(content: bytes) -> None:
    """Raise ``Refusal`` for a file that is not as the schema asks, without its message: that would name accounts."""
    try:
        _schema().validate(content.decode("utf-8"))
    except XMLSchemaValidationError:
        raise Refusal(
            because("The file for the bank is not as its schema asks. Nothing was written; ask for help.")
        ) from None


@lru_cache(maxsize=1)
def _schema() -> XMLSchema:
    return XMLSchema(str(files("sepaxml") / "schemas" / f"{SCHEMA}.xsd"))


def bank_text(text: str) -> str:
    """``text`` in the letters banks exchange: ``Chloé & Fils`` becomes ``Chloe Fils``; a name never becomes empty."""
    plain = " ".join(_FOREIGN.sub(" ", unidecode(text)).split()).strip("/ ")
    return plain or "-"


def _identified(content: bytes, number: str, made_at: datetime, *, known_bank: bool) -> bytes:
    """The library numbers and dates a message by chance and by its own clock; ours carries the number it is kept by."""
    root = ET.fromstring(content)
    for path, value in (
        ("p:GrpHdr/p:MsgId", number),
        ("p:GrpHdr/p:CreDtTm", made_at.isoformat(timespec="seconds")),
        ("p:PmtInf/p:PmtInfId", number),
    ):
        for found in root.iterfind(f"p:CstmrCdtTrfInitn/{path}", _SPACE):
            found.text = value
    if not known_bank:
        # A bank that is not named is said to be so; it is found by the account.
        for bank in root.iterfind(".//p:DbtrAgt/p:FinInstnId", _SPACE):
            other = ET.SubElement(bank, f"{{{_SPACE['p']}}}Othr")
            ET.SubElement(other, f"{{{_SPACE['p']}}}Id").text = "NOTPROVIDED"
    ET.register_namespace("", _SPACE["p"])
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written
