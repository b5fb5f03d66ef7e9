"""What every queue is asked and what it answers: one page of rows, and how many there are in each state.

The database filters, sorts and counts; a window holds one page, however long the queue is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

PAGE = 100
"""Rows a window asks for at a time."""


@dataclass(frozen=True, slots=True)
class QueueQuestion:
    """Which rows of a queue. ``state`` empty: all that are open.

    ``words`` must all occur in what a person reads in the row; ``chosen`` are further filters as (``language``,
    ``nl``). ``sort`` is the key of a column, empty for the queue's own order (what is late first). ``first`` counts
    from 0.
    """

    state: str = ""
    words: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    descending: bool = False
    first: int = 0
    count: int = PAGE


@dataclass(frozen=True, slots=True)
class QueuePage(Generic[Row]):
    """The rows asked for. ``matching`` is the number of all rows that answer the question, ``counts`` that of each
    state under the other filters, ``late`` the number whose day is over, ``more`` what a queue says besides.
    """

    rows: tuple[Row, ...]
    matching: int
    counts: Mapping[str, int]
    late: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)
