"""Every deadline that runs, whatever it is for: asked for together, filtered, counted and added up by the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queue_words import holds_words
from app.records.queues.deadline_rows import COLUMNS, KINDS, DeadlineRow, Tally, customer_name, week_end
from app.records.queues.refund_rows import CARDS, OPEN
from app.records.sim_jobs import WORKED_ON, worked_on
from app.records.tables import OPEN_STATES, Case, Customer, Dealer, Refund, SimJob, Vehicle
from app.terms.clause import Cents

_IN_FORCE = ("open", "approved", "being_carried_out", "done")
"""States of a case whose effects are to come: what waits for approval has none, what was undone never will."""
_NOT_RENEWED = "prevent_renewal"


def page(session: Session, question: QueueQuestion, today: date) -> QueuePage[DeadlineRow]:
    """Deadlines by their day. ``question.state`` is a column of the board, empty for all of them.

    ``more`` has under ``columns`` the :class:`Tally` of each column, under ``countries`` how many there are in each
    country whatever country is chosen, under ``agents`` who recorded the cases.
    """
    running = _running(session, question, today)
    counts, totals = _tallied(session, running, question, today)
    found = session.execute(_wanted(running, question, today).offset(question.first).limit(question.count)).all()
    return QueuePage(
        rows=_rows(session, [(one.kind, one.id) for one in found], today),
        matching=totals[question.state].count if question.state else sum(one.count for one in totals.values()),
        counts={name: one.count for name, one in totals.items()},
        late=totals["late"].count,
        more={"columns": totals, "countries": counts, "agents": _agents(session)},
    )


def first_of_columns(session: Session, question: QueueQuestion, today: date) -> dict[str, tuple[DeadlineRow, ...]]:
    """The first deadlines of each column but the last, ``question.count`` of each."""
    running = _running(session, question, today)
    found: list[tuple[str, str, int]] = []
    for name in COLUMNS[:-1]:
        wanted = _wanted(running, QueueQuestion(state=name, chosen=question.chosen), today).limit(question.count)
        found += [(name, one.kind, one.id) for one in session.execute(wanted)]
    rows = _rows(session, [(kind, key) for _, kind, key in found], today)
    return {
        name: tuple(row for row, (where, _, _) in zip(rows, found, strict=True) if where == name)
        for name in COLUMNS[:-1]
    }


def numbers(session: Session, question: QueueQuestion, today: date) -> tuple[str, ...]:
    """The keys of all deadlines that answer the question, in its order."""
    found = session.execute(_wanted(_running(session, question, today), question, today))
    return tuple(f"{one.kind}:{one.id}" for one in found)


def per_day(session: Session, question: QueueQuestion, today: date, until: date) -> dict[date | None, int]:
    """How many deadlines end on each day from today on; under ``None`` those that are late."""
    running = _running(session, question, today)
    day = case((running.c.day < today, null()), else_=running.c.day)
    asked = select(day, func.count()).where(running.c.day <= until, *_chosen_country(running, question)).group_by(day)
    return {row[0]: row[1] for row in session.execute(asked)}


def ready(session: Session, question: QueueQuestion, today: date, person: str) -> tuple[int, ...]:
    """The ids of the refunds ``person`` can release that the board's filter leaves, the earliest day first."""
    del today  # whatever their day: what is ready can leave
    if dict(question.chosen).get("kind", "refund") != "refund":
        return ()
    running = _source(session, "refund", question, date.min).subquery()
    asked = (
        select(Refund.id)
        .join(running, running.c.id == Refund.id)
        .where(
            Refund.state == "to_release",
            Refund.amount > 0,
            Refund.means.in_(CARDS) | (Refund.iban != ""),
            running.c.agent != person,
            *_chosen_country(running, question),
        )
    )
    return tuple(session.scalars(asked.order_by(Refund.due_by, Refund.id)))


def count(session: Session, today: date) -> tuple[int, int]:
    """What has to be done today at the latest, and how much of it is late: what the rail shows."""
    parts = [
        select(Refund.due_by.label("day")).where(Refund.state.in_(OPEN), Refund.due_by <= today),
        select(SimJob.due_on).where(SimJob.state == "open", SimJob.due_on <= today, worked_on()),
        select(Case.due_on).where(Case.state.in_(OPEN_STATES), Case.due_on <= today),
    ]
    due = union_all(*parts).subquery()
    late = func.coalesce(func.sum(case((due.c.day < today, 1), else_=0)), 0)
    found = session.execute(select(func.count(), late).select_from(due)).one()
    return found[0], found[1]


# The sources ------------------------------------------------------------------------------------------------------


def _running(session: Session, question: QueueQuestion, today: date) -> Any:
    """All deadlines of the kinds asked for, under the filter but that of the country."""
    kind = dict(question.chosen).get("kind", "")
    kinds = (kind,) if kind in KINDS else KINDS
    return union_all(*(_source(session, one, question, today) for one in kinds)).subquery()


def _source(session: Session, kind: str, question: QueueQuestion, today: date) -> Select[Any]:
    by_kind = {"refund": _refunds, "sim_job": _sim_jobs, "reply": _replies}
    asked = by_kind[kind]() if kind in by_kind else _to_come(kind, today)
    agent = dict(question.chosen).get("agent", "")
    if agent:
        asked = asked.where(Case.agent == agent)
    words = holds_words(session, question.words, Case.customer_id, Case.vehicle_id, Case.number)
    return asked if words is None else asked.where(words)


def _columns(kind: str, key: Any, day: Any, amount: Any) -> tuple[Any, ...]:
    return (
        literal(kind).label("kind"),
        key.label("id"),
        day.label("day"),
        amount.label("amount"),
        Customer.country.label("country"),
        Case.agent.label("agent"),
    )


def _refunds() -> Select[Any]:
    """Money that is not paid yet. A weekend moves none of these days: they end when the terms say."""
    asked = select(*_columns("refund", Refund.id, Refund.due_by, Refund.amount))
    asked = asked.join(Case, Case.number == Refund.case_number).join(Customer, Customer.id == Refund.customer_id)
    return asked.where(Refund.state.in_(OPEN), Refund.due_by.is_not(None))


def _sim_jobs() -> Select[Any]:
    asked = select(*_columns("sim_job", SimJob.id, SimJob.due_on, _no_amount()))
    asked = asked.join(Case, Case.number == SimJob.case_number).join(Customer, Customer.id == Case.customer_id)
    return asked.where(SimJob.state == "open", SimJob.due_on.is_not(None), Case.state.in_(WORKED_ON))


def _replies() -> Select[Any]:
    """Cases that owe somebody an answer or another dealer by a day."""
    asked = select(*_columns("reply", Case.id, Case.due_on, _no_amount())).join(
        Customer, Customer.id == Case.customer_id
    )
    return asked.where(Case.state.in_(OPEN_STATES), Case.due_on.is_not(None))


def _to_come(kind: str, today: date) -> Select[Any]:
    """Days on which something happens by itself; they are over when they have passed."""
    day = Case.due_on if kind == "warning" else Case.last_service_day
    asked = select(*_columns(kind, Case.id, day, _no_amount())).join(Customer, Customer.id == Case.customer_id)
    if kind == "warning":
        return asked.where(Case.state == "done", Case.due_on >= today)
    prevented: ColumnElement[bool] = Case.act == _NOT_RENEWED
    return asked.where(
        Case.last_service_day >= today, Case.state.in_(_IN_FORCE), prevented if kind == "not_renewed" else ~prevented
    )


def _no_amount() -> Any:
    return null()


# The question --------------------------------------------------------------------------------------------------------


def _chosen_country(running: Any, question: QueueQuestion) -> list[ColumnElement[bool]]:
    chosen = dict(question.chosen).get("country", "")
    if chosen == "none":
        return [false()]
    return [running.c.country == chosen] if chosen else []


def _in_column(running: Any, name: str, today: date) -> list[ColumnElement[bool]]:
    day, end = running.c.day, week_end(today)
    ways = {
        "late": day < today,
        "today": day == today,
        "week": and_(day > today, day <= end),
        "later": day > end,
    }
    return [ways[name]] if name else []


def _wanted(running: Any, question: QueueQuestion, today: date) -> Select[Any]:
    where = (*_chosen_country(running, question), *_in_column(running, question.state, today))
    asked = select(running.c.kind, running.c.id).where(*where)
    columns = (running.c.day, running.c.kind, running.c.id)
    return asked.order_by(*(one.desc() for one in columns) if question.descending else columns)


def _tallied(
    session: Session, running: Any, question: QueueQuestion, today: date
) -> tuple[dict[str, int], dict[str, Tally]]:
    """By country how many there are, and each column under the country chosen."""
    end = week_end(today)
    place = case(
        (running.c.day < today, literal(0)),
        (running.c.day == today, literal(1)),
        (running.c.day <= end, literal(2)),
        else_=literal(3),
    ).label("place")
    asked = select(
        place,
        running.c.country,
        func.count(),
        func.coalesce(func.sum(running.c.amount), 0),
        func.min(running.c.day),
    ).group_by("place", running.c.country)
    countries = {"BE": 0, "LU": 0}
    totals = dict.fromkeys(COLUMNS, Tally())
    chosen = dict(question.chosen).get("country", "")
    for number, country, counted, total, first in session.execute(asked):
        countries[country] += counted
        if chosen in ("", country):
            before = totals[COLUMNS[number]]
            days = [day for day in (before.first, first) if day is not None]
            totals[COLUMNS[number]] = Tally(before.count + counted, Cents(before.total + total), min(days))
    return countries, totals


def _agents(session: Session) -> tuple[str, ...]:
    """Who recorded a case that is not over."""
    asked = select(Case.agent).where(Case.state.in_(OPEN_STATES)).distinct().order_by(Case.agent)
    return tuple(session.scalars(asked))


# The rows -------------------------------------------------------------------------------------------------------------


def _rows(session: Session, keys: Sequence[tuple[str, int]], today: date) -> tuple[DeadlineRow, ...]:
    """The deadlines with these keys, in this order."""
    del today
    found: dict[tuple[str, int], DeadlineRow] = {}
    for kind in KINDS:
        ids = [key for of, key in keys if of == kind]
        for at in range(0, len(ids), 500):  # the engines take only so many values in one question
            for row in session.execute(_details(kind, ids[at : at + 500])):
                found[kind, row.id] = _row(kind, row)
    return tuple(found[key] for key in keys)


_OF_CASE = (
    Case.number,
    Case.act,
    Case.agent,
    Case.state.label("case_state"),
    Customer.company_name,
    Customer.family_name,
    Customer.given_name,
    Customer.country,
    Vehicle.plate,
)


def _details(kind: str, ids: list[int]) -> Any:
    if kind == "refund":
        missing = and_(Refund.means.not_in(CARDS), Refund.iban == "").label("missing")
        own: tuple[Any, ...] = (Refund.due_by.label("day"), Refund.amount, Refund.state, Refund.said, Refund.version)
        asked = select(Refund.id, *own, missing, *_OF_CASE).join(Case, Case.number == Refund.case_number)
        key: Any = Refund.id
    elif kind == "sim_job":
        own = (SimJob.due_on.label("day"), SimJob.state, SimJob.version, Dealer.name.label("dealer"))
        asked = select(SimJob.id, *own, *_OF_CASE).join(Case, Case.number == SimJob.case_number)
        asked = asked.outerjoin(Dealer, Dealer.number == SimJob.dealer_number)
        key = SimJob.id
    else:
        day = Case.last_service_day if kind in ("not_renewed", "last_day") else Case.due_on
        own = (day.label("day"), func.coalesce(Case.due_what, Case.state).label("state"), Case.version)
        asked = select(Case.id, *own, *_OF_CASE)
        key = Case.id
    asked = asked.join(Customer, Customer.id == Case.customer_id)
    return asked.outerjoin(Vehicle, Vehicle.id == Case.vehicle_id).where(key.in_(ids))


def _row(kind: str, found: Any) -> DeadlineRow:
    known = found._mapping
    return DeadlineRow(
        kind=kind,
        id=found.id,
        day=found.day,
        case_number=found.number,
        act=found.act,
        agent=found.agent,
        customer=customer_name(found),
        plate=found.plate or "",
        country=found.country,
        amount=known.get("amount"),
        state=found.state,
        case_state=found.case_state,
        missing=bool(known.get("missing")),
        said=known.get("said") or "",
        dealer=known.get("dealer") or "",
        version=found.version,
    )
