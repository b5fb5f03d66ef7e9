"""Service Inclusive, the maintenance packages: SI 2 to SI 4 and SI 7. Withdrawal (SI 11): see ``withdrawal.py``."""

from __future__ import annotations

from datetime import date

from app.terms.calendar import days_after, days_before, months_after, term_last_day
from app.terms.checks import at_least_one, in_order, not_negative
from app.terms.clause import Because, Cents, Determination, Finding, because, because_count
from app.terms.edition import Edition
from app.terms.facts_services import (
    ActivationFacts,
    EntitlementFacts,
    ExtensionFacts,
    LossFacts,
    PackageFacts,
    PackageTermFacts,
)
from app.terms.money import NOTHING
from app.terms.pricing import PaidPeriod, pro_rata_reason, unused_share
from app.terms.readings import DEFAULT, Choice, moved


def si_activation(facts: ActivationFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """When a package becomes active (SI 2): on payment; a second used-car package waits for the first to expire."""
    previous, paid = facts.previous_used_package_last_day, facts.price_received_on
    if previous is not None and facts.previous_last_day_by_time is not None and "G52 B" in chosen:
        previous = facts.previous_last_day_by_time
    if facts.package == "service_inclusive_used" and previous is not None and paid <= previous:
        queued, active = True, days_after(previous, 1)
        text = because(
            "The earlier package runs until {previous_end}, so this one becomes active on {active_on}.",
            previous_end=previous,
            active_on=active,
        )
    else:
        queued, active = False, paid
        text = because("The price was received on {active_on}; the package is active from then on.", active_on=paid)
    return Determination(
        "si_activation",
        edition.id,
        (Finding("activated_on", active, ("SI 2",), text), Finding("queued", queued, ("SI 2",), text)),
    )


def si_package(facts: PackageFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Which package can be bought on a day (SI 3): by the first registration and the first service done (G53)."""
    registered, serviced, on = facts.first_registration_on, facts.first_service_on, facts.on
    window_end = months_after(registered, edition.numbers.si_window_months)
    if "G54 B" in chosen:
        window_end = days_before(window_end, 1)
    done = serviced is not None and on >= serviced
    fresh = registered <= on <= window_end and not done
    used = done or (on > window_end and "G53 A" in chosen)
    window = because(
        "First registered on {registered_on}: the two years run until {window_end}.",
        registered_on=registered,
        window_end=window_end,
    )
    if fresh:
        text = because("No service has been done by {on} and the two years still run: Service Inclusive.", on=on)
    elif used:
        text = because("The first service has been done: Service Inclusive for used cars.")
    else:
        text = because("Neither package fits the vehicle on {on}.", on=on)
    return Determination(
        "si_package",
        edition.id,
        (
            Finding("window_end", window_end, ("SI 3",), window),
            Finding("service_inclusive", fresh, ("SI 3",), text),
            Finding("service_inclusive_used", used, ("SI 3",), text),
            Finding("neither", not fresh and not used, ("SI 3",), text),
        ),
    )


def _term_reason(facts: PackageTermFacts, start: date, by_time: date) -> Because:
    return because_count(
        "{count} month from {start}, the first day included: until {last_day}.",
        "{count} months from {start}, the first day included: until {last_day}.",
        facts.months,
        start=start,
        last_day=by_time,
    )


def si_term(facts: PackageTermFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """The term of a package (SI 3, SITERM): months and kilometres, whichever is first."""
    at_least_one(facts.months, "months")
    not_negative(facts.km, "km")
    not_negative(facts.odometer_at_start, "odometer_at_start")
    # By another reading a package for a new vehicle, too, begins with the first service it covers (rulebook G48).
    serviced = facts.first_covered_service_on is not None and "G48 B" in chosen
    new = facts.package == "service_inclusive" and not serviced
    start = facts.first_registration_on if new else facts.first_covered_service_on
    activated = facts.activated_on if facts.activated_on is not None and "G51 B" in chosen else None
    if start is not None and activated is not None:
        start = activated
    if start is None:
        text = because("The day the term starts is not known yet.")
        names = ("term_start", "last_day_by_time", "km_limit", "last_day")
        return Determination("si_term", edition.id, tuple(Finding(name, None, ("SI 3",), text) for name in names))
    by_time = months_after(start, facts.months) if "G49 B" in chosen else term_last_day(start, facts.months)
    if new:
        km_limit: int | None = facts.km
    else:
        km_limit = None if facts.odometer_at_start is None else facts.odometer_at_start + facts.km
    reached = facts.km_limit_reached_on
    last = by_time if reached is None else min(by_time, reached)
    if km_limit is None:
        distance = because("The odometer reading at the start is not known, so the limit is not known either.")
    else:
        distance = because("The package ends at an odometer reading of {km_limit} km.", km_limit=km_limit)
    if activated is not None:
        begins = because("The term starts on the day the package became active, {start}.", start=start)
    elif new:
        begins = because("The term starts with the first registration, {start}.", start=start)
    else:
        begins = because("The term starts with the first service the package covers, {start}.", start=start)
    timed = _term_reason(facts, start, by_time)
    ends = timed
    if last != by_time:
        ends = because("The kilometres were used up on {last_day}, before the months.", last_day=last)
    return Determination(
        "si_term",
        edition.id,
        (
            Finding("term_start", start, ("SI 3",), begins),
            Finding("last_day_by_time", by_time, ("SI 3",), timed),
            Finding("km_limit", km_limit, ("SI 3",), distance),
            Finding("last_day", last, ("SI 3",), ends),
        ),
    )


def si_extension(facts: ExtensionFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """May a package still be extended (SI 3; SITERM, ROLL)? Up to fifteen months after its end; never for used cars."""
    if facts.package == "service_inclusive_used" or (facts.country == "LU" and "G61 A" in chosen):
        if facts.package == "service_inclusive_used":
            text = because("A package for used cars cannot be extended.")
        else:
            text = because("The packages are offered in Belgium only.")
        return Determination("si_extension", edition.id, (Finding("allowed", False, ("SI 3",), text),))
    months = edition.numbers.si_extension_months
    if "G55 A" in chosen:
        end = months_after(facts.term_last_day, months)
        deadline = moved(end, facts.country, chosen)
        text = because(
            "The last day of the package is {term_end}. {months} months later is {period_end}; it can be extended "
            "until {deadline}.",
            term_end=facts.term_last_day,
            months=months,
            period_end=end,
            deadline=deadline,
        )
    else:
        after = days_after(facts.term_last_day, 1)
        end = term_last_day(after, months)
        deadline = moved(end, facts.country, chosen)
        text = because(
            "The last day of the package is {term_end}. The {months} months after it run from {counted_from} until "
            "and including {period_end}; it can be extended until {deadline}.",
            term_end=facts.term_last_day,
            months=months,
            counted_from=after,
            period_end=end,
            deadline=deadline,
        )
    return Determination(
        "si_extension",
        edition.id,
        (
            Finding("allowed", facts.on <= deadline, ("SI 3",), text),
            Finding("period_end_unrolled", end, ("SI 3",), text),
            Finding("deadline", deadline, ("SI 3", "Reg. 1182/71 art. 3"), text),
            *_extended(facts, facts.on <= deadline, chosen),
        ),
    )


def _extended(facts: ExtensionFacts, allowed: bool, chosen: Choice) -> tuple[Finding, ...]:
    """The last day of the extended package: its months follow the original end (rulebook G56)."""
    if not allowed or facts.months is None or facts.months < 1:
        return ()
    first = facts.on if "G56 B" in chosen else days_after(facts.term_last_day, 1)
    last = term_last_day(first, facts.months)
    text = because_count(
        "{count} month from {start}, the first day included: until {last_day}.",
        "{count} months from {start}, the first day included: until {last_day}.",
        facts.months,
        start=first,
        last_day=last,
    )
    return (Finding("extended_last_day", last, ("SI 3",), text),)


_NO_PART_BACK = because("A package is not paid back, not even in part.")


def _loss_refund(facts: LossFacts, chosen: Choice) -> tuple[Cents | None, Because]:
    """Nothing; by another reading the time left after a loss, where it can be computed (rulebook G57)."""
    if facts.event == "sale" or "G57 B" not in chosen:
        return NOTHING, _NO_PART_BACK
    on, price, first, last = facts.on, facts.price, facts.term_start, facts.term_last_day
    if on is None or price is None or first is None or last is None or last < first:
        return None, because("What comes back of the package for the time left is set by a supervisor.")
    paid = [PaidPeriod(first, last, price)]
    refund = unused_share(paid, on)
    return refund, pro_rata_reason(paid, on, refund)


def si_loss(facts: LossFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Sale, total loss or other loss of use (SI 4): nothing back; the package is tied to the vehicle."""
    not_negative(facts.price, "price")
    refund, money = _loss_refund(facts, chosen)
    stays = facts.event != "total_loss" and not (facts.event == "sale" and "G58 B" in chosen)
    if stays:
        text = because("The package is tied to the vehicle and stays with it.")
    else:
        text = because("The package ends with the vehicle.")
    return Determination(
        "si_loss",
        edition.id,
        (
            Finding("refund", refund, ("SI 4",), money),
            Finding("package_continues_with_vehicle", stays, ("SI 4",), text),
            Finding(
                "transferable_to_other_vehicle",
                False,
                ("SI 4",),
                because("A package cannot be moved to another vehicle."),
            ),
        ),
    )


def si_entitlement(facts: EntitlementFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Is a job owed under the package (SI 7)? In scope, shown by the vehicle, within the term, no exclusion."""
    in_order(facts.term_start, facts.term_last_day, "term_start", "term_last_day")
    not_negative(facts.odometer, "odometer")
    not_negative(facts.km_limit, "km_limit")
    in_scope = facts.powertrain in edition.si_works[facts.work]
    excluded = {"misuse": facts.misuse, "overload": facts.overload, "intervals_ignored": facts.intervals_ignored}
    exclusions = tuple(name for name, applies in excluded.items() if applies)
    within = facts.term_start <= facts.on <= facts.term_last_day and facts.odometer <= facts.km_limit
    entitled = in_scope and facts.cbs_indicates and within and not exclusions
    if not in_scope:
        text = because("This work is not part of the package for this powertrain.")
    elif not within:
        text = because(
            "On {on} at {odometer} km the vehicle is outside the package: {first_day} through {last_day}, up to "
            "{km_limit} km.",
            on=facts.on,
            odometer=facts.odometer,
            first_day=facts.term_start,
            last_day=facts.term_last_day,
            km_limit=facts.km_limit,
        )
    elif not facts.cbs_indicates:
        text = because("The vehicle does not show that this work is due yet.")
    elif exclusions:
        text = because("Wrong use, overload or missed service intervals exclude the work.")
    else:
        text = because("The vehicle shows that the work is due, within time and kilometres: the package covers it.")
    return Determination(
        "si_entitlement",
        edition.id,
        (
            Finding("entitled", entitled, ("SI 7",), text),
            Finding("work_in_scope", in_scope, ("SI 7",), text),
            Finding("exclusions", exclusions, ("SI 7",), text),
            Finding("cbs", facts.cbs_indicates, ("SI 7",), text),
            Finding("within_term", within, ("SI 3",), text),
        ),
    )
