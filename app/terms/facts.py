"""What a rule may know: the frozen facts of each rule of the MINI Connected terms, named as the case book spells them.

A field without a default is required; ``None`` always means "not known" or "does not exist", never "now". Facts hold
what was said; whether they fit together is checked by the rule, which raises ``WrongInput`` naming the field. Facts
that "serve the other readings" are optional and change nothing under the default reading of every contested point. The
facts of Service Inclusive, the service descriptions and the data sheets stand in ``facts_services.py``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from app.terms.calendar import Country
from app.terms.clause import Cents

CustomerType = Literal["consumer", "trader"]
Kind = Literal["free", "basic", "limited", "monthly", "one_off_indefinite", "service_inclusive"]


class Pricing(NamedTuple):
    """What is paid for a service: a kind, the price (of one instalment if monthly) and the period it pays for."""

    kind: Kind
    price: Cents | None = None
    period_start: date | None = None
    period_end: date | None = None
    first_due_on: date | None = None
    works_performed: float = 0


class BookingFacts(NamedTuple):
    """A booking that falls with the withdrawn contract. The start request is its own, never inherited."""

    key: str
    pricing: Pricing
    start_requested: bool = False
    service_started_on: date | None = None


class WithdrawalFacts(NamedTuple):
    """Facts of ``withdrawal`` (MC 15, SI 11). ``sent_on`` unknown means sent on the day of receipt.

    ``channel`` is how it came in, as ``letter`` or ``online_function`` (Dir. 2011/83 art. 11a); empty = not told. What
    follows it serves the other readings: the delivery of the vehicle (G32), a conclusion at the dealer's (G33), the
    price of the one service inside a bundle (G37).
    """

    contract: Literal["booking", "framework", "service_inclusive"]
    customer_type: CustomerType
    country: Country
    concluded_on: date
    received_on: date
    pricing: Pricing
    start_requested: bool = False
    informed_at_conclusion: bool = True
    informed_later_on: date | None = None
    service_started_on: date | None = None
    sent_on: date | None = None
    bookings: tuple[BookingFacts, ...] = ()
    channel: str = ""
    delivered_on: date | None = None
    concluded_at_dealer: bool = False
    bundle_share: Cents | None = None


class PaidBooking(NamedTuple):
    """A booking paid for before the SIM request. Without a kind: a price that was paid once."""

    key: str = ""
    kind: Kind | None = None
    price: Cents | None = None
    period_start: date | None = None
    period_end: date | None = None
    first_due_on: date | None = None


class SimFacts(NamedTuple):
    """Facts of ``sim_deactivation`` (MC 1.6, 8.7), local civil time.

    The last three serve the other readings: who withdraws and until when (G26), and whose weekends count (G41).
    """

    requested_at: datetime
    type_approval_functions: tuple[str, ...]
    handover_at: datetime | None = None
    new_vehicle: bool = True
    deactivated_on: date | None = None
    activated_features: tuple[str, ...] = ()
    paid_bookings: tuple[PaidBooking, ...] = ()
    also_terminates: bool = False
    customer_type: CustomerType | None = None
    concluded_on: date | None = None
    country: Country = "BE"


class RunningService(NamedTuple):
    """A service that runs when the customer terminates. What follows the end serves the other readings (G06, G13)."""

    key: str
    kind: Kind
    term_end: date | None = None
    price: Cents | None = None
    first_due_on: date | None = None
    start: date | None = None


class FrameworkTerminationFacts(NamedTuple):
    """Facts of ``customer_terminates_framework`` (MC 8.1). ``sent_on`` serves the other reading of G14."""

    received_on: date
    services: tuple[RunningService, ...] = ()
    sent_on: date | None = None


class ServiceTerminationFacts(NamedTuple):
    """Facts of ``customer_terminates_service`` (MC 8.2, 8.4, 8.5 a, WER VI.91).

    ``sent_on`` serves the other reading of G14; price and first day of a service paid once those of G06.
    """

    customer_type: CustomerType
    kind: Literal["one_off_indefinite", "monthly", "limited", "limited_renewed"]
    received_on: date
    first_due_on: date | None = None
    term_end: date | None = None
    price: Cents | None = None
    period_start: date | None = None
    sent_on: date | None = None


class ProviderService(NamedTuple):
    """A service that runs when the provider terminates; ``start`` is needed for one paid once.

    Price and first due date serve the other readings (G06, G10).
    """

    key: str
    kind: Kind
    term_end: date | None = None
    start: date | None = None
    price: Cents | None = None
    first_due_on: date | None = None


class ProviderTerminationFacts(NamedTuple):
    """Facts of ``provider_terminates`` (MC 8.1, 8.4, DA2 1.2). ``base_date``: the later of conclusion and start.

    What follows the services serves the other readings: conclusion and start by themselves (G03), the price of one
    service that was paid once (G06).
    """

    what: Literal["framework", "service"]
    base_date: date
    received_on: date
    services: tuple[ProviderService, ...] = ()
    concluded_on: date | None = None
    started_on: date | None = None
    price: Cents | None = None


class ProviderRecurringFacts(NamedTuple):
    """Facts of ``provider_terminates_recurring`` (MC 8.5 a)."""

    first_due_on: date
    received_on: date


class NonRenewalFacts(NamedTuple):
    """Facts of ``non_renewal`` (MC 8.3, WER VI.91). ``first_start``, the first term's first day, serves G18 B."""

    customer_type: CustomerType
    auto_renewal: bool
    renewal_months: int
    term_end: date
    notice_sent_on: date | None = None
    notice_by: Literal["customer", "provider"] = "customer"
    first_start: date | None = None


class TermLengthFacts(NamedTuple):
    """Facts of ``term_length`` (MC 8.2). ``months_before``, the terms that went before, serves G18 B."""

    start: date
    months: int
    months_before: int = 0


class VehicleSaleFacts(NamedTuple):
    """Facts of ``vehicle_sale`` (MC 8.6, 7.2, 7.3). Price and first day of the term serve the other reading of G05."""

    sold_on: date
    received_on: date
    term_end: date
    price: Cents | None = None
    period_start: date | None = None


class TransferFacts(NamedTuple):
    """Facts of ``transfer_contract`` (MC 7.1)."""

    provider_consents: bool


class PaymentDefaultFacts(NamedTuple):
    """Facts of ``payment_default`` (MC 6.5), judged on the evening of ``check_on``."""

    country: Country
    invoice_date: date
    check_on: date
    paid_on: date | None = None


class ExpiredMeansFacts(NamedTuple):
    """Facts of ``expired_payment_means`` (MC 8.5 b)."""

    means_expires_on: date
    payment_due_on: date
    payment_failed: bool
    warned_on: date | None = None
    consequences_stated: bool = True
    terminated_on: date | None = None


class SetOffFacts(NamedTuple):
    """Facts of ``set_off`` (MC 6.5 d, SI 6)."""

    terms: Literal["MC", "SI"]
    undisputed: bool = False
    court_established: bool = False
    claim_from_intent: bool = False
    certain_due_payable: bool = False
    enforceable_title: bool = False


class OutageFacts(NamedTuple):
    """Facts of ``outage`` (MC 4.5). Both ``from_`` and ``to`` are days without service."""

    attributable_to_provider: bool
    from_: date
    to: date
    pricing: Pricing
    customer_type: CustomerType = "consumer"


class InterventionFacts(NamedTuple):
    """Facts of ``remote_intervention`` (MC 4.5 to 4.7)."""

    safe_operation: bool
    expected_permanent_fix: bool
    limited_to_fix: bool
    no_undue_harm: bool
    outage_minutes: float | None = None
    failed_technically: bool = False


class SanctionsFacts(NamedTuple):
    """Facts of ``sanctions`` (MC 8.8)."""

    customer_sanctioned: bool
    provider_barred_from_performing: bool
    authority_approval_required: bool
    last_service_day: date
    period_start: date
    period_end: date
    price: Cents
    authority_approved: bool = False


class BreachFacts(NamedTuple):
    """Facts of ``breach`` (MC 8.9, 8.10)."""

    breaches: int
    continuing: bool = False
    still_in_breach: bool = True


class ExtraordinaryFacts(NamedTuple):
    """Facts of ``extraordinary_by_customer`` (MC 8.10)."""

    good_reason: bool
    received_on: date
    period_start: date
    period_end: date
    price: Cents


class ChangedService(NamedTuple):
    """A service under a contract whose scope was changed."""

    key: str
    kind: Kind
    price: Cents | None = None
    period_start: date | None = None
    period_end: date | None = None
    first_due_on: date | None = None


class FrameworkChangeFacts(NamedTuple):
    """Facts of ``framework_change`` (MC 13.1). ``noticeable`` serves the other reading of G43."""

    country: Country
    substantial: bool
    notified_on: date
    received_on: date
    sent_on: date | None = None
    services: tuple[ChangedService, ...] = ()
    noticeable: bool = False


class TermsChangeFacts(NamedTuple):
    """Facts of ``terms_change`` (MC 13.2). ``effective_on`` is the first day of the new terms.

    ``objection_sent_on`` serves the other reading of G44.
    """

    announced_on: date
    effective_on: date
    essential: bool = False
    consequences_stated: bool = True
    objection_received_on: date | None = None
    objection_sent_on: date | None = None


class ServiceChangeFacts(NamedTuple):
    """Facts of ``service_change`` (MC 13.3, Dir. 2019/770 art. 19)."""

    country: Country
    customer_type: CustomerType
    impairs_use: bool
    negligible: bool
    notified_on: date
    received_on: date
    pricing: Pricing
    modification_on: date | None = None
    sent_on: date | None = None


class FormationFacts(NamedTuple):
    """Facts of ``formation`` (MC 1.4, 1.5, 6.2 d, 6.4). ``declaration_on`` serves the other reading of G64."""

    case: Literal["standard_equipment", "optional_only", "store_booking"]
    purchase_contract_on: date | None = None
    first_registration_on: date | None = None
    activations: tuple[date, ...] = ()
    last_button_clicked_on: date | None = None
    no_connection: bool = False
    declaration_sent: bool = False
    declaration_on: date | None = None


class StorePurchaseFacts(NamedTuple):
    """Facts of ``store_purchase`` (MC 2.4, 6.2, 6.3)."""

    framework_contract: bool
    portal_registration: bool
    vehicle_linked: bool
    address: bool
    payment_details: bool
    sanctioned: bool = False


class ExternalStoreFacts(NamedTuple):
    """Facts of ``external_store`` (MC 3.2, 3.4)."""

    connected_package_active: bool
    account: bool
    mandatory_updates: bool
    os9: bool


class StrikeFacts(NamedTuple):
    """Facts of ``strike`` (MC 3.15): the how-manieth violation of a content partner, suspended from which day."""

    violation_number: int
    from_: date
