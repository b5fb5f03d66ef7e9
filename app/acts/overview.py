"""A dossier with everything the customer can do, evaluated for one day and channel of receipt."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.acts import AGENT, late_refunds, services, timeline
from app.acts.options import options_for, other_options
from app.acts.rows import Overview, Receipt
from app.records.dossier import find_key, read_dossier
from app.records.organisation_readings import read_readings
from app.records.rows import Dossier, DossierKey

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")


def overview(desk: Desk, key: DossierKey | str, receipt: Receipt) -> Overview | None:
    """The overview of the dossier a key, VIN, plate or number leads to; ``None`` where there is none."""
    with desk.records.reading() as session:
        found = key if isinstance(key, DossierKey) else key_of_number(session, key)
        dossier = read_dossier(session, *found) if found is not None else None
        desk.readings = read_readings(session)
    read = replace(receipt, readings=desk.readings)
    return None if dossier is None else overview_of(dossier, read, desk.today(), desk.person.role)


def overview_of(dossier: Dossier, receipt: Receipt, today: date, role: str = AGENT) -> Overview:
    """The overview of a dossier that has been read, for a person with this ``role``. Pure."""
    options = (*options_for(dossier, receipt), *other_options(dossier, receipt, role))
    return Overview(
        dossier=dossier,
        today=today,
        receipt=receipt,
        options=options,
        services=services.statuses(dossier, today),
        timeline=timeline.of_dossier(dossier, options, today),
        late_refunds=late_refunds.of_dossier(dossier, today),
    )


def key_of(dossier: Dossier) -> DossierKey:
    """What the dossier is opened by again."""
    return DossierKey(dossier.customer.id, dossier.vehicle.vin if dossier.vehicle else "")


def key_of_number(session: Session, number: str) -> DossierKey | None:
    """The dossier behind any one number an agent may hold: VIN, case, letter, contract, customer, plate."""
    wanted = number.strip().upper()
    if _VIN.fullmatch(wanted):
        return find_key(session, vin=wanted)
    return (
        find_key(session, case_number=wanted)
        or find_key(session, letter_number=wanted)
        or find_key(session, contract_number=number)
        or find_key(session, customer_number=number)
        or find_key(session, plate=number)
    )
