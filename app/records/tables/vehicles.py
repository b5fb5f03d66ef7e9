"""Vehicles with their SIM and its history, and the MINI IDs linked to them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base, Words, not_negative, one_of

_SIM_STATES = ("active", "partial", "off")


class Vehicle(Base):
    """``customer_id`` is the holder today, ``None`` when nobody is known.

    ``plate_key`` and ``vin_tail`` (the last seven) are what the search compares; the database keeps them itself.
    """

    __tablename__ = "vehicles"
    __table_args__ = (
        UniqueConstraint("vin"),
        Index(None, "customer_id"),
        Index(None, "plate_key"),
        Index(None, "vin_tail"),
        CheckConstraint("length(vin) = 17", name="vin"),
        one_of("plate_country", ("BE", "LU")),
        one_of("powertrain", ("ICE", "BEV", "PHEV")),
        not_negative("mileage_km"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    vin: Mapped[str] = mapped_column(String(17))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))
    plate: Mapped[str] = mapped_column(String(20), default="")
    plate_country: Mapped[str] = mapped_column(String(2), default="BE")
    model: Mapped[str] = mapped_column(Text, default="")
    powertrain: Mapped[str] = mapped_column(String(4), default="ICE")
    os_version: Mapped[int] = mapped_column(default=0)
    option_codes: Mapped[tuple[str, ...]] = mapped_column(Words, default=())
    first_registration_on: Mapped[date | None]
    new_vehicle: Mapped[bool] = mapped_column(default=True)
    handover_at: Mapped[datetime | None]
    mileage_km: Mapped[int | None]
    mileage_read_on: Mapped[date | None]
    type_approval_functions: Mapped[tuple[str, ...]] = mapped_column(Words, default=())
    dealer_number: Mapped[str | None] = mapped_column(ForeignKey("dealers.number"))
    plate_key: Mapped[str] = mapped_column(
        String(20), Computed("upper(replace(replace(replace(plate, '-', ''), ' ', ''), '.', ''))", persisted=True)
    )
    vin_tail: Mapped[str] = mapped_column(String(7), Computed("substr(vin, 11)", persisted=True))


class Sim(Base):
    """The SIM in a vehicle; ``state`` is that of the newest event."""

    __tablename__ = "sims"
    __table_args__ = (UniqueConstraint("iccid"), UniqueConstraint("vehicle_id"), one_of("state", _SIM_STATES))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    iccid: Mapped[str] = mapped_column(String(22))
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicles.id"))
    state: Mapped[str] = mapped_column(String(10), default="active")
    since: Mapped[date]


class SimEvent(Base):
    """A change of state: the day, who did it (a dealer or an agent), the case it was done for."""

    __tablename__ = "sim_events"
    __table_args__ = (Index(None, "sim_id"), one_of("state", _SIM_STATES))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sim_id: Mapped[int] = mapped_column(ForeignKey("sims.id"))
    on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    by: Mapped[str] = mapped_column(Text, default="")
    case_number: Mapped[str] = mapped_column(String(20), default="")


class MiniIdLink(Base):
    """A MINI ID linked to a vehicle, as its main or a joint user; ``folded`` in small letters, for the search."""

    __tablename__ = "mini_id_links"
    __table_args__ = (
        UniqueConstraint("vehicle_id", "mini_id"),
        Index(None, "folded"),
        one_of("role", ("main", "joint")),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicles.id"))
    mini_id: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(String(10), default="main")
    linked_on: Mapped[date]
    verified_on: Mapped[date | None]
    folded: Mapped[str] = mapped_column(Text, Computed("lower(mini_id)", persisted=True))
