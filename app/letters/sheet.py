"""The letter on its pages: letterhead, window, reference row, body, foot and page numbers.

Places follow the Belgian window envelope with the address at the right: 115 mm from the left, 48–73 mm from the top.
"""

from __future__ import annotations

from typing import NamedTuple

from app.letters.blocks import Block, Closing, Content, Foot
from app.letters.flow import BOTTOM, HEIGHT, LEFT, MEASURE, MM, RIGHT, Flow, plain, put
from app.letters.fonts import DESCENT, REGULAR, STRONG, printable, width
from app.letters.lines import Line
from app.letters.marks import FAINT, HAIR, QUIET, Arranged, Code, Page, Rule, Tag, Text
from app.letters.setting import closing_height, set_block

_WINDOW_LEFT, _WINDOW_TOP, _WINDOW_BOTTOM = 115 * MM, 48 * MM, 73 * MM
_REFERENCES = 85 * MM
_FOLDS = ((99 * MM, 4 * MM), (148.5 * MM, 2.5 * MM), (198 * MM, 4 * MM))
"""Fold marks, and the shorter punch mark in the middle: height and length."""
_FOOT_COLUMN, _FOOT_WIDTH, _CODE = 89 * MM, 79 * MM, 14 * MM
_PAGE_LINE = 284 * MM
_ABOVE_FOOT = 11.0
_FOOT_LEADING = 10.8
_ROUNDING = 0.1
"""Spare room in points, so that a letter made to fit does."""
_TIGHTEST = 0.35
"""How far the gaps between blocks may shrink so that a letter fits one page."""


def arrange(content: Content) -> Arranged:
    """Lay the letter out: on one page where it fits, with the gaps as wide as that allows."""
    foot = _foot_height(content.foot) + _ABOVE_FOOT
    flow = _body(content, 1.0, foot, endless=True)
    too_long = flow.y + foot - BOTTOM
    if too_long > 0:
        slack = 1 - (too_long + _ROUNDING) / flow.gaps
        flow = _body(content, slack if slack >= _TIGHTEST else 1.0, foot)
    _foot(flow, content)
    _annex(flow, content)
    for number, page in enumerate(flow.pages, 1):
        _page_line(page, content, number, len(flow.pages))
    return Arranged(flow.root, tuple(flow.pages))


def _annex(flow: Flow, content: Content) -> None:
    """The annex begins on a new page."""
    if not content.annex:
        return
    flow.begin_annex()
    for block in content.annex:
        set_block(flow, block, 0.0)


def _body(content: Content, slack: float, foot: float, *, endless: bool = False) -> Flow:
    """Everything above the foot of the letter, which takes ``foot`` points of the last page."""
    root = Tag("Document")
    page: Page = []
    _letterhead(page, root, content)
    _window(page, root, content)
    flow = Flow(root, page, _references(page, root, content), slack, endless=endless)
    flow.y += 17
    flow.gap(10)
    heading = root.add("H1")
    for line in plain(content.subject, 14.6, MEASURE, strong=True):
        flow.line(heading, line, 19, 14.6)
    for at, block in enumerate(content.blocks):
        set_block(flow, block, _keep(content.blocks[at + 1 :], foot, slack))
    return flow


def _keep(following: tuple[Block, ...], foot: float, slack: float) -> float:
    """What must stay on the page below a block: the foot of the letter, with the greeting before it."""
    if not following:
        return foot
    if len(following) == 1 and isinstance(following[0], Closing):
        return closing_height(following[0], slack) + foot
    return 0.0


def _letterhead(page: Page, root: Tag, content: Content) -> None:
    sender = content.sender
    put(page, root.add("P"), plain(sender.name, 17, 85 * MM, strong=True)[0], LEFT, 20 * MM, 17)
    put(page, root.add("P"), plain(sender.unit, 10, 85 * MM)[0], LEFT, 25.2 * MM, 10, QUIET)
    tag = root.add("P")
    y = 35 * MM
    for text in sender.lines:
        for line in plain(text, 8.5, 80 * MM):
            put(page, tag, line, LEFT, y, 8.5, QUIET)
            y += 4.25 * MM
    put(page, root.add("P"), plain(sender.vat, 8.5, 80 * MM)[0], LEFT, y + 1.8 * MM, 8.5, QUIET)
    for mark, length in _FOLDS:
        page.append(Rule(5 * MM, mark, 5 * MM + length, 0.4, HAIR))


def _window(page: Page, root: Tag, content: Content) -> None:
    """Return line above the window, address inside it: smaller when long, cut before it would leave the window."""
    line = plain(content.sender.return_line, 7.5, RIGHT - _WINDOW_LEFT)[0]
    put(page, root.add("P"), line, _WINDOW_LEFT, 42.5 * MM, 7.5, FAINT)
    page.append(Rule(_WINDOW_LEFT, 43.8 * MM, RIGHT, 0.5, HAIR))
    lines, size, leading = _fitted(content.address)
    tag = root.add("P")
    y = _WINDOW_TOP + 3.7 * MM
    for line in lines:
        put(page, tag, line, _WINDOW_LEFT, y, size)
        y += leading


def _fitted(address: tuple[str, ...]) -> tuple[list[Line], float, float]:
    limit = RIGHT - _WINDOW_LEFT
    for size, leading in ((11.0, 15.0), (10.7, 14.4), (10.0, 12.8), (9.0, 11.2)):
        lines = [line for text in address for line in plain(text, size, limit)]
        most = int((_WINDOW_BOTTOM - _WINDOW_TOP - 3.7 * MM - DESCENT * size) / leading) + 1
        if len(lines) <= most:
            return lines, size, leading
    # Street and town must stay: what is cut is the end of an endless name.
    parts = [plain(text, size, limit) for text in address]
    tail = [line for part in parts[1:] for line in part[:1]][-(most - 1) :]
    head = list(parts[0])[: most - len(tail)]
    text = "".join(piece for piece, _ in head[-1].pieces)
    while width(text + "…", REGULAR, size) > limit:
        text = text[:-1]
    return [*head[:-1], plain(text + "…", size, limit)[0], *tail], size, leading


def _references(page: Page, root: Tag, content: Content) -> float:
    """Reference row: label above value, columns as wide as their values need. Returns where the row ends."""
    count = len(content.references)
    wides = [
        max(width(printable(label), REGULAR, 8.2), width(printable(value), STRONG, 9.8))
        for label, value in content.references
    ]
    if sum(wides) + 12 * (count - 1) > MEASURE:
        wides = [min(wide, MEASURE / count - 12) for wide in wides]
    spare = (MEASURE - sum(wides)) / max(count - 1, 1)
    x, lowest = LEFT, _REFERENCES
    for (label, value), wide in zip(content.references, wides, strict=True):
        tag = root.add("P")
        put(page, tag, plain(label, 8.2, wide)[0], x, _REFERENCES, 8.2, FAINT)
        y = _REFERENCES + 5 * MM
        for line in plain(value, 9.8, wide, strong=True)[:3]:
            put(page, tag, line, x, y, 9.8)
            lowest = max(lowest, y)
            y += 12.5
        x += wide + spare
    y = lowest + 3.6 * MM
    page.append(Rule(LEFT, y, RIGHT, 0.6, HAIR))
    return y


class _FootColumn(NamedTuple):
    """One column of the foot: where it starts, its heading and its texts, wrapped."""

    x: float
    heading: tuple[Line, ...]
    texts: tuple[tuple[Line, ...], ...]

    @property
    def rows(self) -> int:
        return len(self.heading) + sum(map(len, self.texts))


def _foot_columns(foot: Foot) -> tuple[_FootColumn, ...]:
    columns = (
        (LEFT, _FOOT_COLUMN - LEFT - 10, 8.3, foot.questions, foot.contact),
        (_FOOT_COLUMN, _FOOT_WIDTH, 8.2, foot.grounds, foot.sources),
    )
    return tuple(
        _FootColumn(x, plain(heading, 8.5, wide, strong=True), tuple(plain(text, size, wide) for text in texts))
        for x, wide, size, heading, texts in columns
        if heading
    )


def _foot_height(foot: Foot) -> float:
    rows = max((column.rows for column in _foot_columns(foot)), default=0)
    return max(rows * _FOOT_LEADING + 12, _CODE + 12)


def _foot(flow: Flow, content: Content) -> None:
    """Questions, sources and QR code at the bottom of the last page."""
    height = _foot_height(content.foot)
    if flow.y + height > BOTTOM:
        flow.new_page()
    top = BOTTOM - height
    page, root = flow.page, flow.root
    page.append(Rule(LEFT, top, RIGHT, 0.5, HAIR))
    for column in _foot_columns(content.foot):
        y = top + 14 - _FOOT_LEADING
        heading = root.add("H2")
        for line in column.heading:
            y += _FOOT_LEADING
            put(page, heading, line, column.x, y, 8.5)
        for wrapped in column.texts:
            tag = root.add("P")
            for line in wrapped:
                y += _FOOT_LEADING
                put(page, tag, line, column.x, y, 8.2, QUIET)
    if not content.qr_text:
        return
    left, bottom = RIGHT - _CODE, HEIGHT - (top + 10 + _CODE)
    box = f"[{left:.2f} {bottom:.2f} {RIGHT:.2f} {bottom + _CODE:.2f}]"
    figure = root.add("Figure", f"/A <</O /Layout /Placement /Block /BBox {box}>>", content.qr_description)
    page.append(Code(figure, left, top + 10, _CODE, content.qr_text))


def _page_line(page: Page, content: Content, number: int, count: int) -> None:
    """Letter and case at the left, page number at the right: decoration, a reader knows the page it is on."""
    left = plain(content.running, 7.5, MEASURE * 0.7)[0]
    page.append(Text(None, LEFT, _PAGE_LINE, left.pieces, 7.5, FAINT, left.width))
    label = content.page_label.format(page=number, pages=count)
    right = plain(label, 7.5, MEASURE)[0]
    page.append(Text(None, RIGHT - right.width, _PAGE_LINE, right.pieces, 7.5, FAINT, right.width))
