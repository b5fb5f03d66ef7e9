"""A column as data: how a row becomes a cell, how it sorts, how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from app.language import Language
from ui.speech import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    ``mark`` is a status, ``icon`` an icon name; both stand before ``text``. ``small`` follows in small print, ``below`` is
    a second line. ``span`` lets it run over the empty cells after it. ``button`` is the label of a button drawn in the cell; ``link`` draws it as a link. ``spoken`` is what a
    screen reader says where the text alone does not tell.
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
    spoken: str = ""
    span: int = 1

    @property
    def plain(self) -> str:
        """Everything the cell says, in one line: to copy, to export, to filter."""
        return " · ".join(part for part in (self.text or self.button, self.small, self.below) if part)


BY_TEXT: Final = "text"
"""Sort by the words of the cell, in the language shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """``cell(row, language)`` makes the cell, ``sort(row)`` the value to sort by (:data:`BY_TEXT` for what the cell says). A ``stretch`` column takes the room left
    and wraps; ``least`` is the width it keeps."""

    key: str
    title: Text
    cell: Callable[[Any, Language], Cell]
    sort: Callable[[Any], Any] | Literal["text"] | None = None
    right: bool = False
    stretch: bool = False
    least: int = 120
