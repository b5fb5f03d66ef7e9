"""Setting the items of an annex: a numbered list, each with its title, its result and how one leads to the other."""

from __future__ import annotations

from app.letters.blocks import Reason, Reasons
from app.letters.flow import LEFT, MEASURE, RIGHT, SMALL, SMALL_LEADING, Flow, plain, put
from app.letters.lines import Line
from app.letters.marks import FAINT, HAIR, INK, QUIET, Rule, Tag

_SIZE, _LEADING = 9.4, 12.6
_INDENT, _GUTTER = 16.0, 14.0
_RESULT = 0.5 * MEASURE
"""The most a result may take beside its title."""
_PAD = 3.4


def set_reasons(flow: Flow, block: Reasons) -> None:
    """Set the items below the cursor; one that does not fit any more goes to the next page whole."""
    flow.gap(6)
    tag = flow.root.add("L", "/A <</O /List /ListNumbering /Decimal>>")
    flow.page.append(Rule(LEFT, flow.y, RIGHT, 1.0, INK))
    for number, item in enumerate(block.items, 1):
        _item(flow, tag.add("LI"), number, item)
    if block.grounds:
        _sources(flow, block)


def _sources(flow: Flow, block: Reasons) -> None:
    flow.gap(8)
    flow.need((2 + len(block.sources)) * SMALL_LEADING)
    flow.text(flow.root.add("H2"), plain(block.grounds, SMALL, MEASURE, strong=True), SMALL_LEADING, SMALL)
    for source in block.sources:
        flow.text(flow.root.add("P"), plain(source, SMALL, MEASURE), SMALL_LEADING, SMALL, ink=QUIET)


def _item(flow: Flow, tag: Tag, number: int, item: Reason) -> None:
    wide = MEASURE - _INDENT
    result = tuple(line for text in item.results for line in plain(text, _SIZE, _RESULT, strong=True))
    beside = max((line.width for line in result), default=0.0)
    title = plain(item.title, _SIZE, wide - (beside + _GUTTER if result else 0.0), strong=True)
    sentence = plain(item.sentence, _SIZE, wide) if item.sentence else ()
    small = [(plain(text, SMALL, wide), ink) for text, ink in ((item.arithmetic, QUIET), (item.inputs, FAINT)) if text]
    head = max(len(title), len(result))
    height = (head + len(sentence)) * _LEADING + sum(len(lines) for lines, _ in small) * SMALL_LEADING + 2 * _PAD
    flow.need(height)
    flow.y += _PAD
    top = flow.y
    label = plain(f"{number}.", _SIZE, _INDENT)[0]
    put(flow.page, tag.add("Lbl"), label, LEFT, top + 0.72 * _LEADING, _SIZE, QUIET)
    body = tag.add("LBody")
    _lines(flow, body, title, top)
    _lines(flow, body, result, top, right=True)
    flow.y = top + head * _LEADING
    if sentence:
        flow.text(body, sentence, _LEADING, _SIZE, x=LEFT + _INDENT)
    for lines, ink in small:
        flow.text(body, lines, SMALL_LEADING, SMALL, x=LEFT + _INDENT, ink=ink)
    flow.y += _PAD
    flow.page.append(Rule(LEFT, flow.y, RIGHT, 0.5, HAIR))


def _lines(flow: Flow, tag: Tag, lines: tuple[Line, ...], top: float, *, right: bool = False) -> None:
    for at, line in enumerate(lines):
        x = RIGHT - line.width if right else LEFT + _INDENT
        put(flow.page, tag, line, x, top + (at + 0.72) * _LEADING, _SIZE)
