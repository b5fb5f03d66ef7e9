"""Writes cases with what the rules found, and reads the findings back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.records import fingerprints, frozen, tables
from app.records.journal import recorded, touch
from app.records.requests import NOT_ASKED, Request
from app.terms.clause import Cents, Determination, Finding, Refusal, because


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be recorded.

    ``number`` comes from :func:`app.records.numbers.next_number`. ``subjects`` are all (kind, number) it concerns,
    the first being the one lists show; kinds are those of ``tables.SUBJECT_KINDS``. ``entered`` is the act's draft, in
    types JSON knows. ``due_on``, ``due_what`` and ``corrects`` are those of the table. ``request`` is what recorded it.
    While one is open that ``holds`` its subjects, no second case may concern them.
    """

    number: str
    customer_id: int
    vehicle_id: int | None
    act: str
    subjects: tuple[tuple[str, str], ...]
    state: str
    received_on: date
    recorded_at: datetime
    agent: str
    received_at: datetime | None = None
    sent_on: date | None = None
    channel: str = ""
    evidence: str = ""
    last_service_day: date | None = None
    refund: Cents | None = None
    refund_due_by: date | None = None
    refund_means: str = ""
    entered: Mapping[str, Any] = field(default_factory=dict)
    due_on: date | None = None
    due_what: str = ""
    corrects: str = ""
    request: Request = NOT_ASKED
    holds: bool = True


@dataclass(frozen=True, slots=True)
class StoredDetermination:
    """What a rule said when the case was decided: ``facts`` and chosen ``readings`` as they were then."""

    determination: Determination
    facts: Mapping[str, Any]
    readings: Mapping[str, Any]


def case_exists(session: Session, number: str) -> bool:
    """Whether there is a case with this number."""
    return session.execute(select(tables.Case.id).where(tables.Case.number == number)).first() is not None


def open_case_on(session: Session, subject_kind: str, subject: str) -> str | None:
    """The number of the open case on a subject, or ``None``."""
    return session.execute(
        select(tables.Case.number)
        .join(tables.CaseSubject, tables.CaseSubject.case_id == tables.Case.id)
        .where(
            tables.CaseSubject.subject_kind == subject_kind,
            tables.CaseSubject.subject == subject,
            tables.CaseSubject.open,
        )
    ).scalar_one_or_none()


def add_case(session: Session, case: NewCase) -> int:
    """Record a case and return its id. ``Refusal`` naming the open case that concerns the same subject already."""
    for kind, number in case.subjects if case.holds else ():
        _refuse_if_open(session, kind, number)
    row = tables.Case(
        number=case.number,
        customer_id=case.customer_id,
        vehicle_id=case.vehicle_id,
        act=case.act,
        subject_kind=case.subjects[0][0],
        subject=case.subjects[0][1],
        state=case.state,
        received_on=case.received_on,
        received_at=case.received_at,
        sent_on=case.sent_on,
        channel=case.channel,
        evidence=case.evidence,
        recorded_at=case.recorded_at,
        agent=case.agent,
        last_service_day=case.last_service_day,
        refund=case.refund,
        refund_due_by=case.refund_due_by,
        refund_means=case.refund_means,
        entered=frozen.to_json(case.entered),
        due_on=case.due_on,
        due_what=case.due_what,
        corrects=case.corrects,
        request_key=case.request.key or None,
        request_draft=case.request.draft or None,
    )
    session.add(row)
    session.flush()
    recorded(session, fingerprints.CASE, row.id)
    held = case.holds and case.state in tables.OPEN_STATES
    try:
        with session.begin_nested():
            session.add_all(
                tables.CaseSubject(case_id=row.id, subject_kind=kind, subject=number, position=position, open=held)
                for position, (kind, number) in enumerate(dict.fromkeys(case.subjects))
            )
    except IntegrityError:  # on a server, another desk recorded the same act at the same moment
        for kind, number in case.subjects:
            _refuse_if_open(session, kind, number)
        raise
    touch(session, case.customer_id)
    return row.id


def add_determination(
    session: Session,
    case_id: int,
    determination: Determination,
    *,
    facts: Any,
    readings: Mapping[str, Any] | None = None,
) -> None:
    """Store what a rule said in a case, with the (frozen) facts it was given and the readings chosen."""
    table = tables.Determination
    position = session.execute(select(func.count()).where(table.case_id == case_id)).scalar_one()
    row = table(
        case_id=case_id,
        position=position,
        rule=determination.rule,
        edition=determination.edition,
        facts=frozen.to_json(facts),
        readings=frozen.to_json(readings or {}),
    )
    session.add(row)
    session.flush()
    session.add_all(
        tables.Finding(determination_id=row.id, position=place, **frozen.finding_to_json(finding))
        for place, finding in enumerate(determination.findings)
    )
    session.flush()
    recorded(session, fingerprints.CASE, case_id)


def read_determinations(session: Session, case_number: str) -> tuple[StoredDetermination, ...]:
    """What the rules said when the case was recorded, in the order stored."""
    found = session.scalars(
        select(tables.Determination)
        .join(tables.Case, tables.Case.id == tables.Determination.case_id)
        .where(tables.Case.number == case_number)
        .order_by(tables.Determination.position)
    )
    return tuple(
        StoredDetermination(
            Determination(one.rule, one.edition, _findings(session, one.id)),
            frozen.from_json(one.facts),
            frozen.from_json(one.readings),
        )
        for one in found
    )


def _findings(session: Session, determination_id: int) -> tuple[Finding, ...]:
    table = tables.Finding
    found = session.execute(
        select(table.name, table.value, table.clauses, table.because, table.alternatives)
        .where(table.determination_id == determination_id)
        .order_by(table.position)
    )
    return tuple(frozen.finding_from_json(dict(one._mapping)) for one in found)


def _refuse_if_open(session: Session, kind: str, number: str) -> None:
    in_the_way = open_case_on(session, kind, number)
    if in_the_way is not None:
        raise Refusal(
            because(
                "The open case {case} concerns {number} already. Nothing was written.", case=in_the_way, number=number
            )
        )
