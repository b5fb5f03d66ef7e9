"""Reading the facts of a case: JSON values to the frozen facts of a rule, strictly, each error naming its field.

The readers are derived once from the types of the facts, so that a field added to a rule can be read at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from app.terms.clause import Because, Cents, WrongInput, because
from app.terms.facts import (
    FormationFacts,
    FrameworkChangeFacts,
    FrameworkTerminationFacts,
    NonRenewalFacts,
    ProviderService,
    ProviderTerminationFacts,
    RunningService,
    ServiceTerminationFacts,
    SimFacts,
    TermLengthFacts,
    TermsChangeFacts,
    VehicleSaleFacts,
    WithdrawalFacts,
)
from app.terms.facts_services import ActivationFacts, ExtensionFacts, LossFacts, PackageTermFacts, RetentionFacts

_ZONE = ZoneInfo("Europe/Brussels")  # Luxembourg keeps the same time
_MONEY = re.compile(r"[0-9]{1,15}\.[0-9]{2}")
_MUCH_MONEY = re.compile(r"[0-9]+\.[0-9]{2}")
BEYOND_FORMAT: dict[Any, frozenset[str]] = {
    ActivationFacts: frozenset(("previous_last_day_by_time",)),
    ExtensionFacts: frozenset(("months",)),
    FormationFacts: frozenset(("declaration_on",)),
    FrameworkChangeFacts: frozenset(("noticeable",)),
    FrameworkTerminationFacts: frozenset(("sent_on",)),
    LossFacts: frozenset(("on", "price", "term_start", "term_last_day")),
    NonRenewalFacts: frozenset(("first_start",)),
    PackageTermFacts: frozenset(("activated_on",)),
    ProviderService: frozenset(("price", "first_due_on")),
    ProviderTerminationFacts: frozenset(("concluded_on", "started_on", "price")),
    RetentionFacts: frozenset(("procedures_end_on",)),
    RunningService: frozenset(("price", "first_due_on", "start")),
    ServiceTerminationFacts: frozenset(("sent_on",)),
    SimFacts: frozenset(("customer_type", "concluded_on", "country")),
    TermLengthFacts: frozenset(("months_before",)),
    TermsChangeFacts: frozenset(("objection_sent_on",)),
    VehicleSaleFacts: frozenset(("price", "period_start")),
    WithdrawalFacts: frozenset(("channel", "delivered_on", "concluded_at_dealer", "bundle_share")),
}
"""Facts the format of the case book has no field for. As unknown fields they refuse nothing: what is no value of theirs
counts as not given."""


class _Unreadable(Exception):
    """A value that cannot be read; ``place`` is the path to it below the field being read."""

    def __init__(self, expected: Callable[[str], Because], place: str = "") -> None:
        super().__init__(place)
        self.expected = expected
        self.place = place


def _missing(field: str) -> Because:
    return because("The field {field} is missing.", field=field)


def _not_a_date(field: str) -> Because:
    return because("The field {field} must be a date that exists, written YYYY-MM-DD.", field=field)


def _not_a_moment(field: str) -> Because:
    return because("The field {field} must be a local date and time, written YYYY-MM-DDTHH:MM.", field=field)


def _skipped(field: str) -> Because:
    return because(
        "The field {field} must be a time that exists: the clock skips this hour when summer time begins.", field=field
    )


def _too_much(field: str) -> Because:
    return because("The amount in the field {field} is too large to be right.", field=field)


def _not_money(field: str) -> Because:
    return because("The field {field} must be an amount in text with two decimals, zero or more.", field=field)


def _not_a_flag(field: str) -> Because:
    return because("The field {field} must be true or false.", field=field)


def _not_whole(field: str) -> Because:
    return because("The field {field} must be a whole number.", field=field)


def _not_a_number(field: str) -> Because:
    return because("The field {field} must be a number.", field=field)


def _not_text(field: str) -> Because:
    return because("The field {field} must be a text.", field=field)


def _not_a_list(field: str) -> Because:
    return because("The field {field} must be a list.", field=field)


def _not_an_object(field: str) -> Because:
    return because("The field {field} must be an object.", field=field)


def _flag(value: Any) -> bool:
    if value is True or value is False:
        return value
    raise _Unreadable(_not_a_flag)


def _day(value: Any) -> date:
    # Other ISO spellings (week dates, no hyphens) pass date.fromisoformat and are refused here.
    if type(value) is str and len(value) == 10 and value[4] == "-" == value[7]:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _Unreadable(_not_a_date)


def _moment(value: Any) -> datetime:
    if (
        type(value) is str
        and len(value) == 16
        and value[4] == "-" == value[7]
        and value[10] == "T"
        and value[13] == ":"
    ):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise _Unreadable(_not_a_moment) from None
        if _is_skipped(moment):
            raise _Unreadable(_skipped)
        return moment
    raise _Unreadable(_not_a_moment)


def _is_skipped(moment: datetime) -> bool:
    """Whether the clock goes forward over this local time: there alone the second reading lies further from UTC."""
    local = moment.replace(tzinfo=_ZONE)
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    return first is not None and second is not None and first < second


def _day_or_moment(value: Any) -> date:
    return _moment(value) if type(value) is str and "T" in value else _day(value)


def _money(value: Any) -> Cents:
    if type(value) is str and _MONEY.fullmatch(value):
        return Cents(value[:-3] + value[-2:])
    if type(value) is str and _MUCH_MONEY.fullmatch(value):
        raise _Unreadable(_too_much)
    raise _Unreadable(_not_money)


def _whole(value: Any) -> int:
    if type(value) is int:
        return value
    raise _Unreadable(_not_whole)


def _number(value: Any) -> float:
    if type(value) is int or type(value) is float:
        return value
    raise _Unreadable(_not_a_number)


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    raise _Unreadable(_not_text)


_PLAIN: dict[Any, Callable[[Any], Any]] = {
    bool: _flag,
    date: _day,
    datetime: _moment,
    Cents: _money,
    int: _whole,
    float: _number,
    str: _text,
}


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    known = {choice: choice for choice in choices}

    def not_one_of(field: str) -> Because:
        return because("The field {field} must be one of: {choices}.", field=field, choices=choices)

    def read(value: Any) -> str:
        if type(value) is str and value in known:
            return known[value]
        raise _Unreadable(not_one_of)

    return read


def _list_of(read_one: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _Unreadable(_not_a_list)
        entries = []
        try:
            for entry in value:
                entries.append(read_one(entry))
        except _Unreadable as failed:
            raise _Unreadable(failed.expected, _below(f"[{len(entries)}]", failed.place)) from None
        return tuple(entries)

    return read


def _below(place: str, rest: str) -> str:
    return f"{place}.{rest}" if rest and not rest.startswith("[") else place + rest


class _Field(NamedTuple):
    name: str
    read: Callable[[Any], Any]
    default: Any
    required: bool
    nullable: bool


def _reader(annotation: Any) -> Callable[[Any], Any]:
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _one_of(arguments)
    if origin is tuple:
        return _list_of(_reader(arguments[0]))
    if origin in (Union, UnionType):
        kinds = [argument for argument in arguments if argument is not NoneType]
        return _day_or_moment if len(kinds) > 1 else _reader(kinds[0])
    return lambda value: _read(annotation, value)


def _lenient(read: Callable[[Any], Any], default: Any) -> Callable[[Any], Any]:
    def read_or_ignore(value: Any) -> Any:
        try:
            return read(value)
        except _Unreadable:
            return default

    return read_or_ignore


@cache
def _fields(facts: Any) -> tuple[_Field, ...]:
    hints = get_type_hints(facts)
    beyond, defaults = BEYOND_FORMAT.get(facts, frozenset()), facts._field_defaults
    return tuple(
        _Field(
            # A name Python keeps for itself carries an underscore: from_ is "from" in the case book.
            name.rstrip("_"),
            _lenient(_reader(hints[name]), defaults[name]) if name in beyond else _reader(hints[name]),
            defaults.get(name),
            name not in defaults,
            NoneType in get_args(hints[name]),
        )
        for name in facts._fields
    )


def _read(facts: Any, source: Any) -> Any:
    if type(source) is not dict:
        raise _Unreadable(_not_an_object)
    values = []
    name = ""
    try:
        for name, read, default, required, nullable in _fields(facts):
            value = source.get(name)
            if value is not None:
                values.append(read(value))
            elif required and not (nullable and name in source):
                raise _Unreadable(_missing)
            else:
                values.append(default)
    except _Unreadable as failed:
        raise _Unreadable(failed.expected, _below(name, failed.place)) from None
    return facts._make(values)


def read_facts(facts: type, source: Any) -> Any:
    """The facts of a rule from the ``input`` of a case. Unknown fields are ignored, ``null`` means not given.

    Raises ``WrongInput`` naming the field, by its path for nested ones: ``bookings[0].pricing.price``.
    """
    try:
        return _read(facts, source)
    except _Unreadable as failed:
        field = failed.place or "input"
        raise WrongInput(field, failed.expected(field)) from None
