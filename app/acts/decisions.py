"""What supervisors decided lately on the cases that the person at the desk recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from app.records.tables import Case, CaseMove

if TYPE_CHECKING:
    from app.start import Desk

DECIDED = ("approved", "sent_back")
"""States into which only a supervisor's decision leads."""


class Decision(NamedTuple):
    """``person`` took the case into ``state``: ``approved`` or ``sent_back``. ``move`` counts up with every move."""

    move: int
    case_number: str
    state: str
    person: str


def newest_move(desk: Desk) -> int:
    """The number of the last move of any case."""
    with desk.records.reading() as session:
        return session.execute(select(func.coalesce(func.max(CaseMove.id), 0))).scalar_one()


def decided_since(desk: Desk, move: int) -> tuple[Decision, ...]:
    """Decisions of others after this move on cases of the person at the desk, the oldest first."""
    asked = (
        select(CaseMove.id, Case.number, CaseMove.after, CaseMove.by)
        .join(Case, Case.id == CaseMove.case_id)
        .where(
            CaseMove.id > move,
            CaseMove.before == "waits_for_approval",
            CaseMove.after.in_(DECIDED),
            CaseMove.by != desk.person.name,
            Case.agent == desk.person.name,
        )
        .order_by(CaseMove.id)
    )
    with desk.records.reading() as session:
        return tuple(Decision(*row) for row in session.execute(asked))
