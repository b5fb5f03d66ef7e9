"""What a SIM request writes: the job for the dealer and what ends with it. The SIM changes when the job is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.acts import notice, sim_effect, subjects, termination_plan, wording
from app.acts.addresses import spaced_phone
from app.acts.endings import Ending, contract_services
from app.acts.plan import End, Plan, ServiceEnd, Sheet, SwitchSim, refunds_of
from app.acts.rows import Preview
from app.acts.sim_preview import further_ends
from app.acts.sim_steps import functions
from app.letters.matter import DealerLine
from app.records.rows import Dossier

if TYPE_CHECKING:
    from app.acts.sim_deactivation import Draft


def plan(dossier: Dossier, draft: Draft, seen: Preview) -> Plan:
    """The case is carried out until the dealer has reported the job."""
    receipt = notice.receipt_of(draft)
    ends = further_ends(dossier, draft, receipt)
    revoked = seen.determinations[0].value("treated_as") == "withdrawal_of_framework"
    on = receipt.received_at.date()
    vin = dossier.vehicle.vin if dossier.vehicle else ""
    place = sim_effect.dealer(dossier, draft.dealer)
    written = (
        _revoked_ends(dossier, on) if revoked else tuple(e for one in ends for e in termination_plan.ends(dossier, one))
    )
    return Plan(
        receipt=receipt,
        evidence=notice.evidence_of(draft),
        subjects=(("sim", vin),),
        state="waits_for_approval" if seen.approvals else "done",
        ends=written,
        sheets=_sheets(dossier, draft, seen, ends),
        last_service_day=seen.last_service_day,
        refund=seen.refund_total,
        refund_due_by=seen.refund_due_by,
        refunds=refunds_of(seen.refund_lines),
        effects=(SwitchSim("off", place.number if place else "", on, functions(draft)),),
    )


def _revoked_ends(dossier: Dossier, on: date) -> tuple[End, ...]:
    """Before the handover the contract lapses on the day of the request, and its bookings with it (MC 1.6 a)."""
    contract = dossier.contract
    if contract is None or contract.ended_as:
        return ()
    return (
        End("contract", contract.id, "revoked", on),
        *(End("booking", row.id, "withdrawn", on) for row in subjects.alive(dossier, on)),
    )


def _sheets(dossier: Dossier, draft: Draft, seen: Preview, ends: tuple[Ending, ...]) -> tuple[Sheet, ...]:
    return (
        _sim_sheet(dossier, draft, seen, "sim_confirmation"),
        *(_end_sheet(dossier, draft, one) for one in ends),
        _sim_sheet(dossier, draft, seen, "sim_work_order"),
    )


def _sim_sheet(dossier: Dossier, draft: Draft, seen: Preview, kind: str) -> Sheet:
    place = sim_effect.dealer(dossier, draft.dealer)
    on = notice.receipt_of(draft).received_at.date()
    return Sheet(
        kind=kind,
        subject="sim",
        concluded_on=dossier.contract.concluded_on if dossier.contract else None,
        determination=seen.determinations[0],
        refund_lines=seen.refund_lines,
        refund_total=seen.refund_total,
        refund_vat=seen.refund_vat,
        refund_due_by=seen.refund_due_by,
        payment_means=seen.payment_means,
        legal_functions=functions(draft),
        activated=tuple(wording.booked(row) for row in sim_effect.activated(dossier, on)),
        dealer=DealerLine(place.name, place.town, spaced_phone(place.phone)) if place else None,
        terminates_too=draft.terminate == "yes",
        statement=draft.statement,
        awaits_approval=bool(seen.approvals),
    )


def _end_sheet(dossier: Dossier, draft: Draft, one: Ending) -> Sheet:
    services = contract_services(dossier, one) if one.row is None else ()
    return Sheet(
        kind="termination_confirmation",
        subject="contract" if one.row is None else "service",
        names=() if one.row is None else (one.name,),
        concluded_on=one.row.concluded_on if one.row else subjects.contract_of(dossier).concluded_on,
        determination=one.found,
        services=tuple(ServiceEnd(wording.booked(row), day, survives) for row, day, survives in services),
        legal_functions=functions(draft),
    )
