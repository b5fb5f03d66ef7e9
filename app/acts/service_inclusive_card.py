"""Service Inclusive on the panel: the term as time and kilometres, the works covered, and whether a job is owed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.acts import governing, inclusive_entitlement, packages, wording
from app.acts.panel_rows import Fact, Gauge, PanelCard
from app.records.rows import Dossier, ServiceInclusive, Vehicle
from app.terms.calendar import days_after
from app.terms.clause import Because, Determination, Refusal, because, because_count
from app.terms.fact_labels import label_of
from app.terms.facts_services import EntitlementFacts
from app.terms.finding_labels import shown

WORKS: tuple[tuple[str, Because], ...] = tuple((word, shown(word)) for word in inclusive_entitlement.WORKS)
"""The works of SI 7: the word of the rule and its name."""
EXCLUSIONS: dict[str, Because] = {name: label_of(name) for name in ("misuse", "overload", "intervals_ignored")}
"""What excludes a work (SI 7), by the field of a :class:`Job`."""


class Job(NamedTuple):
    """A job at the workshop, as the caller tells it: what, whether the vehicle shows it, and what would exclude it."""

    work: str
    cbs_indicates: bool
    misuse: bool = False
    overload: bool = False
    intervals_ignored: bool = False


def inclusive_cards(dossier: Dossier, today: date) -> tuple[PanelCard, ...]:
    """A card for each package of the vehicle, the newest first."""
    return tuple(_card(dossier, row, today) for row in reversed(dossier.service_inclusive))


def term_of(dossier: Dossier, row: ServiceInclusive, today: date) -> Determination:
    """The term of a package (SI 3): months and kilometres, whichever ends first."""
    return governing.ask("si_term", packages.term_facts(dossier, row, today), dossier, row, today)


def _card(dossier: Dossier, row: ServiceInclusive, today: date) -> PanelCard:
    found = term_of(dossier, row, today)
    start, last, limit = found.value("term_start"), found.value("last_day"), found.value("km_limit")
    state, headline = _state(row, start, last, today)
    facts = [Fact(because("Package"), because("{number}", number=row.number))]
    if start is not None:
        facts.append(Fact(because("Term starts"), because("{day}", day=start)))
    if last is not None:
        facts.append(Fact(because("Last day by time"), because("{day}", day=found.value("last_day_by_time"))))
    covered = _covered(dossier, row)
    if covered:
        facts.append(Fact(because("Works covered"), Because("{works}", (("works", covered),))))
    reason = found.finding("last_day")
    lines = [because("It ends with the time or the kilometres, whichever is first.")]
    if reason is not None and reason.because is not None:
        lines.insert(0, reason.because)
    return PanelCard(
        "service_inclusive",
        wording.package(row),
        state,
        headline,
        tuple(facts),
        tuple(lines),
        ("SI 3", "SI 7"),
        _gauges(dossier.vehicle, row, start, found.value("last_day_by_time"), limit, today),
        row.number,
    )


def _state(row: ServiceInclusive, start: date | None, last: date | None, today: date) -> tuple[str, Because]:
    if row.ended_as == "withdrawn" and row.ends_on is not None:
        return "ended", because("Withdrawn, last day {day}", day=row.ends_on)
    if start is None or last is None:
        return "waiting", because("Not started: the first covered service starts it")
    if last < today:
        return "expired", because("Ended {day}", day=last)
    if start > today:
        return "waiting", because("Starts {day}", day=start)
    return "active", because("Active until {day} at the latest", day=last)


def _gauges(
    vehicle: Vehicle | None,
    row: ServiceInclusive,
    start: date | None,
    last: date | None,
    limit: int | None,
    today: date,
) -> tuple[Gauge, ...]:
    if start is None or last is None:
        return ()
    whole = (days_after(last, 1) - start).days
    used = min(max((today - start).days, 0), whole)
    left = whole - used
    time_left = because_count("{count} day left", "{count} days left", left)
    if not left:
        time_left = because("The time is over")
    gauges = [Gauge("days", used, whole, time_left)]
    begin = 0 if row.package == packages.NEW else row.odometer_at_start
    if limit is None or begin is None or vehicle is None or vehicle.mileage_km is None:
        return tuple(gauges)
    driven = min(max(vehicle.mileage_km - begin, 0), row.km)
    rest = row.km - driven
    if not rest:
        text = because("The kilometres are used up")
    elif vehicle.mileage_read_on is not None:
        text = because("{km} km left, read on {day}", km=rest, day=vehicle.mileage_read_on)
    else:
        text = because("{km} km left", km=rest)
    return (*gauges, Gauge("km", driven, row.km, text))


def _covered(dossier: Dossier, row: ServiceInclusive) -> tuple[Because, ...]:
    """The works of the package for the drive of this vehicle (SI 7)."""
    vehicle = dossier.vehicle
    if vehicle is None:
        return ()
    works = governing.edition_of(dossier, row, row.concluded_on).si_works
    return tuple(name for work, name in WORKS if vehicle.powertrain in works[work])


def entitlement(dossier: Dossier, number: str, job: Job, today: date) -> Determination:
    """Is a job owed under a package today (SI 7, rule ``si_entitlement``)?

    Raises ``Refusal`` where the package, its term or the odometer reading is not known.
    """
    row = next((one for one in dossier.service_inclusive if one.number == number), None)
    vehicle = dossier.vehicle
    if row is None or vehicle is None:
        raise Refusal(because("No package of this dossier has the number {number}.", number=number))
    term = term_of(dossier, row, today)
    start, last, limit = term.value("term_start"), term.value("last_day"), term.value("km_limit")
    if start is None or last is None or limit is None:
        raise Refusal(because("The term of this package has not started, so no job can be judged yet."), ("SI 3",))
    if vehicle.mileage_km is None:
        raise Refusal(because("The odometer reading is not recorded. Ask the customer for it."), ("SI 3",))
    facts = EntitlementFacts(
        powertrain=vehicle.powertrain,
        work=job.work,  # type: ignore[arg-type]  # one of WORKS
        on=today,
        odometer=vehicle.mileage_km,
        km_limit=limit,
        term_start=start,
        term_last_day=max(start, last),
        cbs_indicates=job.cbs_indicates,
        misuse=job.misuse,
        overload=job.overload,
        intervals_ignored=job.intervals_ignored,
    )
    return governing.ask("si_entitlement", facts, dossier, row, today)
