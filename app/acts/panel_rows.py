"""What the panel of services shows: frozen rows, ready to put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.acts.rows import ServiceState, ServiceStatus
from app.terms.clause import Because

EffectName = Literal["sim_off", "terminated", "package_gone"]
Fate = Literal["stops", "stays", "partly", "not_stated"]
"""What an act does to a service; ``not_stated`` where the description is silent."""
CardName = Literal["users", "keys", "store", "external_store", "hotline", "data_rights", "service_inclusive"]


@dataclass(frozen=True, slots=True)
class ServiceNode:
    """A service in the tree. ``level`` counts from 0, ``children`` are the keys directly below it."""

    status: ServiceStatus
    level: int
    children: tuple[str, ...]
    listed: bool

    @property
    def key(self) -> str:
        """The key of the service in the catalogue."""
        return self.status.key


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What an act would do to the services that run now: the sentence, and the fate of each by its key."""

    name: EffectName
    text: Because
    fates: tuple[tuple[str, Fate], ...]
    clauses: tuple[str, ...]

    def fate(self, key: str) -> Fate | None:
        """What becomes of a service; ``None`` for one that does not run."""
        return dict(self.fates).get(key)


@dataclass(frozen=True, slots=True)
class ServicePanel:
    """The tree of services in reading order (a parent before its children), the number in each state, the acts."""

    nodes: tuple[ServiceNode, ...]
    counts: tuple[tuple[ServiceState, int], ...]
    effects: tuple[EffectLine, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value. ``mark`` is a status, or empty."""

    label: Because
    value: Because
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """How long one store of data is kept. ``erase_by`` is the sentence with its last day, where a period is stated."""

    place: Because
    text: Because
    erase_by: Because | None
    day: date | None
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceDetail:
    """Everything about one service on this vehicle. ``data`` are where (or to whom) and what."""

    status: ServiceStatus
    description: Because
    facts: tuple[Fact, ...]
    effects: tuple[Fact, ...]
    data: tuple[Fact, ...]
    retention: tuple[RetentionLine, ...]
    notes: tuple[Because, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A part of a whole, both in ``unit`` (``days`` or ``km``): how much of a package is used. ``text`` says it."""

    unit: Literal["days", "km"]
    used: int
    whole: int
    text: Because

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(1.0, max(0.0, self.used / self.whole)) if self.whole else 1.0


@dataclass(frozen=True, slots=True)
class PanelCard:
    """A card beside the tree. ``state`` is the mark of the headline; ``lines`` are sentences below the facts.

    ``subject`` is the number of a Service Inclusive package, and only its card has ``gauges``.
    """

    name: CardName
    title: Because
    state: str
    headline: Because
    facts: tuple[Fact, ...] = ()
    lines: tuple[Because, ...] = ()
    clauses: tuple[str, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of two vehicles side by side; ``section`` is ``vehicle`` or ``services``."""

    section: Literal["vehicle", "services"]
    name: Because
    left: Because
    right: Because
    left_mark: str = ""
    right_mark: str = ""

    @property
    def differs(self) -> bool:
        """Whether the two vehicles are not alike here."""
        return self.left != self.right
