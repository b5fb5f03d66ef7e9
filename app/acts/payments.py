"""The way the money goes back: the means the customer paid with, or another one expressly agreed (MC 15)."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from stdnum import iban

from app.acts import subjects
from app.records.rows import Dossier
from app.terms.clause import Because, because


class Repaid(Protocol):
    """The part of a draft that says how money is paid back."""

    @property
    def means(self) -> str: ...
    @property
    def other_means(self) -> str: ...


def numbers(dossier: Dossier, subject_kind: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers whose payments are given back: all bookings where the contract itself is chosen."""
    if subject_kind != "contract":
        return chosen
    return tuple(row.number for row in subjects.bookings(dossier) if subjects.paid(row))


def means_of(dossier: Dossier, booking_numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of the means these bookings were last paid with, each once: ``Visa ···· 4242``."""
    latest: dict[str, str] = {}
    for row in dossier.payments:
        if row.booking_number in booking_numbers and row.paid_on is not None:
            latest[row.booking_number] = row.means_label
    return tuple(dict.fromkeys(latest.values()))


def described(labels: tuple[str, ...]) -> Because:
    """The means as a sentence of its own."""
    if not labels:
        return because("The means of payment is not on record: the refund goes back the way it came.")
    return Because("{means}", (("means", labels),))


def shown(draft: Repaid, labels: tuple[str, ...]) -> Because:
    """The chosen way, short: the card, or the account with only its last digits."""
    if draft.means == "other":
        return because("Account ending {digits}", digits=iban.compact(draft.other_means)[-4:])
    return Because("{means}", (("means", labels),)) if labels else because("The way it was paid")


def printed(draft: Repaid, labels: tuple[str, ...]) -> str:
    """The chosen way for preview and letter; empty where only "the way it was paid" is known."""
    if draft.means == "other":
        return iban.format(draft.other_means)
    return ", ".join(labels)


class WayBack(NamedTuple):
    """How money goes back: ``means`` as ``visa`` or ``transfer``, what a list shows of it, and the account if given."""

    means: str
    label: str
    iban: str = ""
    holder: str = ""


def way_back(dossier: Dossier, number: str, chosen: str, written: str) -> WayBack:
    """The way of a refund for what is called ``number``: the account the customer gave, or as it was paid last.

    What goes back for a contract goes the way of the last payment for any of its bookings.
    ``chosen`` is ``same`` or ``other``, ``written`` the account or the means as the letter names it. Without a payment
    on record the means are empty: somebody has to ask for an account.
    """
    if chosen == "other":
        one = dossier.customer
        holder = one.company_name or f"{one.given_name} {one.family_name}".strip()
        return WayBack("transfer", "", iban.compact(written), holder)
    contract = dossier.contract
    whole = contract is not None and number == contract.number
    known = numbers(dossier, "contract", ()) if whole else (number,)
    paid = [row for row in dossier.payments if row.booking_number in known and row.paid_on is not None]
    if whole:
        paid.sort(key=lambda row: row.paid_on or row.due_on)
    return WayBack(paid[-1].means, paid[-1].means_label) if paid else WayBack("", written)
