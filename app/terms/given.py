"""Reading a fact by its name: from the facts of a rule, or from what a case has kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def given(facts: Any, path: str) -> Any:
    """The fact at ``path`` (``pricing.price``); ``None`` where it is not known. Kept facts are objects by name."""
    value = facts
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
    return value
