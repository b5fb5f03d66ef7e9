"""Proves that no case and no letter is stuck: each that waits is in one queue, and a case came there as it can.

Read straight from the tables, so that it also finds what somebody changed past the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from app.records.case_life import MOVES, QUEUES, untaken
from app.records.print_jobs import OPEN as PRINTING
from app.records.tables import OPEN_STATES, Case, CaseMove, CaseSubject, Letter, PrintedLetter, PrintJob, Refund, SimJob
from app.terms.clause import Because, because

_WAITING = ("waits_for_approval", "sent_back")
_ON_ITS_WAY = ("to_release", "released", "exported", "rejected")
"""Refunds the desk can still pay, or has paid without knowing yet."""


def faults(connection: Connection) -> Iterator[Because]:
    """Everything that is wrong with cases and with letters on their way to paper, in one sentence each."""
    for find in (_in_no_queue, _moved_otherwise, _moves, _subjects, _refunds, _jobs, _letters):
        yield from find(connection)


def _in_no_queue(connection: Connection) -> Iterator[Because]:
    turns: Any = sum((case((waits, 1), else_=0) for waits in QUEUES.values()), literal(0))
    asked = select(Case.number, Case.state, turns.label("turns")).where(Case.state.in_(OPEN_STATES), turns != 1)
    for found in connection.execute(asked.order_by(Case.id)):
        if found.turns:
            yield because("Case {case} ({state}) waits in several queues.", case=found.number, state=found.state)
        else:
            yield because("Case {case} ({state}) waits in nobody’s queue.", case=found.number, state=found.state)


def _moved_otherwise(connection: Connection) -> Iterator[Because]:
    last = select(func.max(CaseMove.position)).where(CaseMove.case_id == Case.id).correlate(Case).scalar_subquery()
    asked = (
        select(Case.number, Case.state, func.coalesce(CaseMove.after, ""))
        .outerjoin(CaseMove, and_(CaseMove.case_id == Case.id, CaseMove.position == last))
        .where(or_(CaseMove.after.is_(None), CaseMove.after != Case.state))
    )
    for number, state, after in connection.execute(asked.order_by(Case.id)):
        if not after:
            yield because("Case {case} ({state}) has no move that led there.", case=number, state=state)
        else:
            yield because(
                "Case {case} stands as {state}, and its last move led to {after}.",
                case=number,
                state=state,
                after=after,
            )


def _moves(connection: Connection) -> Iterator[Because]:
    known = or_(*(and_(CaseMove.before == move.before, CaseMove.after == move.after) for move in MOVES))
    unknown = select(Case.number, CaseMove.before, CaseMove.after).join(Case, Case.id == CaseMove.case_id).where(~known)
    for number, before, after in connection.execute(unknown.order_by(CaseMove.id)):
        yield because(
            "Case {case} went from “{before}” to “{after}”: no case can.", case=number, before=before, after=after
        )
    earlier = aliased(CaseMove)
    follows = and_(earlier.case_id == CaseMove.case_id, earlier.position == CaseMove.position - 1)
    broken = (
        select(Case.number, CaseMove.position)
        .join(Case, Case.id == CaseMove.case_id)
        .outerjoin(earlier, follows)
        .where(func.coalesce(earlier.after, "") != CaseMove.before)
    )
    for number, position in connection.execute(broken.order_by(CaseMove.id)):
        yield because(
            "Move {position} of case {case} does not follow the one before it.", position=str(position + 1), case=number
        )


def _subjects(connection: Connection) -> Iterator[Because]:
    over = or_(Case.state.not_in(OPEN_STATES), and_(Case.state == "being_carried_out", ~untaken(Case.number)))
    held = select(Case.number, Case.state, CaseSubject.subject).join(Case, Case.id == CaseSubject.case_id)
    for number, state, subject in connection.execute(held.where(CaseSubject.open, over).order_by(Case.id)):
        yield because(
            "Case {case} ({state}) still keeps other cases off {number}.", case=number, state=state, number=subject
        )


def _refunds(connection: Connection) -> Iterator[Because]:
    asked = select(Case.number, Case.state).join(Refund, Refund.case_number == Case.number).order_by(Refund.id)
    payable = and_(Refund.state.in_(_ON_ITS_WAY), Case.state.not_in(("being_carried_out", "open")))
    for number, state in connection.execute(asked.where(payable)):
        yield because("A refund of case {case} can be paid, although the case is {state}.", case=number, state=state)
    forgotten = and_(Refund.state == "waits_for_approval", Case.state.not_in(_WAITING))
    for number, state in connection.execute(asked.where(forgotten)):
        yield because(
            "A refund of case {case} waits for approval, although the case is {state}.", case=number, state=state
        )


def _jobs(connection: Connection) -> Iterator[Because]:
    finished = select(Case.number).where(Case.state == "done", untaken(Case.number))
    for number in connection.execute(finished.order_by(Case.id)).scalars():
        yield because("Case {case} is done, although the report of its SIM job was not taken in.", case=number)
    # A dealer sees a job only while it has a day.
    unseen = select(Case.number, Case.state).join(SimJob, SimJob.case_number == Case.number)
    unseen = unseen.where(Case.state == "being_carried_out", SimJob.state == "open", SimJob.due_on.is_(None))
    for number, state in connection.execute(unseen.order_by(Case.id)):
        yield because("Case {case} ({state}) waits in nobody’s queue.", case=number, state=state)


def _letters(connection: Connection) -> Iterator[Because]:
    in_hand = exists().where(
        PrintedLetter.letter_id == Letter.id, PrintedLetter.job_id == PrintJob.id, PrintJob.state.in_(PRINTING)
    )
    left = select(Letter.number).where(Letter.state == "printing", ~in_hand)
    for number in connection.execute(left.order_by(Letter.id)).scalars():
        yield because("The letter {number} is being printed, but no print job has it.", number=number)
