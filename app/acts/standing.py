"""Everything a dossier can ask of the rules on a day: the questions behind its options, without their wording. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from app.acts import determining, governing, provider_termination, subjects, telephone, withdrawal_options
from app.acts.options import withdrawable
from app.records.rows import Booking, Dossier


class Question(NamedTuple):
    """A rule and its facts; ``subject`` is the number it concerns, ``edition`` the id of the terms that govern it."""

    subject: str
    rule: str
    facts: Any
    edition: str


def questions(dossier: Dossier, at: datetime) -> tuple[Question, ...]:
    """What could be asked if a message came in ``at`` that local time.

    Withdrawals, the ends of services and of the contract by the customer or the provider, the renewals, a sale on that
    day, the SIM.
    """
    return (
        *_withdrawals(dossier, at),
        *_endings(dossier, at),
        *_by_provider(dossier, at.date()),
        *_switching_off(dossier, at),
    )


def _withdrawals(dossier: Dossier, at: datetime) -> Iterator[Question]:
    day = at.date()
    for subject in withdrawable(dossier, day):
        if withdrawal_options.ended_before(dossier, subject) is None:
            facts = determining.withdrawal_facts(dossier, subject, day, None)
            yield Question(
                subject.number, "withdrawal", facts, _edition(dossier, subjects.row_of(dossier, subject), day)
            )


def _endings(dossier: Dossier, at: datetime) -> Iterator[Question]:
    contract, day = dossier.contract, at.date()
    if contract is None:
        return
    for row in telephone.running(dossier, day):
        if subjects.paid(row):
            facts = determining.service_facts(dossier, row, day)
            yield Question(row.number, "customer_terminates_service", facts, _edition(dossier, row, day))
            yield from _of_term(dossier, row, at)
    if not contract.ended_as:
        notice = determining.contract_facts(dossier, day)
        yield Question(contract.number, "customer_terminates_framework", notice, _edition(dossier, contract, day))


def _by_provider(dossier: Dossier, day: date) -> Iterator[Question]:
    for row, rule, facts in provider_termination.questions(dossier, day):
        yield Question(row.number, rule, facts, _edition(dossier, row, day))


def _of_term(dossier: Dossier, row: Booking, at: datetime) -> Iterator[Question]:
    if row.kind != "limited" or row.period_end is None:
        return
    edition = _edition(dossier, row, at.date())
    yield Question(row.number, "vehicle_sale", determining.sale_facts(row, at.date(), at.date()), edition)
    if row.auto_renewal and not row.renewed:
        yield Question(row.number, "non_renewal", determining.renewal_facts(dossier, row, None), edition)


def _switching_off(dossier: Dossier, at: datetime) -> Iterator[Question]:
    contract, vehicle = dossier.contract, dossier.vehicle
    if contract is None or vehicle is None or vehicle.sim is None or vehicle.sim.state != "active":
        return
    facts = determining.sim_facts(dossier, at, vehicle.type_approval_functions, (), also_terminates=False)
    yield Question(contract.number, "sim_deactivation", facts, _edition(dossier, contract, at.date()))


def _edition(dossier: Dossier, row: governing.Row, on: date) -> str:
    return governing.edition_of(dossier, row, on).id
