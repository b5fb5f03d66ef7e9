"""Switching the SIM off at a dealer: the contract lapses before the handover and rests after it (MC 1.6, 8.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.acts import recording, sim_plan, sim_preview, sim_steps, wording
from app.acts.chosen_readings import pairs_of
from app.acts.plan import Plan
from app.acts.rows import Done, Option, Overview, Preview
from app.acts.step import Step
from app.records.rows import Dossier, DossierKey
from app.terms.clause import Because, because

if TYPE_CHECKING:
    from app.start import Desk

NAME = "sim_deactivation"
TITLE: Because = because("Switch the SIM off")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the agent enters.

    ``functions`` are those the type approval requires, ``has_functions`` whether there are any.
    ``terminate`` is ``no | yes``, empty until it was asked. ``also_end`` are monthly services ended at their next due
    date in the same case. ``dealer`` is the dealer's number.

    ``readings`` are the readings of contested points it is judged by (point and reading), ``reading_reason`` says why a
    supervisor chose others than the organisation.
    """

    customer_type: str = ""
    channel: str = "phone"
    received_at: datetime | None = None
    sent_on: date | None = None
    evidence: str = ""
    statement: str = ""
    has_functions: bool | None = None
    functions: tuple[str, ...] = ()
    terminate: str = ""
    also_end: tuple[str, ...] = ()
    dealer: str = ""
    readings: tuple[tuple[str, str], ...] = ()
    reading_reason: str = ""


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on the option starts with; the customer's own dealer is chosen."""
    dossier, receipt = overview.dossier, overview.receipt
    vehicle = dossier.vehicle
    functions = vehicle.type_approval_functions if vehicle else ()
    own = vehicle.dealer_number if vehicle else ""
    return Draft(
        customer_type=dossier.customer.kind,
        channel=receipt.channel,
        received_at=receipt.received_at,
        sent_on=receipt.sent_on,
        evidence=wording.evidence_for(receipt.channel)[0],
        readings=pairs_of(receipt.readings),
        has_functions=True if functions else None,
        functions=functions,
        dealer=own if own in [dealer.number for dealer in dossier.dealers] else "",
    )


def steps(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Customer, Request, Effect and dealer, Review."""
    return sim_steps.steps(dossier, draft, today)


def preview(dossier: Dossier, draft: Draft, today: date) -> Preview:
    """What the draft would do. Raises ``Refusal`` while a fact is missing."""
    return sim_preview.preview(dossier, draft, today)


def plan(dossier: Dossier, draft: Draft, seen: Preview) -> Plan:
    """What recording the previewed draft writes."""
    return sim_plan.plan(dossier, draft, seen)


def perform(desk: Desk, dossier_key: DossierKey, draft: Draft, seen: Preview, request_key: str = "") -> Done:
    """Record the request with its letters and the work order: all of it or nothing."""
    return recording.perform(desk, dossier_key, NAME, draft, seen, request_key)
