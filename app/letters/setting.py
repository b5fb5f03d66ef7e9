"""Setting the blocks of the body, one function per kind of block."""

from __future__ import annotations

from app.letters.blocks import Block, Bullets, Closing, Entry, Fields, Paragraph, Reasons, Table
from app.letters.flow import (
    GAP,
    LEADING,
    LEFT,
    MEASURE,
    MM,
    RIGHT,
    SIZE,
    SMALL,
    SMALL_LEADING,
    Flow,
    pieces,
    plain,
    put,
)
from app.letters.fonts import CODE
from app.letters.lines import wrap
from app.letters.marks import FAINT, HAIR, INK, QUIET, Rule, Tag, TickBox
from app.letters.reasons import set_reasons
from app.letters.tables import set_table

_INDENT = 12.0
_LABEL = 52 * MM
_TICK = 7.5
_BEFORE_CLOSING, _SIGNED = 3.0, 13.0
"""Above the greeting, besides the gap of a paragraph, and between greeting and name: room to sign."""
_LONG = 12 * LEADING
"""An entry longer than this may run on to the next page."""
_SIGNING = 26.0
"""Room above a line for a signature and a stamp."""


def set_block(flow: Flow, block: Block, keep: float) -> None:
    """Set one block. ``keep`` is what must fit below it on the same page (a greeting, the foot of the letter)."""
    match block:
        case Paragraph():
            _paragraph(flow, block, keep)
        case Bullets():
            _bullets(flow, block, keep)
        case Table():
            set_table(flow, block)
        case Fields():
            _fields(flow, block, keep)
        case Closing():
            _closing(flow, block, keep)
        case Reasons():
            set_reasons(flow, block)


def closing_height(block: Closing, slack: float) -> float:
    """How much the greeting and the name below it need."""
    return (GAP + _BEFORE_CLOSING + _SIGNED) * slack + (2 + bool(block.name)) * LEADING


def _paragraph(flow: Flow, block: Paragraph, keep: float) -> None:
    if block.heading:
        flow.gap(GAP + 3)
        flow.need(5 * LEADING)
        flow.text(
            flow.root.add("H2"),
            plain("".join(run.text for run in block.runs), SIZE, MEASURE, strong=True),
            LEADING,
            SIZE,
        )
        return
    flow.gap(GAP)
    size, leading, ink = (SMALL, SMALL_LEADING, FAINT) if block.note else (SIZE, LEADING, INK)
    lines = wrap(pieces(block.runs), size, MEASURE)
    if keep and len(lines) <= 6:
        flow.need(len(lines) * leading + keep)
    flow.text(flow.root.add("P"), lines, leading, size, ink=ink, keep=keep)


def _bullets(flow: Flow, block: Bullets, keep: float) -> None:
    numbering = "Decimal" if block.numbered else "Disc"
    tag = flow.root.add("L", f"/A <</O /List /ListNumbering /{numbering}>>")
    for at, runs in enumerate(block.items):
        lines = wrap(pieces(runs), SIZE, MEASURE - _INDENT)
        last = at == len(block.items) - 1
        flow.gap(3)
        flow.need(min(len(lines), 3) * LEADING + (keep if last else 0))
        item = tag.add("LI")
        label = plain(f"{at + 1}." if block.numbered else "–", SIZE, _INDENT)[0]
        put(flow.page, item.add("Lbl"), label, LEFT, flow.y + 0.72 * LEADING, SIZE, QUIET)
        flow.text(item.add("LBody"), lines, LEADING, SIZE, x=LEFT + _INDENT)


def _fields(flow: Flow, block: Fields, keep: float) -> None:
    flow.gap(GAP)
    tag = flow.root.add("L", "/A <</O /List /ListNumbering /None>>")
    for at, entry in enumerate(block.entries):
        _entry(flow, tag.add("LI"), entry, keep if at == len(block.entries) - 1 else 0.0)


def _entry(flow: Flow, tag: Tag, entry: Entry, keep: float) -> None:
    """Label at the left, value or a line to write on at the right, a hairline between entries."""
    labels = plain(entry.label, 8.5, _LABEL - 8)
    x, size = LEFT + _LABEL, SIZE
    values = (
        plain(entry.value, size, MEASURE - _LABEL, face=CODE if entry.code and entry.value.isascii() else "")
        if entry.value
        else ()
    )
    blank = not entry.value and not entry.choices
    lead = flow.elastic(_SIGNING if entry.tall else 7.0 if blank else 0.0)
    height = lead + max(len(labels) * SMALL_LEADING, max(len(values), 1) * LEADING) + 5
    flow.need(min(height, _LONG) + keep)
    page, top = flow.page, flow.y + 2.5
    # A line to write on has no text of its own: its label is the body of the list item.
    label = tag.add("LBody" if blank else "Lbl")
    for at, line in enumerate(labels):
        put(flow.page, label, line, LEFT, top + lead + 0.72 * LEADING + at * SMALL_LEADING, 8.5, FAINT)
    if values:
        flow.y = top
        flow.text(tag.add("LBody"), values, LEADING, size, x=x)
        if flow.page is page:
            flow.y = max(flow.y, top + len(labels) * SMALL_LEADING)
        flow.y += 2.5
    else:
        flow.y = top + height - 2.5
    if entry.choices:
        _choices(flow, tag.add("LBody"), entry.choices, x, top + 0.72 * LEADING)
    # Where somebody writes the line is ink and starts at the value; elsewhere a hairline parts the entries.
    flow.page.append(Rule(x, flow.y, RIGHT, 0.6, FAINT) if blank else Rule(LEFT, flow.y, RIGHT, 0.4, HAIR))


def _choices(flow: Flow, tag: Tag, choices: tuple[str, ...], x: float, baseline: float) -> None:
    for choice in choices:
        flow.page.append(TickBox(x, baseline, _TICK))
        line = plain(choice, SIZE, MEASURE)[0]
        put(flow.page, tag, line, x + _TICK + 5, baseline, SIZE)
        x += _TICK + 5 + line.width + 20


def _closing(flow: Flow, block: Closing, keep: float) -> None:
    flow.need(closing_height(block, flow.slack) + keep)
    flow.gap(GAP + _BEFORE_CLOSING)
    flow.text(flow.root.add("P"), plain(block.greeting, SIZE, MEASURE), LEADING, SIZE)
    flow.gap(_SIGNED)
    if block.name:
        flow.text(flow.root.add("P"), plain(block.name, SIZE, MEASURE, strong=True), LEADING, SIZE)
    flow.text(flow.root.add("P"), plain(block.office, SIZE, MEASURE), LEADING, SIZE)
