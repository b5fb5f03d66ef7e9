"""Service Inclusive packages put before the rules: the facts of their term (SI 3)."""

from __future__ import annotations

from datetime import date

from app.acts.kit import Asked, ask
from app.acts.rows import Receipt
from app.records.rows import Dossier, ServiceInclusive
from app.terms.facts_services import PackageTermFacts

NEW, USED = "service_inclusive", "service_inclusive_used"


def term_of(dossier: Dossier, row: ServiceInclusive, receipt: Receipt) -> Asked:
    """When a package starts and ends, by months and by kilometres."""
    return ask(dossier, receipt, "si_term", term_facts(dossier, row, receipt.received_at.date()), row)


def term_facts(dossier: Dossier, row: ServiceInclusive, on: date) -> PackageTermFacts:
    """What the rule ``si_term`` is told on a day.

    That the kilometres are used up is known from the day of the reading that shows it.
    """
    vehicle, new = dossier.vehicle, row.package == NEW
    limit = row.km if new else None if row.odometer_at_start is None else row.odometer_at_start + row.km
    reached = None
    if vehicle is not None and limit is not None and vehicle.mileage_km is not None and vehicle.mileage_km >= limit:
        reached = vehicle.mileage_read_on or on
    registered = vehicle.first_registration_on if vehicle else None
    return PackageTermFacts(
        package="service_inclusive" if new else "service_inclusive_used",
        months=row.months,
        km=row.km,
        first_registration_on=(registered or row.term_start) if new else None,
        first_covered_service_on=None if new else row.term_start,
        odometer_at_start=None if new else row.odometer_at_start,
        km_limit_reached_on=reached,
    )
