"""What stands on a page: marks with coordinates, in points from its top left corner, and the tag each belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.letters.fonts import ASCENT, DESCENT
from app.letters.lines import Piece

INK, QUIET, FAINT, HAIR = "#15191F", "#434C59", "#596272", "#C9CFD8"
"""Ink, secondary text, captions, hairlines: greys only, the paper has no accent."""


@dataclass(eq=False, slots=True)
class Tag:
    """An element of the logical structure. ``attributes`` is what its PDF dictionary says besides, ready to write."""

    name: str
    parent: Tag | None = None
    attributes: str = ""
    alt: str = ""
    children: list[Tag] = field(default_factory=list)

    def add(self, name: str, attributes: str = "", alt: str = "") -> Tag:
        """A new last child."""
        child = Tag(name, self, attributes, alt)
        self.children.append(child)
        return child


@dataclass(frozen=True, slots=True)
class Box:
    """The area a mark covers, for the test that nothing overlaps or leaves the page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text at its baseline. ``tag`` is ``None`` for what only decorates (page numbers, repeated heads)."""

    tag: Tag | None
    x: float
    baseline: float
    pieces: tuple[Piece, ...]
    size: float
    ink: str
    width: float

    @property
    def box(self) -> Box:
        top, bottom = self.baseline - ASCENT * self.size, self.baseline + DESCENT * self.size
        return Box(self.x, top, self.x + self.width, bottom)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    x: float
    y: float
    to: float
    weight: float
    ink: str


@dataclass(frozen=True, slots=True)
class TickBox:
    """A square to tick by hand; its lower left corner stands on the baseline."""

    x: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of ``text``, a square of ``size``."""

    tag: Tag
    x: float
    y: float
    size: float
    text: str


Mark = Text | Rule | TickBox | Code
Page = list[Mark]


@dataclass(frozen=True, slots=True)
class Arranged:
    """A letter laid out: the root of its structure and its pages."""

    root: Tag
    pages: tuple[Page, ...]
