"""Matters to write letters about: the invented ones of the samples, changed as a test needs it."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

from pypdf import PdfReader

from app.language import language
from app.letters.blocks import Content
from app.letters.content import LETTER_KINDS
from app.letters.letter import write
from app.letters.matter import Matter, RefundLine
from app.letters.sample_people import person
from app.letters.samples import LANGUAGES, matter
from app.terms.clause import Alternative, Because, Cents, Determination, Finding

EVERY = tuple((kind, code) for kind in LETTER_KINDS for code in LANGUAGES)
CUSTOMERS = tuple(itertools.product(("consumer", "trader"), ("BE", "LU")))
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
    """A sample for a consumer or a company, in Belgium or Luxembourg, made by the rules for that customer."""
    return matter(kind, code, person(code, country, PEOPLE[customer]))


def with_findings(one: Matter, rule: str, **values: object) -> Matter:
    """The matter with findings of these values, all resting on MC 15, and no facts."""
    found = tuple(Finding(name, value, ("MC 15",)) for name, value in values.items())
    return replace(one, determination=Determination(rule, "mini-belux-2025-09", found), facts=None)


def many_lines(count: int) -> tuple[RefundLine, ...]:
    """A refund of so many services, each paid €12.34 and paid back whole."""
    return tuple(
        RefundLine(
            f"B-{number}", f"Service number {number}", "limited", date(2026, 12, 18), date(2027, 12, 17), Cents(1234),
            0, 365, Cents(0), Cents(1234), Cents(214), date(2026, 12, 28), False,
        )
        for number in range(1, count + 1)
    )  # fmt: skip


def words_of(content: Content) -> list[str]:
    """Every text of a letter, in the order of its blocks, white space evened out."""
    return [even(text) for text in _texts(content) if text.strip()]


def _texts(value: Any) -> Iterator[str]:
    """Every text in a content; the runs of a paragraph as one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        if value and hasattr(value[0], "strong") and not hasattr(value[0], "detail"):
            yield "".join(run.text for run in value)
        else:
            for one in value:
                yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in ("align", "language", "page_label", "qr_text", "qr_description"):
                yield from _texts(getattr(value, field.name))


def known(one: Matter) -> set[str]:
    """Every date and amount the matter holds, in each way its language may write it."""
    spoken = language(one.language, one.country)
    ways = (spoken.date_long, spoken.date_plain, spoken.date, spoken.date_table)
    found: set[str] = set()
    for value in _values(one):
        if isinstance(value, Cents):
            found.add(even(spoken.money(value)))
        elif isinstance(value, date):
            found |= {even(way(value)) for way in ways}
    # What is due for several invoices is their sum.
    found.add(even(spoken.money(sum(invoice.amount for invoice in one.particulars.invoices))))
    return found


def _values(value: Any) -> Iterator[Any]:
    """Every date and amount inside a matter, its findings and its facts; what other readings give is not said."""
    if isinstance(value, datetime):
        yield value.date()
    elif isinstance(value, date | Cents):
        yield value
    elif isinstance(value, Finding):
        yield from _values(value.value)
        yield from _values(value.because)
    elif isinstance(value, Because):
        yield from _values(tuple(inner for _, inner in value.values))
    elif isinstance(value, tuple) and not isinstance(value, Alternative):
        for inner in value:
            yield from _values(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _values(getattr(value, field.name))


SAYS: dict[str, tuple[str, ...]] = {
    "withdrawal_confirmation": ("deadline", "last_service_day", "refund_due_by"),
    "withdrawal_refusal": ("deadline",),
    "refusal": ("last_service_day",),
    "termination_confirmation": ("notice_end", "framework_remains_only_for_limited_until"),
    "non_renewal_confirmation": ("last_service_day",),
    "passing_on_duties": ("six_weeks_end", "last_service_day"),
    "objection_confirmation": ("last_day_to_object",),
    "outage_compensation": ("refund",),
    "refund_statement": ("refund_due_by",),
    "service_inclusive_activation": ("activated_on", "term_start", "last_day_by_time"),
    "service_inclusive_extension": ("deadline", "last_day"),
    "data_request_acknowledgement": ("reply_by",),
    "notice_of_termination": ("effective_date", "earliest_notice_date", "framework_remains_for_services_until"),
    "suspension_notice": ("last_day_to_pay",),
    "correction": ("notice_end",),
}
"""The findings a letter must state, by kind; the others state none that carries a date or an amount of its own."""
IN_TABLES = ("suspension_notice",)
"""Kinds that write these days in figures, in a table."""


def facts_to_find(one: Matter) -> list[str]:
    """Every date and amount the letter on this matter must show, as its language writes it."""
    spoken = language(one.language, one.country)
    wanted: list[str] = []
    given = ((one.determination,) if one.determination else ()) + one.particulars.further
    for name in SAYS.get(one.kind, ()):
        value = next((found for found in (each.value(name) for each in given) if found is not None), None)
        assert value is not None, name
        way = spoken.date_table if one.kind in IN_TABLES else spoken.date_plain
        wanted.append(spoken.money(value) if isinstance(value, Cents) else way(value))
    if one.kind not in ("acknowledgement", "withdrawal_form"):
        for line in one.refund_lines:
            amounts = (line.price, line.deduction, line.refund)
            wanted += [spoken.money(amount) for amount in amounts if amount is not None]
        wanted += [spoken.money(amount) for amount in (one.refund_total, one.refund_vat) if amount]
    return [even(text) for text in wanted]
