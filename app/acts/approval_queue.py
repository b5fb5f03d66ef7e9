"""The queue of approvals for the person at the desk, and everything needed to decide one of its cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.acts.case_record import CaseRecord, case_record
from app.acts.outcome import AS_ENTERED, Change, Outcome, outcome_of
from app.acts.overview import overview_of
from app.acts.rows import Reading, Receipt
from app.records.approvals import CaseStep, read_steps
from app.records.dossier import find_key, read_dossier
from app.records.organisation_readings import read_readings
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queues import approvals
from app.records.queues.approvals import ApprovalRow
from app.records.rows import Dossier
from app.terms.clause import Because, Refusal, because
from app.terms.readings import POINTS, reading_in_force

if TYPE_CHECKING:
    from app.start import Desk


@dataclass(frozen=True, slots=True)
class Approval:
    """A case that waits, with everything needed to decide it.

    ``reasons`` say why it waits, ``effects`` what happens besides paying when it is approved. ``outcome`` has the
    amounts, ``readings`` what the other readings would give, ``usual`` by point which one the organisation follows,
    ``steps`` the way the case came. ``problem`` is why it cannot be approved as it is. ``own``: the person recorded it.
    """

    record: CaseRecord
    dossier: Dossier
    own: bool
    reasons: tuple[Because, ...]
    effects: tuple[Because, ...]
    outcome: Outcome | None
    readings: tuple[Reading, ...]
    usual: Mapping[str, str]
    steps: tuple[CaseStep, ...]
    problem: Because | None = None


def page(desk: Desk, question: QueueQuestion) -> QueuePage[ApprovalRow]:
    """One page of the queue."""
    with desk.records.reading() as session:
        return approvals.page(session, question, desk.today(), desk.person.name)


def numbers(desk: Desk, question: QueueQuestion) -> tuple[str, ...]:
    """The numbers of all cases that answer the question."""
    with desk.records.reading() as session:
        return approvals.numbers(session, question, desk.person.name)


def approval(desk: Desk, number: str) -> Approval:
    """The case with this number. Raises ``Refusal`` where there is none."""
    with desk.records.reading() as session:
        key = find_key(session, case_number=number)
        dossier = read_dossier(session, *key) if key is not None else None
        usual = read_readings(session)
        steps = read_steps(session, number)
    if dossier is None:
        raise Refusal(because("There is no case {number}.", number=number))
    record = case_record(desk, overview_of(dossier, Receipt(desk.now(), "phone"), desk.today()), number)
    outcome, problem = _outcome(desk, dossier, record, AS_ENTERED)
    seen = outcome.preview if outcome is not None else None
    return Approval(
        record=record,
        dossier=dossier,
        own=record.case.agent == desk.person.name,
        reasons=seen.approvals if seen is not None else (),
        effects=seen.effects if seen is not None else (),
        outcome=outcome,
        readings=seen.readings if seen is not None else (),
        usual={one.id: reading_in_force(POINTS[one.id], usual).id for one in seen.readings} if seen else {},
        steps=steps,
        problem=problem,
    )


def what_if(desk: Desk, found: Approval, change: Change) -> Approval:
    """The same case, worked out with another reading or other amounts; nothing is written."""
    outcome, problem = _outcome(desk, found.dossier, found.record, change)
    seen = outcome.preview if outcome is not None else None
    return replace(found, outcome=outcome, problem=problem, readings=seen.readings if seen else found.readings)


def _outcome(desk: Desk, dossier: Dossier, record: CaseRecord, change: Change) -> tuple[Outcome | None, Because | None]:
    try:
        return outcome_of(dossier, record.case, desk.today(), change), None
    except Refusal as refusal:
        return None, refusal.because
