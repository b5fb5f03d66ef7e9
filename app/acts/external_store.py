"""The External store (MC 3.2): what is known of the conditions for access, put before the rules."""

from __future__ import annotations

from datetime import date

from app.acts import services
from app.records.rows import Dossier
from app.terms.facts import ExternalStoreFacts

_SYSTEM = 9
"""The minimum system of MC 3.2 e: the condition ``os9`` of the rule names it."""


def store_facts(dossier: Dossier, on: date, *, updates: bool) -> ExternalStoreFacts:
    """What the rule ``external_store`` is told. Whether mandatory updates are installed is not on record: ``updates``.

    The package counts as long as it runs.
    """
    vehicle = dossier.vehicle
    return ExternalStoreFacts(
        connected_package_active=services.package_runs(dossier, on),
        account=bool(vehicle and vehicle.links),
        mandatory_updates=updates,
        os9=vehicle is not None and vehicle.os_version >= _SYSTEM,
    )
