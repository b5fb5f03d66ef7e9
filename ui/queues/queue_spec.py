"""What one queue puts on the common page: its words, its columns, and whom it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.records.queue_rows import QueuePage, QueueQuestion
from app.start import Desk
from app.terms.clause import Because, because
from ui.frame.status_bar import Keys
from ui.tables.columns import Column

_EMPTY = because("Nothing is waiting here.")


class State(NamedTuple):
    """A state that has a chip. ``key`` is what the question says, empty for all; ``mark`` is empty for none."""

    key: str
    word: Because
    mark: str = ""


class Choice(NamedTuple):
    """A further filter. ``values`` are (value, words); the first one has the value ``""`` and filters nothing."""

    key: str
    name: Because
    values: tuple[tuple[str, Because | str], ...]


@dataclass(frozen=True, slots=True)
class QueueSpec:
    """A queue as data.

    ``ask`` and ``numbers`` run on the thread of the database: one page, and the keys of all rows that match. ``key``
    tells a row from all others and stays the same while the row changes. A column whose ``sort`` is set is sorted by
    the database, by the key of the column. ``sort`` names the column by whose order the queue stands at first, if any.
    """

    title: Because
    columns: tuple[Column, ...]
    key: Callable[[Any], str]
    ask: Callable[[Desk, QueueQuestion], QueuePage[Any]]
    numbers: Callable[[Desk, QueueQuestion], tuple[str, ...]]
    states: tuple[State, ...] = ()
    choices: tuple[Choice, ...] = ()
    subtitle: Because | None = None
    empty: Because = _EMPTY
    file_name: str = "list"
    sort: str = ""
    keys: Keys = ()
