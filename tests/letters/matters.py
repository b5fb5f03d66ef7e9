"""Matters to write letters about: the invented ones of the samples, changed as a test needs it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from app.language import language
from app.letters.content import LETTER_KINDS
from app.letters.letter import write
from app.letters.matter import Matter, RefundLine
from app.letters.samples import LANGUAGES, matter
from app.terms.clause import Cents, Determination, Finding

EVERY = tuple((kind, code) for kind in LETTER_KINDS for code in LANGUAGES)
PEOPLE = {"consumer": "", "trader": "Garage Invented BV"}


def text_of(pdf: bytes) -> str:
    """The text of all pages as a reader copies it, white space evened out."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return even(" ".join(pages))


def even(text: str) -> str:
    """Spaces of every kind and line ends as one space: reportlab writes no-break spaces as spaces."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def letter_text(one: Matter) -> str:
    return text_of(write(one).pdf)


def of(kind: str, code: str, customer: str, country: str) -> Matter:
    """A sample for a consumer or a company, in Belgium or Luxembourg."""
    one = matter(kind, code)
    recipient = replace(one.recipient, company_name=PEOPLE[customer], consumer=customer == "consumer", country=country)
    return replace(one, recipient=recipient, country=country)


def with_findings(one: Matter, rule: str, **values: object) -> Matter:
    """The matter with findings of these values, all resting on MC 15."""
    found = tuple(Finding(name, value, ("MC 15",)) for name, value in values.items())
    return replace(one, determination=Determination(rule, "mini-belux-2025-09", found))


def many_lines(count: int) -> tuple[RefundLine, ...]:
    """A refund of so many services, each paid €12.34 and paid back whole."""
    return tuple(
        RefundLine(
            f"B-{number}", f"Service number {number}", "limited", date(2026, 12, 18), date(2027, 12, 17), Cents(1234),
            0, 365, Cents(0), Cents(1234), Cents(214), date(2026, 12, 28), False,
        )
        for number in range(1, count + 1)
    )  # fmt: skip


def facts_to_find(one: Matter) -> list[str]:
    """Every date and amount the letter on this matter must show, as it is written in its language."""
    spoken = language(one.language, one.country)
    long: Callable[[date], str] = spoken.date_long
    wanted: list[str] = []
    determination = one.determination
    assert determination
    for finding in determination.findings:
        if finding.name in ("deadline", "notice_end", "refund_due_by", "framework_end") and finding.value:
            wanted.append(long(finding.value))
    for line in one.refund_lines:
        wanted += [spoken.money(amount) for amount in (line.price, line.deduction, line.refund) if amount is not None]
    if one.refund_total:
        wanted.append(spoken.money(one.refund_total))
    if one.refund_vat:
        wanted.append(spoken.money(one.refund_vat))
    return [even(text) for text in wanted]
