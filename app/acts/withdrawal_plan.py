"""What a withdrawal writes: what ends on receipt, the letters, and whether the amount waits for a supervisor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.acts import notice, subjects
from app.acts.alternatives import for_letter
from app.acts.chosen_readings import in_force
from app.acts.plan import End, Plan, ServiceEnd, Sheet, legal_functions, refunds_of
from app.acts.remaining import kept
from app.acts.rows import Preview
from app.acts.subjects import Subject, contract_of
from app.acts.withdrawal_steps import chosen
from app.acts.wording import booked
from app.letters.matter import Particulars
from app.records.rows import Dossier

if TYPE_CHECKING:
    from app.acts.withdrawal import Draft

WITHDRAWN = "withdrawn"


def plan(dossier: Dossier, draft: Draft, seen: Preview) -> Plan:
    """The withdrawal itself takes effect on receipt; only an amount a supervisor has to confirm waits."""
    receipt = notice.receipt_of(draft)
    refused = seen.refusal is not None
    state = "refused" if refused else "waits_for_approval" if seen.approvals else "done"
    return Plan(
        receipt=receipt,
        evidence=notice.evidence_of(draft),
        subjects=tuple((subject.kind, subject.number) for subject in chosen(draft)),
        state=state,
        ends=() if refused else _ends(dossier, draft, seen),
        sheets=tuple(_sheet(dossier, draft, seen, kind) for kind in seen.letters),
        last_service_day=seen.last_service_day,
        refund=seen.refund_total,
        refund_due_by=seen.refund_due_by,
        refund_means=draft.means,
        refunds=refunds_of(seen.refund_lines),
    )


def _ends(dossier: Dossier, draft: Draft, seen: Preview) -> tuple[End, ...]:
    day = seen.last_service_day
    if day is None:
        return ()
    ends: list[End] = []
    for subject in chosen(draft):
        if subject.kind == "booking":
            ends.append(End("booking", subjects.booking(dossier, subject.number).id, WITHDRAWN, day))
        elif subject.kind == "service_inclusive":
            ends.append(End("service_inclusive", subjects.package(dossier, subject.number).id, WITHDRAWN, day))
        else:
            ends.append(End("contract", contract_of(dossier).id, WITHDRAWN, day))
            ends += [End("booking", row.id, WITHDRAWN, day) for row in subjects.alive(dossier, day)]
    return tuple(ends)


def _sheet(dossier: Dossier, draft: Draft, seen: Preview, kind: str) -> Sheet:
    concerned = chosen(draft)
    determination = next((one for one in seen.determinations if not one.value("allowed")), seen.determinations[0])
    refused = seen.refusal is not None
    return Sheet(
        kind=kind,
        subject=draft.subject_kind,
        names=() if draft.subject_kind == "contract" else tuple(subjects.name(dossier, one) for one in concerned),
        concluded_on=_concluded(dossier, concerned),
        determination=determination,
        refund_lines=seen.refund_lines,
        refund_total=seen.refund_total,
        refund_vat=seen.refund_vat,
        refund_due_by=seen.refund_due_by,
        payment_means=seen.payment_means,
        services=() if refused else _going_on(dossier, draft, seen),
        legal_functions=() if refused or draft.subject_kind == "service_inclusive" else legal_functions(dossier),
        alternatives=for_letter(dossier, concerned, seen.refusal.instead, seen.timeline.today, in_force(draft))
        if seen.refusal
        else (),
        statement=draft.statement,
        awaits_approval=bool(seen.approvals),
        particulars=Particulars(further=() if refused else tuple(seen.determinations[1:])),
    )


def _concluded(dossier: Dossier, concerned: tuple[Subject, ...]) -> date | None:
    """The day of conclusion, where it is the same for everything withdrawn from."""
    days = {subjects.concluded_on(dossier, one) for one in concerned}
    return days.pop() if len(days) == 1 else None


def _going_on(dossier: Dossier, draft: Draft, seen: Preview) -> tuple[ServiceEnd, ...]:
    if draft.subject_kind != "booking" or seen.last_service_day is None:
        return ()
    return tuple(
        ServiceEnd(booked(row), None, survives=True) for row in kept(dossier, draft.chosen, seen.last_service_day)
    )
