"""Facts on which the readings of contested points differ, each with what the others give, counted by hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.terms.clause import Cents
from app.terms.facts import (
    BreachFacts,
    FormationFacts,
    FrameworkChangeFacts,
    FrameworkTerminationFacts,
    NonRenewalFacts,
    OutageFacts,
    PaidBooking,
    Pricing,
    ProviderRecurringFacts,
    ProviderService,
    ProviderTerminationFacts,
    RunningService,
    SanctionsFacts,
    ServiceChangeFacts,
    ServiceTerminationFacts,
    SimFacts,
    TermLengthFacts,
    TermsChangeFacts,
    VehicleSaleFacts,
    WithdrawalFacts,
)
from app.terms.facts_services import ActivationFacts, ExtensionFacts, LossFacts, PackageTermFacts, RetentionFacts

YEAR = Pricing("limited", Cents(36500), date(2026, 1, 1), date(2026, 12, 31))
ANCHOR = Pricing("monthly", Cents(3100), first_due_on=date(2025, 1, 31))
"""Due on the 31st: in February on the 28th, by another reading on 1 March."""
BOOKED = WithdrawalFacts(
    "booking",
    "consumer",
    "BE",
    date(2025, 3, 3),
    date(2025, 3, 12),
    Pricing("limited", Cents(36500), date(2025, 3, 3), date(2026, 3, 2)),
)
CONTRACT = WithdrawalFacts("framework", "consumer", "BE", date(2025, 1, 2), date(2025, 3, 10), Pricing("free"))
PACKAGE = BOOKED._replace(
    contract="service_inclusive",
    concluded_on=date(2025, 3, 1),
    received_on=date(2025, 3, 10),
    start_requested=True,
    pricing=Pricing("service_inclusive", Cents(36500), date(2025, 3, 1), date(2026, 2, 28), works_performed=1),
)
STARTED = BOOKED._replace(start_requested=True, service_started_on=date(2025, 3, 10))
ORDERED = SimFacts(datetime(2025, 3, 20, 10), (), paid_bookings=(PaidBooking("a", None, Cents(10000)),))
"""A new vehicle that is not handed over yet."""
RENEWED = ServiceTerminationFacts(
    "consumer", "limited_renewed", date(2025, 6, 15), None, date(2026, 2, 28), Cents(36500), date(2025, 3, 1)
)
SPENT = NonRenewalFacts("consumer", True, 12, date(2025, 2, 28), first_start=date(2023, 3, 1))
SOLD = VehicleSaleFacts(date(2025, 4, 1), date(2025, 4, 1), date(2025, 12, 31), Cents(36500), date(2025, 1, 1))
NEW_CAR = PackageTermFacts("service_inclusive", 36, 40000, date(2018, 10, 1))
MONTHLY = FrameworkTerminationFacts(
    date(2025, 2, 10), (RunningService("a", "monthly", None, Cents(3100), date(2025, 1, 5)),)
)
ONCE = FrameworkTerminationFacts(
    date(2025, 3, 3), (RunningService("a", "one_off_indefinite", None, Cents(182600), start=date(2024, 4, 3)),)
)
"""Paid once for a service that began on 3 April 2024: five years are 1,826 days, 366 of them used by the notice."""
SANCTIONED = SanctionsFacts(True, True, False, date(2026, 5, 13), date(2026, 1, 1), date(2026, 12, 31), Cents(36500))
FOUND: list[tuple[str, Any, str, dict[str, Any]]] = [
    (
        "provider_terminates",
        ProviderTerminationFacts("framework", date(2020, 3, 10), date(2025, 3, 11)),
        "effective_date",
        {"G01 A": date(2030, 3, 11)},
    ),
    (
        "provider_terminates",
        ProviderTerminationFacts("service", date(2020, 3, 10), date(2025, 3, 11)),
        "effective_date",
        {},
    ),
    (
        "provider_terminates",
        ProviderTerminationFacts(
            "service",
            date(2020, 3, 10),
            date(2025, 3, 1),
            concluded_on=date(2020, 1, 15),
            started_on=date(2020, 3, 10),
        ),
        "earliest_notice_date",
        {"G02 C": date(2025, 3, 10), "G03 A": date(2025, 1, 16)},
    ),
    (
        "provider_terminates",
        ProviderTerminationFacts(
            "service", date(2020, 3, 10), date(2025, 3, 1), concluded_on=date(2020, 3, 10), started_on=date(2020, 2, 1)
        ),
        "earliest_notice_date",
        {"G02 C": date(2025, 3, 10), "G03 B": date(2025, 2, 2)},
    ),
    (
        "outage",
        OutageFacts(
            True,
            date(2026, 1, 1),
            date(2026, 1, 10),
            Pricing("one_off_indefinite", Cents(18260), date(2024, 11, 18)),
        ),
        "refund",
        {"G08 A": Cents(0), "G08 B": Cents(100)},
    ),
    (
        "customer_terminates_service",
        ServiceTerminationFacts("consumer", "one_off_indefinite", date(2025, 2, 28)),
        "last_service_day",
        {"G15 B": date(2025, 3, 31)},
    ),
    (
        "withdrawal",
        BOOKED._replace(concluded_on=date(2025, 4, 25), received_on=date(2025, 5, 5)),
        "deadline",
        {"G40 C": date(2025, 5, 12)},
    ),
    (
        "service_change",
        ServiceChangeFacts("BE", "trader", True, False, date(2026, 2, 2), date(2026, 2, 13), YEAR, date(2026, 2, 20)),
        "last_service_day",
        {"G47 B": date(2026, 2, 20)},
    ),
    ("vehicle_sale", SOLD, "refund", {"G05 B": Cents(23200)}),
    ("vehicle_sale", SOLD._replace(price=None), "refund", {}),
    ("vehicle_sale", SOLD._replace(period_start=date(2025, 12, 31)), "refund", {"G05 B": Cents(36500)}),
    ("vehicle_sale", SOLD._replace(period_start=date(2026, 1, 1)), "refund", {}),
    ("customer_terminates_framework", ONCE, "refund", {"G06 B": Cents(146000)}),
    (
        "customer_terminates_service",
        ServiceTerminationFacts(
            "trader", "one_off_indefinite", date(2025, 3, 3), price=Cents(182600), period_start=date(2024, 4, 3)
        ),
        "refund",
        {"G06 B": Cents(146000)},
    ),
    (
        "provider_terminates",
        ProviderTerminationFacts("service", date(2019, 1, 1), date(2025, 3, 3), price=Cents(182600)),
        "refund",
        {"G06 B": Cents(0)},
    ),
    (
        "provider_terminates",
        ProviderTerminationFacts(
            "framework",
            date(2019, 1, 1),
            date(2025, 3, 3),
            (
                ProviderService("a", "one_off_indefinite", None, date(2020, 3, 1), Cents(182600)),
                ProviderService("b", "one_off_indefinite", None, date(2020, 3, 1)),
            ),
        ),
        "refund",
        {},
    ),
    (
        "provider_terminates_recurring",
        ProviderRecurringFacts(date(2025, 1, 5), date(2025, 6, 6)),
        "last_service_day_if_open_to_provider",
        {"G09 B": date(2030, 2, 4)},
    ),
    (
        "provider_terminates_recurring",
        ProviderRecurringFacts(date(2025, 1, 5), date(2025, 6, 6)),
        "allowed",
        {"G10 A": True},
    ),
    (
        "customer_terminates_service",
        ServiceTerminationFacts("consumer", "monthly", date(2025, 2, 10), date(2025, 1, 31)),
        "effective_from",
        {"G12 B": date(2025, 3, 1)},
    ),
    (
        "outage",
        OutageFacts(True, date(2025, 2, 28), date(2025, 2, 28), ANCHOR),
        "refund",
        {"G12 B": Cents(107), "G74 B": Cents(0)},
    ),
    (
        "framework_change",
        FrameworkChangeFacts("BE", True, date(2025, 2, 3), date(2025, 2, 28)),
        "refund",
        {},
    ),
    ("customer_terminates_framework", MONTHLY, "refund", {"G13 B": Cents(2500)}),
    (
        "customer_terminates_framework",
        FrameworkTerminationFacts(date(2025, 2, 10), sent_on=date(2025, 2, 5)),
        "notice_end",
        {"G14 B": date(2025, 3, 5)},
    ),
    (
        "customer_terminates_framework",
        FrameworkTerminationFacts(date(2025, 2, 10), sent_on=date(2025, 2, 15)),
        "notice_end",
        {},
    ),
    (
        "customer_terminates_service",
        ServiceTerminationFacts("trader", "one_off_indefinite", date(2025, 2, 10), sent_on=date(2025, 2, 5)),
        "last_service_day",
        {"G14 B": date(2025, 3, 5)},
    ),
    (
        "customer_terminates_service",
        ServiceTerminationFacts("trader", "monthly", date(2025, 2, 10), date(2025, 1, 7), sent_on=date(2025, 2, 5)),
        "last_service_day",
        {"G14 B": date(2025, 2, 6)},
    ),
    (
        "customer_terminates_service",
        RENEWED._replace(sent_on=date(2025, 6, 10)),
        "last_service_day",
        {
            "G14 B": date(2025, 6, 10),
            "G17 A": date(2026, 2, 28),
            "G17 C": date(2025, 7, 15),
            "G17 D": date(2025, 8, 15),
        },
    ),
    ("customer_terminates_service", RENEWED, "allowed", {"G17 A": False}),
    ("term_length", TermLengthFacts(date(2025, 3, 3), 12, 12), "allowed", {}),
    ("term_length", TermLengthFacts(date(2025, 3, 3), 12, 13), "allowed", {"G18 B": False}),
    ("non_renewal", SPENT, "renewed", {"G18 B": False}),
    ("non_renewal", SPENT, "last_service_day", {"G18 B": date(2025, 2, 28)}),
    (
        "non_renewal",
        SPENT._replace(first_start=date(2024, 3, 1), renewal_months=24),
        "last_service_day",
        {"G18 B": date(2026, 2, 28)},
    ),
    (
        "sim_deactivation",
        SimFacts(datetime(2025, 3, 3, 15), (), datetime(2025, 3, 1, 14)),
        "payments_continue",
        {"G20 B": False},
    ),
    ("sanctions", SANCTIONED, "refund", {"G23 B": None}),
    ("breach", BreachFacts(2), "refund_rule", {"G24 A": "nothing", "G24 B": "pro_rata"}),
    ("sim_deactivation", ORDERED, "treated_as", {}),
    ("sim_deactivation", ORDERED._replace(customer_type="trader"), "refund", {"G26 A": Cents(0)}),
    (
        "sim_deactivation",
        ORDERED._replace(customer_type="consumer", concluded_on=date(2025, 3, 5)),
        "treated_as",
        {"G26 A": "suspension_only"},
    ),
    ("sim_deactivation", ORDERED._replace(concluded_on=date(2025, 3, 6)), "treated_as", {}),
    (
        "sim_deactivation",
        ORDERED._replace(requested_at=datetime(2025, 3, 1, 9)),
        "refund_due_by",
        {"G41 B": date(2025, 3, 17)},
    ),
    (
        "service_change",
        ServiceChangeFacts("BE", "consumer", True, False, date(2026, 2, 2), date(2026, 2, 14), YEAR),
        "refund_due_by",
        {"G41 B": date(2026, 3, 2)},
    ),
    ("withdrawal", CONTRACT._replace(delivered_on=date(2025, 3, 3)), "allowed", {"G32 B": True}),
    ("withdrawal", CONTRACT._replace(delivered_on=date(2025, 3, 3)), "deadline", {"G32 B": date(2025, 3, 17)}),
    ("withdrawal", CONTRACT._replace(delivered_on=date(2024, 12, 3)), "deadline", {}),
    ("withdrawal", BOOKED._replace(concluded_at_dealer=True), "allowed", {"G33 A": False}),
    ("withdrawal", STARTED, "allowed", {"G36 B": False}),
    ("withdrawal", STARTED._replace(service_started_on=date(2025, 3, 13)), "allowed", {}),
    ("withdrawal", STARTED._replace(service_started_on=date(2025, 3, 12)), "allowed", {"G36 B": False}),
    ("withdrawal", STARTED._replace(received_on=date(2025, 6, 2)), "reason", {}),
    ("withdrawal", STARTED._replace(start_requested=False), "allowed", {}),
    ("withdrawal", STARTED._replace(contract="framework"), "allowed", {}),
    ("withdrawal", BOOKED._replace(bundle_share=Cents(6000)), "refund", {"G37 B": Cents(6000)}),
    (
        "framework_change",
        FrameworkChangeFacts("BE", False, date(2025, 2, 3), date(2025, 2, 28), noticeable=True),
        "right_to_terminate",
        {"G43 B": True},
    ),
    (
        "terms_change",
        TermsChangeFacts(
            date(2025, 5, 1),
            date(2025, 7, 1),
            objection_received_on=date(2025, 7, 1),
            objection_sent_on=date(2025, 6, 30),
        ),
        "change_binds_customer",
        {"G44 C": False},
    ),
    (
        "si_term",
        NEW_CAR._replace(first_covered_service_on=date(2019, 2, 1), odometer_at_start=5000),
        "last_day",
        {"G48 B": date(2022, 1, 31), "G49 B": date(2021, 10, 1)},
    ),
    (
        "si_term",
        NEW_CAR._replace(first_covered_service_on=date(2019, 2, 1), odometer_at_start=5000),
        "km_limit",
        {"G48 B": 45000},
    ),
    ("si_term", NEW_CAR._replace(activated_on=date(2018, 12, 10)), "term_start", {"G51 B": date(2018, 12, 10)}),
    (
        "si_activation",
        ActivationFacts("service_inclusive_used", date(2025, 3, 1), date(2025, 3, 31), date(2025, 9, 30)),
        "activated_on",
        {"G52 B": date(2025, 10, 1)},
    ),
    (
        "si_extension",
        ExtensionFacts("service_inclusive", date(2024, 11, 30), date(2025, 3, 10), months=12),
        "extended_last_day",
        {"G56 B": date(2026, 3, 9)},
    ),
    ("si_loss", LossFacts("total_loss"), "refund", {"G57 B": None}),
    ("si_loss", LossFacts("sale"), "refund", {}),
    (
        "si_loss",
        LossFacts("other_loss_of_use", date(2026, 5, 13), Cents(36500), date(2026, 1, 1), date(2026, 12, 31)),
        "refund",
        {"G57 B": Cents(23200)},
    ),
    ("withdrawal", PACKAGE, "refund", {"G59 B": Cents(35500)}),
    ("withdrawal", PACKAGE, "deduction", {"G59 B": Cents(1000)}),
    ("withdrawal", PACKAGE._replace(start_requested=False), "refund", {}),
    (
        "si_extension",
        ExtensionFacts("service_inclusive", date(2024, 11, 30), date(2025, 3, 10), "LU"),
        "allowed",
        {"G61 A": False},
    ),
    (
        "formation",
        FormationFacts(
            "store_booking", activations=(date(2025, 3, 2), date(2025, 3, 5)), last_button_clicked_on=date(2025, 3, 3)
        ),
        "binding_on",
        {"G64 B": date(2025, 3, 5)},
    ),
    (
        "formation",
        FormationFacts(
            "store_booking",
            last_button_clicked_on=date(2025, 3, 3),
            declaration_sent=True,
            declaration_on=date(2025, 3, 7),
        ),
        "binding_on",
        {"G64 B": date(2025, 3, 7)},
    ),
    ("outage", OutageFacts(False, date(2026, 1, 1), date(2026, 1, 10), YEAR), "allowed", {"G73 B": True}),
    ("outage", OutageFacts(False, date(2026, 1, 1), date(2026, 1, 10), YEAR, "trader"), "allowed", {}),
    ("outage", OutageFacts(True, date(2026, 1, 1), date(2026, 1, 10), YEAR), "refund", {"G74 B": Cents(800)}),
    (
        "retention",
        RetentionFacts("intelligent_ecall_voice", datetime(2025, 3, 3, 14, 30), date(2025, 6, 30)),
        "erase_by",
        {"G88 B": date(2025, 6, 30)},
    ),
    ("retention", RetentionFacts("customer_hotline", date(2025, 3, 3), date(2025, 6, 30)), "erase_by", {}),
]
