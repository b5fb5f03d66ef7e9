"""Terminations and SIM requests: properties, and second opinions that walk through the days or minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.terms import calendar
from app.terms.clause import Cents, WrongInput
from app.terms.duration import customer_terminates_framework, non_renewal
from app.terms.edition import Edition, edition_called
from app.terms.facts import (
    FrameworkTerminationFacts,
    NonRenewalFacts,
    PaidBooking,
    ProviderRecurringFacts,
    ProviderService,
    ProviderTerminationFacts,
    RunningService,
    ServiceTerminationFacts,
    SimFacts,
    VehicleSaleFacts,
)
from app.terms.provider import provider_terminates, provider_terminates_recurring
from app.terms.rules import determine
from app.terms.service_termination import customer_terminates_service, vehicle_sale
from app.terms.sim import sim_deactivation
from tests.terms.drawn import days, prices

ONE = timedelta(1)
EDITION = edition_called("mini-belux-2025-09")


@given(days, prices, st.integers(0, 800), st.integers(-60, 900))
def test_a_renewed_term_against_walking_the_days(start: date, price: Cents, length: int, distance: int) -> None:
    end, received = start + timedelta(length), start + timedelta(distance)
    found = customer_terminates_service(
        ServiceTerminationFacts("consumer", "limited_renewed", received, None, end, price, start), EDITION
    )
    left, total, day = 0, 0, start
    while day <= end:
        total += 1
        left += day > received
        day += ONE
    assert found.value("refund") == int(Fraction(price * left, total) + Fraction(1, 2))
    assert start - ONE <= found.value("last_service_day") <= end
    assert 0 <= found.value("refund") <= price


@given(days, days, st.sampled_from(["consumer", "trader"]), st.sampled_from(["customer", "provider"]))
def test_non_renewal_against_every_day_of_notice(term_end: date, sent: date, who: str, by: str) -> None:
    found = non_renewal(NonRenewalFacts(who, True, 12, term_end, sent, by), EDITION)
    whole_month_left = calendar.months_after(sent, 1) <= term_end
    favoured = who == "consumer" and by == "customer"
    assert found.value("in_time") == (whole_month_left if favoured else sent <= found.value("latest_notice"))
    assert found.value("renewed") is not found.value("in_time")
    assert found.value("last_service_day") >= term_end


@given(days, st.integers(0, 60), st.integers(0, 24 * 60 - 1), st.integers(-2000, 2000))
def test_before_the_handover_is_by_the_minute(day: date, price: int, minute: int, distance: int) -> None:
    handover = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    requested = handover + timedelta(minutes=distance)
    booking = PaidBooking("a", None, Cents(price))
    found = sim_deactivation(SimFacts(requested, (), handover, paid_bookings=(booking,)), EDITION)
    before = distance < 0
    assert (found.value("treated_as") == "withdrawal_of_framework") is before
    assert found.value("refund") == (price if before else 0)
    assert (found.value("framework_end") == requested.date()) is before


@given(days, st.integers(1, 60))
def test_a_later_receipt_never_gives_an_earlier_end(received: date, later: int) -> None:
    first_due = date(2018, 1, 31)
    ends = []
    for day in (received, received + timedelta(later)):
        ends.append(
            (
                customer_terminates_framework(FrameworkTerminationFacts(day), EDITION).value("notice_end"),
                customer_terminates_service(
                    ServiceTerminationFacts("trader", "one_off_indefinite", day), EDITION
                ).value("last_service_day"),
                customer_terminates_service(
                    ServiceTerminationFacts("consumer", "monthly", day, first_due), EDITION
                ).value("last_service_day"),
                vehicle_sale(VehicleSaleFacts(received, day, date(2040, 1, 1)), EDITION).value("last_service_day"),
            )
        )
    assert all(earlier <= after for earlier, after in zip(*ends, strict=True))


@given(days, st.integers(-40, 900))
def test_a_monthly_service_ends_before_the_first_payment_after_the_receipt(first_due: date, distance: int) -> None:
    received = first_due + timedelta(distance)
    found = customer_terminates_service(ServiceTerminationFacts("consumer", "monthly", received, first_due), EDITION)
    due = found.value("effective_from")
    assert due > received
    assert found.value("last_service_day") == due - ONE
    last = found.value("last_service_day")
    provider = provider_terminates_recurring(ProviderRecurringFacts(first_due, received), EDITION)
    assert provider.value("last_service_day_if_open_to_provider") == last


@given(days, st.integers(1790, 1870))
def test_the_provider_waits_five_whole_years(base: date, distance: int) -> None:
    received = base + timedelta(distance)
    found = provider_terminates(ProviderTerminationFacts("framework", base, received), EDITION)
    earliest = found.value("earliest_notice_date")
    assert earliest - ONE == calendar.months_after(base, 60)
    assert found.value("allowed") == (received >= earliest)
    assert found.value("allowed_if_five_years_tested_on_effective_date") or not found.value("allowed")


def test_readings_of_a_termination(edition: Edition) -> None:
    services = (
        RunningService("camera", "monthly", None, Cents(999), date(2025, 1, 5)),
        RunningService("late", "limited", date(2026, 2, 14)),
        RunningService("early", "limited", date(2025, 2, 1)),
    )
    facts = FrameworkTerminationFacts(date(2025, 2, 28), services)
    found = determine("customer_terminates_framework", facts, edition, readings=True)
    assert found.value("notice_end") == date(2025, 3, 28)
    assert [other.value for other in found.finding("notice_end").alternatives] == [date(2025, 3, 31)]
    camera, late, early = found.value("services")
    assert {other.reading: other.value for other in camera.findings[0].alternatives} == {
        "G13 C": date(2025, 4, 4),
        "G15 B": date(2025, 3, 31),
    }
    assert [other.reading for other in late.findings[0].alternatives] == ["G04 B"]
    assert early.findings[0].alternatives == ()


def test_a_chosen_reading_becomes_the_answer_and_the_default_the_alternative(edition: Edition) -> None:
    facts = ServiceTerminationFacts("consumer", "one_off_indefinite", date(2025, 4, 30))
    chosen = determine("customer_terminates_service", facts, edition, frozenset({"G15 B"}), readings=True)
    assert chosen.value("last_service_day") == date(2025, 5, 31)
    others = chosen.finding("last_service_day").alternatives
    assert [(other.reading, other.value) for other in others] == [("G15 A", date(2025, 5, 30))]


@pytest.mark.parametrize(
    ("rule", "facts", "name", "expected"),
    [
        (
            "customer_terminates_service",
            ServiceTerminationFacts("consumer", "monthly", date(2025, 6, 5), date(2025, 1, 5)),
            "last_service_day",
            {"G11 A": date(2025, 6, 4)},
        ),
        (
            "customer_terminates_service",
            ServiceTerminationFacts("consumer", "monthly", date(2025, 6, 6), date(2025, 1, 5)),
            "last_service_day",
            {},
        ),
        (
            "non_renewal",
            NonRenewalFacts("consumer", True, 12, date(2025, 2, 28), date(2025, 1, 30)),
            "in_time",
            {"G16 C": False},
        ),
        (
            "non_renewal",
            NonRenewalFacts("trader", True, 12, date(2025, 2, 28), date(2025, 1, 30)),
            "in_time",
            {"G16 B": True},
        ),
        (
            "vehicle_sale",
            VehicleSaleFacts(date(2025, 4, 1), date(2025, 3, 5), date(2026, 3, 1)),
            "last_service_day",
            {"G19 B": date(2025, 4, 16)},
        ),
        (
            "sim_deactivation",
            SimFacts(datetime(2025, 3, 3, 15), (), datetime(2025, 3, 3, 14)),
            "treated_as",
            {"G27 A": "suspension_and_termination_notice", "G30 B": "withdrawal_of_framework"},
        ),
        (
            "provider_terminates_recurring",
            ProviderRecurringFacts(date(2025, 1, 5), date(2025, 6, 5)),
            "last_service_day_if_open_to_provider",
            {"G09 B": date(2030, 2, 4), "G11 A": date(2025, 6, 4)},
        ),
        (
            "provider_terminates",
            ProviderTerminationFacts("framework", date(2020, 3, 10), date(2025, 3, 10)),
            "allowed",
            {"G01 A": True, "G02 B": True, "G02 C": True},
        ),
    ],
)
def test_other_readings(edition: Edition, rule: str, facts: object, name: str, expected: dict[str, object]) -> None:
    found = determine(rule, facts, edition, readings=True).finding(name)
    assert found is not None
    assert {other.reading: other.value for other in found.alternatives} == expected


def test_missing_ends_and_starts_are_named() -> None:
    with pytest.raises(WrongInput) as refused:
        customer_terminates_framework(
            FrameworkTerminationFacts(date(2025, 1, 1), (RunningService("a", "limited"),)), EDITION
        )
    assert refused.value.field == "services[0].term_end"
    with pytest.raises(WrongInput) as refused:
        provider_terminates(
            ProviderTerminationFacts(
                "framework", date(2019, 1, 1), date(2025, 1, 1), (ProviderService("a", "one_off_indefinite"),)
            ),
            EDITION,
        )
    assert refused.value.field == "services[0].start"


def test_a_term_that_ends_with_the_notice_does_not_outlast_it() -> None:
    services = (RunningService("a", "limited", date(2025, 3, 10)),)
    found = customer_terminates_framework(FrameworkTerminationFacts(date(2025, 2, 10), services), EDITION)
    (part,) = found.value("services")
    assert (part.value("last_service_day"), part.value("survives")) == (date(2025, 3, 10), False)
    assert found.value("framework_remains_only_for_limited_until") is None
