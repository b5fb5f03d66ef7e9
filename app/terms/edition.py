"""Editions of the terms: their numbers, each with its clause, and which edition governs a contract."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from app.terms.calendar import RESOURCES, Country
from app.terms.clause import Determination, Refusal, because

TERMS = RESOURCES / "terms"


class Numbers(NamedTuple):
    """The numbers of one edition. Unit, clause and meaning of each stand beside its value in ``numbers.toml``."""

    withdrawal_days: int
    withdrawal_months_not_informed: int
    late_information_months: int
    withdrawal_refund_days: int
    sim_refund_days: int
    framework_notice_months: int
    service_notice_months: int
    provider_notice_months: int
    provider_protected_years: int
    limited_term_months_max: int
    renewal_notice_months: int
    renewal_exit_months_contract: int
    renewal_exit_months_law: int
    means_warning_days: int
    sale_weeks: int
    breaches_that_repeat: int
    payment_days: int
    intervention_minutes: int
    framework_change_weeks: int
    announcement_weeks: int
    service_change_days: int
    service_change_refund_days: int
    strike_first_months: int
    strike_second_months: int
    strike_permanent_from: int
    digital_keys: int
    vehicle_users: int
    joint_users: int
    si_window_months: int
    si_extension_months: int
    data_reply_months: int
    notional_years: int


class NumberSource(NamedTuple):
    """Where a number comes from: its unit, the clause that states it and what it means (English)."""

    unit: str
    clause: str
    meaning: str


class Retention(NamedTuple):
    """How long one kind of data is kept: ``unit`` is hours, days, months or months_first_day_counted."""

    value: int
    unit: str
    clause: str


class Opening(NamedTuple):
    """Hours of a telephone line: ISO weekdays, open from ``opens`` on, no longer at ``closes``."""

    days: frozenset[int]
    opens: time
    closes: time


class Hotline(NamedTuple):
    """One telephone line: E.164 number, e-mail address, hours."""

    number: str
    email: str
    hours: tuple[Opening, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the terms.

    ``rules`` replaces single rules of the rulebook by the edition's own: a changed clause is a new function here, never
    an ``if`` inside a rule.
    """

    id: str
    in_force_from: date
    numbers: Numbers
    sources: Mapping[str, NumberSource]
    retention: Mapping[str, Retention]
    si_works: Mapping[str, frozenset[str]]
    hotlines: Mapping[tuple[str, Country], Hotline]
    rules: Mapping[str, Callable[..., Determination]] = field(default_factory=lambda: MappingProxyType({}))

    def clause_of(self, number: str) -> str:
        """The clause that states a number of :class:`Numbers`, by its field name."""
        return self.sources[number].clause


def _hotline(entry: dict[str, Any]) -> Hotline:
    hours = tuple(
        Opening(frozenset(row["days"]), time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))
        for row in entry["hours"]
    )
    return Hotline(entry["number"], entry["email"], hours, entry["clause"])


def load_edition(folder: Path) -> Edition:
    """Read the edition whose ``numbers.toml`` lies in ``folder``. A missing or surplus number is a ``Refusal``."""
    with (folder / "numbers.toml").open("rb") as file:
        table = tomllib.load(file)
    entries = table["number"]
    if differing := set(Numbers._fields) ^ set(entries):
        raise Refusal(
            because(
                "The edition of the terms in folder {folder} does not fit this program: {names}.",
                folder=folder.name,
                names=tuple(sorted(differing)),
            )
        )
    return Edition(
        id=table["id"],
        in_force_from=table["in_force_from"],
        numbers=Numbers(**{name: entry["value"] for name, entry in entries.items()}),
        sources=MappingProxyType(
            {name: NumberSource(entry["unit"], entry["clause"], entry["meaning"]) for name, entry in entries.items()}
        ),
        retention=MappingProxyType({name: Retention(**entry) for name, entry in table["retention"].items()}),
        si_works=MappingProxyType({work: frozenset(trains) for work, trains in table["si_works"].items()}),
        hotlines=MappingProxyType({(entry["line"], entry["country"]): _hotline(entry) for entry in table["hotline"]}),
    )


@lru_cache(maxsize=1)
def editions() -> Mapping[str, Edition]:
    """The editions shipped with the program by id, the oldest first."""
    found = (load_edition(path.parent) for path in TERMS.glob("*/numbers.toml"))
    return MappingProxyType({edition.id: edition for edition in sorted(found, key=lambda one: one.in_force_from)})


def edition_called(edition_id: str) -> Edition:
    """The edition with this id. Raises ``Refusal`` when the program has none such."""
    try:
        return editions()[edition_id]
    except KeyError:
        raise Refusal(
            because(
                "No edition of the terms is called {name}. Known editions: {names}.",
                name=edition_id,
                names=tuple(editions()),
            )
        ) from None


def edition_for(concluded_on: date) -> Edition:
    """The edition in force on the day a contract was concluded; the oldest one for contracts before it.

    The terms a contract was concluded under govern it. A later edition binds only after the procedure of MC 13.2.
    """
    in_force = [edition for edition in editions().values() if edition.in_force_from <= concluded_on]
    return in_force[-1] if in_force else next(iter(editions().values()))
