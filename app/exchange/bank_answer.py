"""Reads what a bank answers to a file of transfers (pain.002), and what a card's issuer answers (CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.terms.clause import Refusal, because

Outcome = Literal["paid", "rejected", "pending"]
LARGEST = 20_000_000
"""Bytes; an answer has some hundreds for each payment."""

_SPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001."
_OUTCOMES: dict[str, Outcome] = {"ACSC": "paid", "ACCC": "paid", "RJCT": "rejected", "CANC": "rejected"}
"""Statuses of ISO 20022 that end something; all others mean that the payment is still on its way."""

_CSV_OUTCOMES: dict[str, Outcome] = {
    "paid": "paid",
    "ok": "paid",
    "settled": "paid",
    "rejected": "rejected",
    "failed": "rejected",
    "pending": "pending",
}
_LONGEST_REASON = 40


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one payment: ``reason`` is a code as ``AC04``, ``on`` the day it was paid, where it says so."""

    reference: str
    outcome: Outcome
    reason: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: to the file ``export_number`` where it names one.

    ``group`` is what holds for every payment of that file it does not name itself, ``None`` where it says nothing.
    """

    export_number: str
    payments: tuple[Answered, ...]
    group: Answered | None = None
    repeated: tuple[str, ...] = field(default=())


def read_answer(content: bytes) -> Answer:
    """Understand an answer. Raises ``Refusal`` for a file that is too large, damaged or something else."""
    if len(content) > LARGEST:
        raise Refusal(because("This file is too large for an answer of a bank."))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_xml(content)
    return _of_csv(content)


def _of_xml(content: bytes) -> Answer:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refusal(because("This file is damaged: it cannot be read as an answer of a bank.")) from error
    space = root.tag.removesuffix("}Document").removeprefix("{")
    report = root.find(f"{{{space}}}CstmrPmtStsRpt")
    if not space.startswith(_SPACE) or report is None:
        raise Refusal(because("This is no answer of a bank to a file of transfers (pain.002)."))
    group = report.find(f"{{{space}}}OrgnlGrpInfAndSts")
    number = "" if group is None else _text(group, space, "OrgnlMsgId")
    whole = None if group is None else _answered(group, space, "GrpSts", "")
    payments = []
    for batch in report.iter(f"{{{space}}}OrgnlPmtInfAndSts"):
        # A file of ours is one batch: what is said of the batch holds for the file.
        whole = _answered(batch, space, "PmtInfSts", "") or whole
        payments += [_payment(one, space) for one in batch.iter(f"{{{space}}}TxInfAndSts")]
    return _once(number, payments, whole)


def _payment(one: Element, space: str) -> Answered:
    name = _text(one, space, "OrgnlEndToEndId")
    found = _answered(one, space, "TxSts", name)
    return found or Answered(name, "pending")


def _answered(element: Element, space: str, status: str, reference: str) -> Answered | None:
    """What an element says, ``None`` where it has no status or one that leaves it to its parts."""
    said = _text(element, space, status)
    if said in ("", "PART"):
        return None
    reason = _text(element, space, "StsRsnInf", "Rsn", "Cd")
    return Answered(reference, _OUTCOMES.get(said, "pending"), reason[:_LONGEST_REASON], _day(element, space))


def _day(element: Element, space: str) -> date | None:
    written = _text(element, space, "FctvIntrBkSttlmDt", "Dt") or _text(element, space, "AccptncDtTm")
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None


def _text(element: Element, space: str, *path: str) -> str:
    found = element.find("/".join(f"{{{space}}}{name}" for name in path))
    return "" if found is None or found.text is None else found.text.strip()


def _of_csv(content: bytes) -> Answer:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(because("This is not UTF-8, perhaps Latin-1 or Windows-1252. Save the file as UTF-8.")) from error
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Refusal(because("This file is damaged: it cannot be read as an answer of a bank.")) from error
    names = {name.strip().casefold() for name in first.split(separator)}
    if not {"reference", "state"} <= names:
        raise Refusal(because("An answer as CSV has the columns reference, state and reason."))
    return _once("", list(_lines(rows)), None)


def _lines(rows: list[dict[str, str]]) -> Iterator[Answered]:
    for line, row in enumerate(rows, start=2):
        cells = {(name or "").strip().casefold(): (value or "").strip() for name, value in row.items() if name}
        if not any(cells.values()) or cells["reference"] == "TOTAL":
            continue
        outcome = _CSV_OUTCOMES.get(cells["state"].casefold())
        if outcome is None:
            raise Refusal(
                because("Line {line}: the state must be paid, rejected or pending. Nothing was written.", line=line)
            )
        yield Answered(cells["reference"], outcome, cells.get("reason", "")[:_LONGEST_REASON], _paid_on(cells, line))


def _paid_on(cells: dict[str, str], line: int) -> date | None:
    written = cells.get("paid_on", "")
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Refusal(
            because("Line {line}: “{text}” is no day: write it as 2026-12-28.", line=line, text=written[:40])
        ) from error


def _once(number: str, payments: list[Answered], group: Answered | None) -> Answer:
    """The last word on each payment; those named more than once with different words are named."""
    last: dict[str, Answered] = {}
    contradicted: dict[str, None] = {}
    for one in payments:
        before = last.get(one.reference)
        if before is not None and before.outcome != one.outcome:
            contradicted[one.reference] = None
        last[one.reference] = one
    kept = tuple(one for name, one in last.items() if name not in contradicted)
    return Answer(number, kept, group, tuple(contradicted))
