"""The facts of Service Inclusive (SI), the service descriptions (SD), the data sheets (DA) and the contact rules."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from app.terms.calendar import Country
from app.terms.clause import Cents
from app.terms.facts import CustomerType

Package = Literal["service_inclusive", "service_inclusive_used"]
Powertrain = Literal["ICE", "BEV", "PHEV"]
# What a customer or vehicle must have for a service besides codes and operating system; linking is a set-up step.
Condition = Literal["connected_package", "framework_contract", "mini_id", "phone_contract", "sim_active"]


class LimitsFacts(NamedTuple):
    """Facts of ``limits`` (SD:digital_key, SD:personalization)."""

    what: Literal["digital_keys", "vehicle_users", "joint_users"]
    requested_total: int


class PackageFacts(NamedTuple):
    """Facts of ``si_package`` (SI 3): which package can be bought on a day."""

    first_registration_on: date
    on: date
    first_service_on: date | None = None


class PackageTermFacts(NamedTuple):
    """Facts of ``si_term`` (SI 3). Kilometres are odometer readings; ``km`` is the distance bought.

    ``activated_on`` serves the other reading of G51.
    """

    package: Package
    months: int
    km: int
    first_registration_on: date | None = None
    first_covered_service_on: date | None = None
    odometer_at_start: int | None = None
    km_limit_reached_on: date | None = None
    activated_on: date | None = None


class ExtensionFacts(NamedTuple):
    """Facts of ``si_extension`` (SI 3). With ``months``, the length of the extension, its last day is found too."""

    package: Package
    term_last_day: date
    on: date
    country: Country = "BE"
    months: int | None = None


class ActivationFacts(NamedTuple):
    """Facts of ``si_activation`` (SI 2). The last day by time alone serves the other reading of G52."""

    package: Package
    price_received_on: date
    previous_used_package_last_day: date | None = None
    previous_last_day_by_time: date | None = None


class EntitlementFacts(NamedTuple):
    """Facts of ``si_entitlement`` (SI 7): one workshop job on a day and at an odometer reading."""

    powertrain: Powertrain
    work: Literal[
        "engine_oil",
        "oil_top_up",
        "vehicle_check",
        "air_filter",
        "fuel_filter_diesel",
        "micro_filter",
        "spark_plugs_petrol",
        "spark_plugs",
        "brake_fluid",
        "door_hinges",
        "front_door_gas_spring",
    ]
    on: date
    odometer: int
    km_limit: int
    term_start: date
    term_last_day: date
    cbs_indicates: bool
    misuse: bool = False
    overload: bool = False
    intervals_ignored: bool = False


class LossFacts(NamedTuple):
    """Facts of ``si_loss`` (SI 4). What follows the event serves the other reading of G57."""

    event: Literal["sale", "total_loss", "other_loss_of_use"]
    on: date | None = None
    price: Cents | None = None
    term_start: date | None = None
    term_last_day: date | None = None


class VehicleFacts(NamedTuple):
    """What decides whether a vehicle can have a service: operating system, option codes, contract, accounts, SIM."""

    os: int
    codes: tuple[str, ...]
    connected_package: bool
    framework_contract: bool
    mini_id: bool
    phone_contract: bool
    sim_active: bool


class EligibilityFacts(NamedTuple):
    """Facts of ``eligibility`` (service descriptions). ``service`` is a key of the catalogue."""

    service: str
    vehicle: VehicleFacts


class RetentionFacts(NamedTuple):
    """Facts of ``retention``: one kind of data and when it arose, to the minute for voice recordings.

    ``procedures_end_on``, the end of all procedures about an emergency call, serves the other reading of G88.
    """

    data: Literal[
        "customer_hotline",
        "high_voltage_warn_call",
        "intelligent_ecall_technical",
        "intelligent_ecall_voice",
        "remote_command_history",
        "remote_vehicle_status",
        "map_update_personal",
        "destination_input",
        "learning_navigation_active",
        "learning_navigation_inactive",
        "intelligent_functions_preferences",
        "intelligent_functions_optout",
        "predictive_thermal_backend",
    ]
    from_: date | datetime
    procedures_end_on: date | None = None


class DataRequestFacts(NamedTuple):
    """Facts of ``data_request`` (DA1, DA2, GDPR art. 12(3))."""

    by: Literal["customer", "third_party"]
    kind: Literal["personal", "product"] = "product"
    received_on: date | None = None
    holder_agrees: bool = False
    consent_personal_data: bool = False


class HotlineFacts(NamedTuple):
    """Facts of ``hotline`` (MC 10.1, SI 9), local civil time."""

    line: Literal["MC", "SI"]
    country: Country
    at: datetime


class ForumFacts(NamedTuple):
    """Facts of ``forum`` (MC 14)."""

    customer_type: CustomerType
    country: Country
