"""Contracts, their bookings, Service Inclusive packages, invoices and payments."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base, Money, not_negative, one_of
from app.terms.clause import Cents

MADE_BY = ("shop", "online", "telephone")
"""How a contract or booking came about; nothing where nobody noted it."""


class Contract(Base):
    """The MINI Connected contract (framework) of one customer on one vehicle, under the edition of its conclusion.

    ``offer_confirmed_on``: the offer was confirmed on a durable medium; ``accepted_on``: signed or accepted in writing.
    """

    __tablename__ = "contracts"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "customer_id"),
        Index(None, "vehicle_id"),
        one_of("origin", ("standard_equipment", "optional_only", "portal")),
        one_of("ended_as", ("", "withdrawn", "terminated", "revoked")),
        one_of("made_by", MADE_BY),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicles.id"))
    concluded_on: Mapped[date]
    origin: Mapped[str] = mapped_column(String(20), default="portal")
    edition: Mapped[str] = mapped_column(String(40))
    informed_at_conclusion: Mapped[bool] = mapped_column(default=True)
    informed_later_on: Mapped[date | None]
    start_requested: Mapped[bool] = mapped_column(default=False)
    service_started_on: Mapped[date | None]
    ended_as: Mapped[str] = mapped_column(String(20), default="")
    ends_on: Mapped[date | None]
    ended_by_case: Mapped[str] = mapped_column(String(20), default="")
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[str | None] = mapped_column(String(20))
    offer_confirmed_on: Mapped[date | None]
    accepted_on: Mapped[date | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy reads it once, when the class is made)


class Booking(Base):
    """A booked service of a contract. ``price`` is the price paid, never today's list price."""

    __tablename__ = "bookings"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "contract_id"),
        one_of("kind", ("basic", "limited", "monthly", "one_off_indefinite")),
        one_of("ended_as", ("", "withdrawn", "terminated", "expired", "not_renewed")),
        one_of("made_by", MADE_BY),
        not_negative("price"),
        CheckConstraint("period_end >= period_start", name="period"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    service_key: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    price: Mapped[Cents] = mapped_column(Money, default=Cents(0))
    concluded_on: Mapped[date]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    first_due_on: Mapped[date | None]
    auto_renewal: Mapped[bool] = mapped_column(default=False)
    renewal_months: Mapped[int] = mapped_column(default=0)
    renewed: Mapped[bool] = mapped_column(default=False)
    informed_at_conclusion: Mapped[bool] = mapped_column(default=True)
    informed_later_on: Mapped[date | None]
    start_requested: Mapped[bool] = mapped_column(default=False)
    service_started_on: Mapped[date | None]
    edition: Mapped[str] = mapped_column(String(40))
    description_issue: Mapped[str] = mapped_column(String(40), default="")
    ended_as: Mapped[str] = mapped_column(String(20), default="")
    ends_on: Mapped[date | None]
    ended_by_case: Mapped[str] = mapped_column(String(20), default="")
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[str | None] = mapped_column(String(20))
    offer_confirmed_on: Mapped[date | None]
    accepted_on: Mapped[date | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (as above)


class ServiceInclusive(Base):
    """A Service Inclusive package of one customer on one vehicle."""

    __tablename__ = "service_inclusive"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "customer_id"),
        Index(None, "vehicle_id"),
        one_of("package", ("service_inclusive", "service_inclusive_used")),
        one_of("ended_as", ("", "withdrawn", "expired")),
        not_negative("price"),
        not_negative("works_performed"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicles.id"))
    package: Mapped[str] = mapped_column(String(30))
    concluded_on: Mapped[date]
    price: Mapped[Cents] = mapped_column(Money)
    months: Mapped[int]
    km: Mapped[int]
    term_start: Mapped[date | None]
    odometer_at_start: Mapped[int | None]
    works_performed: Mapped[int] = mapped_column(default=0)
    informed_at_conclusion: Mapped[bool] = mapped_column(default=True)
    informed_later_on: Mapped[date | None]
    start_requested: Mapped[bool] = mapped_column(default=False)
    service_started_on: Mapped[date | None]
    edition: Mapped[str] = mapped_column(String(40))
    ended_as: Mapped[str] = mapped_column(String(20), default="")
    ends_on: Mapped[date | None]
    ended_by_case: Mapped[str] = mapped_column(String(20), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (as above)


class Invoice(Base):
    """What was invoiced for a booking or a package; ``amount`` with VAT, ``vat_percent`` the rate it contains."""

    __tablename__ = "invoices"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "booking_id"),
        Index(None, "service_inclusive_id"),
        not_negative("amount"),
        CheckConstraint("(booking_id IS NULL) <> (service_inclusive_id IS NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("bookings.id"))
    service_inclusive_id: Mapped[int | None] = mapped_column(ForeignKey("service_inclusive.id"))
    invoiced_on: Mapped[date]
    due_on: Mapped[date]
    amount: Mapped[Cents] = mapped_column(Money)
    vat_percent: Mapped[int]
    means: Mapped[str] = mapped_column(String(20), default="")
    means_label: Mapped[str] = mapped_column(Text, default="")
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]


class Payment(Base):
    """Money received for an invoice. An invoice without one is unpaid; ``means`` here is how it was really paid."""

    __tablename__ = "payments"
    __table_args__ = (UniqueConstraint("number"), Index(None, "invoice_id"), not_negative("amount"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"))
    paid_on: Mapped[date]
    amount: Mapped[Cents] = mapped_column(Money)
    means: Mapped[str] = mapped_column(String(20))
    means_label: Mapped[str] = mapped_column(Text, default="")
