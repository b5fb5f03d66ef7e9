"""Where the bars, marks and words of the timeline stand. No Qt: widths come from a function that measures text.

A word never covers a mark, another word or the edge of the picture. It stands in its bar if it fits, else beside it,
else on the line below; where there is no room at all it is left to the tool tip and the description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.acts.rows import Span
from ui.timeline.scale import Scale

BARS = frozenset({"window", "moved", "used", "paid", "notice", "pay"})
ROW_HEIGHT = 48.0
SECOND_HEIGHT = 30.0
"""The height of a further line of the same row, for bars that would cover each other."""
MARK_RADIUS = 6.0
_GAP = 8.0
_NEAREST = 10.0
"""Between a mark's middle and its word."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A bar or a mark: from ``x0`` to ``x1``; ``open_*`` where it goes on beyond the picture."""

    span: Span
    x0: float
    x1: float
    open_left: bool = False
    open_right: bool = False

    @property
    def is_bar(self) -> bool:
        """Whether it lasts; otherwise it is a mark on one day."""
        return self.span.kind in BARS


@dataclass(frozen=True, slots=True)
class Word:
    """A text of ``width`` that begins at ``x``, on the lower line if ``below``; ``inside`` a bar it needs no ground."""

    span: Span
    text: str
    x: float
    width: float
    below: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the picture, ``height`` pixels high. ``more`` says that the next line belongs to it too."""

    name: str
    shapes: tuple[Shape, ...]
    words: tuple[Word, ...]
    height: float = ROW_HEIGHT
    more: bool = False


def shape(span: Span, scale: Scale) -> Shape | None:
    """``span`` on the scale, or ``None`` if it lies outside the picture."""
    if span.kind not in BARS:
        return Shape(span, scale.middle(span.start), scale.middle(span.start)) if scale.shows(span.start) else None
    end = span.end if span.end is not None else date.max
    if end < scale.first or span.start > scale.last:
        return None
    open_left, open_right = span.start < scale.first, end > scale.last
    x0 = scale.left if open_left else scale.begin(span.start)
    x1 = scale.right if open_right else scale.end(end)
    return Shape(span, x0, x1, open_left, open_right)


def lanes(spans: Sequence[Span]) -> list[list[Span]]:
    """The spans of one row on as few lines as they need without covering each other; what is long stands below."""
    placed: list[list[Span]] = []
    bars = [span for span in spans if span.kind in BARS]
    for span in sorted(bars, key=lambda one: (one.kind == "paid", one.start)):
        free = next((lane for lane in placed if not any(_overlap(span, other) for other in lane)), None)
        if free is None:
            placed.append([span])
        else:
            free.append(span)
    placed = placed or [[]]
    for mark in (span for span in spans if span.kind not in BARS):
        if mark.kind == "booked":  # it begins the row, a day before its window
            placed[0].append(mark)
            continue
        around = next((lane for lane in placed if any(_overlap(mark, bar) for bar in lane)), placed[0])
        around.append(mark)
    return placed


def _overlap(one: Span, other: Span) -> bool:
    return one.start <= (other.end or date.max) and other.start <= (one.end or date.max)


def place_rows(
    name: str, spans: Sequence[Span], scale: Scale, say: Callable[[Span], str], measure: Callable[[str], float]
) -> list[Row]:
    """A row with its words placed, on one line or more; ``say`` gives a span's text, empty for none."""
    rows = []
    split = lanes(spans)
    for number, lane in enumerate(split):
        row = _place(name if number == 0 else "", lane, scale, say, measure, second=number > 0)
        rows.append(replace(row, more=number + 1 < len(split)))
    return rows


def _place(
    name: str,
    spans: list[Span],
    scale: Scale,
    say: Callable[[Span], str],
    measure: Callable[[str], float],
    *,
    second: bool,
) -> Row:
    shapes = tuple(found for span in spans if (found := shape(span, scale)) is not None)
    room = _Room(scale, shapes, below=not second)
    words = []
    # Marks first: a date is worth more than the length of a bar.
    for one in sorted(shapes, key=lambda found: found.is_bar):
        text = say(one.span)
        word = room.place(one, text, measure(text)) if text else None
        if word is not None:
            words.append(word)
    return Row(name, shapes, tuple(words), SECOND_HEIGHT if second else ROW_HEIGHT)


def place_months(
    scale: Scale, name: Callable[[date], str], measure: Callable[[str], float], taken: Interval | None
) -> list[tuple[float, str]]:
    """Where the names of the months stand; ``taken`` is the part of their line that is not free.

    A name stands where its month begins. The first one may move out to the left, over the names of the rows; another
    one moves behind what is taken as long as it stays within its month. What there is no room for is left out.
    """
    placed: list[tuple[float, str]] = []
    free = scale.left
    months = list(scale.months())
    for index, month in enumerate(months):
        text = name(month)
        width = measure(text)
        x = scale.begin(month)
        if taken is not None and x < taken[1] + _GAP and x + width > taken[0] - _GAP:
            before = taken[0] - _NEAREST - width
            x = before if index == 0 and before >= 0 else taken[1] + _NEAREST
        until = scale.begin(months[index + 1]) if index + 1 < len(months) else scale.right
        if (x < free and index > 0) or x >= until or x + width > scale.right:
            continue
        placed.append((x, text))
        free = x + width + 12
    return placed


class _Room:
    """What is taken in a row so far."""

    def __init__(self, scale: Scale, shapes: tuple[Shape, ...], *, below: bool) -> None:
        self._has_below = below
        self._left, self._right = scale.left, scale.right
        self._bars = [one for one in shapes if one.is_bar]
        self._marks = [(one.x0 - MARK_RADIUS, one.x0 + MARK_RADIUS) for one in shapes if not one.is_bar]
        self._words: list[Interval] = []
        self._below: list[Interval] = []

    def place(self, one: Shape, text: str, width: float) -> Word | None:
        for x, inside in self._places(one, width):
            if self._free(one, x, width, inside):
                self._words.append((x, x + width))
                return Word(one.span, text, x, width, inside=inside)
        below = self._free_below(min(max(one.x0, self._left), self._right - width), width)
        if below is None:
            return None
        self._below.append((below - _GAP, below + width + _GAP))
        return Word(one.span, text, below, width, below=True)

    def _free_below(self, wanted: float, width: float) -> float | None:
        """Where a word of ``width`` fits on the lower line, as near to ``wanted`` as can be."""
        if not self._has_below:
            return None
        edges = [at for start, end in self._below for at in (end, start - width)]
        fitting = [
            x
            for x in (wanted, *edges)
            if self._left <= x <= self._right - width and not _hits((x, x + width), self._below)
        ]
        return min(fitting, key=lambda x: abs(x - wanted), default=None)

    def _places(self, one: Shape, width: float) -> Iterator[tuple[float, bool]]:
        """Where a word may stand, the best first."""
        left, right = one.x0 - _NEAREST - width, one.x1 + _NEAREST
        if one.is_bar:
            yield ((one.x0 + one.x1 - width) / 2 if one.span.kind == "paid" else one.x0 + _GAP), True
            yield right - _NEAREST + _GAP, False
            yield left + _NEAREST - _GAP, False
        elif one.span.kind == "booked":
            # It stands at the beginning of a bar and leaves that bar to its own words.
            yield left, False
        elif one.span.kind == "posted":
            yield left, self._in_bar(left, width)
            yield right, self._in_bar(right, width)
        else:
            yield right, self._in_bar(right, width)
            yield left, self._in_bar(left, width)

    def _in_bar(self, x: float, width: float) -> bool:
        return any(bar.x0 + _GAP / 2 <= x and x + width <= bar.x1 - _GAP / 2 for bar in self._bars)

    def _free(self, one: Shape, x: float, width: float, inside: bool) -> bool:
        here = (x, x + width)
        if x < self._left or x + width > self._right or _hits((x - 4, x + width + 4), self._words):
            return False
        if _hits(here, self._marks):
            return False
        if one.is_bar and inside:
            return one.x0 + _GAP / 2 <= x and x + width <= one.x1 - _GAP / 2
        return inside or not _hits(here, [(bar.x0, bar.x1) for bar in self._bars])


def _hits(here: Interval, taken: list[Interval]) -> bool:
    return any(here[0] < end and start < here[1] for start, end in taken)
