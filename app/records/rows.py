"""Frozen rows: what the records room gives out.

Dates are civil dates, moments are naive local time (Europe/Brussels = Europe/Luxembourg), money is integer cents with
VAT. Tuples keep the order in which a person would read them (newest last for histories).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from app.records.change_rows import Announcement, InterestRate
from app.records.consequence_rows import Refund, Suspension
from app.terms.clause import Cents

CustomerKind = Literal["consumer", "trader"]
Country = Literal["BE", "LU"]
LanguageCode = Literal["nl", "fr", "de", "en"]
MadeBy = Literal["shop", "online", "telephone"]
PriceKind = Literal["basic", "limited", "monthly", "one_off_indefinite"]


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as the customer's municipality writes it; ``country`` an ISO code."""

    street: str
    number: str
    box: str
    postcode: str
    town: str
    country: str


@dataclass(frozen=True, slots=True)
class Customer:
    """``title`` is ``ms | mr | neutral | company``; phones in E.164; ``number`` the CRM's external number."""

    id: int
    number: str
    kind: CustomerKind
    country: Country
    language: LanguageCode
    title: str
    given_name: str
    family_name: str
    company_name: str
    vat_number: str
    sanctioned: bool
    addresses: tuple[Address, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def name(self) -> str:
        """As lists show it: ``De Smet, Elke`` or the company."""
        return self.company_name or f"{self.family_name}, {self.given_name}"


@dataclass(frozen=True, slots=True)
class SimEvent:
    """A change of state of the SIM: ``active | partial | off``, on a day, by whom (dealer or agent), for which case."""

    on: date
    state: str
    by: str
    case_number: str


@dataclass(frozen=True, slots=True)
class Sim:
    iccid: str
    state: Literal["active", "partial", "off"]
    since: date
    history: tuple[SimEvent, ...]


@dataclass(frozen=True, slots=True)
class MiniIdLink:
    """A MINI ID linked to the vehicle; ``verified_on`` is ``None`` while the link is not verified."""

    mini_id: str
    name: str
    role: Literal["main", "joint"]
    linked_on: date
    verified_on: date | None


@dataclass(frozen=True, slots=True)
class Vehicle:
    """``os_version`` is the MINI Operating System number (8, 9) or 0 for older cars; ``option_codes`` as ``SA6AE``.

    ``type_approval_functions`` are the functions that stay by law, as ``eu_ecall``, ``map_data_for_speed_assist``.
    """

    id: int
    vin: str
    plate: str
    plate_country: Country
    model: str
    powertrain: Literal["ICE", "BEV", "PHEV"]
    os_version: int
    option_codes: tuple[str, ...]
    first_registration_on: date | None
    new_vehicle: bool
    handover_at: datetime | None
    mileage_km: int | None
    mileage_read_on: date | None
    type_approval_functions: tuple[str, ...]
    dealer_number: str
    sim: Sim | None
    links: tuple[MiniIdLink, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """``means`` as ``visa | mastercard | bancontact | paypal | direct_debit | transfer``.

    ``means_label`` as ``Visa ···· 4242``; ``paid_on`` is ``None`` for an invoice not yet paid.
    """

    invoice_number: str
    booking_number: str
    invoiced_on: date
    due_on: date
    paid_on: date | None
    amount: Cents
    vat_percent: int
    means: str
    means_label: str
    period_start: date | None
    period_end: date | None


@dataclass(frozen=True, slots=True)
class Booking:
    """One booked service, or the basic services of the framework.

    ``price`` is the price paid: of the whole term (limited), of one instalment (monthly), once (one_off_indefinite).
    ``ends_on`` is the last service day once an act has ended it, ``ended_by_case`` that act's case number.
    ``renewed`` says that the running term is a tacit renewal. ``offer_confirmed_on`` is the day the offer was confirmed
    on a durable medium, ``accepted_on`` that on which the customer signed or accepted it in writing. ``edition`` is the
    one in force at the conclusion: which one governs later, the announcements of the contract say.
    """

    id: int
    number: str
    service_key: str
    kind: PriceKind
    price: Cents
    concluded_on: date
    period_start: date | None
    period_end: date | None
    first_due_on: date | None
    auto_renewal: bool
    renewal_months: int
    renewed: bool
    informed_at_conclusion: bool
    informed_later_on: date | None
    start_requested: bool
    service_started_on: date | None
    edition: str
    description_issue: str
    ended_as: Literal["", "withdrawn", "terminated", "expired", "not_renewed"]
    ends_on: date | None
    ended_by_case: str
    made_by: MadeBy | None = None
    offer_confirmed_on: date | None = None
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """The MINI Connected contract (framework) of one customer on one vehicle.

    ``origin`` is ``standard_equipment | optional_only | portal`` (MC 1.4); ``concluded_on`` is the day it took effect
    for the withdrawal period; ``made_by``, ``offer_confirmed_on`` and ``accepted_on`` as for a booking.
    """

    id: int
    number: str
    concluded_on: date
    origin: str
    edition: str
    informed_at_conclusion: bool
    informed_later_on: date | None
    start_requested: bool
    service_started_on: date | None
    ended_as: Literal["", "withdrawn", "terminated", "revoked"]
    ends_on: date | None
    ended_by_case: str
    bookings: tuple[Booking, ...]
    made_by: MadeBy | None = None
    offer_confirmed_on: date | None = None
    accepted_on: date | None = None
    announcements: tuple[Announcement, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceInclusive:
    """A Service Inclusive package: ``package`` is ``service_inclusive | service_inclusive_used``.

    ``service_started_on`` is the day it became active (SI 2), ``term_start`` the first day of its term (SI 3).
    """

    id: int
    number: str
    package: str
    concluded_on: date
    price: Cents
    months: int
    km: int
    term_start: date | None
    odometer_at_start: int | None
    works_performed: int
    informed_at_conclusion: bool
    informed_later_on: date | None
    start_requested: bool
    service_started_on: date | None
    edition: str
    ended_as: Literal["", "withdrawn", "expired"]
    ends_on: date | None
    ended_by_case: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list: what was done for the customer, when, with which result. ``act`` as ``withdrawal``.

    ``subject`` is the first number it concerns, ``subjects`` all of them (bookings withdrawn together). ``due_on`` is
    the last day of what it promises (``due_what``: ``reply``). ``corrects`` and ``undone_by`` are numbers of cases.
    While it ``holds`` them, no other case may concern them.
    ``entered`` is the act's draft as the agent left it, in types JSON knows; empty where none was kept.
    """

    id: int
    number: str
    act: str
    subject: str
    state: str
    received_on: date
    recorded_at: datetime
    agent: str
    last_service_day: date | None
    refund: Cents | None
    refund_due_by: date | None
    version: int
    subjects: tuple[str, ...] = ()
    due_on: date | None = None
    due_what: str = ""
    corrects: str = ""
    undone_by: str = ""
    holds: bool = False
    entered: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """An issued letter without its bytes; ``kind`` as ``withdrawal_confirmation``."""

    id: int
    number: str
    case_number: str
    kind: str
    language: LanguageCode
    state: str
    created_at: datetime
    pages: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Note:
    id: int
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What was done, by whom, when; ``what`` is a stable word as ``case_open``, ``on`` the number it concerns."""

    at: datetime
    by: str
    what: str
    on: str


@dataclass(frozen=True, slots=True)
class Dealer:
    number: str
    name: str
    town: str
    country: Country
    phone: str
    email: str
    kind: Literal["dealer", "branch", "workshop"]
    latitude: float
    longitude: float


class DossierKey(NamedTuple):
    """What a dossier is opened by. ``vin`` is empty for a customer without a vehicle."""

    customer_id: int
    vin: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One customer with one vehicle in hand and everything recorded about both, read in one go.

    ``other_vehicles`` are (VIN, plate, model) of the customer's other vehicles. ``version`` changes with every write
    that concerns the dossier: an act compares it before it writes. ``dealers`` are the places where a SIM can be
    switched off, in the customer's country and the dealer of the vehicle. ``interest_rates`` are the legal ones of a
    customer in Luxembourg, the oldest first. A refund above ``approval_above`` waits for a supervisor; ``None``: there
    is no such limit.
    """

    customer: Customer
    vehicle: Vehicle | None
    contract: Contract | None
    service_inclusive: tuple[ServiceInclusive, ...]
    payments: tuple[Payment, ...]
    cases: tuple[CaseRow, ...]
    letters: tuple[LetterRow, ...]
    notes: tuple[Note, ...]
    journal: tuple[JournalEntry, ...]
    other_vehicles: tuple[tuple[str, str, str], ...]
    version: int
    dealers: tuple[Dealer, ...] = ()
    interest_rates: tuple[InterestRate, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    refunds: tuple[Refund, ...] = ()
    approval_above: Cents | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result. ``matched`` is the part of ``label`` or ``detail`` that answered the query, to be marked.

    ``note`` says how it was found when not literally: ``close_spelling``, ``one_word``, or empty. ``detail`` holds
    facts only and needs no translation. What a list shows besides: of a customer ``town`` and the number of
    ``vehicles``; of a vehicle ``state`` of its SIM (empty without one); of a case or letter ``about`` (the act, the
    kind of letter), ``state``, ``on`` (the day it was recorded), ``last_service_day``, ``language`` and ``pages``.
    """

    kind: Literal["customer", "vehicle", "contract", "case", "letter"]
    number: str
    label: str
    detail: str
    vin: str
    plate: str
    customer: str
    customer_id: int
    matched: str
    note: str
    score: float
    town: str = ""
    vehicles: int = 0
    about: str = ""
    state: str = ""
    on: date | None = None
    last_service_day: date | None = None
    language: str = ""
    pages: int = 0


@dataclass(frozen=True, slots=True)
class HitPreview:
    """The right side of the search: a dossier in a few lines. ``sim_state`` is empty without a SIM.

    ``mini_id_linked`` is ``None`` without a vehicle; ``package_until`` is the last day of the MINI Connected Package
    that ends last; ``open_cases`` counts those of the customer.
    """

    customer: str
    kind: CustomerKind
    country: Country
    language: LanguageCode
    model: str
    plate: str
    vin: str
    sim_state: str
    mini_id_linked: bool | None
    package_until: date | None
    open_cases: int
    last_note: Note | None
