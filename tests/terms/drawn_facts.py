"""Facts of any rule, drawn from their types: days of two years, so that they often fit together, and small numbers.

With ``edges`` the first and the last days of the calendar, huge amounts and numbers below zero come among them.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from app.terms.catalogue import load_catalogue
from app.terms.clause import Cents
from app.terms.rules import RULES

_FIRST = date(2025, 1, 1)
_DAYS = st.integers(0, 730).map(lambda days: _FIRST + timedelta(days))
_MOMENTS = st.builds(datetime.combine, _DAYS, st.times().map(lambda one: one.replace(second=0, microsecond=0)))
_OF_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    Cents: st.integers(0, 200_000).map(Cents),
    int: st.integers(0, 40),
    float: st.integers(0, 20).map(float),
    str: st.sampled_from(["eu_ecall", "drive_recorder", "SA6AE"]),
    date: _DAYS,
    datetime: _MOMENTS,
}


_END_DAYS = st.sampled_from([date.min, date(1, 1, 31), date(2024, 2, 29), date(9999, 1, 31), date.max])
_AT_EDGES: dict[Any, st.SearchStrategy[Any]] = {
    **_OF_TYPE,
    Cents: _OF_TYPE[Cents] | st.sampled_from([-1, 0, 1, 10**18]).map(Cents),
    int: _OF_TYPE[int] | st.sampled_from([-1, 0, 10**18]),
    float: _OF_TYPE[float] | st.sampled_from([-0.5, 1e300]),
    date: _DAYS | _END_DAYS,
    datetime: _MOMENTS | _END_DAYS.map(lambda day: datetime.combine(day, time(23, 59))),
}


def facts_of(rule: str, *, edges: bool = False) -> st.SearchStrategy[Any]:
    """Facts of a rule. They need not fit together: a rule refuses those that do not."""
    return _facts(RULES[rule].facts, _AT_EDGES if edges else _OF_TYPE)


def _facts(kind: Any, of_type: dict[Any, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{name: _of(hint, name, of_type) for name, hint in get_type_hints(kind).items()})


def _of(hint: Any, name: str, of_type: dict[Any, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    if name == "service":
        return st.sampled_from(sorted(load_catalogue().services))
    if name == "key":
        return st.uuids().map(lambda one: f"B-{one.hex[:6].upper()}")
    if hint in of_type:
        return of_type[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(_of(inner[0], "", of_type), max_size=3).map(tuple)
    if origin in (Union, UnionType):
        kinds = [_of(one, name, of_type) for one in inner if one is not NoneType]
        return st.one_of(*kinds, *([st.none()] if NoneType in inner else []))
    return _facts(hint, of_type)
