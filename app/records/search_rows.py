"""Frozen rows of what a search found, group by group. See ``rows`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.records.rows import Hit


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one kind that are shown, best first, and how many there are.

    ``name`` is ``people | vehicles | contracts | papers`` (cases and letters); with ``more`` there are at least
    ``total``.
    """

    name: Literal["people", "vehicles", "contracts", "papers"]
    hits: tuple[Hit, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query found, the group with the best hit first.

    ``reading`` says what the query was taken for: ``name | plate | vin | phone | email | number``, empty when nothing
    was asked.
    """

    query: str
    reading: str
    groups: tuple[HitGroup, ...]

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Every hit, best first."""
        found = [hit for group in self.groups for hit in group.hits]
        return tuple(sorted(found, key=lambda hit: -hit.score))

    @property
    def total(self) -> int:
        """How many there are over all groups."""
        return sum(group.total for group in self.groups)
