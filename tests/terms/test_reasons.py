"""The reason of a finding is the one that fits: the sentence chosen, not its wording."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.terms.clause import Cents
from app.terms.edition import Edition
from app.terms.facts import (
    FrameworkTerminationFacts,
    NonRenewalFacts,
    Pricing,
    ProviderRecurringFacts,
    ProviderTerminationFacts,
    RunningService,
    ServiceChangeFacts,
    ServiceTerminationFacts,
    TermLengthFacts,
    VehicleSaleFacts,
)
from app.terms.facts_services import ExtensionFacts, LossFacts, PackageFacts, PackageTermFacts
from app.terms.rules import determine
from tests.terms.read_otherwise import BOOKED, CONTRACT, MONTHLY, NEW_CAR, RENEWED, SPENT, YEAR

NOTICE = FrameworkTerminationFacts(
    date(2025, 2, 10), (RunningService("a", "limited", date(2026, 1, 1)),), sent_on=date(2025, 2, 5)
)
ONE = ServiceTerminationFacts(
    "consumer", "monthly", date(2025, 2, 10), first_due_on=date(2025, 1, 7), sent_on=date(2025, 2, 5)
)
TERM = NonRenewalFacts("consumer", True, 12, date(2025, 2, 28))

CHANGED = ServiceChangeFacts("BE", "consumer", True, False, date(2026, 2, 2), date(2026, 2, 13), YEAR)
MONTHS = Pricing("monthly", Cents(999), first_due_on=date(2026, 1, 5))
BY_PROVIDER = ProviderTerminationFacts("framework", date(2020, 3, 10), date(2025, 3, 11))
RECURRING = ProviderRecurringFacts(date(2025, 1, 5), date(2025, 6, 6))
FIRST = PackageFacts(date(2023, 6, 1), date(2024, 6, 1))
USED_CAR = PackageTermFacts("service_inclusive_used", 36, 40000, first_covered_service_on=date(2018, 10, 1))
ENDED = (date(2024, 11, 30), date(2024, 12, 2))


@pytest.mark.parametrize(
    ("rule", "facts", "chosen", "name", "begins"),
    [
        ("withdrawal", CONTRACT._replace(received_on=date(2025, 1, 6)), "", "framework_ends", "The contract itself"),
        ("withdrawal", BOOKED, "", "framework_ends", "The MINI Connected contract goes on"),
        ("customer_terminates_framework", NOTICE, "", "notice_end", "Received on"),
        ("customer_terminates_framework", NOTICE, "G14 B", "notice_end", "Sent on"),
        ("customer_terminates_framework", NOTICE, "", "framework_remains_only_for_limited_until", "The contract stays"),
        (
            "customer_terminates_framework",
            NOTICE._replace(services=()),
            "",
            "framework_remains_only_for_limited_until",
            "No service",
        ),
        ("customer_terminates_framework", MONTHLY, "", "refund", "A customer who terminates gets nothing"),
        ("customer_terminates_framework", MONTHLY, "G13 B", "refund", "All services together"),
        ("customer_terminates_service", ONE, "", "last_service_day", "Received on"),
        ("customer_terminates_service", ONE, "G14 B", "last_service_day", "Sent on"),
        ("customer_terminates_service", RENEWED, "", "last_service_day", "Received on"),
        (
            "customer_terminates_service",
            RENEWED._replace(sent_on=date(2025, 6, 10)),
            "G14 B",
            "last_service_day",
            "Sent on",
        ),
        ("term_length", TermLengthFacts(date(2025, 3, 3), 24), "", "allowed", "{count} month"),
        ("term_length", TermLengthFacts(date(2025, 3, 3), 25), "", "allowed", "{months} months are more"),
        ("non_renewal", TERM, "", "renewed", "Nobody opposed"),
        ("non_renewal", TERM._replace(notice_sent_on=date(2025, 1, 31)), "", "renewed", "The renewal was opposed on"),
        ("non_renewal", TERM._replace(notice_sent_on=date(2025, 1, 31)), "", "last_service_day", "The renewal was"),
        ("non_renewal", SPENT, "G18 B", "renewed", "With its renewals"),
        ("non_renewal", SPENT, "", "renewed", "Nobody opposed"),
        ("service_change", CHANGED, "", "refund", "Days left after"),
        ("service_change", CHANGED._replace(pricing=MONTHS), "", "refund", "{months} instalments were paid"),
        ("service_change", CHANGED._replace(pricing=Pricing("free", Cents(500))), "", "refund", "Nothing was paid"),
        (
            "vehicle_sale",
            VehicleSaleFacts(date(2025, 4, 1), date(2025, 4, 1), date(2025, 12, 31), Cents(100), date(2025, 1, 1)),
            "",
            "last_service_day",
            "Sold on",
        ),
        (
            "vehicle_sale",
            VehicleSaleFacts(date(2025, 4, 1), date(2025, 4, 1), date(2025, 4, 30)),
            "",
            "last_service_day",
            "The service ends before that",
        ),
        ("provider_terminates", BY_PROVIDER, "G01 A", "allowed", "The provider may terminate from"),
        ("provider_terminates", BY_PROVIDER._replace(what="service"), "G01 A", "allowed", "{years} years from"),
        ("provider_terminates", BY_PROVIDER, "", "allowed", "{years} years from"),
        ("provider_terminates_recurring", RECURRING, "", "allowed", "The clause does not say"),
        ("provider_terminates_recurring", RECURRING, "G10 A", "allowed", "The clause names nobody, so"),
        ("si_package", FIRST, "", "service_inclusive", "No service has been done"),
        ("si_package", FIRST._replace(first_service_on=date(2024, 3, 1)), "", "service_inclusive", "The first service"),
        ("si_term", NEW_CAR, "", "km_limit", "The package ends at"),
        ("si_term", NEW_CAR, "", "term_start", "The term starts with the first registration"),
        ("si_term", NEW_CAR, "", "last_day", "{count} month"),
        ("si_term", NEW_CAR._replace(km_limit_reached_on=date(2020, 1, 6)), "", "last_day", "The kilometres were"),
        ("si_term", USED_CAR, "", "km_limit", "The odometer reading at the start is not known"),
        ("si_term", USED_CAR, "", "term_start", "The term starts with the first service"),
        ("si_extension", ExtensionFacts("service_inclusive_used", *ENDED), "", "allowed", "A package for used cars"),
        ("si_extension", ExtensionFacts("service_inclusive", *ENDED, "LU"), "G61 A", "allowed", "The packages are"),
        ("si_loss", LossFacts("sale"), "", "package_continues_with_vehicle", "The package is tied"),
        ("si_loss", LossFacts("total_loss"), "", "package_continues_with_vehicle", "The package ends"),
    ],
)
def test_the_reason_fits(edition: Edition, rule: str, facts: Any, chosen: str, name: str, begins: str) -> None:
    found = determine(rule, facts, edition, frozenset({chosen} - {""})).finding(name)
    assert found is not None
    assert found.because.message.startswith(begins)


def test_an_opposition_in_time_and_one_too_late_are_told_apart(edition: Edition) -> None:
    """31 January leaves a whole month before 28 February; 1 February does not."""
    for day, told in ((date(2025, 1, 31), "in time"), (date(2025, 2, 1), "too late")):
        facts = TERM._replace(notice_sent_on=day)
        assert told in determine("non_renewal", facts, edition).finding("renewed").because.message


def test_a_month_not_begun_needs_no_pro_rata(edition: Edition) -> None:
    """G13 B: the notice ends on 10 March, before the first payment of April is due."""
    for due, begins in ((date(2025, 1, 5), "Days left after"), (date(2025, 4, 5), "A customer who terminates")):
        service = RunningService("a", "monthly", None, Cents(3100), due)
        facts = FrameworkTerminationFacts(date(2025, 2, 10), (service,))
        (part,) = determine("customer_terminates_framework", facts, edition, frozenset({"G13 B"})).value("services")
        assert next(one for one in part.findings if one.name == "refund").because.message.startswith(begins)
