"""What a letter is about: everything the paper room needs to know, frozen. Built by the acts, read by ``content``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.terms.clause import Because, Cents, Determination


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the letter. ``title`` is ``ms | mr | neutral | company``; ``lines`` the address without the name."""

    title: str
    given_name: str
    family_name: str
    company_name: str
    address_lines: tuple[str, ...]
    country: str
    consumer: bool


@dataclass(frozen=True, slots=True)
class RefundLine:
    """One row of the refund table, computed by the rules; ``None`` where the rule gives no figure.

    ``consumed_days`` and ``total_days`` count days of the paid period; ``vat`` is the VAT contained in ``refund``.
    ``needs_approval``: a supervisor confirms this line.
    """

    number: str
    service: str
    kind: str
    period_start: date | None
    period_end: date | None
    price: Cents | None
    consumed_days: int | None
    total_days: int | None
    deduction: Cents | None
    refund: Cents | None
    vat: Cents | None
    last_service_day: date | None
    needs_approval: bool


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service that ends or goes on: ``last_service_day`` is ``None`` for one that goes on without an end."""

    name: str
    last_service_day: date | None
    survives: bool


@dataclass(frozen=True, slots=True)
class Instead:
    """Something the customer can do instead: what, until when the message must arrive, and the last day it gives."""

    possibility: Because
    possible_until: date | None
    last_service_day: date | None
    refund: Cents | None
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DealerLine:
    name: str
    town: str
    phone: str


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """An unpaid invoice: its day, its amount with VAT, and the last day to pay it."""

    number: str
    invoiced_on: date
    amount: Cents
    last_day_to_pay: date


@dataclass(frozen=True, slots=True)
class CaseLine:
    """An earlier case a letter is about: its number, the day it was recorded, and what it was (a noun)."""

    number: str
    recorded_on: date
    what: Because


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a correction changes: what it is, what stood, what stands now."""

    label: Because
    before: Because
    now: Because


@dataclass(frozen=True, slots=True)
class Particulars:
    """What only some letters tell.

    ``further`` are determinations beside the first (the term of a package beside its activation). ``variant`` tells
    forms of one kind apart: ``switch_on`` (work order); ``service | external_content | external_store`` (complaint);
    ``personal | product | third_party`` (data request, where no rule tells). ``wish`` and ``reason`` are sentences to
    the customer ("You would like to …", "…"), for a refusal the rules have no words of their own for.
    ``explanation`` is the desk's own text in the letter's language, printed as a quotation. ``act_by`` is the last day
    to do what the letter asks for, ``done_at`` when a dealer did it. ``by_hand``: a supervisor set the amount, so that
    no arithmetic is told.
    """

    further: tuple[Determination, ...] = ()
    variant: str = ""
    wish: Because | None = None
    reason: Because | None = None
    explanation: str = ""
    act_by: date | None = None
    invoices: tuple[InvoiceLine, ...] = ()
    other_case: CaseLine | None = None
    changes: tuple[Change, ...] = ()
    by_hand: bool = False
    done_at: datetime | None = None


PLAIN = Particulars()
"""Most letters have none."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One letter to write.

    ``subject`` is what the act concerns: ``contract | booking | service_inclusive | service | sale | sim``;
    ``subject_name`` the service's name in the letter's language (empty for the contract). ``receipt_means`` is the
    channel: ``letter | email | phone | portal | app | counter | online_function``. ``legal_functions`` are the names
    of the functions that stay by law, in the letter's language. A form printed before there is a case has no
    ``letter_number`` and no ``case_number``. ``facts`` are what the rule of ``determination`` was given; ``names`` are
    the numbers of bookings and packages and what they are called, in the letter's language.
    """

    kind: str
    language: str
    country: str
    recipient: Recipient
    letter_number: str
    case_number: str
    written_on: date
    agent: str
    vehicle_model: str
    plate: str
    vin: str
    contract_number: str
    subject: str
    subject_name: str
    concluded_on: date | None
    sent_on: date | None
    received_at: datetime | None
    receipt_means: str
    determination: Determination | None
    refund_lines: tuple[RefundLine, ...] = ()
    refund_total: Cents | None = None
    refund_vat: Cents | None = None
    vat_percent: int = 21
    refund_due_by: date | None = None
    payment_means: str = ""
    services: tuple[ServiceLine, ...] = ()
    legal_functions: tuple[str, ...] = ()
    activated_functions: tuple[str, ...] = ()
    alternatives: tuple[Instead, ...] = ()
    dealer: DealerLine | None = None
    iccid: str = ""
    terminates_too: bool = False
    customer_statement: str = ""
    awaits_approval: bool = False
    clauses: tuple[str, ...] = field(default=())
    facts: Any = None
    particulars: Particulars = PLAIN
    names: tuple[tuple[str, str], ...] = ()
