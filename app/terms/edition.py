"""Editions of the terms: their numbers, each with its clause, and which one was in force when a contract was concluded.

A folder of ``resources/terms`` holds one edition of one document. What a document does not state itself it takes from
the one its ``completed_by`` names: the Service Inclusive terms go before the MINI Connected terms for the packages and
those fill in the rest (SI 1); the MINI Connected terms are printed with the Service Inclusive terms behind them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from app.terms.calendar import RESOURCES, Country
from app.terms.clause import Determination, Refusal, because

TERMS = RESOURCES / "terms"
Document = Literal["MC", "SI"]
"""Whose terms: MINI Connected or Service Inclusive."""


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
    terms: Document
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
    """Read the edition whose ``numbers.toml`` lies in ``folder``. One that does not fit this program is a ``Refusal``.

    The document that completes it is looked for beside it first, then among those of the program.
    """
    own = _table(folder)
    other = _table(_completing(folder, str(own["completed_by"]))) if "completed_by" in own else {}
    try:
        return _edition(folder, own, other)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _unreadable(folder) from error


def _completing(folder: Path, name: str) -> Path:
    beside = folder.parent / name
    return beside if (beside / "numbers.toml").exists() else TERMS / name


def _table(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / "numbers.toml").read_text(encoding="utf-8"))
    except ValueError as error:  # no TOML, or no UTF-8
        raise _unreadable(folder) from error


def _unreadable(folder: Path) -> Refusal:
    return Refusal(
        because(
            "The numbers of the terms in folder {folder} cannot be read: see the ones of the program for their form.",
            folder=folder.name,
        )
    )


def _edition(folder: Path, own: dict[str, Any], other: dict[str, Any]) -> Edition:
    def both(name: str) -> dict[str, Any]:
        return {**other.get(name, {}), **own.get(name, {})}

    entries = both("number")
    if differing := set(Numbers._fields) ^ set(entries):
        raise Refusal(
            because(
                "The edition of the terms in folder {folder} does not fit this program: {names}.",
                folder=folder.name,
                names=tuple(sorted(differing)),
            )
        )
    lines = (*other.get("hotline", ()), *own.get("hotline", ()))
    return Edition(
        id=own["id"],
        terms=own["terms"],
        in_force_from=own["in_force_from"],
        numbers=Numbers(**{name: _whole(name, entry["value"]) for name, entry in entries.items()}),
        sources=MappingProxyType(
            {name: NumberSource(entry["unit"], entry["clause"], entry["meaning"]) for name, entry in entries.items()}
        ),
        retention=MappingProxyType({name: Retention(**entry) for name, entry in both("retention").items()}),
        si_works=MappingProxyType({work: frozenset(trains) for work, trains in both("si_works").items()}),
        hotlines=MappingProxyType({(entry["line"], entry["country"]): _hotline(entry) for entry in lines}),
    )


def _whole(name: str, value: Any) -> int:
    """A number as the rules count with it: never below nothing, and a price is spread over one year at least."""
    if type(value) is not int:
        raise TypeError(value)
    if value < (1 if name == "notional_years" else 0):
        raise ValueError(value)
    return value


@lru_cache(maxsize=1)
def editions() -> Mapping[str, Edition]:
    """The editions shipped with the program by id, of both documents, the oldest first."""
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


def newest_edition(terms: Document = "MC") -> Edition:
    """The edition of a document that came last."""
    return _of(terms)[-1]


def edition_for(concluded_on: date, terms: Document = "MC") -> Edition:
    """The edition of a document in force on the day a contract was concluded; the oldest for contracts before it.

    It governs the contract. A later edition binds only after the procedure of MC 13.2: see ``governing``.
    """
    found = _of(terms)
    in_force = [edition for edition in found if edition.in_force_from <= concluded_on]
    return in_force[-1] if in_force else found[0]


def _of(terms: Document) -> list[Edition]:
    return [edition for edition in editions().values() if edition.terms == terms]
