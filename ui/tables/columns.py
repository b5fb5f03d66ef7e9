"""A column as data: how a row becomes a cell, how it sorts, how it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from app.language import Language
from app.terms.clause import Cents
from ui.speech import Text, said


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    ``mark`` is a status, ``icon`` an icon name; both stand before ``text``. ``small`` follows in small print, ``below``
    is a second line. ``span`` lets it run over the empty cells after it; what is ``whole`` (a day, an amount) is never
    broken into lines. ``button`` is the label of a button drawn in the cell; ``link`` draws it as a link. ``linked`` is
    the beginning of ``small`` that is a link of its own. ``check`` is a box to choose the row by. ``spoken`` is what a
    screen reader says where the text does not tell.
    """

    text: str = ""
    style: str = "body"
    tone: str = "text"
    mark: str = ""
    icon: str = ""
    small: str = ""
    below: str = ""
    button: str = ""
    link: bool = False
    linked: str = ""
    spoken: str = ""
    span: int = 1
    whole: bool = False
    indent: int = 0
    fold: Literal["", "open", "closed", "leaf"] = ""
    check: Literal["", "on", "off"] = ""

    @property
    def plain(self) -> str:
        """Everything the cell says, in one line: to copy, to export, to filter."""
        return " · ".join(part for part in (self.text or self.button, self.small, self.below) if part)


_NARROWEST = 128
"""No column of words becomes narrower than this, which is room for a day in every language."""

BY_TEXT: Final = "text"
"""Sort by the words of the cell, in the language shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one fact of a row is shown.

    ``cell(row, language)`` makes the cell, ``sort(row)`` the value to sort by (:data:`BY_TEXT` for what the cell says).
    A ``stretch`` column takes the room left and keeps ``least`` pixels. Where there is too little room, a column with
    ``most`` gives up what it has above it and breaks its words into lines. An ``optional`` column is left out while
    none of its cells says anything. A ``check`` column holds a box in each row and one in its head, and no words.
    ``day`` and ``amount`` give what a file gets instead of the words: a day to sort by, euros to add up.
    """

    key: str
    title: Text
    cell: Callable[[Any, Language], Cell]
    sort: Callable[[Any], Any] | Literal["text"] | None = None
    right: bool = False
    stretch: bool = False
    least: int = 120
    most: int = 0
    optional: bool = False
    check: bool = False
    day: Callable[[Any], date | None] | None = None
    amount: Callable[[Any], Cents | None] | None = None


def lines_of(columns: Sequence[Column], rows: Sequence[Any], language: Language) -> list[list[str]]:
    """The head and all rows as plain text: to copy, to export."""
    worded = [column for column in columns if not column.check]
    head = [said(column.title, language) for column in worded]
    return [head] + [[column.cell(row, language).plain for column in worded] for row in rows]


def file_lines(columns: Sequence[Column], rows: Sequence[Any], language: Language) -> list[list[str]]:
    """The head and all rows for a spreadsheet: days as ISO 8601 writes them, amounts as mere numbers of euros."""
    worded = [column for column in columns if not column.check]
    head = [said(column.title, language) + (" (EUR)" if column.amount else "") for column in worded]
    return [head] + [[_filed(column, row, language) for column in worded] for row in rows]


def _filed(column: Column, row: Any, language: Language) -> str:
    if column.amount is not None:
        amount = column.amount(row)
        # Lists are separated by semicolons for who writes a comma into numbers.
        return "" if amount is None else f"{amount // 100},{amount % 100:02}"
    if column.day is not None:
        day = column.day(row)
        return "" if day is None else day.isoformat()
    return column.cell(row, language).plain


def shared(needed: Sequence[int], least: Sequence[int], columns: Sequence[Column], room: int) -> list[int]:
    """The width of each column: what it needs, as far as ``room`` goes; what is left goes to the stretching one.

    ``least`` is what the longest word of a column needs: no column with ``most`` gets less.
    """
    widths = list(needed)
    if sum(widths) > room:
        for number, column in enumerate(columns):
            if column.most:
                widths[number] = min(needed[number], max(column.most, least[number]))
    stretching = next((number for number, column in enumerate(columns) if column.stretch), -1)
    if stretching >= 0:
        rest = room - sum(widths) + widths[stretching]
        widths[stretching] = max(columns[stretching].least, least[stretching], min(rest, widths[stretching]))
    widths = _squeezed(widths, least, columns, room)
    free = _satisfy(widths, needed, room - sum(widths))
    # What is then still free goes to the stretching column, or to all alike.
    if free > 0 and stretching >= 0:
        widths[stretching] += free
    elif free > 0 and widths:
        widths = [width + free // len(widths) for width in widths]
    return widths


def _squeezed(widths: list[int], least: Sequence[int], columns: Sequence[Column], room: int) -> list[int]:
    """The widest columns of words give way: first down to their longest word, at last long words are elided."""
    widths = list(widths)
    words = [number for number, column in enumerate(columns) if column.most or column.stretch]
    # A day is one word: what is narrower already is not touched.
    for floors in (least, [min(one, _NARROWEST) for one in least]):
        giving = [number for number in words if widths[number] > floors[number]]
        while giving and sum(widths) > room:
            widest = max(giving, key=lambda number: widths[number])
            widths[widest] -= 1
            giving = [number for number in giving if widths[number] > floors[number]]
    return widths


def _satisfy(widths: list[int], needed: Sequence[int], free: int) -> int:
    """Share ``free`` among the columns that had to break words, the least wanting first; what is left over."""
    short = sorted((need - width, number) for number, (need, width) in enumerate(zip(needed, widths, strict=True)))
    waiting = sum(gap > 0 for gap, _ in short)
    for gap, number in short:
        if gap > 0 and free > 0:
            more = min(gap, free // waiting)
            widths[number] += more
            free -= more
            waiting -= 1
    return free
