"""What a termination writes: what ends when, and one confirmation for each thing that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.acts import notice, remaining, subjects
from app.acts.alternatives import for_letter
from app.acts.chosen_readings import in_force
from app.acts.endings import Ending, contract_services, endings_of
from app.acts.plan import End, Plan, ServiceEnd, Sheet, legal_functions, refunds_of
from app.acts.rows import Preview
from app.acts.subjects import Subject, contract_of
from app.acts.wording import booked
from app.records.rows import Dossier

if TYPE_CHECKING:
    from app.acts.termination import Draft

TERMINATED = "terminated"


def plan(dossier: Dossier, draft: Draft, seen: Preview) -> Plan:
    """The notice works on receipt; only an amount a supervisor has to confirm waits."""
    receipt = notice.receipt_of(draft)
    found = endings_of(dossier, draft, receipt.received_at.date())
    refused = seen.refusal is not None
    state = "refused" if refused else "waits_for_approval" if seen.approvals else "done"
    return Plan(
        receipt=receipt,
        evidence=notice.evidence_of(draft),
        subjects=_subjects(dossier, draft),
        state=state,
        ends=() if refused else tuple(end for one in found for end in ends(dossier, one)),
        sheets=_sheets(dossier, draft, seen, found),
        last_service_day=seen.last_service_day,
        refund=seen.refund_total,
        refund_due_by=seen.refund_due_by,
        refunds=() if refused else refunds_of(seen.refund_lines),
    )


def _subjects(dossier: Dossier, draft: Draft) -> tuple[tuple[str, str], ...]:
    if draft.subject_kind == "booking":
        return (("booking", draft.subject),)
    contract = contract_of(dossier).number
    bookings = tuple(("booking", number) for number in (*draft.chosen, *draft.also_end))
    if draft.subject_kind == "contract":
        return (("contract", contract), *bookings)
    whole = (("contract", contract),) if draft.with_contract else ()
    return (("sale", contract), *bookings, *whole)


def ends(dossier: Dossier, one: Ending) -> tuple[End, ...]:
    """What one determination of a termination writes: the booking, or the contract with its open-ended services."""
    if one.last_day is None:
        return ()
    if one.row is not None:
        return (End("booking", one.row.id, TERMINATED, one.last_day),)
    services = tuple(
        End("booking", row.id, TERMINATED, day)
        for row, day, _ in contract_services(dossier, one)
        if row.kind != "limited"
    )
    return (End("contract", contract_of(dossier).id, TERMINATED, one.last_day), *services)


def _sheets(dossier: Dossier, draft: Draft, seen: Preview, found: tuple[Ending, ...]) -> tuple[Sheet, ...]:
    if seen.refusal is not None:
        return (_refusal(dossier, draft, seen, found),)
    if seen.approvals:
        return (_sheet(dossier, draft, seen, found[0], "acknowledgement"),)
    return tuple(_sheet(dossier, draft, seen, one, "termination_confirmation") for one in found)


def _refusal(dossier: Dossier, draft: Draft, seen: Preview, found: tuple[Ending, ...]) -> Sheet:
    """The letter that says why not, and what is possible instead."""
    one = next(one for one in found if not one.allowed)
    subject = Subject("booking", one.row.number) if one.row else Subject("contract", contract_of(dossier).number)
    instead = seen.refusal.instead if seen.refusal else ()
    return Sheet(
        kind="refusal",
        subject=subject.kind,
        names=(one.name,) if one.row else (),
        concluded_on=subjects.concluded_on(dossier, subject),
        determination=one.found,
        facts=one.facts,
        alternatives=for_letter(dossier, (subject,), instead, seen.timeline.today, in_force(draft)),
        statement=draft.statement,
    )


def _sheet(dossier: Dossier, draft: Draft, seen: Preview, one: Ending, kind: str) -> Sheet:
    lines = tuple(line for line in seen.refund_lines if one.row is not None and line.number == one.row.number)
    return Sheet(
        kind=kind,
        subject="contract" if one.row is None else "sale" if one.at_sale else "service",
        names=() if one.row is None else (one.name,),
        concluded_on=contract_of(dossier).concluded_on if one.row is None else one.row.concluded_on,
        determination=one.found,
        facts=one.facts,
        refund_lines=lines,
        refund_total=seen.refund_total if lines else None,
        refund_vat=seen.refund_vat if lines else None,
        refund_due_by=seen.refund_due_by,
        payment_means=seen.payment_means,
        services=_services(dossier, draft, one),
        legal_functions=legal_functions(dossier),
        statement=draft.statement,
        awaits_approval=bool(seen.approvals),
    )


def _services(dossier: Dossier, draft: Draft, one: Ending) -> tuple[ServiceEnd, ...]:
    """For the contract: what happens to each service. For a service: what goes on, if the contract does."""
    if one.row is None:
        return tuple(ServiceEnd(booked(row), day, survives) for row, day, survives in contract_services(dossier, one))
    if one.last_day is None or draft.with_contract or draft.subject_kind == "contract":
        return ()
    ended = (one.row.number, *draft.chosen, *draft.also_end)
    return tuple(ServiceEnd(booked(row), None, survives=True) for row in remaining.kept(dossier, ended, one.last_day))
