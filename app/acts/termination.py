"""Ordinary termination by the customer: the contract, one service, services at the sale of the vehicle (MC 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.acts import recording, termination_plan, termination_preview, termination_steps, wording
from app.acts.chosen_readings import pairs_of
from app.acts.plan import Plan
from app.acts.rows import Done, Option, Overview, Preview
from app.acts.step import Step
from app.acts.telephone import running
from app.records.rows import Dossier, DossierKey
from app.terms.clause import Because, because

if TYPE_CHECKING:
    from app.start import Desk

NAME = "termination"
TITLE: Because = because("Terminate")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the agent enters. ``subject_kind`` is ``contract | booking | sale``.

    ``way`` is ``go_on`` once a better option was explained and turned down. ``chosen`` are the services with a fixed
    term that end because of the sale; ``also_end`` the monthly services that end at their next due date, before the
    notice for the contract does; ``with_contract`` ends the contract together with the sale.

    ``readings`` are the readings of contested points it is judged by (point and reading), ``reading_reason`` says why a
    supervisor chose others than the organisation.
    """

    subject_kind: str = "contract"
    subject: str = ""
    way: str = ""
    customer_type: str = ""
    channel: str = "phone"
    received_at: datetime | None = None
    sent_on: date | None = None
    evidence: str = ""
    statement: str = ""
    sold_on: date | None = None
    sale_evidence: str = "customer"
    told_of_duties: bool | None = None
    chosen: tuple[str, ...] = ()
    also_end: tuple[str, ...] = ()
    with_contract: bool | None = None
    readings: tuple[tuple[str, str], ...] = ()
    reading_reason: str = ""


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on an option starts with."""
    receipt = overview.receipt
    limited = tuple(
        row.number for row in running(overview.dossier, receipt.received_at.date()) if row.kind == "limited"
    )
    return Draft(
        subject_kind=option.subject_kind,
        subject=option.subject,
        customer_type=overview.dossier.customer.kind,
        channel=receipt.channel,
        received_at=receipt.received_at,
        sent_on=receipt.sent_on,
        evidence=wording.evidence_for(receipt.channel)[0],
        readings=pairs_of(receipt.readings),
        chosen=limited if option.subject_kind == "sale" else (),
    )


def steps(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Better option (where there is one), Customer, Notice, Sale, Services, Review."""
    return termination_steps.steps(dossier, draft, today)


def preview(dossier: Dossier, draft: Draft, today: date) -> Preview:
    """What the draft would do. Raises ``Refusal`` while a fact is missing."""
    return termination_preview.preview(dossier, draft, today)


def plan(dossier: Dossier, draft: Draft, seen: Preview) -> Plan:
    """What recording the previewed draft writes."""
    return termination_plan.plan(dossier, draft, seen)


def perform(desk: Desk, dossier_key: DossierKey, draft: Draft, seen: Preview, request_key: str = "") -> Done:
    """Record the termination with its letters: all of it or nothing."""
    return recording.perform(desk, dossier_key, NAME, draft, seen, request_key)
