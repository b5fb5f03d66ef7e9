"""Customers with their addresses, telephones and e-mail addresses, and the dealers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Computed, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base, one_of


def _reversed_digits(context: Any) -> str:
    return reversed_digits(context.get_current_parameters()["number"])


def reversed_digits(number: str) -> str:
    """The digits of a telephone number from last to first: the end of a number then is the beginning of a key."""
    return "".join(sign for sign in reversed(number) if sign.isdigit())


class Customer(Base):
    """A consumer or a trader. ``number`` is the CRM's external number and the key of an import.

    ``version`` counts the writes that concern the customer or one of their vehicles (see ``Dossier.version``).
    """

    __tablename__ = "customers"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("kind", ("consumer", "trader")),
        one_of("country", ("BE", "LU")),
        one_of("language", ("nl", "fr", "de", "en")),
        one_of("title", ("ms", "mr", "neutral", "company")),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(10))
    country: Mapped[str] = mapped_column(String(2))
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(10), default="neutral")
    given_name: Mapped[str] = mapped_column(Text, default="")
    family_name: Mapped[str] = mapped_column(Text, default="")
    company_name: Mapped[str] = mapped_column(Text, default="")
    vat_number: Mapped[str] = mapped_column(String(20), default="")
    sanctioned: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class CustomerAddress(Base):
    """``position`` 0 is the address letters go to."""

    __tablename__ = "customer_addresses"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, default=0, autoincrement=False)
    street: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[str] = mapped_column(Text, default="")
    box: Mapped[str] = mapped_column(Text, default="")
    postcode: Mapped[str] = mapped_column(String(12), default="")
    town: Mapped[str] = mapped_column(Text, default="")
    country: Mapped[str] = mapped_column(String(2), default="BE")


class CustomerPhone(Base):
    """``number`` in E.164. A telephone is replaced as a row, never changed: ``reversed`` is made when the row is."""

    __tablename__ = "customer_phones"
    __table_args__ = (Index(None, "number"), Index(None, "reversed"))

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, default=0, autoincrement=False)
    number: Mapped[str] = mapped_column(String(20))
    reversed: Mapped[str] = mapped_column(String(20), default=_reversed_digits)


class CustomerEmail(Base):
    """``address`` as given; ``folded`` in small letters, for the search."""

    __tablename__ = "customer_emails"
    __table_args__ = (Index(None, "folded"),)

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, default=0, autoincrement=False)
    address: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text, Computed("lower(address)", persisted=True))


class Dealer(Base):
    """A dealer, branch or workshop that can work on a SIM; ``latitude`` and ``longitude`` in degrees."""

    __tablename__ = "dealers"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("country", ("BE", "LU")),
        one_of("kind", ("dealer", "branch", "workshop")),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(Text)
    town: Mapped[str] = mapped_column(Text, default="")
    country: Mapped[str] = mapped_column(String(2), default="BE")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(10), default="dealer")
    latitude: Mapped[float] = mapped_column(Float, default=0.0)
    longitude: Mapped[float] = mapped_column(Float, default=0.0)
