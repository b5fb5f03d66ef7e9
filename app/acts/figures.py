"""The figures of the desk: cases by act, age and outcome, deadlines kept, refunds. Each is a small table of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.acts.nouns import noun
from app.acts.paid_figures import Paid, read_paid
from app.records import figures as records
from app.records.queue_rows import QueueQuestion
from app.terms.calendar import months_before
from app.terms.clause import Because, Cents, because, because_word

if TYPE_CHECKING:
    from app.start import Desk

MONTHS = 12
"""How far back cases and settled deadlines are counted."""

_AGES: tuple[tuple[int, Because], ...] = (
    (2, because("Up to 2 days")),
    (7, because("3 to 7 days")),
    (14, because("8 to 14 days")),
    (30, because("15 to 30 days")),
)
_OLDER = because("More than 30 days")
_OUTCOMES: tuple[tuple[Because, tuple[str, ...]], ...] = (
    (because("Not over yet"), ("open", "waits_for_approval", "sent_back", "approved", "being_carried_out")),
    (because("Done"), ("done",)),
    (because("Refused"), ("refused",)),
    (because("Cancelled or corrected"), ("cancelled", "corrected")),
)
_KINDS = {"refund": because("Refunds"), "reply": because("Replies"), "sim_job": because("SIM jobs")}
_REFUNDS = {
    "waits_for_approval": because("Waits for approval"),
    "to_release": because("Waits for release"),
    "released": because("Released"),
    "exported": because("Sent to the bank"),
    "rejected": because("Came back"),
    "paid": because("Paid"),
    "cancelled": because("Cancelled"),
}
_NUMBER = because_word("figure", "Number")


@dataclass(frozen=True, slots=True)
class Line:
    """``label`` and its numbers, one for each head of the figure after the first; an amount is in cents."""

    label: Because
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A table of numbers. ``key`` is its name in files, ``heads`` name its columns.

    The first number of a line is the length of its bar; ``late`` is the place of the number that is the late part of
    it, -1 for none.
    """

    key: str
    title: Because
    about: Because
    heads: tuple[Because, ...]
    lines: tuple[Line, ...]
    late: int = -1


def figures(desk: Desk) -> tuple[Figure, ...]:
    """All figures as they stand now."""
    today = desk.today()
    first = months_before(today, MONTHS)
    with desk.records.reading() as session:
        by_act = records.cases_by_act_and_state(session, first)
        ages = records.open_by_day(session)
        kept = records.deadlines_kept(session, first)
        money = records.refunds_by_state(session)
        paid = read_paid(session, QueueQuestion(), today)
    return (
        _by_act(by_act, first),
        _by_age(ages, today),
        _by_outcome(by_act, first),
        _deadlines(kept, first),
        _refunds(money),
        *_payments(paid),
    )


def _by_act(found: Iterable[tuple[str, str, int]], first: date) -> Figure:
    counted: Counter[str] = Counter()
    still: Counter[str] = Counter()
    for act, state, number in found:
        counted[act] += number
        still[act] += number if state in _OUTCOMES[0][1] else 0
    acts = sorted(counted, key=lambda act: (-counted[act], act))
    return Figure(
        key="cases-by-act",
        title=because("Cases by act"),
        about=because("Received since {day}", day=first),
        heads=(because("What"), _NUMBER, _OUTCOMES[0][0]),
        lines=tuple(Line(noun(act), (counted[act], still[act])) for act in acts),
    )


def _by_age(found: Iterable[tuple[date, int]], today: date) -> Figure:
    counted: Counter[int] = Counter()
    for day, number in found:
        age = (today - day).days
        counted[next((place for place, (most, _) in enumerate(_AGES) if age <= most), len(_AGES))] += number
    words = (*(words for _, words in _AGES), _OLDER)
    return Figure(
        key="cases-by-age",
        title=because("Cases by age"),
        about=because("Cases that are not over, by the days since they came in"),
        heads=(because("Age"), _NUMBER),
        lines=tuple(Line(one, (counted[place],)) for place, one in enumerate(words)),
    )


def _by_outcome(found: Iterable[tuple[str, str, int]], first: date) -> Figure:
    counted: Counter[str] = Counter()
    for _, state, number in found:
        counted[state] += number
    return Figure(
        key="cases-by-outcome",
        title=because("Cases by outcome"),
        about=because("Received since {day}", day=first),
        heads=(because("Outcome"), _NUMBER),
        lines=tuple(Line(words, (sum(counted[one] for one in states),)) for words, states in _OUTCOMES),
    )


def _deadlines(found: Iterable[records.Kept], first: date) -> Figure:
    return Figure(
        key="deadlines-kept",
        title=because("Deadlines kept"),
        about=because("Settled since {day}", day=first),
        heads=(because("Kind"), because("Settled"), because("In time"), because("Late")),
        lines=tuple(Line(_KINDS[one.kind], (one.kept + one.late, one.kept, one.late)) for one in found),
        late=2,
    )


def _refunds(found: Iterable[records.Money]) -> Figure:
    by_state = {one.state: one for one in found}
    lines = [
        Line(words, (by_state[state].number, by_state[state].total) if state in by_state else (0, Cents(0)))
        for state, words in _REFUNDS.items()
    ]
    return Figure(
        key="refunds",
        title=because("Refunds"),
        about=because("All refunds, by where they are"),
        heads=(because("State"), _NUMBER, because("Amount")),
        lines=tuple(lines),
    )


def _payments(paid: Paid) -> tuple[Figure, Figure]:
    late = because("Late")
    weeks = Figure(
        key="paid-per-week",
        title=because("Paid per week"),
        about=because("Refunds by the week they were paid in"),
        heads=(because("Week of"), because("Paid"), late),
        lines=tuple(Line(because("{day}", day=monday), (number, behind)) for monday, number, behind in paid.weeks),
        late=1,
    )
    days = Figure(
        key="days-to-payment",
        title=because("Days from notice to payment"),
        about=because("Refunds paid in the last 30 days"),
        heads=(because_word("length", "Days"), because("Paid"), late),
        lines=tuple(
            Line(because("{count}", count=length), (number, behind)) for length, number, behind in paid.lengths
        ),
        late=1,
    )
    return weeks, days
