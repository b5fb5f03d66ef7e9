"""Newer editions of the terms that were announced to customers, and the legal rates of interest."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base, Percent


class Announcement(Base):
    """A newer edition of the terms announced to a group of customers (MC 13.2).

    ``effective_on`` is the first day it shall hold. ``essential`` and ``consequences_stated`` are what the message
    changed and what it said of silence.
    """

    __tablename__ = "announcements"
    __table_args__ = (
        UniqueConstraint(
            "edition", "effective_on", "essential", "consequences_stated", name="uq_announcements_message"
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    edition: Mapped[str] = mapped_column(String(40))
    effective_on: Mapped[date]
    essential: Mapped[bool] = mapped_column(default=False)
    consequences_stated: Mapped[bool] = mapped_column(default=True)
    entered_by: Mapped[str] = mapped_column(Text)
    entered_at: Mapped[datetime]


class AnnouncementReceived(Base):
    """That an announcement reached the customer of a contract on a day, and the objection that came back, if any."""

    __tablename__ = "announcements_received"
    __table_args__ = (Index(None, "contract_id"),)

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id"), primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), primary_key=True)
    received_on: Mapped[date]
    objection_received_on: Mapped[date | None]
    objection_case: Mapped[str] = mapped_column(String(20), default="")


class InterestRate(Base):
    """The legal rate of interest of a country in per cent a year, from a day until the next one begins."""

    __tablename__ = "interest_rates"

    country: Mapped[str] = mapped_column(String(2), primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    percent: Mapped[Decimal] = mapped_column(Percent)
    entered_by: Mapped[str] = mapped_column(Text)
    entered_at: Mapped[datetime]


class OrganisationSetting(Base):
    """What the organisation sets once for all desks, under a stable ``name`` as ``approval_above``."""

    __tablename__ = "organisation_settings"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=False)
    changed_by: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]


class OrganisationReading(Base):
    """How the organisation reads a contested point in all its cases, where not by default; ``reading`` as ``G40 C``."""

    __tablename__ = "organisation_readings"

    point: Mapped[str] = mapped_column(String(8), primary_key=True)
    reading: Mapped[str] = mapped_column(String(12))
    chosen_by: Mapped[str] = mapped_column(Text)
    chosen_at: Mapped[datetime]
