"""What each result of the rules is called, short, beside its value, and the words for results that are words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from app.terms.catalogue import load_catalogue
from app.terms.clause import Because, Cents, Part, because, because_word, cited
from app.terms.edition_names import edition_name

_LABELS: dict[str, Because] = {
    "acceptance": because("Accepted by"),
    "access": because("Access to the store"),
    "acknowledgement_governed_by": because("Acknowledgement"),
    "activated_features": because("Activated functions"),
    "activated_on": because("Active from"),
    "activation_delayed_until_data_connection": because("Waits for a data link"),
    "allowed": because("Possible"),
    "allowed_if_five_years_tested_on_effective_date": because("Five years over when it takes effect"),
    "announcements": because("Announcements"),
    "announcement_in_time": because("Announced in time"),
    "auto_renewal": because("Renewed by itself"),
    "binding_on": because("Booked on"),
    "booking_may_be_refused": because("Booking may be refused"),
    "bookings": because("Bookings"),
    "bound_on": because("Bound from"),
    "bookings_cascade": because("Bookings fall too"),
    "carried_out_by": because("Done by"),
    "cbs": because("Shown as due by the vehicle"),
    "change_binds_customer": because("The change binds"),
    "consumed_days": because("Days used"),
    "consumer_may_leave_during_renewal": because("May leave the renewed term"),
    "content": because("Installed content"),
    "deadline": because("Last day"),
    "deadline_contract": because("Last day by the terms"),
    "deadline_governed_by": because("Last day by law"),
    "deduction": because_word("letter", "Kept"),
    "duties": because("Duties"),
    "earliest_effective_if_announced": because("New terms at the earliest"),
    "earliest_notice_date": because("Earliest notice"),
    "effective_date": because("Takes effect on"),
    "effective_from": because("First day without service"),
    "edition": because("Edition"),
    "governing_edition": because("Edition"),
    "telephone_governed_by": because("Booking by telephone"),
    "eligible": because("Possible on this vehicle"),
    "email": because("E-mail"),
    "entitled": because("Covered"),
    "erase_by": because("Erased by"),
    "exclusions": because("Excluded because of"),
    "exclusive_court": because("Court"),
    "exit_governed_by": because("Exit by law"),
    "extraordinary_termination_by_provider": because("MINI may terminate"),
    "failed": because("Conditions that fail"),
    "fallback": because("What follows instead"),
    "framework_effective_on": because("Contract from"),
    "framework_end": because("Contract ends on"),
    "framework_ends": because("The contract ends too"),
    "framework_remains_for_services_until": because("Contract stays until"),
    "framework_remains_only_for_limited_until": because("Contract stays until"),
    "free_of_charge": because("Without charge"),
    "governed_by": because("What governs"),
    "immediate_termination_allowed": because("MINI may end it at once"),
    "in_default_from": because("Late from"),
    "in_time": because("In time"),
    "interest": because("Legal interest"),
    "interest_days": because("Days of interest"),
    "interest_from": because("Interest from"),
    "interest_runs": because("Interest runs"),
    "keyed_on": because("Found by"),
    "km_limit": because("Up to odometer reading"),
    "last_day": because("Last day"),
    "last_day_by_time": because("Last day by time"),
    "last_day_to_object": because("Last day to object"),
    "last_day_to_pay": because("Last day to pay"),
    "last_service_day": because("Last service day"),
    "last_service_day_if_not_renewed": because("Last day without renewal"),
    "last_service_day_if_open_to_provider": because("It would end on"),
    "late_refund_governed_by": because("Interest by law"),
    "latest_announcement": because("Latest announcement"),
    "latest_notice": because("Safe last day to oppose"),
    "latest_notice_forward_reading": because("Last day with a whole month left"),
    "latest_warning": because("Last day to warn"),
    "law": because("Law that applies"),
    "may_be_booked": because("May be booked"),
    "may_be_refused": because("May be refused"),
    "missing": because("Missing"),
    "neither": because("Neither package"),
    "notice_end": because("Notice ends on"),
    "number": because("Telephone"),
    "objection_in_time": because("Objected in time"),
    "obligation_suspended_from": because("Services rest from"),
    "open": because("Open now"),
    "outage_days": because("Days without service"),
    "package_continues_with_vehicle": because("Stays with the vehicle"),
    "payable_now": because("Payable now"),
    "payment_due_on_effective_date": because("Next payment is taken"),
    "payments_continue": because("Payments go on"),
    "period_end_unrolled": because("End as counted"),
    "period_governed_by": because("Period by law"),
    "periods": because("Paid months"),
    "permanent": because("For good"),
    "personal_data": because("Personal data too"),
    "queued": because("Waits for the earlier package"),
    "reason": because("Reason"),
    "refund": because("Paid back"),
    "refund_due_by": because("Paid back by"),
    "refund_governed_by": because("Refund by law"),
    "refund_rule": because("Rule on money back"),
    "refund_total": because("Paid back in all"),
    "remedy_governed_by": because("Remedy by law"),
    "renewal_automatic": because("Renewed by itself"),
    "renewed": because("Renewed"),
    "repeat_allowed": because("May be repeated"),
    "reply_by": because("Reply by"),
    "right_to_terminate": because("Right to terminate"),
    "same_payment_means": because("The way it was paid"),
    "service_inclusive": because("Service Inclusive"),
    "service_inclusive_used": because("Service Inclusive for used cars"),
    "services": because("Services"),
    "sim_scope": because("How far the SIM goes off"),
    "six_weeks_end": because("Six weeks end on"),
    "stays_active": because("Stays on"),
    "supervisor": because("A supervisor confirms"),
    "survives": because("Runs on"),
    "suspend_or_limit_allowed": because("May be suspended"),
    "suspended_until": because("Suspended until"),
    "suspension_allowed_on_check_date": because("May be suspended"),
    "term_start": because("Term begins on"),
    "termination_allowed": because("Termination possible"),
    "total_days": because("Days in all"),
    "transferable_to_other_vehicle": because("Can move to another vehicle"),
    "treated_as": because("What it means"),
    "use_governed_by": because("Use by law"),
    "via": because("How data are given"),
    "was_or_is_in_default": because("Payment is late"),
    "window_end": because("Two years end on"),
    "within_term": because("Within time and kilometres"),
    "work_in_scope": because("Part of the package"),
}

_WORDS: dict[str, Because] = {
    "BE": because("Belgium"),
    "BEV": because("battery"),
    "ICE": because("combustion engine"),
    "LU": because("Luxembourg"),
    "MC": because("MINI Connected"),
    "PHEV": because("plug-in hybrid"),
    "SI": because("Service Inclusive"),
    "account": because("MINI ID account"),
    "activation": because("the activation"),
    "active": because_word("access", "active"),
    "address": because("address"),
    "air_filter": because("air filter"),
    "app": because("MINI App"),
    "applicable_law_and_suspension": because("suspension, and the law on late payment"),
    "basic": because("basic service"),
    "belgian_keeping_consumer_protection_of_residence": because(
        "Belgian law, with the consumer protection of the country of residence"
    ),
    "belgian_without_cisg": because("Belgian law, without the UN sales convention"),
    "booking": because("a booking"),
    "brake_fluid": because("brake fluid"),
    "brussels": because("courts of Brussels"),
    "cardata": because("MINI CarData"),
    "connected_package": because("MINI Connected Package"),
    "connected_package_active": because("MINI Connected Package"),
    "consumer": because("consumer"),
    "counter": because("At the counter"),
    "customer": because("customer"),
    "customer_hotline": because("calls to the hotline"),
    "customer_service_gdpr": because("customer service"),
    "dealer_branch_or_workshop": because("a dealer, a branch or a workshop"),
    "declaration": because("a declaration"),
    "destination_input": because("entered destinations"),
    "digital_keys": because("digital keys"),
    "door_hinges": because("door hinges"),
    "email": because("E-mail"),
    "engine_oil": because("engine oil"),
    "erase_personal_data": because("erase personal data"),
    "eu_ecall": because("legal emergency call (eCall)"),
    "expected_permanent_fix": because("expected to cure for good"),
    "framework": because("the contract"),
    "framework_contract": because("MINI Connected contract"),
    "free": because("free of charge"),
    "front_door_gas_spring": because("gas spring of the front door"),
    "fuel_filter_diesel": because("fuel filter, diesel"),
    "full": because("altogether"),
    "high_voltage_warn_call": because("warning call of the high-voltage battery"),
    "inform_new_holder_of_services": because("tell the new owner or user which services there are"),
    "intelligent_ecall_technical": because("Intelligent Emergency Call, technical data"),
    "intelligent_ecall_voice": because("Intelligent Emergency Call, voice recording"),
    "intelligent_functions_optout": because("refusal of intelligent functions"),
    "intelligent_functions_preferences": because("preferences of intelligent functions"),
    "intervals_ignored": because("missed service intervals"),
    "joint_users": because("joint users"),
    "learning_navigation_active": because("learning navigation, in use"),
    "learning_navigation_inactive": because("learning navigation, not in use"),
    "letter": because("Letter"),
    "limited": because("paid for a fixed term"),
    "limited_renewed": because("fixed term, renewed"),
    "limited_term_no_ordinary_termination": because("A fixed term runs to its end"),
    "limited_to_fix": because("limited to the cure"),
    "mandatory_updates": because("mandatory updates"),
    "map_data": because("map data"),
    "map_data_for_speed_assist": because("map data for the speed assistant"),
    "map_update_personal": because("map updates"),
    "micro_filter": because("micro filter"),
    "mini_id": because("MINI ID account"),
    "misuse": because("wrong use"),
    "monthly": because("paid monthly"),
    "no_undue_harm": because("without undue harm"),
    "none": because_word("result", "none"),
    "not_a_consumer": because("Not a consumer"),
    "not_a_distance_contract": because(
        "A contract made at the dealer's is no distance contract: there is no right to withdraw."
    ),
    "not_attributable": because("MINI is not the cause"),
    "not_available": because("not available"),
    "notify_provider": because("tell the provider"),
    "obd_or_cardata": because("the vehicle's socket or MINI CarData"),
    "oil_top_up": because("topping up of oil"),
    "one_off_indefinite": because("paid once, without end date"),
    "online_function": because("Online withdrawal function"),
    "optional_only": because("optional equipment only"),
    "os9": because("operating system 9 or newer"),
    "other_loss_of_use": because("another loss of use"),
    "out_of_time": because("Too late"),
    "overload": because("overload"),
    "partial": because("in part"),
    "payment_details": because("payment details"),
    "personal": because("personal data"),
    "phone": because("Phone"),
    "phone_contract": because("mobile phone contract"),
    "portal": because("Portal"),
    "portal_registration": because("registration in the Portal"),
    "predictive_thermal_backend": because("predictive heating and cooling"),
    "product": because("data of the vehicle"),
    "provider": because("MINI"),
    "provider_may_suspend_until_update": because("may be suspended until the update"),
    "provider_may_withdraw": because("may be withdrawn"),
    "remote_command_history": because("history of remote commands"),
    "remote_vehicle_status": because("remote vehicle status"),
    "right_lost": because("The right to withdraw is lost when the service starts at the customer's request."),
    "safe_operation": because("safe to drive"),
    "sale": because("sale"),
    "service": because("a service"),
    "service_inclusive": because("Service Inclusive"),
    "service_inclusive_used": because("Service Inclusive for used cars"),
    "silent_supervisor": because("A supervisor decides"),
    "sim_active": because("SIM switched on"),
    "spark_plugs": because("spark plugs"),
    "spark_plugs_petrol": because("spark plugs, petrol"),
    "standard_equipment": because("standard equipment"),
    "stay_except_online_part": because("stay, without their online part"),
    "store_booking": because("booking in the Store"),
    "suspension_and_termination_notice": because("The services rest, and the contract ends"),
    "suspension_only": because("The services rest, the contract goes on"),
    "third_party": because("somebody else"),
    "total_loss": because("total loss"),
    "trader": because("trader"),
    "unlink_vehicle_in_portal": because("unlink the vehicle in the Portal"),
    "vehicle_check": because("vehicle check"),
    "vehicle_linked": because("linked vehicle"),
    "vehicle_users": because("users in all"),
    "vin": because("vehicle identification number (VIN)"),
    "withdrawal_of_framework": because("The contract lapses"),
    "withdrawn": because("withdrawn"),
}
AMOUNTS = frozenset(("refund", "refund_total", "deduction", "interest"))
_LAW = "_governed_by"
_SYSTEM = "os>="
"""How the case book spells the operating system a service needs; options that will do are ``SA5DN|SA5DW`` there."""


def label_of(finding: str) -> Because:
    """The label of a finding; a new name has none of its own yet."""
    return _LABELS.get(finding, because("Finding"))


def shown(value: Any) -> Because:
    """A value of a fact or a finding as a person reads it: days and amounts by their type, words of the rules in words.

    A text that is no word of the rules (an option code, a telephone number, a service) stands as it is.
    """
    if isinstance(value, bool):
        return because("Yes") if value else because("No")
    if isinstance(value, str):
        return _WORDS.get(value) or _named(value)
    if isinstance(value, tuple):
        return (
            Because("{value}", (("value", tuple(shown(one) for one in value)),))
            if value
            else because_word("result", "none")
        )
    if isinstance(value, float):
        return Because("{value}", (("value", int(value) if value.is_integer() else Decimal(str(value))),))
    if isinstance(value, date | Cents | int):
        return Because("{value}", (("value", value),))
    raise TypeError(f"a {type(value).__name__} is no value of the rules")


def _named(word: str) -> Because:
    if word.startswith(_SYSTEM):
        return because("MINI Operating System {version}", version=int(word.removeprefix(_SYSTEM)))
    if "|" in word:
        return because("one of the options {codes}", codes=word.replace("|", " / "))
    if (edition := edition_name(word)) != word:
        return Because("{value}", (("value", edition),))
    service = load_catalogue().services.get(word)
    return Because(service.name["en"]) if service else Because("{value}", (("value", word),))


def in_words(sentence: Because) -> Because:
    """A reason with the names of functions and services in place of the words the rules use for them."""

    def named(value: Any) -> Any:
        if isinstance(value, Because):
            return in_words(value)
        if isinstance(value, tuple):
            return tuple(named(one) for one in value)
        return shown(value) if isinstance(value, str) else value

    return sentence._replace(values=tuple((name, named(value)) for name, value in sentence.values))


def result_of(name: str, value: Any) -> Because:
    """The value of a finding; what an open one means, in words."""
    if value is None:
        return _OPEN if name in AMOUNTS else _NOTHING.get(name, because("No such day"))
    if name.endswith(_LAW):
        return cited(value)
    if (name, value) in _FLAGS:
        return _FLAGS[name, value]
    return shown(value)


def says_too_little(name: str, value: Any) -> bool:
    """Whether the words for a value need the label of the finding beside them: a mere yes or no."""
    return isinstance(value, bool) and (name, value) not in _FLAGS


_FLAGS: dict[tuple[str, Any], Because] = {
    ("framework_ends", True): because("The contract ends too"),
    ("framework_ends", False): because("The contract goes on"),
    ("renewed", True): because("Renewed"),
    ("renewed", False): because("Not renewed"),
    ("survives", True): because("Runs on"),
    ("survives", False): because("Ends with the contract"),
    ("was_or_is_in_default", True): because("Payment is late"),
    ("was_or_is_in_default", False): because("Payment is not late"),
}
"""Yes and no in words of their own, where they have some."""
_OPEN = because("A supervisor decides")
_NOTHING: dict[str, Because] = {
    "allowed": _OPEN,
    "consumed_days": because("Not counted"),
    "content": because("stays"),
    "exclusive_court": because("the court the law gives"),
    "fallback": because_word("result", "none"),
    "framework_end": because("The contract goes on"),
    "framework_effective_on": because("No contract yet"),
    "framework_remains_for_services_until": because("Nothing runs on"),
    "framework_remains_only_for_limited_until": because("Nothing runs on"),
    "in_time": because("Nobody opposed"),
    "km_limit": because("Not known yet"),
    "last_day": because("Not known yet"),
    "last_day_by_time": because("Not known yet"),
    "objection_in_time": because("Nobody objected"),
    "obligation_suspended_from": because("Not known yet"),
    "suspended_until": because("For good"),
    "term_start": because("Not known yet"),
    "total_days": because("No end date"),
}


def parts_of(value: Any) -> tuple[Part, ...]:
    """The parts of a value that has them: the findings on each booking or service."""
    return tuple(one for one in value if isinstance(one, Part)) if isinstance(value, tuple) else ()
