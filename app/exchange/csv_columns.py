"""The files of an import and their columns: which there are, which must be filled in, and what they may say.

``packaging/IMPORT.md`` documents the same for the people who write the export; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.exchange import csv_checks as checks
from app.exchange import csv_values as values
from app.exchange.csv_checks import Complain, Row
from app.exchange.csv_values import Reader
from app.records import tables

COUNTRY = values.one_of(BE="be bel belgium belgië belgie belgique belgien", LU="lu lux luxembourg luxemburg letzebuerg")
LANGUAGE = values.one_of(
    nl="dutch nederlands néerlandais niederländisch nl-be",
    fr="french français francais frans französisch fr-be fr-lu",
    de="german deutsch duits allemand de-be de-lu",
    en="english engels anglais englisch",
)
KIND_OF_CUSTOMER = values.one_of(
    consumer="consument consommateur verbraucher particulier privé private b2c",
    trader="onderneming entreprise unternehmer professional zelfstandige company business b2b",
)
TITLE = values.one_of(
    ms="mevrouw mevr mevr. mw mw. madame mme mme. frau mrs mrs.",
    mr="meneer heer dhr dhr. mijnheer monsieur m m. herr mr.",
    neutral="x none geen aucun keine",
    company="bedrijf firma société entreprise",
)
DEALER_KIND = values.one_of(
    dealer="concessionnaire verdeler händler",
    branch="filiaal succursale filiale",
    workshop="werkplaats atelier werkstatt",
)
POWERTRAIN = values.one_of(
    ICE="benzine diesel essence petrol gasoline benzin",
    BEV="elektrisch électrique elektrisch electric",
    PHEV="plug-in plugin",
)
SIM_STATE = values.one_of(
    active="actief actif aktiv on", partial="gedeeltelijk partiel teilweise", off="uit inactif aus inactive"
)
ROLE = values.one_of(main="hoofdgebruiker principal hauptnutzer", joint="medegebruiker co-utilisateur mitnutzer")
ORIGIN = values.one_of(standard_equipment="", optional_only="", portal="store")
BOOKING_KIND = values.one_of(
    basic="free basisdienst",
    limited="bepaald",
    monthly="maandelijks mensuel monatlich",
    one_off_indefinite="one_off eenmalig unique einmalig",
)
MEANS = values.one_of(
    visa="",
    mastercard="",
    bancontact="",
    paypal="",
    direct_debit="domiciliëring domiciliation sepa lastschrift",
    transfer="overschrijving virement überweisung",
)
MADE_BY = values.one_of(
    shop="dealer garage winkel magasin laden",
    online="store webshop internet",
    telephone="phone telefoon telefonisch téléphone telefon telefonisch",
)
PACKAGE = values.one_of(service_inclusive="", service_inclusive_used="")
CONTRACT_END = values.one_of(withdrawn="", terminated="", revoked="")
BOOKING_END = values.one_of(withdrawn="", terminated="", expired="", not_renewed="")
PACKAGE_END = values.one_of(withdrawn="", expired="")

_NAME = values.identifier(120)
_NUMBER = values.identifier(40)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the header, how a cell is read, the field it fills (its name, unless another is given).

    ``required``: the header must have it and every cell must say something. ``empty`` is what an empty cell means.
    """

    name: str
    read: Reader
    required: bool = False
    empty: Any = None
    field: str = ""

    @property
    def fills(self) -> str:
        """The field of the row."""
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a row of another file by its number; it fills ``field`` with that row's key.

    ``by_number``: the database refers by the number itself.
    """

    name: str
    read: Reader
    sheet: str
    field: str
    required: bool = True
    by_number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file. ``key`` are the fields that tell one row from another; the first of them is what rows are looked up by.

    ``check`` looks at a whole row and may complete it; ``defaults`` are what a new row has besides; ``keep`` takes out
    of a row what the desk knows better; ``guarded`` are the fields of the database it wants to see.
    """

    name: str
    table: Any
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()
    check: Callable[[Row, Complain], None] = checks.nothing
    defaults: Callable[[Row], Row] = checks.no_defaults
    keep: Callable[[Mapping[str, Any], Row], None] = checks.keep_nothing
    guarded: tuple[str, ...] = ()
    unique: str = ""
    """A field besides the key that no two rows may share."""

    @property
    def file(self) -> str:
        """The name of the file in the folder."""
        return f"{self.name}.csv"

    def column_names(self) -> tuple[str, ...]:
        """Every column name in the order of the documentation."""
        return (*(one.name for one in self.references), *(one.name for one in self.columns))

    def required_names(self) -> frozenset[str]:
        """The columns that must be there and filled in."""
        required = [one.name for one in self.references if one.required]
        return frozenset((*required, *(one.name for one in self.columns if one.required)))


def _text(name: str, *, required: bool = False) -> Column:
    return Column(name, values.text, required, "")


def _day(name: str, *, required: bool = False) -> Column:
    return Column(name, values.day, required)


def _flag(name: str, *, empty: bool = False) -> Column:
    return Column(name, values.yes_or_no, False, empty)


_ADDRESS = (
    _text("street"),
    Column("house_number", values.identifier(20), False, "", "number"),
    _text("box"),
    Column("postcode", values.identifier(12), False, ""),
    _text("town"),
)
_INFORMED = (
    _flag("informed_at_conclusion", empty=True),
    _day("informed_later_on"),
    _flag("start_requested"),
    _day("service_started_on"),
    Column("edition", values.identifier(40), False, ""),
)
_MADE = (
    Column("made_by", MADE_BY),
    _day("offer_confirmed_on"),
    _day("accepted_on"),
)
_CUSTOMER = Reference("customer_number", _NUMBER, "customers", "customer_id")
_VEHICLE = Reference("vin", values.vin, "vehicles", "vehicle_id")

DEALERS = Sheet(
    "dealers",
    tables.Dealer,
    ("number",),
    (
        Column("dealer_number", _NUMBER, True, field="number"),
        _text("name", required=True),
        _text("town"),
        Column("country", COUNTRY, False, "BE"),
        _text("phone"),
        Column("email", values.email, False, ""),
        Column("kind", DEALER_KIND, False, "dealer"),
        Column("latitude", values.degrees, False, 0.0),
        Column("longitude", values.degrees, False, 0.0),
    ),
    check=checks.dealer,
)
CUSTOMERS = Sheet(
    "customers",
    tables.Customer,
    ("number",),
    (
        Column("customer_number", _NUMBER, True, field="number"),
        Column("kind", KIND_OF_CUSTOMER, True),
        Column("country", COUNTRY, True),
        Column("language", LANGUAGE, True),
        Column("title", TITLE, False, "neutral"),
        Column("given_name", _NAME, False, ""),
        Column("family_name", _NAME, False, ""),
        Column("company_name", _NAME, False, ""),
        Column("vat_number", values.identifier(40), False, ""),
        _flag("sanctioned"),
        *(Column(one.name, one.read, False, "", one.name) for one in _ADDRESS),
        Column("address_country", values.address_country, False, ""),
        _text("phone"),
        _text("phone_2"),
        _text("phone_3"),
        Column("email", values.email, False, ""),
        Column("email_2", values.email, False, ""),
    ),
    check=checks.customer,
)
ADDRESSES = Sheet(
    "addresses",
    tables.CustomerAddress,
    ("customer_id", "position"),
    (
        Column("position", values.whole, True),
        *_ADDRESS,
        Column("country", values.address_country, False, "BE"),
    ),
    (_CUSTOMER,),
    check=checks.further_address,
)
VEHICLES = Sheet(
    "vehicles",
    tables.Vehicle,
    ("vin",),
    (
        Column("vin", values.vin, True),
        Column("plate", values.identifier(20), False, ""),
        Column("plate_country", COUNTRY, False, "BE"),
        _text("model", required=True),
        Column("powertrain", POWERTRAIN, True),
        Column("os_version", values.whole, False, 0),
        Column("option_codes", values.option_codes, False, ()),
        _day("first_registration_on"),
        _flag("new_vehicle", empty=True),
        Column("handover_at", values.moment),
        Column("mileage_km", values.whole),
        _day("mileage_read_on"),
        Column("type_approval_functions", values.code_words, False, ()),
    ),
    (
        Reference("customer_number", _NUMBER, "customers", "customer_id", required=False),
        Reference("dealer_number", _NUMBER, "dealers", "dealer_number", required=False, by_number=True),
    ),
    check=checks.vehicle,
)
SIMS = Sheet(
    "sims",
    tables.Sim,
    ("vehicle_id",),
    (
        Column("iccid", values.iccid, True),
        Column("state", SIM_STATE, True),
        _day("since", required=True),
    ),
    (_VEHICLE,),
    keep=checks.keep_newer_sim,
    guarded=("state", "since"),
    unique="iccid",
)
LINKS = Sheet(
    "links",
    tables.MiniIdLink,
    ("vehicle_id", "mini_id"),
    (
        Column("mini_id", values.identifier(254), True),
        _text("name"),
        Column("role", ROLE, False, "main"),
        _day("linked_on", required=True),
        _day("verified_on"),
    ),
    (_VEHICLE,),
    check=checks.link,
)
CONTRACTS = Sheet(
    "contracts",
    tables.Contract,
    ("number",),
    (
        Column("contract_number", _NUMBER, True, field="number"),
        _day("concluded_on", required=True),
        Column("origin", ORIGIN, False, "portal"),
        *_INFORMED,
        *_MADE,
        Column("ended_as", CONTRACT_END, False, ""),
        _day("ends_on"),
    ),
    (_CUSTOMER, _VEHICLE),
    check=checks.contract,
    defaults=checks.new_agreement,
    keep=checks.keep_ending,
    guarded=("ended_by_case",),
)
BOOKINGS = Sheet(
    "bookings",
    tables.Booking,
    ("number",),
    (
        Column("booking_number", _NUMBER, True, field="number"),
        Column("service", values.identifier(80), True, field="service_key"),
        Column("kind", BOOKING_KIND, True),
        Column("price", values.money, False, values.NOTHING),
        _day("concluded_on", required=True),
        _day("period_start"),
        _day("period_end"),
        _day("first_due_on"),
        _flag("auto_renewal"),
        Column("renewal_months", values.whole, False, 0),
        _flag("renewed"),
        *_INFORMED,
        *_MADE,
        Column("description_issue", values.identifier(40), False, ""),
        Column("ended_as", BOOKING_END, False, ""),
        _day("ends_on"),
    ),
    (Reference("contract_number", _NUMBER, "contracts", "contract_id"),),
    check=checks.booking,
    defaults=checks.new_booking,
    keep=checks.keep_ending,
    guarded=("ended_by_case",),
)
SERVICE_INCLUSIVE = Sheet(
    "service_inclusive",
    tables.ServiceInclusive,
    ("number",),
    (
        Column("package_number", _NUMBER, True, field="number"),
        Column("package", PACKAGE, True),
        _day("concluded_on", required=True),
        Column("price", values.money, True),
        Column("months", values.whole, True),
        Column("km", values.whole, True),
        _day("term_start"),
        Column("odometer_at_start", values.whole),
        Column("works_performed", values.whole, False, 0),
        *_INFORMED,
        Column("ended_as", PACKAGE_END, False, ""),
        _day("ends_on"),
    ),
    (_CUSTOMER, _VEHICLE),
    check=checks.package,
    defaults=checks.new_package,
    keep=checks.keep_ending,
    guarded=("ended_by_case",),
)
INVOICES = Sheet(
    "invoices",
    tables.Invoice,
    ("number",),
    (
        Column("invoice_number", _NUMBER, True, field="number"),
        _day("invoiced_on", required=True),
        _day("due_on"),
        Column("amount", values.money, True),
        Column("vat_percent", values.whole, True),
        Column("means", MEANS, False, ""),
        _text("means_label"),
        _day("period_start"),
        _day("period_end"),
    ),
    (
        Reference("booking_number", _NUMBER, "bookings", "booking_id", required=False),
        Reference("package_number", _NUMBER, "service_inclusive", "service_inclusive_id", required=False),
    ),
    check=checks.invoice,
)
PAYMENTS = Sheet(
    "payments",
    tables.Payment,
    ("number",),
    (
        Column("payment_number", _NUMBER, True, field="number"),
        _day("paid_on", required=True),
        Column("amount", values.money, True),
        Column("means", MEANS, True),
        _text("means_label"),
    ),
    (Reference("invoice_number", _NUMBER, "invoices", "invoice_id"),),
)

SHEETS = (
    DEALERS, CUSTOMERS, ADDRESSES, VEHICLES, SIMS, LINKS, CONTRACTS, BOOKINGS, SERVICE_INCLUSIVE, INVOICES, PAYMENTS,
)  # fmt: skip
"""In the order in which they are read: a file refers to files before its own only."""
