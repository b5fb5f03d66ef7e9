"""The provider's ordinary termination: MC 8.1, 8.4, 8.5 a and DA2 1.2. An agent never starts one."""

from __future__ import annotations

from datetime import date

from app.terms.calendar import MONTHS_A_YEAR, days_after, days_before, first_due_after, months_after
from app.terms.checks import needed, not_negative
from app.terms.clause import Because, Cents, Determination, Finding, Part, because, because_count
from app.terms.edition import Edition
from app.terms.facts import ProviderRecurringFacts, ProviderService, ProviderTerminationFacts
from app.terms.money import NOTHING
from app.terms.pricing import spread_over_years
from app.terms.readings import DEFAULT, Choice, dues_spill, months_of_notice

_FRAMEWORK = ("MC 8.1", "DA2 1.2")
_SERVICE = ("MC 8.4",)


def earliest_notice(base: date, edition: Edition, chosen: Choice = DEFAULT) -> date:
    """The first day on which the provider may give notice: the day after five years (rulebook G02)."""
    anniversary = months_after(base, edition.numbers.provider_protected_years * MONTHS_A_YEAR)
    return anniversary if "G02 C" in chosen else days_after(anniversary, 1)


def _service_end(
    service: ProviderService,
    number: int,
    received_on: date,
    effective: date,
    edition: Edition,
    chosen: Choice,
) -> tuple[date | None, Because]:
    if service.kind == "limited":
        term_end = needed(service.term_end, f"services[{number}].term_end")
        return term_end, because("The service has an end date and runs until {term_end}.", term_end=term_end)
    if service.kind == "monthly":
        if service.first_due_on is not None and "G10 A" in chosen:
            last = days_before(_next_due(received_on, service.first_due_on, edition, chosen), 1)
            return last, because("The service runs to the end of the month paid for, {last_day}.", last_day=last)
        return None, because("The terms leave open how the provider ends a monthly service: a supervisor decides.")
    if service.kind == "one_off_indefinite":
        start = needed(service.start, f"services[{number}].start")
        earliest = earliest_notice(start, edition, chosen)
        counted_from = max(received_on, earliest)
        months = edition.numbers.provider_notice_months
        last = months_of_notice(counted_from, months, chosen)
        return last, because_count(
            "This service can be terminated from {earliest} on. {counted_from} + {count} month = {last_day}.",
            "This service can be terminated from {earliest} on. {counted_from} + {count} months = {last_day}.",
            months,
            earliest=earliest,
            counted_from=counted_from,
            last_day=last,
        )
    return effective, because("The service ends with the contract, on {last_day}.", last_day=effective)


def _next_due(received_on: date, first_due: date, edition: Edition, chosen: Choice) -> date:
    """The due date from which the provider would end a monthly service (rulebook G09 and G11)."""
    works_on = max(received_on, earliest_notice(first_due, edition, chosen)) if "G09 B" in chosen else received_on
    after = days_before(works_on, 1) if "G11 A" in chosen else works_on
    return first_due_after(after, first_due, spills=dues_spill(chosen))


def _framework_services(
    facts: ProviderTerminationFacts, effective: date, edition: Edition, chosen: Choice
) -> tuple[Finding, Finding]:
    parts, remains = [], None
    for number, service in enumerate(facts.services):
        last, text = _service_end(service, number, facts.received_on, effective, edition, chosen)
        found = [Finding("last_service_day", last, _FRAMEWORK, text)]
        if last is None:
            found.append(Finding("supervisor", True, ("MC 8.5 a",), text))
        elif last > effective and (remains is None or last > remains):
            remains = last
        parts.append(Part(service.key, tuple(found)))
    if remains is None:
        stays = because("No service runs on after {effective_date}.", effective_date=effective)
    else:
        stays = because(
            "The contract stays in force until {remains_until}, only for the services that run on.",
            remains_until=remains,
        )
    return (
        Finding("services", tuple(parts), _FRAMEWORK),
        Finding("framework_remains_for_services_until", remains, _FRAMEWORK, stays),
    )


def _refund(
    facts: ProviderTerminationFacts, effective: date, edition: Edition, chosen: Choice
) -> tuple[Cents | None, Because]:
    if facts.what == "framework" and not any(service.kind == "one_off_indefinite" for service in facts.services):
        return NOTHING, because("No service paid once ends early, so nothing is paid back.")
    total = _spread(facts, effective, edition, chosen) if "G06 B" in chosen else None
    if total is None:
        return None, because(
            "The terms pay nothing back, but a provider who terminates may not keep what was paid ahead: a supervisor "
            "sets the amount."
        )
    return total, because("All services together: {refund} back.", refund=total)


def _spread(facts: ProviderTerminationFacts, effective: date, edition: Edition, chosen: Choice) -> Cents | None:
    """What comes back of prices paid once when they are spread over years (G06); ``None`` where one is not known."""
    total = 0
    if facts.what == "service":
        once = [(facts.price, facts.base_date, effective)]
    else:
        once = [
            (service.price, service.start or facts.base_date, last)
            for number, service in enumerate(facts.services)
            if service.kind == "one_off_indefinite"
            and (last := _service_end(service, number, facts.received_on, effective, edition, chosen)[0]) is not None
        ]
    for price, start, last in once:
        if price is None:
            return None
        total += spread_over_years(price, start, last, edition.numbers.notional_years).refund
    return Cents(total)


def _base(facts: ProviderTerminationFacts, chosen: Choice) -> date:
    """The day the five years run from: the later of conclusion and start, by other readings one of them (G03)."""
    if facts.concluded_on is not None and "G03 A" in chosen:
        return facts.concluded_on
    if facts.started_on is not None and "G03 B" in chosen:
        return facts.started_on
    return facts.base_date


def provider_terminates(facts: ProviderTerminationFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """The provider terminates the contract or a service without end date: after five years, with one month's notice."""
    clauses = _FRAMEWORK if facts.what == "framework" else _SERVICE
    numbers, base = edition.numbers, _base(facts, chosen)
    received = facts.received_on
    not_negative(facts.price, "price")
    for number, service in enumerate(facts.services if facts.what == "framework" else ()):
        not_negative(service.price, f"services[{number}].price")
        if service.kind == "limited":
            needed(service.term_end, f"services[{number}].term_end")
        elif service.kind == "one_off_indefinite":
            needed(service.start, f"services[{number}].start")
    earliest = earliest_notice(base, edition, chosen)
    months = numbers.provider_notice_months
    if facts.what == "framework" and "G01 A" in chosen:
        # The five years are then the notice itself, which may be given from the first day on.
        earliest, months = base, numbers.provider_protected_years * MONTHS_A_YEAR
    effective = months_of_notice(received, months, chosen)
    by_effective = effective >= earliest
    allowed = by_effective if "G02 B" in chosen else received >= earliest
    possible = (
        because(
            "The provider may terminate from {earliest} on, with a notice of {years} years. Received on {received_on}.",
            years=numbers.provider_protected_years,
            earliest=earliest,
            received_on=received,
        )
        if facts.what == "framework" and "G01 A" in chosen
        else because(
            "{years} years from {base_date}: the provider may terminate from {earliest} on. Received on {received_on}.",
            years=numbers.provider_protected_years,
            base_date=base,
            earliest=earliest,
            received_on=received,
        )
    )
    found = [
        Finding("earliest_notice_date", earliest, clauses, possible),
        Finding("allowed", allowed, clauses, possible),
        Finding(
            "allowed_if_five_years_tested_on_effective_date",
            by_effective,
            clauses,
            because(
                "The termination would take effect on {effective_date}; the five years are over from {earliest} on.",
                effective_date=effective,
                earliest=earliest,
            ),
        ),
    ]
    if allowed:
        kinds = {service.kind for service in facts.services} if facts.what == "framework" else set()
        refund, money = _refund(facts, effective, edition, chosen)
        confirmed = facts.what == "service" or not kinds.isdisjoint(("one_off_indefinite", "monthly"))
        found += [
            Finding(
                "effective_date",
                effective,
                clauses,
                because_count(
                    "Received on {received_on} + {count} month = {effective_date}. It is not moved.",
                    "Received on {received_on} + {count} months = {effective_date}. It is not moved.",
                    months,
                    received_on=received,
                    effective_date=effective,
                ),
            ),
            Finding("refund", refund, (*clauses, "WER VI.83 28°"), money),
            Finding("supervisor", confirmed, clauses, money),
        ]
        if facts.what == "framework":
            found += _framework_services(facts, effective, edition, chosen)
    return Determination("provider_terminates", edition.id, tuple(found))


def provider_terminates_recurring(
    facts: ProviderRecurringFacts, edition: Edition, chosen: Choice = DEFAULT
) -> Determination:
    """The provider and a monthly service (MC 8.5 a): the clause names nobody: a supervisor decides (rulebook G10)."""
    due = _next_due(facts.received_on, facts.first_due_on, edition, chosen)
    last = days_before(due, 1)
    open_to_both = "G10 A" in chosen
    if open_to_both:
        text = because(
            "The clause names nobody, so the provider may end a monthly service as well; a supervisor confirms."
        )
    else:
        text = because(
            "The clause does not say whether the provider may end a monthly service this way: a supervisor decides."
        )
    return Determination(
        "provider_terminates_recurring",
        edition.id,
        (
            Finding("allowed", True if open_to_both else None, ("MC 8.5 a",), text),
            Finding("supervisor", True, ("MC 8.5 a",), text),
            Finding(
                "last_service_day_if_open_to_provider",
                last,
                ("MC 8.5 a",),
                because(
                    "Received on {received_on}. The next payment is due on {due_on}; the service would end on "
                    "{last_day}.",
                    received_on=facts.received_on,
                    due_on=due,
                    last_day=last,
                ),
            ),
        ),
    )
