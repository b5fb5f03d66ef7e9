"""What must hold within one row of an import, beyond each cell by itself; and what the desk knows better than a file.

A check complains of a column with a reason, and may complete the row. Columns the file does not have, and cells that
could not be read, are not in the row: a check says nothing of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from app.exchange import csv_values as values
from app.terms.catalogue import load_catalogue
from app.terms.clause import Because, because
from app.terms.edition import Document, edition_for, editions

Row = dict[str, Any]
Complain = Callable[[str, Because], None]

DUE_AFTER = timedelta(30)  # MC 6.5 b
_PHONES = ("phone", "phone_2", "phone_3")
_EMAILS = ("email", "email_2")
_ADDRESS = {
    "street": "street",
    "house_number": "number",
    "box": "box",
    "postcode": "postcode",
    "town": "town",
    "address_country": "country",
}
"""Column → field of the address."""
_FIRST_FURTHER = 2
_DATES_NEEDED = {"limited": ("period_start", "period_end"), "monthly": ("first_due_on",)}


def nothing(_row: Row, _complain: Complain) -> None:
    """Each cell by itself says everything."""


def no_defaults(_row: Row) -> Row:
    """A new row needs nothing besides what the file says."""
    return {}


def keep_nothing(_known: Mapping[str, Any], _row: Row) -> None:
    """The file knows everything at least as well as the desk."""


def dealer(row: Row, complain: Complain) -> None:
    """The telephone is one of the dealer's country."""
    if row.get("phone"):
        _phone(row, "phone", row.get("country", "BE"), complain)


def customer(row: Row, complain: Complain) -> None:
    """A person has a family name, a business a name; telephones and VAT number are those of the country.

    The cells of address, telephones and e-mail addresses become ``address`` (by field), ``phones`` and ``emails`` (by
    place), each with the columns the file has.
    """
    country = row.get("country", "BE")
    if row.get("kind") == "consumer" and not row.get("family_name"):
        complain("family_name", because("A consumer needs a family name."))
    if row.get("kind") == "trader" and not (row.get("company_name") or row.get("family_name")):
        complain("company_name", because("A trader needs the name of the business or a family name."))
    if row.get("vat_number"):
        try:
            row["vat_number"] = values.vat(row["vat_number"], country)
        except values.Misread as error:
            complain("vat_number", error.because)
    for column in _PHONES:
        if row.get(column):
            _phone(row, column, country, complain)
    phones = {place: row.pop(column) for place, column in enumerate(_PHONES) if column in row}
    emails = {place: row.pop(column) for place, column in enumerate(_EMAILS) if column in row}
    address = {field: row.pop(column) for column, field in _ADDRESS.items() if column in row}
    if "country" in address:
        address["country"] = address["country"] or country
    for name, cells in (("phones", phones), ("emails", emails), ("address", address)):
        if cells:
            row[name] = cells


def further_address(row: Row, complain: Complain) -> None:
    """Position 1 is the address in customers.csv; the database counts from 0."""
    if row.get("position", _FIRST_FURTHER) < _FIRST_FURTHER:
        complain("position", because("A further address has position 2 or higher: the first one is in customers.csv."))
    row["position"] = row.get("position", _FIRST_FURTHER) - 1


def vehicle(row: Row, complain: Complain) -> None:
    """A mileage has a day on which it was read."""
    if "mileage_read_on" in row and row.get("mileage_km") is not None and row["mileage_read_on"] is None:
        complain("mileage_read_on", because("A mileage needs the day on which it was read."))


def link(row: Row, complain: Complain) -> None:
    """A link cannot be verified before it was made."""
    _in_order(row, "linked_on", "verified_on", complain)


def contract(row: Row, complain: Complain) -> None:
    """Information and end of a contract fit together."""
    _agreement(row, complain)


def booking(row: Row, complain: Complain) -> None:
    """The service exists, and the kind of booking has the dates it needs."""
    service = row.get("service_key")
    if service is not None and service not in _services():
        complain("service", because("The catalogue knows no service “{key}”.", key=service[:40]))
    for field in _DATES_NEEDED.get(row.get("kind", ""), ()):
        if row.get(field) is None:
            complain(field, because("A booking of this kind needs this date."))
    if row.get("kind") == "basic" and row.get("price"):
        complain("price", because("A basic service has no price."))
    if row.get("auto_renewal") and not row.get("renewal_months"):
        complain("renewal_months", because("Automatic renewal needs the number of months."))
    _in_order(row, "period_start", "period_end", complain)
    _agreement(row, complain)


def package(row: Row, complain: Complain) -> None:
    """A package has a length in months and kilometres."""
    for field in ("months", "km"):
        if row.get(field, 1) < 1:
            complain(field, because("This must be one or more."))
    _agreement(row, complain)


def invoice(row: Row, complain: Complain) -> None:
    """An invoice is for a booking or for a package; without a due date it is due after thirty days."""
    if (row.get("booking_id") is None) == (row.get("service_inclusive_id") is None):
        complain("booking_number", because("An invoice names either a booking or a Service Inclusive package."))
    row.setdefault("booking_id", None)
    row.setdefault("service_inclusive_id", None)
    if row.get("due_on") is None and "invoiced_on" in row:
        row["due_on"] = row["invoiced_on"] + DUE_AFTER
    _in_order(row, "invoiced_on", "due_on", complain)
    _in_order(row, "period_start", "period_end", complain)


def new_agreement(row: Row) -> Row:
    """The edition in force on the day of conclusion governs a contract that names none."""
    return {"edition": row.get("edition") or _edition_of(row["concluded_on"])}


def new_booking(row: Row) -> Row:
    """Like :func:`new_agreement`; a service keeps the issue of its description of the day it was booked (G92)."""
    issue = row.get("description_issue") or _issue_of(row["service_key"], row["concluded_on"])
    return {**new_agreement(row), "description_issue": issue}


def new_package(row: Row) -> Row:
    """The edition of the Service Inclusive terms in force on the day of conclusion governs a package (SI 1)."""
    return {"edition": row.get("edition") or _edition_of(row["concluded_on"], "SI")}


def keep_ending(known: Mapping[str, Any], row: Row) -> None:
    """What a case of the desk has ended stays ended; neither edition nor issue is ever emptied."""
    if known["ended_by_case"]:
        row.pop("ended_as", None)
        row.pop("ends_on", None)
    for name in ("edition", "description_issue"):
        if not row.get(name):
            row.pop(name, None)


def keep_newer_sim(known: Mapping[str, Any], row: Row) -> None:
    """The desk knows of a later change of the SIM than the file does."""
    if known["since"] > row["since"] or (known["since"] == row["since"] and known["state"] != row["state"]):
        del row["state"], row["since"]


def _agreement(row: Row, complain: Complain) -> None:
    if row.get("edition") and row["edition"] not in editions():
        complain("edition", because("No edition of the terms is called “{name}”.", name=row["edition"]))
    if row.get("informed_later_on") and row.get("informed_at_conclusion"):
        complain("informed_later_on", because("The customer was informed at the conclusion, so not later."))
    for made in ("offer_confirmed_on", "accepted_on"):
        _in_order(row, "concluded_on", made, complain)
    if row.get("ended_as") and row.get("ends_on") is None:
        complain("ends_on", because("What has ended needs its last day."))
    if row.get("ends_on") and not row.get("ended_as"):
        complain("ended_as", because("A last day needs the way it ended."))


def _phone(row: Row, column: str, country: str, complain: Complain) -> None:
    try:
        row[column] = values.phone(row[column], country)
    except values.Misread as error:
        complain(column, error.because)


def _in_order(row: Row, earlier: str, later: str, complain: Complain) -> None:
    first, last = row.get(earlier), row.get(later)
    if first is not None and last is not None and last < first:
        complain(
            later,
            because(
                "{later} lies before {earlier}, the date in column {column}.", later=last, earlier=first, column=earlier
            ),
        )


@lru_cache(maxsize=1)
def _services() -> frozenset[str]:
    return frozenset(load_catalogue().services)


@lru_cache(maxsize=4096)
def _edition_of(concluded_on: date, terms: Document = "MC") -> str:
    return edition_for(concluded_on, terms).id


@lru_cache(maxsize=4096)
def _issue_of(service: str, booked_on: date) -> str:
    return load_catalogue().service(service).issue_for(booked_on)
