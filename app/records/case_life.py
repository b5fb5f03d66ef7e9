"""The states a case goes through, and the only way from one to the next: who may move it, and what the move writes.

``draft`` is no case yet (it lives in the table of drafts). :data:`MOVES` is the whole picture; windows, README and the
check of the database are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records.journal import journal, touch
from app.records.store import changed_meanwhile
from app.records.tables import OPEN_STATES, Case, CaseMove, CaseSubject
from app.terms.clause import Refusal, because


class Move(NamedTuple):
    """One arrow of the picture. ``who`` are the roles that may take it, ``what`` the word the journal writes."""

    before: str
    after: str
    who: tuple[str, ...]
    what: str


_DESK = ("agent", "supervisor")
MOVES: tuple[Move, ...] = (
    Move("", "open", _DESK, "case_open"),
    Move("", "waits_for_approval", _DESK, "case_waits_for_approval"),
    Move("", "being_carried_out", _DESK, "case_being_carried_out"),
    Move("", "done", _DESK, "case_done"),
    Move("", "refused", _DESK, "case_refused"),
    Move("waits_for_approval", "approved", ("supervisor",), "case_approved"),
    Move("waits_for_approval", "sent_back", ("supervisor",), "case_sent_back"),
    Move("sent_back", "waits_for_approval", _DESK, "case_waits_for_approval"),
    Move("approved", "being_carried_out", ("supervisor",), "case_being_carried_out"),
    Move("approved", "done", ("supervisor",), "case_done"),
    Move("being_carried_out", "done", _DESK, "case_done"),
    Move("open", "done", _DESK, "case_done"),
    *(
        Move(before, after, _DESK, f"case_{after}")
        for before in (*OPEN_STATES, "done")
        for after in ("cancelled", "corrected")
    ),
)
"""Every way a case can go; ``before`` is empty for its recording."""

_BY_ENDS = {(move.before, move.after): move for move in MOVES}


def note_recording(session: Session, case_id: int, state: str, *, by: str, at: datetime) -> None:
    """Write the first move of a case that is being recorded. The journal's entry is the recorder's."""
    _add(session, case_id, _move("", state), by=by, at=at)


def move_case(
    session: Session,
    number: str,
    after: str,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    readings: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> None:
    """Move the case ``number`` on to ``after``, with an entry in the journal, and let go of its subjects where it ends.

    ``version`` is the one the person saw: ``Refusal`` when the case has moved since, when there is no such case, and
    when :data:`MOVES` knows no such way.
    """
    row = session.execute(select(Case).where(Case.number == number).with_for_update()).scalar_one_or_none()
    if row is None:
        raise Refusal(because("There is no case {number}.", number=number))
    if version is not None and row.version != version:
        raise changed_meanwhile()
    step = _BY_ENDS.get((row.state, after))
    if step is None:
        raise Refusal(because("Case {number} has been dealt with already. Nothing was written.", number=number))
    row.state = after
    for subject in session.scalars(select(CaseSubject).where(CaseSubject.case_id == row.id)):
        subject.open = subject.open and after in OPEN_STATES
    session.flush()
    _add(session, row.id, step, by=by, at=at, reason=reason, readings=readings)
    journal(session, row.customer_id, row.vehicle_id, at=at, by=by, what=step.what, on=number)
    touch(session, row.customer_id)


def _move(before: str, after: str) -> Move:
    return _BY_ENDS[before, after]


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
