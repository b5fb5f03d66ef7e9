"""What leaves the rules: findings, each with its clause and its reason.

No bare date and no bare amount leaves ``app.terms``. A :class:`Finding` carries the value, the clauses it rests on and
a :class:`Because`: a message and its values, put into words only where it is shown. Panel, review page, letter and
journal therefore show the same one.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Cents(int):
    """An amount of money: integer cents of a euro, VAT included. Its own type, so that it is not shown as a count."""

    __slots__ = ()


class Because(NamedTuple):
    """A sentence not yet put into words.

    ``message`` is the English source text with ``{name}`` placeholders; ``values`` are their values: ``date``,
    ``datetime``, :class:`Cents`, ``int``, ``str`` (a name, shown as it stands), another ``Because`` or a tuple of
    these. With ``plural`` set, ``count`` chooses between ``message`` (one) and ``plural`` (other). ``context`` tells
    apart what is one word in English only: "active" of a service and of a card.
    """

    message: str
    values: tuple[tuple[str, Any], ...] = ()
    plural: str | None = None
    count: int = 1  # type: ignore[assignment]  # the tuple method of this name is not used
    context: str = ""


_bare = tuple.__new__


def because(message: str, **values: Any) -> Because:
    """Mark ``message`` for translation and bind its values. The catalogue extraction looks for this name."""
    # Every finding makes one: the tuple is built without the detour over the class's own constructor.
    return _bare(Because, (message, tuple(values.items()), None, 1, ""))


def because_count(singular: str, plural: str, count: int, **values: Any) -> Because:
    """Like :func:`because` with a plural form; ``{count}`` may stand in both texts."""
    return Because(singular, (("count", count), *values.items()), plural, count)


def because_word(context: str, message: str) -> Because:
    """A single word without values whose translation depends on ``context``."""
    return Because(message, context=context)


LAWS = {"WER": because("CEL"), "Reg.": because("Reg."), "GDPR": because("GDPR")}
"""Laws whose short name differs from language to language, by the word the rules cite them with."""


def cited(clause: str) -> Because:
    """A clause as a person reads it: ``WER VI.47 §1`` of the rules is ``CEL VI.47 §1`` in English; ``MC 15`` stays.

    A service description goes by the name of its service: ``SD:digital_key data`` is ``SD digital key data``. A part
    the terms do not number goes by the clause it stands in: ``MC 15 refund`` is ``MC 15``.
    """
    if clause.startswith(("MC ", "SI ")):
        *numbered, last = clause.split(" ")
        clause = " ".join(numbered) if last.isalpha() and len(last) > 1 else clause
    elif clause.startswith("SD:"):
        return Because("{clause}", (("clause", clause.replace(":", " ").replace("_", " ")),))
    law, _, place = clause.partition(" ")
    if law not in LAWS:
        return Because("{clause}", (("clause", clause),))
    return Because("{law} {place}", (("law", LAWS[law]), ("place", place)))


class Alternative(NamedTuple):
    """What another named reading of a contested point would give. ``reading`` is its id, as ``G34 B``."""

    reading: str
    value: Any
    because: Because


class Finding(NamedTuple):
    """One value a rule found.

    ``name`` is the output key of the case book (``last_service_day``, ``refund`` …); ``value`` a ``date``,
    :class:`Cents`, ``bool``, ``int``, ``str``, a tuple of these, a tuple of :class:`Part` or ``None``; ``clauses`` the
    numbers it rests on, as ``MC 8.5 a`` or ``WER VI.51 §4``; ``because`` the reason, ``None`` for a mere echo.
    """

    name: str
    value: Any
    clauses: tuple[str, ...]
    because: Because | None = None
    alternatives: tuple[Alternative, ...] = ()


class Part(NamedTuple):
    """The findings on one booking or service inside a determination on the whole contract."""

    key: str
    findings: tuple[Finding, ...]

    def value(self, name: str, default: Any = None) -> Any:
        """The value found under ``name``, or ``default`` where the rule found none."""
        return next((finding.value for finding in self.findings if finding.name == name), default)


class Determination(NamedTuple):
    """Everything one rule says of one set of facts, in the order an agent would explain it.

    ``facts`` are what the rule was given, for the reasoning; ``None`` where they were not kept. ``about`` is the number
    of the booking or package it concerns, empty for the contract. ``otherwise`` holds what only other readings find:
    each without a value of its own, with its ``alternatives``, named by its place (``bookings.B1.refund`` in a part).
    """

    rule: str
    edition: str
    findings: tuple[Finding, ...]
    facts: Any = None
    about: str = ""
    otherwise: tuple[Finding, ...] = ()

    def value(self, name: str, default: Any = None) -> Any:
        """The value found under ``name``, or ``default`` where the rule found none."""
        return next((finding.value for finding in self.findings if finding.name == name), default)

    def finding(self, name: str) -> Finding | None:
        """The finding called ``name``, or ``None``."""
        return next((finding for finding in self.findings if finding.name == name), None)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause the findings cite, once, in the order first cited."""
        return tuple(dict.fromkeys(clause for finding in self.findings for clause in finding.clauses))


class Refusal(Exception):
    """An expected no: translated, with its clause, and shown in the page. Never a traceback."""

    def __init__(self, because: Because, clauses: tuple[str, ...] = ()) -> None:
        super().__init__(because.message)
        self.because = because
        self.clauses = clauses


class WrongInput(Refusal):
    """A fact is missing, impossible or contradicts another. ``field`` names it as the case book spells it."""

    def __init__(self, field: str, because: Because) -> None:
        super().__init__(because)
        self.field = field


class NotCovered(Refusal):
    """No rule covers these facts: a supervisor decides."""
