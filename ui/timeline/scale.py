"""Which days the timeline shows and where each of them lies. No Qt: days in, pixels out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.acts.rows import Timeline

_NEAR = timedelta(days=100)
"""What lies further from today than a notice period and its margins runs off the edge of the picture."""
_BEFORE, _AFTER = timedelta(days=4), timedelta(days=3)
_SHORTEST = timedelta(days=31)
_BACKGROUND = "paid"
"""A paid period is long; the picture is about what happens inside it."""


def days_shown(timeline: Timeline) -> tuple[date, date]:
    """The first and the last day of the picture: everything near today, with a little air, a month at least."""
    days = {timeline.today}
    for span in timeline.spans:
        if span.kind != _BACKGROUND:
            days.update(day for day in (span.start, span.end) if day is not None and abs(day - timeline.today) <= _NEAR)
    first, last = min(days) - _BEFORE, max(days) + _AFTER
    lacking = _SHORTEST - (last - first)
    if lacking > timedelta(0):
        first -= lacking // 2
        last = first + _SHORTEST
    return first, last


@dataclass(frozen=True, slots=True)
class Scale:
    """Days on a line from ``left`` to ``right`` (pixels), both ends included."""

    first: date
    last: date
    left: float
    right: float

    @property
    def day_width(self) -> float:
        """How wide one day is, in pixels."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def begin(self, day: date) -> float:
        """Where ``day`` begins."""
        return self.left + (day - self.first).days * self.day_width

    def middle(self, day: date) -> float:
        """The middle of ``day``, where a point stands."""
        return self.begin(day) + self.day_width / 2

    def end(self, day: date) -> float:
        """Where ``day`` ends."""
        return self.begin(day) + self.day_width

    def shows(self, day: date) -> bool:
        """Whether ``day`` lies within the picture."""
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Every day of the picture."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)

    def months(self) -> Iterator[date]:
        """The first shown day of every month."""
        for day in self.days():
            if day.day == 1 or day == self.first:
                yield day

    def weekends(self) -> Iterator[tuple[date, date]]:
        """The shown part of every weekend, first and last day."""
        for day in self.days():
            if day.weekday() == 5:
                yield day, min(day + timedelta(days=1), self.last)
            elif day.weekday() == 6 and day == self.first:
                yield day, day
