"""Findings and facts as JSON: what a case stores at the moment of decision, and reads back the same.

Types that JSON lacks are written as an object with one key (``{"date": "2026-12-28"}``), so that an amount stays an
amount and a date a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from app.terms.clause import Alternative, Because, Cents, Finding, Part


def to_json(value: Any) -> Any:
    """``value`` in types JSON knows. Facts (dataclasses, named tuples) become objects, with their fields as keys."""
    match value:
        case Cents():
            return {"cents": int(value)}
        case Enum():
            return to_json(value.value)
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case Because():
            return {
                "message": value.message,
                "values": [[name, to_json(one)] for name, one in value.values],
                **({"plural": value.plural, "count": value.count} if value.plural is not None else {}),
                **({"context": value.context} if value.context else {}),
            }
        case Part():
            return {"part": value.key, "findings": [finding_to_json(one) for one in value.findings]}
        case Mapping():
            return {str(key): to_json(one) for key, one in value.items()}
    return _compound_to_json(value)


def _compound_to_json(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: to_json(one) for name, one in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    if isinstance(value, frozenset | set):
        return [to_json(one) for one in sorted(value)]
    raise TypeError(f"a {type(value).__name__} cannot be stored")


def from_json(stored: Any) -> Any:
    """What :func:`to_json` was given: values of findings and of their reasons."""
    if isinstance(stored, list):
        return tuple(from_json(one) for one in stored)
    if not isinstance(stored, dict):
        return stored
    match stored:
        case {"cents": cents}:
            return Cents(cents)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"decimal": text}:
            return Decimal(text)
        case {"message": message, "values": values}:
            bound = tuple((name, from_json(one)) for name, one in values)
            return Because(message, bound, stored.get("plural"), stored.get("count", 1), stored.get("context", ""))
        case {"part": key, "findings": findings}:
            return Part(key, tuple(finding_from_json(one) for one in findings))
    return {key: from_json(one) for key, one in stored.items()}


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding with all that belongs to it."""
    return {
        "name": finding.name,
        "value": to_json(finding.value),
        "clauses": list(finding.clauses),
        "because": to_json(finding.because),
        "alternatives": alternatives_to_json(finding.alternatives),
    }


def finding_from_json(stored: Mapping[str, Any]) -> Finding:
    """The finding :func:`finding_to_json` was given."""
    return Finding(
        stored["name"],
        from_json(stored["value"]),
        tuple(stored["clauses"]),
        from_json(stored["because"]),
        alternatives_from_json(stored["alternatives"]),
    )


def alternatives_to_json(alternatives: tuple[Alternative, ...]) -> list[dict[str, Any]]:
    """What the other readings of a contested point would give."""
    return [
        {"reading": one.reading, "value": to_json(one.value), "because": to_json(one.because)} for one in alternatives
    ]


def alternatives_from_json(stored: list[dict[str, Any]]) -> tuple[Alternative, ...]:
    """The alternatives :func:`alternatives_to_json` was given."""
    return tuple(Alternative(one["reading"], from_json(one["value"]), from_json(one["because"])) for one in stored)
