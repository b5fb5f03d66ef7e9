"""In which order the rows of a queue stand: a row without a value comes last, whichever way the list is sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def in_order(keys: Iterable[Any], *, descending: bool) -> tuple[Any, ...]:
    """The columns as a question to the database sorts by them."""
    return tuple((key.desc() if descending else key.asc()).nulls_last() for key in keys)
