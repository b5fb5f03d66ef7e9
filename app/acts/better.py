"""What costs the customer less than a termination: a withdrawal still open, the next due date before the notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.acts import end_options, options, subjects, withdrawal_options
from app.acts.chosen_readings import in_force
from app.acts.rows import Option, Receipt
from app.acts.subjects import Subject
from app.records.rows import Dossier

if TYPE_CHECKING:
    from app.acts.termination import Draft


def than_termination(dossier: Dossier, draft: Draft) -> tuple[Option, ...]:
    """Withdrawals that are still open on what is being ended, and monthly services that could end sooner."""
    if draft.received_at is None:
        return ()
    receipt = Receipt(draft.received_at, draft.channel, draft.sent_on, in_force(draft))
    if receipt.sent_on is not None and receipt.sent_on > receipt.received_at.date():
        return ()
    found = [withdrawal_options.option(dossier, one, receipt) for one in _ending(dossier, draft, receipt)]
    found = [one for one in found if one.allowed and (one.refund is None or one.refund > 0)]
    if draft.subject_kind != "booking":
        found += _sooner(dossier, receipt, draft)
    return tuple(found)


def than_sim_off(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """Monthly payments go on while the SIM is off: ending those services first costs less (MC 8.5 a)."""
    rows = (row for row in subjects.running(dossier, receipt.received_at.date()) if row.kind == "monthly")
    found = tuple(end_options.end_service(dossier, row, receipt) for row in rows)
    return tuple(one for one in found if one.allowed)


def value_of(option: Option) -> str:
    """An option as the value of a choice: which act, on what."""
    return f"{option.act} {option.subject_kind} {option.subject}"


def _ending(dossier: Dossier, draft: Draft, receipt: Receipt) -> tuple[Subject, ...]:
    """What the draft ends and could be withdrawn from."""
    if draft.subject_kind == "booking":
        return (Subject("booking", draft.subject),)
    offered = options.withdrawable(dossier, receipt.received_at.date())
    if draft.subject_kind == "sale":
        return tuple(one for one in offered if one.kind == "booking" and one.number in draft.chosen)
    return tuple(one for one in offered if one.kind != "service_inclusive")


def _sooner(dossier: Dossier, receipt: Receipt, draft: Draft) -> list[Option]:
    """Monthly services whose next due date comes before the notice ends."""
    notice_end = end_options.end_contract(dossier, receipt).last_service_day
    if notice_end is None:
        return []
    return [
        one
        for one in than_sim_off(dossier, receipt)
        if one.last_service_day is not None and one.last_service_day < notice_end and one.subject not in draft.also_end
    ]
