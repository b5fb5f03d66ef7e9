"""Changes to a Service Inclusive package: it becomes active, or its term is extended."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.records import tables
from app.records.journal import touch
from app.terms.clause import Refusal, because


def activate_package(
    session: Session, package_id: int, *, active_on: date, term_start: date | None, odometer_at_start: int | None
) -> None:
    """Note the day from which a package is active, and where its term starts, if known. ``Refusal`` when it is already.

    ``odometer_at_start`` is in kilometres.
    """
    package = session.get_one(tables.ServiceInclusive, package_id, with_for_update=True)
    _refuse_ended(package)
    if package.service_started_on is not None:
        raise Refusal(
            because(
                "{number} is active since {day}. Nothing was written.",
                number=package.number,
                day=package.service_started_on,
            )
        )
    package.service_started_on = active_on
    package.term_start = term_start or package.term_start
    package.odometer_at_start = package.odometer_at_start if odometer_at_start is None else odometer_at_start
    session.flush()
    touch(session, package.customer_id)


def extend_package(session: Session, package_id: int, *, months: int, km: int) -> None:
    """Add months and kilometres to the term of a package."""
    package = session.get_one(tables.ServiceInclusive, package_id, with_for_update=True)
    _refuse_ended(package)
    package.months += months
    package.km += km
    session.flush()
    touch(session, package.customer_id)


def _refuse_ended(package: tables.ServiceInclusive) -> None:
    if package.ended_as == "withdrawn":
        raise Refusal(because("{number} has ended already. Nothing was written.", number=package.number))
