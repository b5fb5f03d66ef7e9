"""Withdrawal: from bookings, from the contract with its bookings, from Service Inclusive (MC 15, SI 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.acts import recording, withdrawal_plan, withdrawal_preview, withdrawal_steps, wording
from app.acts.chosen_readings import pairs_of
from app.acts.plan import Plan
from app.acts.rows import Done, Option, Overview, Preview
from app.acts.step import Step
from app.acts.subjects import bookings, contract_of
from app.records.rows import Dossier, DossierKey
from app.terms.clause import Because, because

if TYPE_CHECKING:
    from app.start import Desk

NAME = "withdrawal"
TITLE: Because = because("Withdraw")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the agent enters. ``chosen`` are the numbers withdrawn from, all of ``subject_kind``; ``subject`` is the one
    it began with.

    ``customer_type`` is ``consumer | trader``; ``informed`` is ``as_recorded | at_conclusion | later | never``;
    ``started`` are the numbers that were started at the customer's request. ``means`` is ``same | other``.

    ``readings`` are the readings of contested points it is judged by (point and reading), ``reading_reason`` says why a
    supervisor chose others than the organisation.
    """

    subject_kind: str = "booking"
    subject: str = ""
    chosen: tuple[str, ...] = ()
    customer_type: str = ""
    informed: str = "as_recorded"
    informed_later_on: date | None = None
    channel: str = "phone"
    received_at: datetime | None = None
    sent_on: date | None = None
    evidence: str = ""
    statement: str = ""
    started: tuple[str, ...] = ()
    started_on: date | None = None
    means: str = "same"
    other_means: str = ""
    agreed: bool | None = None
    readings: tuple[tuple[str, str], ...] = ()
    reading_reason: str = ""


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on an option starts with: the facts on record, the notice of *Options today*."""
    dossier, receipt = overview.dossier, overview.receipt
    if option.subject_kind == "service_inclusive":
        started = tuple(row.number for row in dossier.service_inclusive if row.start_requested)
    else:
        started = tuple(row.number for row in bookings(dossier) if row.start_requested)
        if dossier.contract is not None and dossier.contract.start_requested:
            started = (contract_of(dossier).number, *started)
    return Draft(
        subject_kind=option.subject_kind,
        subject=option.subject,
        chosen=(option.subject,),
        customer_type=dossier.customer.kind,
        channel=receipt.channel,
        received_at=receipt.received_at,
        sent_on=receipt.sent_on,
        evidence=wording.evidence_for(receipt.channel)[0],
        readings=pairs_of(receipt.readings),
        started=started,
    )


def steps(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Customer, Notice, Bookings, Money back, Review."""
    return withdrawal_steps.steps(dossier, draft, today)


def preview(dossier: Dossier, draft: Draft, today: date) -> Preview:
    """What the draft would do. Raises ``Refusal`` while a fact is missing."""
    return withdrawal_preview.preview(dossier, draft, today)


def plan(dossier: Dossier, draft: Draft, seen: Preview) -> Plan:
    """What recording the previewed draft writes."""
    return withdrawal_plan.plan(dossier, draft, seen)


def perform(desk: Desk, dossier_key: DossierKey, draft: Draft, seen: Preview, request_key: str = "") -> Done:
    """Record the withdrawal, or its refusal, with its letters: all of it or nothing."""
    return recording.perform(desk, dossier_key, NAME, draft, seen, request_key)
