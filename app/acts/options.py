"""Everything a customer can do today: every act on every subject, for one day and channel of receipt. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from app.acts import ACTS, AGENT, FIRST, act, end_options, role_of, withdrawal_options
from app.acts.rows import Option, Receipt
from app.acts.subjects import Subject, booking, bookings, over, paid
from app.acts.supervised import marked
from app.records.rows import Booking, Dossier
from app.terms.calendar import months_after

_SHOWN_MONTHS = 12
"""How long a service that an act has ended stays on the list."""
_STATE_ORDER = {"allowed": 0, "approval": 1, "needs_answer": 2, "blocked": 3}
_KIND_ORDER = {"withdrawal": 0, "termination": 1, "prevent_renewal": 1, "sim_deactivation": 2, "sim_reactivation": 2}
_LAST_KIND = 3


class Asked(NamedTuple):
    """Which option: the act and what it concerns, as in :class:`~app.acts.rows.Option`."""

    act: str
    subject_kind: str
    subject: str


def options_for(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """Every option of the dossier if the message comes in as ``receipt`` says, the best for the customer first.

    Withdrawals by the money they bring, then endings by money and by their day, the contract, the SIM, what needs an
    answer; what is not possible stands at the end and says why.
    """
    found = (marked(dossier, make()) for _, make in _offered(dossier, receipt))
    return tuple(sorted((one for one in found if _shown(dossier, one)), key=_order))


def other_options(dossier: Dossier, receipt: Receipt, role: str = AGENT) -> tuple[Option, ...]:
    """What is always possible, or only for who has the ``role``: out of the way, in the order of the acts."""
    return tuple(
        replace(one, group="other", section=section)
        for name, section in _one_file_acts()
        if section and role_of(name) in (AGENT, role)
        for one in act(name).options(dossier, receipt)
        if one.role in (AGENT, role)
    )


def _one_file_acts() -> Iterator[tuple[str, str]]:
    """The acts that say themselves what they offer, each with its section; empty for those of today."""
    for name in ACTS:
        if name not in FIRST:
            yield name, act(name).SECTION


def option_for(dossier: Dossier, receipt: Receipt, asked: Asked) -> Option | None:
    """The one option that is asked for, of today or out of the way; ``None`` where it is not on the list."""
    module = act(asked.act)
    if hasattr(module, "options"):
        found = next((one for one in module.options(dossier, receipt) if asked == _asked(one)), None)
        return None if found is None else marked(dossier, found)
    make = next((make for key, make in _offered(dossier, receipt) if key == asked), None)
    found = marked(dossier, make()) if make is not None else None
    return found if found is not None and _shown(dossier, found) else None


def _offered(dossier: Dossier, receipt: Receipt) -> Iterator[tuple[Asked, Callable[[], Option]]]:
    """What stands on the list that day, each with the evaluation that makes it."""
    for subject in withdrawable(dossier, receipt.received_at.date()):
        yield Asked("withdrawal", *subject), partial(withdrawal_options.option, dossier, subject, receipt)
    yield from _endings(dossier, receipt)
    if dossier.vehicle is not None and dossier.vehicle.sim is not None:
        asked = Asked("sim_deactivation", "sim", dossier.vehicle.vin)
        yield asked, partial(end_options.switch_off, dossier, receipt)
    for name, section in _one_file_acts():
        if not section:
            for one in act(name).options(dossier, receipt):
                yield _asked(one), partial(_evaluated, one)


def _asked(option: Option) -> Asked:
    return Asked(option.act, option.subject_kind, option.subject)


def _evaluated(option: Option) -> Option:
    """An option that its act has evaluated already."""
    return option


def _shown(dossier: Dossier, option: Option) -> bool:
    """What was terminated is shown as such, not a second time as what can no longer be withdrawn from."""
    return option.act != "withdrawal" or option.state != "blocked" or _ended_as(dossier, option) != "terminated"


def withdrawable(dossier: Dossier, on: date) -> tuple[Subject, ...]:
    """What a withdrawal could concern: each booking still on the list, each package, the contract."""
    rows = [Subject("booking", row.number) for row in bookings(dossier) if paid(row) and _listed(row, on)]
    rows += [
        Subject("service_inclusive", row.number)
        for row in dossier.service_inclusive
        if row.ended_as != "expired" and not _long_over(row.ends_on, on)
    ]
    if dossier.contract is not None:
        rows.append(Subject("contract", dossier.contract.number))
    return tuple(rows)


def _endings(dossier: Dossier, receipt: Receipt) -> Iterator[tuple[Asked, Callable[[], Option]]]:
    """To end what a withdrawal has not undone: each booking, the contract, fixed terms at the sale."""
    if dossier.contract is None:
        return
    on = receipt.received_at.date()
    for row in bookings(dossier):
        if paid(row) and _listed(row, on) and row.ended_as != "withdrawn":
            yield Asked("termination", "booking", row.number), partial(end_options.end_service, dossier, row, receipt)
    number = dossier.contract.number
    if dossier.contract.ended_as not in ("withdrawn", "revoked"):
        yield Asked("termination", "contract", number), partial(end_options.end_contract, dossier, receipt)
    for sold in end_options.sale(dossier, receipt):
        yield Asked("termination", "sale", number), partial(_itself, sold)


def _itself(option: Option) -> Option:
    return option


def _listed(row: Booking, on: date) -> bool:
    """Bookings whose term ran out offer nothing any more; those an act has ended are shown as ended for a year."""
    if row.ended_as in ("withdrawn", "terminated"):
        return not _long_over(row.ends_on, on)
    return not over(row, on)


def _long_over(ends_on: date | None, on: date) -> bool:
    return ends_on is not None and months_after(ends_on, _SHOWN_MONTHS) < on


def _ended_as(dossier: Dossier, option: Option) -> str:
    if option.subject_kind == "booking":
        return booking(dossier, option.subject).ended_as
    if option.subject_kind == "contract" and dossier.contract is not None:
        return dossier.contract.ended_as
    return ""


def _order(option: Option) -> tuple[int, int, int, int, date, str]:
    """The best for the customer first: what brings money and needs no notice, and what is not possible at the end."""
    blocked = option.state == "blocked"
    kind = _KIND_ORDER.get(option.act, _LAST_KIND) * 10 + (5 if option.subject_kind == "contract" else 0)
    return (
        1 if blocked else 0,
        1 if option.state == "needs_answer" else 0,
        kind if not _revokes(option) else 0,
        _STATE_ORDER[option.state] * 100_000_000 - (option.refund or 0),
        option.last_service_day or date.max,
        option.subject,
    )


def _revokes(option: Option) -> bool:
    """Switching the SIM off before the handover gives everything back: as good as a withdrawal (MC 1.6 a)."""
    return option.act == "sim_deactivation" and bool(option.refund)
