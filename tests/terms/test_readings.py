"""Contested points: each one is complete, known to a rule, and can change something."""

from __future__ import annotations

from datetime import date

import pytest

from app.terms.clause import Cents, NotCovered, Refusal
from app.terms.contested import CONTESTED
from app.terms.edition import Edition
from app.terms.facts import (
    BookingFacts,
    ChangedService,
    ExpiredMeansFacts,
    ExtraordinaryFacts,
    FrameworkChangeFacts,
    FrameworkTerminationFacts,
    OutageFacts,
    Pricing,
    RunningService,
    ServiceChangeFacts,
    TermLengthFacts,
    TermsChangeFacts,
    WithdrawalFacts,
)
from app.terms.facts_services import ExtensionFacts, LossFacts, PackageFacts, PackageTermFacts
from app.terms.readings import POINTS, READINGS, choice_of, point_of, reading_in_force
from app.terms.rules import RULES, determine

ONCE = Pricing("one_off_indefinite", Cents(18260), date(2024, 11, 18))
"""A price paid once for a service that began on 18 November 2024: five years are 1,826 days."""
NONE = {"G08 A": Cents(0)}
"""By a reading of G08 nothing comes back of it."""
YEAR = Pricing("limited", Cents(36500), date(2026, 1, 1), date(2026, 12, 31))


def test_every_point_belongs_to_a_rule_and_every_rule_knows_its_points() -> None:
    used = {point for rule in RULES.values() for point in rule.points}
    assert used == set(POINTS)


def test_every_point_has_clauses_and_two_readings_or_more() -> None:
    for point in CONTESTED:
        assert point.clauses
        assert point.others
        assert point.question.message.endswith("?")
        assert point.reason.message.endswith(".")
        assert point.default.id.startswith(point.id)
        assert len({reading.id for reading in (point.default, *point.others)}) == 1 + len(point.others)
    assert len(READINGS) == sum(1 + len(point.others) for point in CONTESTED)


@pytest.mark.parametrize(
    ("rule", "facts", "name", "expected"),
    [
        ("term_length", TermLengthFacts(date(2025, 3, 3), 24), "last_service_day", {"G49 B": date(2027, 3, 3)}),
        (
            "expired_payment_means",
            ExpiredMeansFacts(date(2025, 6, 30), date(2025, 7, 5), True, date(2025, 6, 5)),
            "immediate_termination_allowed",
            {"G22 B": True},
        ),
        (
            "terms_change",
            TermsChangeFacts(date(2025, 5, 20), date(2025, 7, 1)),
            "change_binds_customer",
            {"G45 A": True},
        ),
        (
            "service_change",
            ServiceChangeFacts(
                "BE",
                "consumer",
                True,
                False,
                date(2025, 3, 3),
                date(2025, 3, 20),
                Pricing("free"),
                modification_on=date(2025, 4, 1),
            ),
            "deadline",
            {"G46 A": date(2025, 4, 2)},
        ),
        (
            "si_package",
            PackageFacts(date(2023, 6, 1), date(2025, 6, 2)),
            "service_inclusive_used",
            {"G53 A": True},
        ),
        (
            "si_package",
            PackageFacts(date(2023, 6, 1), date(2025, 6, 1)),
            "service_inclusive",
            {"G54 B": False},
        ),
        (
            "si_extension",
            ExtensionFacts("service_inclusive", date(2024, 11, 30), date(2026, 3, 2)),
            "period_end_unrolled",
            {},
        ),
        (
            "si_term",
            PackageTermFacts("service_inclusive", 36, 40000, date(2018, 10, 1)),
            "last_day",
            {"G49 B": date(2021, 10, 1)},
        ),
        ("si_loss", LossFacts("sale"), "package_continues_with_vehicle", {"G58 B": False}),
        (
            "outage",
            OutageFacts(True, date(2026, 1, 1), date(2026, 1, 10), ONCE),
            "refund",
            {**NONE, "G08 B": Cents(100)},
        ),
        (
            "outage",
            OutageFacts(True, date(2026, 1, 1), date(2026, 1, 10), ONCE._replace(period_start=None)),
            "refund",
            NONE,
        ),
        (
            "outage",
            OutageFacts(True, date(2026, 1, 1), date(2034, 1, 1), ONCE),
            "refund",
            {**NONE, "G08 B": Cents(18260)},
        ),
        (
            "service_change",
            ServiceChangeFacts("BE", "consumer", True, False, date(2026, 12, 1), date(2026, 12, 10), ONCE),
            "refund",
            {**NONE, "G08 B": Cents(10730)},
        ),
        (
            "service_change",
            ServiceChangeFacts(
                "BE", "trader", True, False, date(2026, 12, 1), date(2026, 12, 10), YEAR, date(2026, 12, 20)
            ),
            "last_service_day",
            {"G47 B": date(2026, 12, 20)},
        ),
        (
            "framework_change",
            FrameworkChangeFacts(
                "BE",
                True,
                date(2026, 12, 1),
                date(2026, 12, 10),
                date(2026, 12, 10),
                (ChangedService("once", "one_off_indefinite", Cents(18260), date(2027, 1, 1)),),
            ),
            "refund",
            {"G08 B": Cents(18260)},
        ),
        (
            "extraordinary_by_customer",
            ExtraordinaryFacts(True, date(2026, 12, 10), date(2026, 12, 1), date(2027, 11, 30), Cents(36500)),
            "refund",
            {"G25 B": Cents(0)},
        ),
    ],
)
def test_other_readings(edition: Edition, rule: str, facts: object, name: str, expected: dict[str, object]) -> None:
    found = determine(rule, facts, edition, readings=True).finding(name)
    assert found is not None
    assert {other.reading: other.value for other in found.alternatives} == expected


def test_a_reading_that_has_no_answer_is_left_out(edition: Edition) -> None:
    """Counted from the change the deadline leaves the calendar: that reading says nothing instead of failing."""
    facts = ServiceChangeFacts(
        "BE", "consumer", True, False, date(2025, 3, 3), date(2025, 3, 20), Pricing("free"), date(9999, 12, 31)
    )
    found = determine("service_change", facts, edition, frozenset({"G46 A"}), readings=True)
    assert found.value("deadline") == date(2025, 4, 2)
    assert found.finding("deadline").alternatives == ()


def test_a_determination_tells_its_clauses_once(edition: Edition) -> None:
    found = determine("si_loss", LossFacts("sale"), edition)
    assert found.clauses == ("SI 4",)
    assert found.finding("deadline") is None
    assert found.value("deadline", "none") == "none"


def test_no_rule_is_not_covered(edition: Edition) -> None:
    with pytest.raises(NotCovered):
        determine("divination", None, edition)


def test_a_choice_holds_one_reading_a_point() -> None:
    assert choice_of(["G34 B", "G40 A", "G34 B"]) == {"G34 B"}
    assert choice_of([]) == frozenset()
    for wrong in (["G34 Z"], ["G34"], ["G40 B", "G40 C"], ["G40 A", "G40 C"]):
        with pytest.raises(Refusal):
            choice_of(wrong)


def test_the_reading_in_force() -> None:
    point = point_of("G40 C")
    assert reading_in_force(point, frozenset({"G40 C", "G34 B"})).id == "G40 C"
    assert reading_in_force(point, frozenset()) is point.default


def test_a_list_differs_as_a_whole_only_when_it_holds_others(edition: Edition) -> None:
    """The services of G13 B are the same with another refund; the bookings of G31 B are not there at all."""
    monthly = FrameworkTerminationFacts(
        date(2025, 2, 10), (RunningService("a", "monthly", None, Cents(3100), date(2025, 1, 5)),)
    )
    found = determine("customer_terminates_framework", monthly, edition, readings=True)
    assert found.finding("services").alternatives == ()
    assert [other.reading for other in found.value("services")[0].findings[1].alternatives] == ["G13 B"]
    contract = WithdrawalFacts(
        "framework",
        "consumer",
        "BE",
        date(2025, 3, 3),
        date(2025, 3, 4),
        Pricing("free"),
        bookings=(BookingFacts("a", YEAR),),
    )
    alternatives = determine("withdrawal", contract, edition, readings=True).finding("bookings").alternatives
    assert [(other.reading, other.value) for other in alternatives] == [("G31 B", ())]
