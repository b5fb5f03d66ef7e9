"""The arithmetic of a reason as one line: ``Fri 18 Dec + 14 days = Fri 1 Jan, not a working day → Mon 4 Jan``.

It shows what the rule computed and computes nothing anew: the operands are the values of the reason itself, by their
names. A reason that spells its arithmetic out in its own words is its own line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.terms.calendar import MONTHS_A_YEAR, days_before, months_after
from app.terms.clause import Because, Cents, because_count

Values = Mapping[str, Any]
UNSAID = frozenset(("first_counted_from", "first_days", "first_unrolled", "month_price"))
"""Operands that a reason holds for its line alone: its sentence does not say them."""


def spelled(reason: Because) -> bool:
    """Whether the sentence spells out its own arithmetic."""
    return any(sign in reason.message for sign in (" = ", " ÷ ", " × "))


def arithmetic(reason: Because | None, results: Values) -> Because | None:
    """The line behind ``reason``; ``results`` are the values found for it, by name. ``None`` where nothing is counted.

    A reason that spells out its arithmetic is the line.
    """
    if reason is None:
        return None
    if spelled(reason):
        return reason
    values = dict(reason.values)
    for names, line in _LINES:
        if names <= values.keys():
            return line(values, results)
    return None


def days(start: date, count: int, end: date, moved: date | None = None) -> Because:
    """``start`` and some days, and the working day the end is moved to."""
    if moved is None or moved == end:
        return because_count(
            "{start} + {count} day = {end}", "{start} + {count} days = {end}", count, start=start, end=end
        )
    return because_count(
        "{start} + {count} day = {end}, not a working day → {moved}",
        "{start} + {count} days = {end}, not a working day → {moved}",
        count,
        start=start,
        end=end,
        moved=moved,
    )


def months(start: date, count: int, end: date, moved: date | None = None) -> Because:
    """``start`` and some months, and the working day the end is moved to."""
    if moved is None or moved == end:
        return because_count(
            "{start} + {count} month = {end}", "{start} + {count} months = {end}", count, start=start, end=end
        )
    return because_count(
        "{start} + {count} month = {end}, not a working day → {moved}",
        "{start} + {count} months = {end}, not a working day → {moved}",
        count,
        start=start,
        end=end,
        moved=moved,
    )


def _whole_months(values: Values, results: Values) -> Because:
    """Months with their first and last day, both counted, and the working day the end is moved to."""
    first, last, moved = values["counted_from"], values["period_end"], values["deadline"]
    if moved == last:
        return because_count(
            "{start} to {end} = {count} month", "{start} to {end} = {count} months", values["months"],
            start=first, end=last,
        )  # fmt: skip
    return because_count(
        "{start} to {end} = {count} month, not a working day → {moved}",
        "{start} to {end} = {count} months, not a working day → {moved}",
        values["months"],
        start=first,
        end=last,
        moved=moved,
    )


def total(amounts: list[Cents], together: Cents) -> Because | None:
    """Several amounts and their sum; ``None`` for fewer than two."""
    if not amounts[1:]:
        return None
    names = [f"amount_{number}" for number in range(len(amounts))]
    message = " + ".join(f"{{{name}}}" for name in names) + " = {together}"
    return Because(message, (*zip(names, amounts, strict=True), ("together", together)))


def _compared(first: Any, second: Any) -> Because:
    sign = "≤" if first <= second else ">"
    return Because(f"{{first}} {sign} {{second}}", (("first", first), ("second", second)))


def _counted(start: date, end: date, moved: date | None = None) -> Because:
    """The days between two days a rule named, where the reason does not name their number."""
    return days(start, (end - start).days, end, moved)


def _before(end: date, count: int, start: date) -> Because:
    return because_count(
        "{end} − {count} month = {start}", "{end} − {count} months = {start}", count, end=end, start=start
    )


def _due(values: Values, results: Values) -> Because:
    due: date = values["due_on"]
    return because_count(
        "{end} − {count} day = {start}", "{end} − {count} days = {start}", 1, end=due, start=days_before(due, 1)
    )


def _weeks(values: Values, results: Values) -> Because:
    return because_count(
        "{start} + {count} week = {end}",
        "{start} + {count} weeks = {end}",
        values["weeks"],
        start=values["counted_from"],
        end=values["six_weeks_end"],
    )


def _instalments(values: Values, results: Values) -> Because:
    paid = (("months", values["months"]), ("price", values["price"]), ("kept", values["deduction"]))
    return Because("{months} × {price} − {kept} = {back}", (*paid, ("back", values["refund"])))


def _five_years(values: Values, results: Values) -> Because:
    count, start = values["years"], values["base_date"]
    earliest: date = results.get("earliest_notice_date", values["earliest"])
    anniversary = months_after(start, count * MONTHS_A_YEAR)
    return because_count(
        "{start} + {count} year = {end}, so from {earliest} on",
        "{start} + {count} years = {end}, so from {earliest} on",
        count,
        start=start,
        end=anniversary,
        earliest=earliest,
    )


def _announced(values: Values, results: Values) -> Because:
    return _counted(values["latest"], values["effective_on"])


def _month_sum(values: Values, results: Values) -> Because | None:
    """Each month's share; only their sum of a case that did not keep the price of a month."""
    found, price = results.get("periods", ()), values.get("month_price")
    if price is None or not found:
        return total([amount for *_, amount in found], values["refund"])
    shares, amounts, named = [], [], [("price", price), ("refund", values["refund"])]
    for number, (_, _, out, whole, amount) in enumerate(found):
        shares.append(f"{{price}} × {{out_{number}}} ÷ {{whole_{number}}}")
        amounts.append(f"{{amount_{number}}}")
        named += [(f"out_{number}", out), (f"whole_{number}", whole), (f"amount_{number}", amount)]
    added = (" + ".join(amounts),) if amounts[1:] else ()
    return Because(" = ".join((" + ".join(shares), *added, "{refund}")), tuple(named))


def _not_informed(values: Values, results: Values) -> Because:
    """The first period, and the months that follow it."""
    first = days(values["first_counted_from"], values["first_days"], values["first_unrolled"], values["first_end"])
    then = months(values["first_end"], values["months"], values["period_end"], values["deadline"])
    return Because("{first}; {then}", (("first", first), ("then", then)))


def _notified(values: Values, results: Values) -> Because:
    end = values.get("period_end", values["deadline"])
    return _counted(values["notified_on"], end, values["deadline"])


_LINES: tuple[tuple[frozenset[str], Callable[[Values, Values], Because | None]], ...] = (
    (frozenset(("first_counted_from", "first_days", "first_unrolled", "first_end", "months")), _not_informed),
    (
        frozenset(("concluded_on", "days", "deadline")),
        lambda v, _: days(v["concluded_on"], v["days"], v.get("period_end", v["deadline"]), v["deadline"]),
    ),
    (
        frozenset(("informed_on", "days", "period_end", "deadline")),
        lambda v, _: days(v["informed_on"], v["days"], v["period_end"], v["deadline"]),
    ),
    (
        frozenset(("first_end", "months", "period_end", "deadline")),
        lambda v, _: months(v["first_end"], v["months"], v["period_end"], v["deadline"]),
    ),
    (frozenset(("counted_from", "months", "period_end", "deadline")), _whole_months),
    (
        frozenset(("term_end", "months", "period_end", "deadline")),
        lambda v, _: months(v["term_end"], v["months"], v["period_end"], v["deadline"]),
    ),
    (
        frozenset(("received_on", "days", "refund_due_by")),
        lambda v, _: days(v["received_on"], v["days"], v["refund_due_by"]),
    ),
    (
        frozenset(("requested_on", "days", "refund_due_by")),
        lambda v, _: days(v["requested_on"], v["days"], v["refund_due_by"]),
    ),
    (frozenset(("requested_on", "count", "end")), lambda v, _: months(v["requested_on"], v["count"], v["end"])),
    (
        frozenset(("count", "term_end", "latest_notice")),
        lambda v, _: _before(v["term_end"], v["count"], v["latest_notice"]),
    ),
    (frozenset(("weeks", "counted_from", "six_weeks_end")), _weeks),
    (frozenset(("years", "base_date", "earliest")), _five_years),
    (frozenset(("effective_on", "weeks", "latest")), _announced),
    (frozenset(("announced_on", "earliest")), lambda v, _: _counted(v["announced_on"], v["earliest"])),
    (frozenset(("changed_on", "days", "deadline")), lambda v, _: _counted(v["changed_on"], v["deadline"])),
    (frozenset(("notified_on", "deadline")), _notified),
    (frozenset(("months", "price", "deduction", "refund")), _instalments),
    (frozenset(("received_on", "due_on")), _due),
    (frozenset(("sent_on", "deadline")), lambda v, _: _compared(v["sent_on"], v["deadline"])),
    (frozenset(("sent_on", "last_day")), lambda v, _: _compared(v["sent_on"], v["last_day"])),
    (frozenset(("requested", "most")), lambda v, _: _compared(v["requested"], v["most"])),
    (frozenset(("months", "longest")), lambda v, _: _compared(v["months"], v["longest"])),
    (frozenset(("outage", "refund")), _month_sum),
)
"""Which line a reason gets, by the names of its values; the first that fits."""
