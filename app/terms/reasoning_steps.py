"""In which steps each rule is explained: a question, the findings that answer it, the facts they rest on."""

from __future__ import annotations

from typing import NamedTuple

from app.terms.clause import Because, because


class Step(NamedTuple):
    """One step: its title, the findings it shows, the facts that go in (by their path), the findings it also covers.

    ``law`` is the finding that says where mandatory law governs instead of the clause; it is told in the same step.
    ``called`` are labels of facts that mean something else here than in other rules.
    """

    title: Because
    shows: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    law: str = ""
    called: tuple[tuple[str, Because], ...] = ()


_POSSIBLE = because("Is it possible")
_MONEY = because("Money")
_LAST_DAY = because("Last service day")
_IN_TIME = because("In time")
_CONTRACT = because("The contract")
_WHO = because("Who confirms")
_RIGHT = because("Right to terminate")
_DATES = ("sent_on", "received_on")
_PAID = ("price", "period_start", "period_end", "first_due_on")
_PRICED = tuple(f"pricing.{name}" for name in _PAID)

USE = Step(
    because("Part already used"),
    ("deduction", "refund"),
    ("pricing.kind", *_PRICED, "pricing.works_performed", "start_requested", "service_started_on"),
    ("consumed_days", "total_days", "supervisor"),
    law="use_governed_by",
)
"""Also told of each booking that falls with a contract."""

BESIDE = (
    Step(because("Which terms govern"), ("governing_edition",)),
    Step(because("Agreed on the telephone"), ("telephone_governed_by",)),
)
"""What comes before the steps of any rule, where there is something to tell."""

STEPS: dict[str, tuple[Step, ...]] = {
    "withdrawal": (
        Step(
            because("The 14 days"),
            ("deadline",),
            ("concluded_on", "informed_at_conclusion", "informed_later_on", "country"),
            ("period_end_unrolled",),
            law="period_governed_by",
        ),
        Step(_IN_TIME, ("allowed", "reason"), ("customer_type", *_DATES)),
        Step(_LAST_DAY, ("last_service_day",), ("received_on",)),
        USE,
        Step(because("Bookings fall too"), ("bookings_cascade", "bookings")),
        Step(because("Paid back in all"), ("refund_total",)),
        Step(
            because("Refund"),
            ("refund_due_by",),
            ("received_on",),
            ("same_payment_means",),
            law="late_refund_governed_by",
        ),
        Step(because("Acknowledgement"), ("acknowledgement_governed_by",), ("channel",)),
        Step(_CONTRACT, ("framework_ends",)),
    ),
    "late_refund": (
        Step(because("Refund"), ("refund_due_by",), ("received_on",)),
        Step(
            because("Legal interest"),
            ("interest_runs", "interest_from", "interest_days", "periods"),
        ),
        Step(because("Legal interest"), ("interest",), (), ("supervisor",)),
    ),
    "sim_deactivation": (
        Step(because("Who and where"), ("carried_out_by",)),
        Step(
            because("What it means"), ("treated_as",), ("requested_at", "new_vehicle", "handover_at", "also_terminates")
        ),
        Step(because("What stays on"), ("sim_scope", "stays_active"), ("type_approval_functions",)),
        Step(_CONTRACT, ("framework_end",)),
        Step(because("Activated functions"), ("activated_features",), ("activated_features",)),
        Step(because("Services rest"), ("obligation_suspended_from",), ("deactivated_on",)),
        Step(_MONEY, ("refund",)),
        Step(because("Refund"), ("refund_due_by",)),
        Step(because("Payments"), ("payments_continue",)),
    ),
    "customer_terminates_framework": (
        Step(because("Any time"), ("allowed",)),
        Step(because("One month"), ("notice_end",), ("received_on",)),
        Step(because("What ends, what runs on"), ("framework_remains_only_for_limited_until", "services")),
        Step(_MONEY, ("refund",)),
    ),
    "customer_terminates_service": (
        Step(because("May it be ended"), ("allowed", "reason"), ("customer_type", "kind"), law="exit_governed_by"),
        Step(
            because("Next due date"),
            ("effective_from",),
            ("received_on", "first_due_on"),
            ("payment_due_on_effective_date",),
        ),
        Step(_LAST_DAY, ("last_service_day",), ("received_on", "term_end")),
        Step(_MONEY, ("refund",), ("price", "period_start", "term_end"), ("supervisor",)),
        Step(_CONTRACT, ("framework_ends",)),
    ),
    "provider_terminates": (
        Step(because("Five years"), ("earliest_notice_date", "allowed"), ("base_date", "received_on")),
        Step(because("Takes effect on"), ("effective_date",), ("received_on",)),
        Step(because("The five years, counted to the end"), ("allowed_if_five_years_tested_on_effective_date",)),
        Step(_MONEY, ("refund",), (), ("supervisor",)),
        Step(because("What ends, what runs on"), ("framework_remains_for_services_until", "services")),
    ),
    "provider_terminates_recurring": (
        Step(_POSSIBLE, ("allowed",), (), ("supervisor",)),
        Step(because("Next due date"), ("last_service_day_if_open_to_provider",), ("received_on", "first_due_on")),
    ),
    "non_renewal": (
        Step(because("Renewal"), ("auto_renewal",)),
        Step(because("Safe last day to oppose"), ("latest_notice",), ("term_end", "customer_type")),
        Step(
            because("Last day with a whole month left"),
            ("latest_notice_forward_reading",),
            ("term_end", "customer_type"),
        ),
        Step(_IN_TIME, ("in_time", "renewed"), ("notice_sent_on", "notice_by")),
        Step(_LAST_DAY, ("last_service_day",), ("term_end", "renewal_months"), ("last_service_day_if_not_renewed",)),
        Step(because("Leaving a renewed term"), ("consumer_may_leave_during_renewal",), ("customer_type",)),
    ),
    "term_length": (
        Step(because("Length of the term"), ("allowed", "last_service_day"), ("start", "months")),
        Step(because("Renewal"), ("renewal_automatic",)),
    ),
    "vehicle_sale": (
        Step(_POSSIBLE, ("allowed",), ("term_end",)),
        Step(because("Six weeks"), ("six_weeks_end",), ("sold_on", "received_on")),
        Step(_LAST_DAY, ("last_service_day",), ("term_end",)),
        Step(_MONEY, ("refund",)),
        Step(because("Duties"), ("duties",)),
        Step(_CONTRACT, ("framework_ends",)),
    ),
    "transfer_contract": (Step(_POSSIBLE, ("allowed",), ("provider_consents",)),),
    "payment_default": (
        Step(
            because("Last day to pay"),
            ("last_day_to_pay", "in_default_from"),
            ("invoice_date", "country"),
            ("period_end_unrolled",),
        ),
        Step(because("Late or not"), ("was_or_is_in_default",), ("check_on", "paid_on")),
        Step(because("Suspension"), ("suspension_allowed_on_check_date",), ("check_on",)),
    ),
    "set_off": (
        Step(
            _POSSIBLE,
            ("allowed",),
            (
                "terms",
                "undisputed",
                "court_established",
                "claim_from_intent",
                "certain_due_payable",
                "enforceable_title",
            ),
        ),
    ),
    "expired_payment_means": (
        Step(
            because("Warning to the customer"),
            ("latest_warning",),
            ("means_expires_on", "warned_on", "consequences_stated"),
        ),
        Step(
            because("Ended at once"),
            ("immediate_termination_allowed", "last_service_day"),
            ("payment_due_on", "payment_failed", "terminated_on"),
        ),
        Step(because("What follows instead"), ("fallback",)),
        Step(_MONEY, ("refund",)),
    ),
    "outage": (
        Step(_POSSIBLE, ("allowed", "reason"), ("attributable_to_provider",), law="remedy_governed_by"),
        Step(because("Days without service"), ("outage_days",), ("from_", "to"), ("total_days",)),
        Step(_MONEY, ("refund",), _PRICED, ("periods",)),
        Step(_WHO, ("supervisor",), ("customer_type",)),
    ),
    "remote_intervention": (
        Step(
            _POSSIBLE,
            ("allowed", "failed"),
            ("safe_operation", "expected_permanent_fix", "limited_to_fix", "no_undue_harm", "outage_minutes"),
        ),
        Step(because("Another attempt"), ("repeat_allowed",), ("failed_technically",)),
    ),
    "sanctions": (
        Step(
            because("Termination"),
            ("termination_allowed", "booking_may_be_refused"),
            ("customer_sanctioned", "provider_barred_from_performing"),
        ),
        Step(_MONEY, ("refund",), ("price", "period_start", "period_end", "last_service_day")),
        Step(because("Payment"), ("payable_now",), ("authority_approval_required", "authority_approved")),
        Step(_WHO, ("supervisor",)),
    ),
    "breach": (
        Step(because("Suspension"), ("suspend_or_limit_allowed",), ("breaches", "continuing", "still_in_breach")),
        Step(because("Termination"), ("extraordinary_termination_by_provider",), ("breaches", "continuing")),
        Step(_MONEY, ("refund_rule",), (), ("supervisor",)),
    ),
    "extraordinary_by_customer": (
        Step(because("Good reason"), ("allowed",), ("good_reason",)),
        Step(_LAST_DAY, ("last_service_day",), ("received_on",)),
        Step(_MONEY, ("refund",), ("price", "period_start", "period_end")),
        Step(_WHO, ("supervisor",)),
    ),
    "framework_change": (
        Step(_RIGHT, ("right_to_terminate",), ("substantial",)),
        Step(because("Six weeks"), ("deadline",), ("notified_on", "country"), ("period_end_unrolled",)),
        Step(_IN_TIME, ("in_time",), _DATES),
        Step(_LAST_DAY, ("last_service_day",), ("received_on",)),
        Step(because("Without charge"), ("free_of_charge",)),
        Step(_MONEY, ("services", "refund"), (), ("supervisor",)),
    ),
    "terms_change": (
        Step(
            because("Announcement"),
            ("latest_announcement", "announcement_in_time"),
            ("announced_on", "effective_on", "consequences_stated"),
        ),
        Step(
            because("Objection"),
            ("last_day_to_object", "objection_in_time"),
            ("effective_on", "objection_received_on"),
        ),
        Step(because("New terms at the earliest"), ("earliest_effective_if_announced",), ("announced_on",)),
        Step(because("The change binds"), ("change_binds_customer",), ("essential",)),
    ),
    "service_change": (
        Step(_RIGHT, ("right_to_terminate",), ("impairs_use", "negligible")),
        Step(
            because("30 days"),
            ("deadline",),
            ("notified_on", "modification_on", "customer_type", "country"),
            ("deadline_contract",),
            law="deadline_governed_by",
        ),
        Step(_IN_TIME, ("in_time",), _DATES),
        Step(_LAST_DAY, ("last_service_day",), ("received_on",)),
        Step(_MONEY, ("refund",), _PRICED, ("supervisor",), law="refund_governed_by"),
        Step(because("Refund"), ("refund_due_by",), ("received_on",)),
    ),
    "formation": (
        Step(
            because("When the contract begins"),
            ("framework_effective_on",),
            ("case", "purchase_contract_on", "first_registration_on", "activations"),
        ),
        Step(because("When the booking binds"), ("binding_on",), ("last_button_clicked_on",)),
        Step(because("Activation"), ("activation_delayed_until_data_connection",), ("no_connection",)),
        Step(because("Acceptance"), ("acceptance",), ("declaration_sent",)),
    ),
    "store_purchase": (
        Step(
            _POSSIBLE,
            ("allowed", "missing"),
            ("framework_contract", "portal_registration", "vehicle_linked", "address", "payment_details"),
        ),
        Step(because("Refusal by MINI"), ("may_be_refused",), ("sanctioned",)),
    ),
    "external_store": (
        Step(
            because("Access to the store"),
            ("access", "content", "missing"),
            ("connected_package_active", "account", "mandatory_updates", "os9"),
        ),
    ),
    "strike": (Step(because("Suspension"), ("permanent", "suspended_until"), ("violation_number", "from_")),),
    "si_activation": (
        Step(
            because("Start of the package"),
            ("activated_on", "queued"),
            ("package", "price_received_on", "previous_used_package_last_day"),
        ),
    ),
    "si_package": (
        Step(because("Two years"), ("window_end",), ("first_registration_on",)),
        Step(
            because("Which package"),
            ("service_inclusive", "service_inclusive_used", "neither"),
            ("on", "first_service_on"),
        ),
    ),
    "si_term": (
        Step(
            because("Start of the term"),
            ("term_start",),
            ("package", "first_registration_on", "first_covered_service_on"),
        ),
        Step(because("Time of the package"), ("last_day_by_time",), ("months",)),
        Step(because("Kilometres of the package"), ("km_limit",), ("km", "odometer_at_start")),
        Step(because("Last day"), ("last_day",), ("km_limit_reached_on",)),
    ),
    "si_extension": (
        Step(
            _POSSIBLE,
            ("allowed", "deadline"),
            ("package", "term_last_day", "on", "country"),
            ("period_end_unrolled",),
        ),
    ),
    "si_loss": (
        Step(because("Where the package goes"), ("package_continues_with_vehicle",), ("event",)),
        Step(because("Another vehicle"), ("transferable_to_other_vehicle",)),
        Step(_MONEY, ("refund",)),
    ),
    "si_entitlement": (
        Step(
            because("Is the work covered"),
            ("entitled", "work_in_scope", "within_term", "cbs", "exclusions"),
            ("powertrain", "work", "on", "odometer", "term_start", "term_last_day", "km_limit"),
        ),
    ),
    "eligibility": (
        Step(because("Can this vehicle have it"), ("eligible", "missing"), ("service", "vehicle.os", "vehicle.codes")),
    ),
    "limits": (Step(_POSSIBLE, ("allowed",), ("what", "requested_total")),),
    "retention": (Step(because("How long data are kept"), ("erase_by",), ("data", "from_")),),
    "data_request": (
        Step(
            because("How data are given"),
            ("via", "allowed", "keyed_on"),
            ("by", "kind", "holder_agrees"),
            called=(("kind", because("Which data")),),
        ),
        Step(because("Personal data"), ("personal_data",), ("consent_personal_data",)),
        Step(because("Time to reply"), ("reply_by",), ("received_on",)),
    ),
    "hotline": (Step(because("Opening hours"), ("open", "number", "email"), ("line", "country", "at")),),
    "forum": (
        Step(because("Court"), ("exclusive_court",), ("customer_type", "country")),
        Step(because("Law that applies"), ("law",)),
        Step(_WHO, ("supervisor",), ("country",)),
    ),
}
"""The steps of each rule in the order an agent would explain them."""

OF_PARTS: dict[str, tuple[Step, ...]] = {
    "bookings": (USE,),
    "periods": (Step(because("Legal interest"), ("interest",), (), ("from", "through", "days")),),
    "services": (
        Step(_LAST_DAY, ("last_service_day",), ("kind", "term_end", "start"), ("survives",)),
        Step(_MONEY, ("refund",), ("kind", *_PAID), ("supervisor",)),
    ),
}
"""The steps of each booking or service inside a determination, by the finding that holds them."""
