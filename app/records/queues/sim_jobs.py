"""The queue of SIM jobs: what dealers have to do, what they could not do, and what they did."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from app.records.folding import fold_plate
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queue_words import holds_words
from app.records.queues.ordering import in_order
from app.records.queues.sim_job_rows import SimJobRow
from app.records.tables import Case, Customer, Dealer, SimJob

STATES = ("open", "not_possible", "done")
"""In the order of the chips."""

WAITING = ("open", "not_possible")
"""States in which somebody has something to do: the dealer, or who finds another one."""

_SHORTEST_PLATE = 2
_STATE_ORDER = case({"not_possible": 0, "open": 1}, value=SimJob.state, else_=2)
_SORTS: dict[str, tuple[Any, ...]] = {
    "": (SimJob.due_on,),
    "state": (_STATE_ORDER, SimJob.due_on),
    "due_on": (SimJob.due_on,),
    "ordered_on": (SimJob.ordered_on,),
    "plate": (SimJob.plate,),
    "vehicle": (SimJob.model, SimJob.plate),
    "switch": (SimJob.switch, SimJob.due_on),
    "dealer": (Dealer.name, SimJob.due_on),
    "case_number": (SimJob.case_number,),
    "done_at": (SimJob.done_at,),
}


class Viewer(NamedTuple):
    """Who asks. A ``dealer`` sees the jobs and no other table; in a database of one's own, those of ``dealer_number``.

    ``guarded``: the server itself shows a dealer only the own jobs.
    """

    dealer: bool
    dealer_number: str = ""
    guarded: bool = False


def page(session: Session, question: QueueQuestion, today: date, viewer: Viewer) -> QueuePage[SimJobRow]:
    """One page of the queue. ``more`` holds the ``dealers`` that have jobs, as (number, name)."""
    filtered = _filtered(session, question, viewer)
    counts, late = _counted(session, filtered, today)
    states = _states(question)
    # As it stands in the index of what is left to do: the engines use that only for the very same words.
    in_index = () if filtered or "done" in states else (sql("sim_jobs.state <> 'done'"),)
    ids = session.scalars(
        _ordered(select(SimJob.id), question)
        .where(_shown(states), *in_index, *filtered)
        .offset(question.first)
        .limit(question.count)
    ).all()
    # The first chip is what a dealer has to do, as the rail counts it: the rest is looked at on its own.
    return QueuePage(
        rows=_rows(session, ids, today, viewer),
        matching=sum(counts[state] for state in states),
        counts={"": counts["open"], **counts},
        late=late,
        more={"dealers": () if viewer.dealer else _dealers(session)},
    )


def numbers(session: Session, question: QueueQuestion, viewer: Viewer) -> tuple[str, ...]:
    """The cases of all jobs that answer the question, in its order."""
    wanted = (_shown(_states(question)), *_filtered(session, question, viewer))
    return tuple(session.scalars(_ordered(select(SimJob.case_number), question).where(*wanted)))


def job_row(session: Session, case_number: str, today: date, viewer: Viewer) -> SimJobRow | None:
    """The job of a case; ``None`` where the viewer has no such job."""
    wanted = (SimJob.case_number == case_number, _shown(STATES), *_own(viewer))
    ids = session.scalars(select(SimJob.id).where(*wanted)).all()
    return next(iter(_rows(session, ids, today, viewer)), None)


class Count(NamedTuple):
    """How many jobs wait for a dealer, and how many of them are late."""

    waiting: int
    late: int


def count(session: Session, today: date, viewer: Viewer) -> Count:
    """What the rail shows. A job that is not possible waits among the cases of the agents."""
    waiting = select(func.count()).select_from(SimJob).where(_shown(("open",)), *_own(viewer))
    late = select(func.count()).select_from(SimJob).where(_late(today), *_own(viewer))
    return Count(session.execute(waiting).scalar_one(), session.execute(late).scalar_one())


def _counted(session: Session, filtered: list[ColumnElement[bool]], today: date) -> tuple[dict[str, int], int]:
    """How many jobs are in each state, and how many are late."""
    counts = dict.fromkeys(STATES, 0)
    if filtered:
        # All at once: what the filter asks is asked of every job only once.
        late = func.coalesce(func.sum(case((_late(today), 1), else_=0)), 0)
        asked = select(SimJob.state, func.count(), late).where(_shown(STATES), *filtered).group_by(SimJob.state)
        found = session.execute(asked).all()
        return counts | {state: number for state, number, _ in found}, sum(some for _, _, some in found)
    # A count per state: each is answered by an index alone.
    for state in STATES:
        counts[state] = session.execute(select(func.count()).select_from(SimJob).where(_shown((state,)))).scalar_one()
    return counts, session.execute(select(func.count()).select_from(SimJob).where(_late(today))).scalar_one()


def _states(question: QueueQuestion) -> tuple[str, ...]:
    # A job that is not possible waits among the cases of the agents, and not for a dealer.
    return (question.state,) if question.state else ("open",)


def _late(today: date) -> ColumnElement[bool]:
    return and_(SimJob.state == "open", SimJob.due_on < today)


def _shown(states: tuple[str, ...]) -> ColumnElement[bool]:
    """In one of these states; what is still to be done, only while the case goes on: without a day, nobody has to."""
    left = tuple(state for state in states if state in WAITING)
    waiting = and_(SimJob.state.in_(left), SimJob.due_on.is_not(None))
    ways: list[ColumnElement[bool]] = [waiting] if left else []
    if "done" in states:
        ways.append(SimJob.state == "done")
    return or_(*ways)


def _own(viewer: Viewer) -> list[ColumnElement[bool]]:
    return [SimJob.dealer_number == viewer.dealer_number] if viewer.dealer and not viewer.guarded else []


def _filtered(session: Session, question: QueueQuestion, viewer: Viewer) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [*_own(viewer)]
    found += [_CHOICES[name] == value for name, value in question.chosen if value]
    if viewer.dealer:
        return found + [_in_the_job(word) for word in question.words.split()]
    return found + [_around_the_job(session, word) for word in question.words.split()]


_CHOICES = {"dealer": SimJob.dealer_number, "switch": SimJob.switch}


def _around_the_job(session: Session, word: str) -> ColumnElement[bool]:
    """A word of the customer's name or the plate, or a part of the case's number or the VIN."""
    holds = holds_words(session, word, Case.customer_id, Case.vehicle_id)
    about = SimJob.case_number.in_(select(Case.number).where(holds if holds is not None else false()))
    numbers = (one.contains(word.upper(), autoescape=True) for one in (SimJob.case_number, SimJob.vin))
    return or_(about, *numbers)


def _in_the_job(word: str) -> ColumnElement[bool]:
    """A word as it stands in a case's number, in the VIN, the model or the plate, spelled in any way."""
    plate = func.replace(func.replace(func.replace(SimJob.plate, "-", ""), " ", ""), ".", "")
    ways = [one.icontains(word, autoescape=True) for one in (SimJob.case_number, SimJob.vin, SimJob.model)]
    key = fold_plate(word)
    if len(key) >= _SHORTEST_PLATE:
        ways.append(func.upper(plate).contains(key, autoescape=True))
    return or_(*ways)


def _ordered(asked: Select[Any], question: QueueQuestion) -> Select[Any]:
    if question.sort == "dealer":
        asked = asked.outerjoin(Dealer, Dealer.number == SimJob.dealer_number)
    return asked.order_by(*in_order((*_SORTS[question.sort], SimJob.id), descending=question.descending))


def _dealers(session: Session) -> tuple[tuple[str, str], ...]:
    with_jobs = select(SimJob.dealer_number).distinct()
    found = select(Dealer.number, Dealer.name, Dealer.town).where(Dealer.number.in_(with_jobs))
    return tuple((row.number, _place(row.name, row.town)) for row in session.execute(found.order_by(Dealer.name)))


def _place(name: str, town: str) -> str:
    return ", ".join(part for part in (name, town) if part)


def _rows(session: Session, ids: Any, today: date, viewer: Viewer) -> tuple[SimJobRow, ...]:
    """The jobs with these ids, in this order."""
    found: dict[int, SimJobRow] = {}
    for at in range(0, len(ids), 500):
        some = ids[at : at + 500]
        around = {} if viewer.dealer else {row.id: row for row in session.execute(_AROUND.where(SimJob.id.in_(some)))}
        for job in session.scalars(select(SimJob).where(SimJob.id.in_(some))):
            found[job.id] = _row(job, around.get(job.id), today)
    return tuple(found[one] for one in ids)


_AROUND = (
    select(
        SimJob.id,
        Dealer.name,
        Dealer.town,
        Customer.id.label("customer_id"),
        Customer.company_name,
        Customer.family_name,
        Customer.given_name,
    )
    .join(Case, Case.number == SimJob.case_number)
    .join(Customer, Customer.id == Case.customer_id)
    .outerjoin(Dealer, Dealer.number == SimJob.dealer_number)
)


def _row(job: SimJob, around: Any, today: date) -> SimJobRow:
    return SimJobRow(
        case_number=job.case_number,
        state=job.state,
        switch=job.switch,
        late=job.state == "open" and job.due_on is not None and job.due_on < today,
        ordered_on=job.ordered_on,
        due_on=job.due_on,
        vin=job.vin,
        plate=job.plate,
        model=job.model,
        iccid=job.iccid,
        functions=tuple(job.functions),
        dealer_number=job.dealer_number or "",
        dealer=(around.name or "") if around else "",
        town=(around.town or "") if around else "",
        customer=_listed_name(around) if around else "",
        customer_id=around.customer_id if around else None,
        done_at=job.done_at,
        done_by=job.done_by,
        iccid_read=job.iccid_read,
        reason=job.reason,
        reported_at=job.reported_at,
        taken_in=job.taken_in_at is not None,
        version=job.version,
    )


def _listed_name(row: Any) -> str:
    """As lists name people: the company, or the family name first."""
    return row.company_name or ", ".join(part for part in (row.family_name, row.given_name) if part)
