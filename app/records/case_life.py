"""The states a case goes through, and the only way from one to the next: who may move it, and what the move writes.

``draft`` is no case yet (it lives in the table of drafts). :data:`MOVES` is the whole picture; windows, README and the
check of the database are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Exists, and_, exists, func, select, update
from sqlalchemy.orm import Session

from app.records import fingerprints
from app.records.journal import journal, recorded, touch
from app.records.sim_jobs import call_off
from app.records.store import changed_meanwhile
from app.records.tables import OPEN_STATES, Case, CaseMove, CaseSubject, Refund, SimJob
from app.terms.clause import Refusal, because


class Move(NamedTuple):
    """One arrow of the picture. ``who`` are the roles that may take it, ``what`` the word the journal writes."""

    before: str
    after: str
    who: tuple[str, ...]
    what: str


_SUPERVISOR = ("supervisor",)
_DESK = ("agent", "supervisor", "administrator")
MOVES: tuple[Move, ...] = (
    Move("", "open", _DESK, "case_open"),
    Move("", "waits_for_approval", _DESK, "case_waits_for_approval"),
    Move("", "being_carried_out", _DESK, "case_being_carried_out"),
    Move("", "done", _DESK, "case_done"),
    Move("", "refused", _DESK, "case_refused"),
    Move("waits_for_approval", "approved", _SUPERVISOR, "case_approved"),
    Move("waits_for_approval", "sent_back", _SUPERVISOR, "case_sent_back"),
    Move("sent_back", "waits_for_approval", _DESK, "case_waits_for_approval"),
    Move("approved", "being_carried_out", _SUPERVISOR, "case_being_carried_out"),
    Move("approved", "done", _SUPERVISOR, "case_done"),
    Move("being_carried_out", "done", _DESK, "case_done"),
    Move("being_carried_out", "open", _DESK, "case_open"),
    Move("open", "being_carried_out", _DESK, "case_being_carried_out"),
    Move("open", "done", _DESK, "case_done"),
    # The bank gave money back that it had paid.
    Move("done", "being_carried_out", _DESK, "case_being_carried_out"),
    *(
        Move(before, after, _DESK, f"case_{after}")
        for before in (*OPEN_STATES, "done")
        for after in ("cancelled", "corrected")
    ),
)
"""Every way a case can go; ``before`` is empty for its recording."""

_BY_ENDS = {(move.before, move.after): move for move in MOVES}
_UNDONE = ("cancelled", "corrected")
_SETTLED = ("paid", "cancelled")
"""Refunds nobody owes any more."""


def note_recording(session: Session, case_id: int, state: str, *, by: str, role: str, at: datetime) -> None:
    """Write the first move of a case that is being recorded. The journal's entry is the recorder's."""
    step = _BY_ENDS["", state]
    _check(step, role)
    _add(session, case_id, step, by=by, at=at)


def may_move(role: str, before: str, after: str) -> bool:
    """Whether somebody of this role may take a case from one state to the other."""
    step = _BY_ENDS.get((before, after))
    return step is not None and role in step.who


def locked(session: Session, number: str) -> Case:
    """The case, kept for this transaction. ``Refusal`` when there is no such case."""
    row = session.execute(select(Case).where(Case.number == number).with_for_update()).scalar_one_or_none()
    if row is None:
        raise Refusal(because("There is no case {number}.", number=number))
    return row


def move_case(
    session: Session,
    number: str,
    after: str,
    *,
    by: str,
    role: str,
    at: datetime,
    reason: str = "",
    readings: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> None:
    """Move the case ``number`` on to ``after``, with an entry in the journal, and let go of its subjects where it ends.

    ``version`` is the one the person saw: ``Refusal`` when the case has moved since, when there is no such case, when
    :data:`MOVES` knows no such way, and when it is not for the ``role`` of the person.
    """
    row = locked(session, number)
    if version is not None and row.version != version:
        raise changed_meanwhile()
    step = _BY_ENDS.get((row.state, after))
    if step is None:
        raise Refusal(because("Case {number} has been dealt with already. Nothing was written.", number=number))
    _check(step, role)
    _take(session, row, step, by=by, at=at, reason=reason, readings=readings)


def finish_if_carried_out(session: Session, number: str, *, by: str, at: datetime) -> bool:
    """Whether nothing of the case is left to do: its last refund is paid and its SIM job taken in. Then it is done.

    A job that is taken in lets go of its SIM, although a refund may still be on its way.
    """
    row = session.execute(select(Case).where(Case.number == number).with_for_update()).scalar_one_or_none()
    if row is None or row.state != "being_carried_out":
        return False
    if _is_asked(session, unpaid(number)) or _is_asked(session, untaken(number)):
        _let_go(session, row, row.state)
        return False
    _take(session, row, _BY_ENDS[row.state, "done"], by=by, at=at)
    return True


def unpaid(number: Any) -> Exists:
    """That money of the case is still owed; ``number`` is a case's number or its column."""
    return exists().where(Refund.case_number == number, Refund.state.not_in(_SETTLED))


def untaken(number: Any) -> Exists:
    """That a dealer's report on the SIM of the case is still to come or to be taken in."""
    return exists().where(SimJob.case_number == number, SimJob.taken_in_at.is_(None))


_DECIDED = Case.state == "being_carried_out"
QUEUES: Mapping[str, ColumnElement[bool]] = {
    "approvals": Case.state == "waits_for_approval",
    "own_cases": Case.state.in_(("open", "sent_back")),
    "sim_jobs": and_(_DECIDED, untaken(Case.number)),
    "refunds": and_(_DECIDED, unpaid(Case.number), ~untaken(Case.number)),
}
"""Whose turn it is with a case that waits, by the key of the queue. ``approved`` is only passed through."""


def in_queue(queue: str) -> ColumnElement[bool]:
    """That a case waits in this queue."""
    return QUEUES[queue]


def _check(step: Move, role: str) -> None:
    if role not in step.who:
        if step.who == _SUPERVISOR:
            raise Refusal(because("Only a supervisor can do this. Nothing was written."))
        raise Refusal(because("A dealer cannot do this. Nothing was written."))


def _is_asked(session: Session, question: Exists) -> bool:
    return bool(session.execute(select(question)).scalar())


def _take(
    session: Session,
    row: Case,
    step: Move,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    readings: Mapping[str, Any] | None = None,
) -> None:
    row.state = step.after
    session.flush()
    _let_go(session, row, step.after)
    if step.after in _UNDONE:
        call_off(session, row.number)
    _add(session, row.id, step, by=by, at=at, reason=reason, readings=readings)
    # Who decides may have changed what goes back: the journal knows the case as it is from now on.
    recorded(session, fingerprints.CASE, row.id)
    journal(session, row.customer_id, row.vehicle_id, at=at, by=by, what=step.what, on=row.number)
    touch(session, row.customer_id)


def _let_go(session: Session, row: Case, state: str) -> None:
    """A case keeps others off what it concerns until it is decided; one with a SIM job until that is taken in."""
    keeps = state in OPEN_STATES and (state != "being_carried_out" or _is_asked(session, untaken(row.number)))
    if not keeps:
        session.execute(
            update(CaseSubject)
            .where(CaseSubject.case_id == row.id, CaseSubject.open)
            .values(open=False)
            .execution_options(synchronize_session=False)
        )


def _add(
    session: Session,
    case_id: int,
    move: Move,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    readings: Mapping[str, Any] | None = None,
) -> None:
    position = session.execute(select(func.count()).where(CaseMove.case_id == case_id)).scalar_one()
    session.add(
        CaseMove(
            case_id=case_id,
            position=position,
            before=move.before,
            after=move.after,
            at=at,
            by=by,
            reason=reason,
            readings=dict(readings or {}),
        )
    )
    session.flush()
