"""The service descriptions: who can have a service, how many keys and users, how long data are kept."""

from __future__ import annotations

from datetime import date, datetime

from app.terms.calendar import days_after, hours_after, months_after, term_last_day
from app.terms.catalogue import load_catalogue
from app.terms.checks import not_negative
from app.terms.clause import Because, Determination, Finding, WrongInput, because
from app.terms.edition import Edition
from app.terms.facts_services import EligibilityFacts, LimitsFacts, RetentionFacts
from app.terms.readings import DEFAULT, Choice

_LIMIT_CLAUSES = {
    "digital_keys": "SD:digital_key",
    "vehicle_users": "SD:personalization",
    "joint_users": "SD:personalization",
}


def eligibility(facts: EligibilityFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Can this vehicle have this service? What is missing is spelled as in the case book: ``os>=9``, ``SA6AE|SA6AK``.

    Raises ``WrongInput`` for a service the catalogue does not hold.
    """
    service = load_catalogue().services.get(facts.service)
    if service is None:
        raise WrongInput(
            "service",
            because("The field {field} names no service of the catalogue: {key}.", field="service", key=facts.service),
        )
    vehicle = facts.vehicle
    not_negative(vehicle.os, "vehicle.os")
    there = vehicle._asdict()
    missing = []
    if service.minimum_os is not None and vehicle.os < service.minimum_os:
        missing.append(f"os>={service.minimum_os}")
    missing += [code for code in service.required_codes if code not in vehicle.codes]
    if service.any_of_codes and not any(code in vehicle.codes for code in service.any_of_codes):
        missing.append("|".join(service.any_of_codes))
    missing += [condition for condition in service.requires if not there[condition]]
    clause = f"SD:{service.parent or service.key}"
    if missing:
        text = because("This vehicle cannot have the service yet. Missing: {missing}.", missing=tuple(missing))
    else:
        text = because("The vehicle meets every condition of the service.")
    return Determination(
        "eligibility",
        edition.id,
        (
            Finding("eligible", not missing, (clause,), text),
            Finding("missing", tuple(missing), (clause,), text),
        ),
    )


def limits(facts: LimitsFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """How many digital keys and users one vehicle may have (SD:digital_key, SD:personalization)."""
    not_negative(facts.requested_total, "requested_total")
    most: int = getattr(edition.numbers, facts.what)
    text = because("Asked for {requested}; at most {most} are possible.", requested=facts.requested_total, most=most)
    found = Finding("allowed", facts.requested_total <= most, (_LIMIT_CLAUSES[facts.what],), text)
    return Determination("limits", edition.id, (found,))


def _erasure(start: date | datetime, value: int, unit: str) -> date:
    if unit == "hours":
        if not isinstance(start, datetime):
            raise WrongInput("from", because("The field {field} must be a local date and time.", field="from"))
        return hours_after(start, value)
    if isinstance(start, datetime):
        raise WrongInput("from", because("The field {field} must be a date without a time.", field="from"))
    if unit == "days":
        return days_after(start, value)
    if unit == "months":
        return months_after(start, value)
    return term_last_day(start, value)


def retention(facts: RetentionFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """When a kind of data must be erased (service descriptions; FWD, NOROLL; elapsed hours for voice recordings)."""
    kept = edition.retention[facts.data]
    erase_by = _erasure(facts.from_, kept.value, kept.unit)
    if facts.data.startswith("intelligent_ecall") and "G88 B" in chosen:
        until = facts.procedures_end_on
        open_end = because("Kept until every procedure about the emergency call is finished.")
        return Determination("retention", edition.id, (Finding("erase_by", until, (kept.clause,), open_end),))
    reasons: dict[str, Because] = {
        "hours": because(
            "Kept for {value} hours from {first}: erased by {last}.", value=kept.value, first=facts.from_, last=erase_by
        ),
        "days": because(
            "Kept for {value} days from {first}: erased by {last}.", value=kept.value, first=facts.from_, last=erase_by
        ),
    }
    months = because(
        "Kept for {value} months from {first}: erased by {last}.", value=kept.value, first=facts.from_, last=erase_by
    )
    text = reasons.get(kept.unit, months)
    return Determination("retention", edition.id, (Finding("erase_by", erase_by, (kept.clause,), text),))
