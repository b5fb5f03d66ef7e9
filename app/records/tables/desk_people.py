"""Who may sign in at the desk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base, one_of

DESK_ROLES = ("agent", "dealer", "supervisor", "administrator")


class DeskPerson(Base):
    """Somebody who signs in as ``login``. ``dealer_number`` is the dealership a dealer works for.

    On a server the login is a role of PostgreSQL, which keeps the password and the lock: the last four columns are
    those of a database of one's own. ``password`` is argon2's hash, ``failures`` the wrong passwords since the last
    right one, and until ``locked_until`` none is tried.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("login"),
        Index(None, "dealer_number"),
        one_of("role", DESK_ROLES),
        CheckConstraint("(role = 'dealer') = (dealer_number IS NOT NULL)", name="dealer"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    login: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    dealer_number: Mapped[str | None] = mapped_column(ForeignKey("dealers.number"))
    locked: Mapped[bool] = mapped_column(default=False)
    password: Mapped[str] = mapped_column(Text, default="")
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
