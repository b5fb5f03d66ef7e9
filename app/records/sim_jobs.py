"""Writes the jobs for dealers: a SIM to be switched off or on for a case."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.records import tables
from app.records.rows import Vehicle


def order_job(
    session: Session,
    vehicle: Vehicle,
    *,
    case_number: str,
    dealer_number: str | None,
    switch: str,
    ordered_on: date,
    functions: tuple[str, ...],
) -> int:
    """Order the SIM of a vehicle to be switched ``off | on`` and return the job's id. One case orders one job.

    ``dealer_number`` is ``None`` where no dealer is on record; ``functions`` stay on by law.
    """
    job = tables.SimJob(
        case_number=case_number,
        dealer_number=dealer_number,
        switch=switch,
        ordered_on=ordered_on,
        vin=vehicle.vin,
        plate=vehicle.plate,
        model=vehicle.model,
        iccid=vehicle.sim.iccid if vehicle.sim else "",
        functions=functions,
    )
    session.add(job)
    session.flush()
    return job.id
