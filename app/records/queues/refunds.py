"""The refunds on their way back to customers, those due first on top."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.records.consequence_rows import CARDS
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queue_words import holds_words
from app.records.queues.ordering import in_order
from app.records.queues.refund_rows import BEFORE_EXPORT, OPEN, RELEASABLE, RefundRow
from app.records.refund_authors import CHANGED_BY
from app.records.tables import Case, Customer, Determination, Refund, SearchDocument, Vehicle

_MISSING = Refund.means.not_in(CARDS) & (Refund.iban == "")
_COUNTRY = select(Customer.country).where(Customer.id == Refund.customer_id).correlate(Refund).scalar_subquery()


class _Vehicle:
    """The vehicle of a refund, which is that of its case: asked for once and not for each row."""

    def in_(self, vehicles: Any) -> ColumnElement[bool]:
        """That the vehicle is one of these."""
        return Refund.case_number.in_(select(Case.number).where(Case.vehicle_id.in_(vehicles)))


_CHOICES: Mapping[str, Callable[[str], ColumnElement[bool]]] = {
    "country": lambda value: _COUNTRY.in_((value,)),
    "kind": lambda value: Refund.means.in_(CARDS) if value == "cards" else Refund.means.not_in(CARDS),
    "account": lambda value: _MISSING if value == "missing" else ~_MISSING,
}
HERE = (*RELEASABLE, "released")
"""What somebody at the desk has to do something about: release it, or hand it over."""

_ELSEWHERE: ColumnElement[int] = case((Refund.state.in_(HERE), 0), else_=1)
_SORTS: Mapping[str, tuple[InstrumentedAttribute[Any], ...]] = {
    "due": (Refund.due_by,),
    "customer": (SearchDocument.family, SearchDocument.given),
    "amount": (Refund.amount,),
    "case": (Refund.case_number,),
    "state": (Refund.state, Refund.due_by),
    "means": (Refund.means,),
}


def page(session: Session, question: QueueQuestion, today: date) -> QueuePage[RefundRow]:
    """The refunds that answer the question."""
    where = _filters(session, question)
    counts, late = _counted(session, where, today)
    ids = session.scalars(_wanted(question, where).offset(question.first).limit(question.count)).all()
    rows = read_refunds(session, ids)
    states = (question.state,) if question.state else OPEN
    return QueuePage(
        rows=tuple(rows[one] for one in ids),
        matching=sum(counts.get(state, 0) for state in states),
        counts={"": sum(counts.get(state, 0) for state in OPEN), **counts},
        late=late,
    )


def numbers(session: Session, question: QueueQuestion, today: date) -> tuple[str, ...]:
    """The keys of all refunds that answer the question, on whichever page, in its order."""
    del today  # every queue is asked alike; no filter of this one depends on the day
    return tuple(str(one) for one in session.scalars(_wanted(question, _filters(session, question))))


def count(session: Session, today: date) -> tuple[int, int]:
    """How many refunds wait for somebody at the desk, and how many of those are late."""
    waiting = Refund.state.in_(HERE)
    late = func.sum(case((Refund.due_by < today, 1), else_=0))
    found = session.execute(select(func.count(), late).where(waiting)).one()
    return found[0], found[1] or 0


def read_refunds(session: Session, ids: Collection[int]) -> dict[int, RefundRow]:
    """Refunds as the queue shows them, by their ids."""
    return {row.id: _row(row) for row in session.execute(_DETAILS.where(Refund.id.in_(ids)))}


def _filters(session: Session, question: QueueQuestion) -> list[ColumnElement[bool]]:
    where = [_CHOICES[name](value) for name, value in question.chosen if value]
    words = holds_words(session, question.words, Refund.customer_id, _Vehicle(), Refund.case_number, Refund.subject)
    return where if words is None else [*where, words]


def _wanted(question: QueueQuestion, where: list[ColumnElement[bool]]) -> Select[Any]:
    """The ids in the order asked for; without an order, what somebody here has to do, due first, before what waits."""
    columns = _SORTS.get(question.sort, (_ELSEWHERE, Refund.due_by))
    wanted = select(Refund.id).where(*where)
    wanted = wanted.where(Refund.state == question.state if question.state else Refund.state.in_(OPEN))
    if question.sort == "customer":
        wanted = wanted.outerjoin(SearchDocument, SearchDocument.customer_id == Refund.customer_id)
    return wanted.order_by(*in_order(columns, descending=question.descending), Refund.id)


def _counted(session: Session, where: list[ColumnElement[bool]], today: date) -> tuple[dict[str, int], int]:
    """By state how many there are, and how many are late: without a filter the index alone answers."""
    late = func.sum(case((Refund.due_by < today, 1), else_=0))
    asked = select(Refund.state, func.count(), late).where(Refund.state != "cancelled", *where).group_by(Refund.state)
    found = session.execute(asked).all()
    counts = {state: counted for state, counted, _ in found}
    return counts, sum(overdue for state, _, overdue in found if state in BEFORE_EXPORT)


_EDITION = (
    select(Determination.edition)
    .where(Determination.case_id == Case.id, Determination.position == 0)
    .correlate(Case)
    .scalar_subquery()
)
_DETAILS: Any = (
    select(
        Refund.id,
        Refund.case_number,
        Refund.subject,
        Refund.state,
        Refund.amount,
        Refund.interest,
        Refund.due_by,
        Refund.means,
        Refund.means_label,
        Refund.iban,
        Refund.holder,
        Refund.said,
        Refund.released_by,
        Refund.released_at,
        Refund.export_number,
        Refund.paid_on,
        Refund.version,
        Refund.entered_by,
        CHANGED_BY,
        Refund.customer_id,
        Customer.family_name,
        Customer.given_name,
        Customer.company_name,
        Customer.country,
        Case.act,
        Case.agent,
        Case.received_on,
        _EDITION.label("edition"),
        Vehicle.vin,
        Vehicle.plate,
    )
    .join(Case, Case.number == Refund.case_number)
    .join(Customer, Customer.id == Refund.customer_id)
    .outerjoin(Vehicle, Vehicle.id == Case.vehicle_id)
)


def _row(found: Row[Any]) -> RefundRow:
    values = dict(found._mapping)
    iban = values.pop("iban")
    family, given, company = (values.pop(f"{part}_name") for part in ("family", "given", "company"))
    return RefundRow(
        **values | {name: values[name] or "" for name in ("edition", "vin", "plate")},
        account_end=iban[-4:],
        customer=company or f"{family}, {given}".strip(", "),
    )
