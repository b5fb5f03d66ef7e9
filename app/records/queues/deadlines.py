"""Every deadline that runs, whatever it is for: asked for together, filtered, counted and added up by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.records.consequence_rows import CARDS
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queue_words import holds_words
from app.records.queues.deadline_rows import COLUMNS, KINDS, DeadlineRow, Tally, column_of, customer_name, week_end
from app.records.queues.refund_rows import BEFORE_EXPORT
from app.records.refund_authors import CHANGED_BY, only_others
from app.records.sim_jobs import worked_on
from app.records.tables import OPEN_STATES, Case, Customer, Dealer, Refund, SimJob, Vehicle
from app.terms.clause import Cents

_WITHOUT_EFFECT = ("waits_for_approval", "sent_back", "refused", "stopped", "cancelled", "corrected")
"""States of a case whose last day of service is none: what waits has no effect yet, what was undone never will.

Asked for as what a case is not in: its few days to come are found by their index, not all cases in the other states.
"""
_OWED = ("open", "sent_back")
"""States of a case that owes somebody an answer by its day."""
_NOT_RENEWED = "prevent_renewal"
TO_DO = ("refund", "reply", "sim_job")
"""Kinds for which somebody has to do something; the others happen by themselves."""


def page(session: Session, question: QueueQuestion, today: date) -> QueuePage[DeadlineRow]:
    """Deadlines by their day. ``question.state`` is a column of the board, empty for all of them."""
    totals = counted(session, question, today).columns
    found = _first(session, question, today, question.first + question.count)[question.first :]
    return QueuePage(
        rows=_rows(session, found),
        matching=totals[question.state].count if question.state else sum(one.count for one in totals.values()),
        counts={name: one.count for name, one in totals.items()},
        late=totals["late"].count,
    )


def first_of_columns(session: Session, question: QueueQuestion, today: date) -> dict[str, tuple[DeadlineRow, ...]]:
    """The first deadlines of each column but the last, ``question.count`` of each."""
    names = COLUMNS[:-1]
    found = {name: _first(session, replace(question, state=name), today, question.count) for name in names}
    rows = {row.key: row for row in _rows(session, [key for keys in found.values() for key in keys])}
    return {name: tuple(rows[f"{kind}:{key}"] for kind, key in found[name]) for name in names}


def numbers(session: Session, question: QueueQuestion, today: date) -> tuple[str, ...]:
    """The keys of all deadlines that answer the question, in its order."""
    return tuple(f"{kind}:{key}" for kind, key in _first(session, question, today, None))


class Counted(NamedTuple):
    """What runs, counted under a filter.

    ``columns`` has the :class:`Tally` of each column, ``countries`` how many there are in each country whatever country
    is chosen, ``days`` how many end on each day (``None``: all that are late).
    """

    columns: dict[str, Tally]
    countries: dict[str, int]
    days: dict[date | None, int]


def counted(session: Session, question: QueueQuestion, today: date) -> Counted:
    """Count every deadline by its day and country."""
    countries = {"BE": 0, "LU": 0}
    columns = dict.fromkeys(COLUMNS, Tally())
    days: Counter[date | None] = Counter()
    chosen = dict(question.chosen).get("country", "")
    for kind in _kinds(question):
        where = _under(session, kind, replace(question, chosen=_but_country(question)), today)
        day, amount = _DAYS[kind], Refund.amount if kind == "refund" else literal(0)
        asked = _with_customer(kind, select(day, Customer.country, func.count(), func.sum(amount)))
        for on, country, number, total in session.execute(asked.where(*where).group_by(day, Customer.country)):
            countries[country] += number
            if chosen not in ("", country):
                continue
            name = column_of(on, today)
            before = columns[name]
            first = on if before.first is None else min(before.first, on)
            columns[name] = Tally(before.count + number, Cents(before.total + (total or 0)), first)
            days[None if on < today else on] += number
    return Counted(columns, countries, dict(days))


def agents(session: Session) -> tuple[str, ...]:
    """Who recorded a case that is not over."""
    asked = select(Case.agent).where(Case.state.in_(OPEN_STATES)).distinct().order_by(Case.agent)
    return tuple(session.scalars(asked))


def ready(session: Session, question: QueueQuestion, today: date, person: str) -> tuple[tuple[int, Cents], ...]:
    """Ids and amounts of the refunds ``person`` can release that the board's filter leaves, the earliest day first."""
    if "refund" not in _kinds(question):
        return ()
    asked = select(Refund.id, Refund.amount).where(
        *_under(session, "refund", question, today),
        Refund.state == "to_release",
        Refund.amount > 0,
        Refund.means.in_(CARDS) | (Refund.iban != ""),
        only_others(person),
    )
    found = session.execute(asked.order_by(Refund.due_by, Refund.id))
    return tuple((number, Cents(amount or 0)) for number, amount in found)


def count(session: Session, today: date) -> tuple[int, int]:
    """What stands late or under today on the board, and how much of it is late: what the rail shows."""
    parts = []
    for kind in KINDS:
        day = _DAYS[kind]
        parts.append(select(day.label("day")).where(day <= today, *_under(session, kind, QueueQuestion(), today)))
    due = union_all(*parts).subquery()
    late = func.coalesce(func.sum(case((due.c.day < today, 1), else_=0)), 0)
    found = session.execute(select(func.count(), late).select_from(due)).one()
    return found[0], found[1]


# The question ---------------------------------------------------------------------------------------------------------

_IDS: Mapping[str, Any] = {"refund": Refund.id, "sim_job": SimJob.id}
_DAYS: Mapping[str, Any] = {
    "refund": Refund.due_by,
    "sim_job": SimJob.due_on,
    "reply": Case.due_on,
    "warning": Case.due_on,
    "not_renewed": Case.last_service_day,
    "last_day": Case.last_service_day,
}


def _kinds(question: QueueQuestion) -> tuple[str, ...]:
    kind = dict(question.chosen).get("kind", "")
    return (kind,) if kind in KINDS else KINDS


def _but_country(question: QueueQuestion) -> tuple[tuple[str, str], ...]:
    return tuple(one for one in question.chosen if one[0] != "country")


def _first(session: Session, question: QueueQuestion, today: date, most: int | None) -> list[tuple[str, int]]:
    """(kind, id) of the first deadlines by their day: of each kind the first ones, then together."""
    found: list[tuple[date, str, int]] = []
    for kind in _kinds(question):
        day, key = _DAYS[kind], _IDS.get(kind, Case.id)
        where = (*_under(session, kind, question, today), *_in_column(day, question.state, today))
        order = (day.desc(), key.desc()) if question.descending else (day, key)
        asked = select(day, key).where(*where).order_by(*order).limit(most)
        found += [(on, kind, one) for on, one in session.execute(asked)]
    return [(kind, key) for _, kind, key in sorted(found, reverse=question.descending)[:most]]


def _in_column(day: Any, name: str, today: date) -> list[ColumnElement[bool]]:
    end = week_end(today)
    ways = {
        "late": day < today,
        "today": day == today,
        "week": and_(day > today, day <= end),
        "later": day > end,
    }
    return [ways[name]] if name else []


def _under(session: Session, kind: str, question: QueueQuestion, today: date) -> list[ColumnElement[bool]]:
    """That a deadline of this kind runs and that the filter leaves it.

    A weekend moves none of the days of refunds: they end when the terms say. Money sent to the bank is no longer the
    desk's to pay. What happens by itself is over when its day has passed.
    """
    to_come = (Case.last_service_day >= today, Case.state.not_in(_WITHOUT_EFFECT))
    running: dict[str, tuple[ColumnElement[bool], ...]] = {
        "refund": (Refund.state.in_(BEFORE_EXPORT), Refund.due_by.is_not(None)),
        "sim_job": (SimJob.state == "open", SimJob.due_on.is_not(None), worked_on()),
        "reply": (Case.state.in_(_OWED), Case.due_on.is_not(None)),
        "warning": (Case.state == "done", Case.due_on >= today),
        "not_renewed": (*to_come, Case.act == _NOT_RENEWED),
        "last_day": (*to_come, Case.act != _NOT_RENEWED),
    }
    chosen = dict(question.chosen)
    of_case: list[ColumnElement[bool]] = []
    if chosen.get("agent"):
        of_case.append(Case.agent == chosen["agent"])
    if chosen.get("country"):
        of_case.append(Case.customer_id.in_(select(Customer.id).where(Customer.country == chosen["country"])))
    words = holds_words(session, question.words, Case.customer_id, Case.vehicle_id, Case.number)
    if words is not None:
        of_case.append(words)
    if of_case and kind in _NUMBERS:
        # Of what hangs on a case: those whose case the filter leaves.
        of_case = [_NUMBERS[kind].in_(select(Case.number).where(*of_case))]
    return [*running[kind], *of_case]


_NUMBERS: Mapping[str, Any] = {"refund": Refund.case_number, "sim_job": SimJob.case_number}


def _with_customer(kind: str, asked: Select[Any]) -> Select[Any]:
    if kind == "refund":
        return asked.join(Customer, Customer.id == Refund.customer_id)
    if kind == "sim_job":
        # Not by a join with the cases: that would answer ``worked_on`` of the job, too.
        holder = select(Case.customer_id).where(Case.number == SimJob.case_number).scalar_subquery()
        return asked.join(Customer, Customer.id == holder)
    return asked.join(Customer, Customer.id == Case.customer_id)


# The rows -------------------------------------------------------------------------------------------------------------


def _rows(session: Session, keys: Sequence[tuple[str, int]]) -> tuple[DeadlineRow, ...]:
    """The deadlines with these keys, in this order."""
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
        by_card = Refund.means.in_(CARDS).label("by_card")
        missing = and_(Refund.means.not_in(CARDS), Refund.iban == "").label("missing")
        own: tuple[Any, ...] = (Refund.due_by.label("day"), Refund.amount, Refund.state, Refund.said, Refund.version)
        own = (*own, Refund.entered_by, CHANGED_BY)
        asked = select(Refund.id, *own, by_card, missing, *_OF_CASE).join(Case, Case.number == Refund.case_number)
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
        authors=tuple(filter(None, (found.agent, known.get("entered_by"), known.get("changed_by")))),
        customer=customer_name(found),
        plate=found.plate or "",
        country=found.country,
        amount=known.get("amount"),
        state=found.state,
        case_state=found.case_state,
        by_card=bool(known.get("by_card")),
        missing=bool(known.get("missing")),
        said=known.get("said") or "",
        dealer=known.get("dealer") or "",
        version=found.version,
    )
