"""Newer terms that were announced to customers (MC 13.2): to whom, when, and what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.records import tables
from app.records.change_rows import Announcement
from app.records.journal import touch
from app.terms.clause import Refusal, because
from app.terms.edition import edition_called


@dataclass(frozen=True, slots=True)
class NewAnnouncement:
    """What was announced: an edition by its name, the first day it shall hold, and what the message said (MC 13.2)."""

    edition: str
    effective_on: date
    essential: bool = False
    consequences_stated: bool = True


def announce(
    session: Session, what: NewAnnouncement, received: Iterable[tuple[int, date]], *, by: str, at: datetime
) -> int:
    """Record that the message reached each contract (its id, the day it reached the customer); the announcement's id.

    The same message may go to more contracts later. Raises ``Refusal`` for an edition that is not known or of other
    terms, for a day before the edition exists, and for a contract it reached before.
    """
    edition = edition_called(what.edition)
    if edition.terms != "MC":
        raise Refusal(
            because("Only newer MINI Connected terms can be announced: {name} is of others.", name=edition.id),
            ("SI 1",),
        )
    if what.effective_on < edition.in_force_from:
        raise Refusal(
            because(
                "The terms {name} exist from {first_day} on: they cannot hold from {day}.",
                name=edition.id,
                first_day=edition.in_force_from,
                day=what.effective_on,
            )
        )
    announcement_id = _same(session, what) or _add(session, what, by, at)
    told = dict(received)
    table = tables.AnnouncementReceived
    before = session.scalars(select(table.contract_id).where(table.announcement_id == announcement_id))
    if not told.keys().isdisjoint(before):
        raise Refusal(because("This announcement has reached one of these contracts already. Nothing was written."))
    session.add_all(
        table(announcement_id=announcement_id, contract_id=contract_id, received_on=received_on)
        for contract_id, received_on in told.items()
    )
    session.flush()
    reached = select(tables.Contract.customer_id).join(table, table.contract_id == tables.Contract.id)
    customer = tables.Customer
    session.execute(
        update(customer)
        .where(customer.id.in_(reached.where(table.announcement_id == announcement_id)))
        .values(version=customer.version + 1)
        .execution_options(synchronize_session=False)
    )
    return announcement_id


def record_objection(session: Session, contract_id: int, edition: str, *, received_on: date, case_number: str) -> None:
    """Note the customer's objection to an announced edition, and the case it was recorded with (MC 13.2).

    Whether it came in time the rules say. Raises ``Refusal`` where that edition was never announced to the contract,
    and where an objection is on record already.
    """
    received, announcement = tables.AnnouncementReceived, tables.Announcement
    found = session.scalars(
        select(received)
        .join(announcement, announcement.id == received.announcement_id)
        .where(received.contract_id == contract_id, announcement.edition == edition)
        .order_by(announcement.effective_on.desc(), announcement.id.desc())
        .limit(1)
        .with_for_update(of=received)
    ).one_or_none()
    if found is None:
        raise Refusal(because("The terms {name} were not announced for this contract.", name=edition))
    if found.objection_received_on is not None:
        raise Refusal(
            because(
                "The customer objected to these terms on {day} already, in case {case}. Nothing was written.",
                day=found.objection_received_on,
                case=found.objection_case,
            )
        )
    found.objection_received_on, found.objection_case = received_on, case_number
    session.flush()
    touch(session, session.get_one(tables.Contract, contract_id).customer_id)


def read_announcements(session: Session, contract_ids: Iterable[int]) -> dict[int, tuple[Announcement, ...]]:
    """What was announced for each of these contracts, in the order in which it shall hold."""
    received, announcement = tables.AnnouncementReceived, tables.Announcement
    found: dict[int, list[Announcement]] = defaultdict(list)
    asked = (
        select(
            received.contract_id,
            announcement.edition,
            received.received_on,
            announcement.effective_on,
            announcement.essential,
            announcement.consequences_stated,
            received.objection_received_on,
            received.objection_case,
        )
        .join(announcement, announcement.id == received.announcement_id)
        .where(received.contract_id.in_(list(contract_ids)))
        .order_by(announcement.effective_on, announcement.id)
    )
    for one in session.execute(asked):
        found[one[0]].append(Announcement(*one[1:]))
    return {contract_id: tuple(told) for contract_id, told in found.items()}


def _same(session: Session, what: NewAnnouncement) -> int | None:
    table = tables.Announcement
    return session.execute(
        select(table.id).where(
            table.edition == what.edition,
            table.effective_on == what.effective_on,
            table.essential == what.essential,
            table.consequences_stated == what.consequences_stated,
        )
    ).scalar_one_or_none()


def _add(session: Session, what: NewAnnouncement, by: str, at: datetime) -> int:
    row = tables.Announcement(
        edition=what.edition,
        effective_on=what.effective_on,
        essential=what.essential,
        consequences_stated=what.consequences_stated,
        entered_by=by,
        entered_at=at,
    )
    session.add(row)
    session.flush()
    return row.id
