"""Where the next block goes: a cursor down the page, new pages, and the lines of text set along it.

Distances in points; millimetres at the edges of the module (``MM``).
"""

from __future__ import annotations

import math

from app.letters.blocks import Runs
from app.letters.fonts import REGULAR, STRONG
from app.letters.lines import Line, Piece, face_of, wrap
from app.letters.marks import INK, Page, Tag, Text

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 25 * MM, 185 * MM
MEASURE = RIGHT - LEFT
TOP, BOTTOM = 25 * MM, 274 * MM
"""The body of a page that has no letterhead. Below it stands only the page number."""

SIZE, LEADING = 10.2, 14.6
SMALL, SMALL_LEADING = 8.3, 11.2
GAP = 7.2
"""Between paragraphs, besides the leading."""


class Flow:
    """The pages so far and the cursor: ``y`` is the bottom of what was set last.

    ``slack`` scales the gaps between blocks; ``gaps`` adds up what they would be at their widest. ``endless`` sets all
    on one page, to see how long the letter is.
    """

    def __init__(self, root: Tag, first: Page, y: float, slack: float, *, endless: bool = False) -> None:
        self.root = root
        self.pages: list[Page] = [first]
        self.y = y
        self.slack = slack
        self.gaps = 0.0
        self._bottom = math.inf if endless else BOTTOM

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self._bottom - self.y

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return len(self.pages) > 1 and self.y <= TOP

    def begin_annex(self) -> None:
        """Go to a new page; from here on pages end where they do, with gaps of their full width."""
        self._bottom = BOTTOM
        self.slack = 1.0
        self.new_page()

    def new_page(self) -> None:
        self.pages.append([])
        self.y = TOP

    def gap(self, points: float) -> None:
        """Leave room, but never at the top of a page."""
        if not self.fresh:
            self.y += self.elastic(points)

    def elastic(self, points: float) -> float:
        """Room that shrinks with the gaps."""
        self.gaps += points
        return points * self.slack

    def need(self, points: float) -> None:
        """Go to a new page where the present one has less room than this."""
        if self.room < points and not self.fresh:
            self.new_page()

    def line(
        self, tag: Tag | None, line: Line, leading: float, size: float, *, x: float = LEFT, ink: str = INK
    ) -> None:
        """Set one line below the last."""
        self.y += leading
        put(self.page, tag, line, x, self.y - 0.28 * leading, size, ink)

    def text(
        self,
        tag: Tag,
        lines: tuple[Line, ...],
        leading: float,
        size: float,
        *,
        x: float = LEFT,
        ink: str = INK,
        keep: float = 0.0,
    ) -> None:
        """Set lines that may run on to the next page, never leaving or carrying over a single one of several.

        ``keep`` is what must still fit below the last line.
        """
        left = len(lines)
        for line in lines:
            alone = 2 if (left == len(lines) and left > 1) or left == 3 else 1
            wanted = left * leading + keep if left <= 2 else alone * leading
            if self.room < wanted and not self.fresh:
                self.new_page()
            self.line(tag, line, leading, size, x=x, ink=ink)
            left -= 1


def put(page: Page, tag: Tag | None, line: Line, x: float, baseline: float, size: float, ink: str = INK) -> None:
    """Set one line at a place."""
    if line.pieces:
        page.append(Text(tag, x, baseline, line.pieces, size, ink, line.width))


def pieces(runs: Runs) -> tuple[Piece, ...]:
    return tuple((run.text, face_of(run)) for run in runs)


def plain(text: str, size: float, limit: float, *, strong: bool = False, face: str = "") -> tuple[Line, ...]:
    """One text in one face, wrapped."""
    return wrap(((text, face or (STRONG if strong else REGULAR)),), size, limit)
