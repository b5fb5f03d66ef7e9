"""How a customer is reached, corrected on the phone. Two people who change it at once lose nothing of either.

What only one of them changed is kept; where both changed the same, the second one chooses (:class:`Differs`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.records import contact
from app.records.dossier import read_dossier
from app.records.folding import is_email
from app.records.holding import hold
from app.records.journal import journal
from app.records.rows import Address, Customer, DossierKey
from app.records.telephones import canonical
from app.terms.clause import Because, Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk

LONGEST = 120
"""Characters of one value."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What can be changed, as it is written down; empty where nothing is known. ``phone`` is in E.164."""

    phone: str = ""
    email: str = ""
    street: str = ""
    number: str = ""
    box: str = ""
    postcode: str = ""
    town: str = ""


LABELS: dict[str, Because] = {
    "phone": because("Telephone"),
    "email": because("E-mail"),
    "street": because("Street"),
    "number": because("Number"),
    "box": because("Box"),
    "postcode": because("Postcode"),
    "town": because("Town"),
}


PARTS: dict[str, tuple[str, ...]] = {
    "phone": ("phone",),
    "email": ("email",),
    "address": ("street", "number", "box", "postcode", "town"),
}
"""What is kept or chosen together: half of one address and half of another would be a third."""


class Differs(Refusal):
    """Somebody (``by``) changed the same parts (``names``) meanwhile. Nothing was written.

    ``before`` is what was there when the change began, ``wanted`` the change, ``now`` what is there.
    """

    def __init__(self, before: Contact, wanted: Contact, now: Contact, by: str, at: datetime | None) -> None:
        super().__init__(because("Somebody else changed this as well. Nothing was written."))
        self.before, self.wanted, self.now = before, wanted, now
        self.by, self.at = by, at
        self.names = clashes(before, wanted, now)


def contact_of(customer: Customer) -> Contact:
    """How a customer is reached now."""
    address = customer.addresses[0] if customer.addresses else Address("", "", "", "", "", customer.country)
    return Contact(
        phone=customer.phones[0] if customer.phones else "",
        email=customer.emails[0] if customer.emails else "",
        street=address.street,
        number=address.number,
        box=address.box,
        postcode=address.postcode,
        town=address.town,
    )


def part_of(contact: Contact, part: str) -> tuple[str, ...]:
    """The values of one of :data:`PARTS`."""
    return tuple(getattr(contact, name) for name in PARTS[part])


def with_part(contact: Contact, part: str, other: Contact) -> Contact:
    """``contact`` with one of :data:`PARTS` taken from ``other``."""
    return replace(contact, **dict(zip(PARTS[part], part_of(other, part), strict=True)))


def clashes(before: Contact, wanted: Contact, now: Contact) -> tuple[str, ...]:
    """The parts that both changed, and not to the same."""
    found = {part: [part_of(one, part) for one in (before, wanted, now)] for part in PARTS}
    return tuple(part for part, (was, mine, theirs) in found.items() if was not in (mine, theirs) and mine != theirs)


def save_contact(desk: Desk, key: DossierKey, before: Contact, wanted: Contact) -> None:
    """Write what ``wanted`` changes of ``before``; what others changed besides stays.

    Raises ``WrongInput`` for a value that cannot be, and :class:`Differs` where somebody changed the same value.
    """
    with desk.records.writing() as session:
        hold(session, key.customer_id)
        dossier = read_dossier(session, *key)
        if dossier is None:
            raise Refusal(because("This dossier does not exist any more."))
        customer = dossier.customer
        now, asked = contact_of(customer), _checked(wanted, before, customer.country)
        if clashes(before, asked, now):
            by, at = contact.last_change(session, customer.id) or ("", None)
            raise Differs(before, asked, now, by, at)
        after = now
        for part in PARTS:
            if part_of(asked, part) != part_of(before, part):
                after = with_part(after, part, asked)
        if after == now:
            return
        country = customer.addresses[0].country if customer.addresses else customer.country
        address = Address(after.street, after.number, after.box, after.postcode, after.town, country)
        contact.write_contact(session, customer.id, after.phone, after.email, address)
        journal(
            session, customer.id, None, at=desk.now(), by=desk.person.name, what=contact.CHANGED, on=customer.number
        )


def _checked(wanted: Contact, before: Contact, country: str) -> Contact:
    """What was entered as it is kept. A value that was there before may stay as it is."""
    kept = {one.name: " ".join(getattr(wanted, one.name).replace("\0", "").split()) for one in fields(wanted)}
    for name, value in kept.items():
        if len(value) > LONGEST:
            raise WrongInput(name, because("This is too long: keep it under {count} characters.", count=LONGEST))
    if kept["phone"] and kept["phone"] != before.phone:
        number = canonical(kept["phone"], country)
        if number is None:
            raise WrongInput("phone", because("“{text}” is not a telephone number.", text=kept["phone"]))
        kept["phone"] = number
    if kept["email"] and kept["email"] != before.email and not is_email(kept["email"]):
        raise WrongInput("email", because("“{text}” is not an e-mail address.", text=kept["email"]))
    started = any(kept[name] for name in ("street", "number", "box", "postcode", "town"))
    for name, missing in (
        ("street", because("Enter the street.")),
        ("postcode", because("Enter the postcode.")),
        ("town", because("Enter the town.")),
    ):
        if started and not kept[name]:
            raise WrongInput(name, missing)
    if len(kept["postcode"]) > 12:
        raise WrongInput("postcode", because("“{text}” is not a postcode.", text=kept["postcode"]))
    return Contact(**kept)
