"""What a supervisor's decision reads and writes: the case that waits, the way it came, and the amounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import fingerprints
from app.records.case_life import unpaid, untaken
from app.records.journal import recorded
from app.records.refunds import NewRefund, book_refund
from app.records.tables import Case, CaseMove, Refund
from app.terms.clause import Cents, Refusal, because

WAITS = "waits_for_approval"


class CaseStep(NamedTuple):
    """One move of a case: from which state to which, when, by whom, and the reason they gave."""

    before: str
    after: str
    at: datetime
    by: str
    reason: str


def read_steps(session: Session, number: str) -> tuple[CaseStep, ...]:
    """The way of a case, from its recording on."""
    table = CaseMove
    found = session.execute(
        select(table.before, table.after, table.at, table.by, table.reason)
        .join(Case, Case.id == table.case_id)
        .where(Case.number == number)
        .order_by(table.position)
    )
    return tuple(CaseStep(*one) for one in found)


def waiting_case(session: Session, number: str) -> Case:
    """The case, nobody else's until the transaction ends. ``Refusal`` where it does not wait, naming who decided it."""
    row = session.execute(
        select(Case).where(Case.number == number).with_for_update().execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if row is None:
        raise Refusal(because("There is no case {number}.", number=number))
    if row.state == WAITS:
        return row
    last = next((one for one in reversed(read_steps(session, number)) if one.before == WAITS), None)
    if last is None:
        raise Refusal(because("Case {number} does not wait for approval. Nothing was written.", number=number))
    if last.after == "approved":
        raise Refusal(
            because("{name} has approved case {number} already. Nothing was written.", name=last.by, number=number)
        )
    if last.after == "sent_back":
        raise Refusal(
            because("{name} has sent case {number} back already. Nothing was written.", name=last.by, number=number)
        )
    raise Refusal(
        because("{name} has taken case {number} back already. Nothing was written.", name=last.by, number=number)
    )


def settle_refunds(session: Session, case: Case, booked: Mapping[str, NewRefund], *, by: str) -> None:
    """Make what waits of a case's money ready to be released, in the amounts decided.

    ``booked`` says by number what is paid back now: what waits and is not in it, or comes to nothing, is not paid. The
    way the money goes back stays as it is; what is booked besides is entered ``by`` who decides. Raises ``Refusal``
    where an amount is still open.
    """
    table = Refund
    waiting = select(table).where(table.case_number == case.number, table.state == WAITS).with_for_update()
    kept = set()
    for row in session.scalars(waiting):
        wanted = booked.get(row.subject)
        kept.add(row.subject)
        if wanted is None or wanted.amount == 0:
            row.state = "cancelled"
        else:
            _set(row, wanted)
        row.version += 1
        recorded(session, fingerprints.REFUND, row.id)
    session.flush()
    for subject, wanted in booked.items():
        if subject not in kept and wanted.amount != 0:
            if wanted.amount is None:
                raise _still_open()
            book_refund(session, case.customer_id, wanted, by=by)


def note_outcome(case: Case, last_service_day: date | None, refund: Cents | None, refund_due_by: date | None) -> None:
    """Write what was decided into the case, where lists and searches read it."""
    case.last_service_day, case.refund, case.refund_due_by = last_service_day, refund, refund_due_by


def something_is_left(session: Session, number: str) -> bool:
    """Whether money of the case is still owed, or a dealer's job is still to be done."""
    return any(session.execute(select(question(number))).scalar() for question in (unpaid, untaken))


def _set(row: Refund, wanted: NewRefund) -> None:
    if wanted.amount is None:
        raise _still_open()
    row.amount, row.due_by, row.state = wanted.amount, wanted.due_by, "to_release"


def _still_open() -> Refusal:
    return Refusal(because("An amount is still open: change the case and enter it. Nothing was written."))
