"""What all tables share: constraint names, column types of our own, CHECK constraints for enumerations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Integer, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from app.terms.clause import Cents


class Base(DeclarativeBase):
    """Every table. Constraints have names, so that a migration can drop what an older one made."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Money(TypeDecorator[Cents]):
    """Integer cents; comes back as :class:`Cents`, so that it is shown as money."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Cents | None:
        return None if value is None else Cents(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A few code words without spaces, as option codes: a tuple here, separated by spaces in the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | list[str] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(value.split())


class Percent(TypeDecorator[Decimal]):
    """A rate in per cent, exact: its digits as they were entered, which SQLite would turn into a binary fraction."""

    impl = String(12)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """The column takes these values only. A CHECK: native enumerations exist on one engine only."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


def not_negative(column: str) -> CheckConstraint:
    """The column is zero or more, where it has a value."""
    return CheckConstraint(f"{column} >= 0", name=column)
