"""Setting a table: columns as wide as their figures need, rows that never split, heads repeated on each page."""

from __future__ import annotations

from app.letters.blocks import Cell, Column, Table
from app.letters.flow import LEFT, MEASURE, RIGHT, SMALL, SMALL_LEADING, Flow, plain, put
from app.letters.fonts import REGULAR, STRONG, printable, width
from app.letters.lines import Line
from app.letters.marks import FAINT, HAIR, INK, QUIET, Rule, Tag

_SIZE, _LEADING = 10.0, 13.6
_HEAD = 8.5
_GUTTER, _LOOSE = 12.0, 14.0
_PAD = 4.2
_TOTAL, _TOTAL_LEADING = 11.6, 15.0
_NARROWEST = 110.0

Lines = tuple[Line, ...]
_COLUMN_HEAD = "/A <</O /Table /Scope /Column>>"


def widths(table: Table) -> tuple[float, ...]:
    """Column widths: figures in one line where the first column keeps enough room; the same on every page."""
    asked = [column.share * MEASURE for column in table.columns]
    for at, column in enumerate(table.columns):
        if column.align == "right":
            longest = max([width(printable(column.head), STRONG, _HEAD)] + [_natural(row[at]) for row in table.rows])
            asked[at] = max(asked[at] * 0.8, longest + _GUTTER)
    others = sum(asked[1:])
    named = max((_natural(row[0]) for row in table.rows), default=0.0) + _GUTTER
    if named + others < MEASURE:
        # What the names leave over parts the figures from one another, as far as that helps the eye.
        wider = min((MEASURE - named - others) / len(asked[1:]), _LOOSE)
        asked[1:] = [one + wider for one in asked[1:]]
        others = sum(asked[1:])
    if others > MEASURE - _NARROWEST:
        asked[1:] = [one * (MEASURE - _NARROWEST) / others for one in asked[1:]]
        others = MEASURE - _NARROWEST
    return (MEASURE - others, *asked[1:])


def _natural(cell: Cell) -> float:
    text = width(printable(cell.text), STRONG if cell.strong else REGULAR, _SIZE)
    return max(text, width(printable(cell.detail), REGULAR, SMALL))


def set_table(flow: Flow, table: Table) -> None:
    """Set the table below the cursor."""
    columns = widths(table)
    tag = flow.root.add("Table")
    heads = tuple(
        plain(column.head, _HEAD, wide - _GUTTER, strong=True)
        for column, wide in zip(table.columns, columns, strict=True)
    )
    rows = [_wrapped(row, columns) for row in table.rows]
    flow.gap(7)
    flow.need(_head_height(heads) + (_height(rows[0]) if rows else 0) + 4)
    _set_heads(flow, tag.add("TR"), table.columns, columns, heads)
    for at, row in enumerate(rows):
        last = at == len(rows) - 1
        # The last row stays with the total: an amount alone on a page says nothing.
        total = _total_height(table) if last and table.total else 0.0
        if flow.room < _height(row) + total and not flow.fresh:
            flow.new_page()
            _set_heads(flow, None, table.columns, columns, heads)
        _set_row(flow, tag.add("TR"), table.columns, columns, row)
        flow.page.append(Rule(LEFT, flow.y, RIGHT, 0.5, HAIR if not last else FAINT))
    if table.total:
        _set_total(flow, tag.add("TR"), table.total, len(columns))
    flow.gap(4)


def _wrapped(row: tuple[Cell, ...], columns: tuple[float, ...]) -> tuple[tuple[Lines, Lines], ...]:
    return tuple(
        (
            plain(cell.text, _SIZE, wide - _GUTTER, strong=cell.strong),
            plain(cell.detail, SMALL, wide - _GUTTER) if cell.detail else (),
        )
        for cell, wide in zip(row, columns, strict=True)
    )


def _height(row: tuple[tuple[Lines, Lines], ...]) -> float:
    return max(len(text) * _LEADING + len(detail) * SMALL_LEADING for text, detail in row) + 2 * _PAD


def _head_height(heads: tuple[Lines, ...]) -> float:
    return max(len(head) for head in heads) * SMALL_LEADING + 5


def _total_height(table: Table) -> float:
    return _TOTAL_LEADING + (SMALL_LEADING if table.total and table.total[1] else 0) + 2 * _PAD


def _set_heads(
    flow: Flow, tag: Tag | None, columns: tuple[Column, ...], wides: tuple[float, ...], heads: tuple[Lines, ...]
) -> None:
    """The column heads; tagged once, on later pages they only decorate."""
    top, height = flow.y, _head_height(heads)
    x = LEFT
    for column, wide, head in zip(columns, wides, heads, strict=True):
        cell = tag.add("TH", _COLUMN_HEAD) if tag else None
        y = top + height - 5 - len(head) * SMALL_LEADING
        _set_lines(flow, cell, column, wide, x, y, head, _HEAD, SMALL_LEADING, QUIET)
        x += wide
    flow.y = top + height
    flow.page.append(Rule(LEFT, flow.y, RIGHT, 1.0, INK))


def _set_row(
    flow: Flow, tag: Tag, columns: tuple[Column, ...], wides: tuple[float, ...], row: tuple[tuple[Lines, Lines], ...]
) -> None:
    top, x = flow.y, LEFT
    for column, wide, (text, detail) in zip(columns, wides, row, strict=True):
        cell = tag.add("TD")
        y = _set_lines(flow, cell, column, wide, x, top + _PAD, text, _SIZE, _LEADING, INK)
        _set_lines(flow, cell, column, wide, x, y, detail, SMALL, SMALL_LEADING, FAINT)
        x += wide
    flow.y = top + _height(row)


def _set_lines(
    flow: Flow,
    tag: Tag | None,
    column: Column,
    wide: float,
    x: float,
    y: float,
    lines: Lines,
    size: float,
    leading: float,
    ink: str,
) -> float:
    """Lines of one cell from ``y`` down; right-aligned ones end at the edge of their column."""
    for line in lines:
        y += leading
        start = x + wide - line.width if column.align == "right" else x
        put(flow.page, tag, line, start, y - 0.28 * leading, size, ink)
    return y


def _set_total(flow: Flow, tag: Tag, total: tuple[str, str, str], columns: int) -> None:
    label, detail, amount = total
    top = flow.y + _PAD
    head = tag.add("TH", f"/A <</O /Table /Scope /Row /ColSpan {columns - 1}>>")
    baseline = top + _TOTAL_LEADING - 0.28 * _TOTAL_LEADING
    put(flow.page, head, plain(label, _TOTAL, MEASURE, strong=True)[0], LEFT, baseline, _TOTAL)
    y = top + _TOTAL_LEADING
    if detail:
        put(flow.page, head, plain(detail, SMALL, MEASURE)[0], LEFT, y + 0.72 * SMALL_LEADING, SMALL, FAINT)
        y += SMALL_LEADING
    figure = plain(amount, _TOTAL, MEASURE, strong=True)[0]
    put(flow.page, tag.add("TD"), figure, RIGHT - figure.width, baseline, _TOTAL)
    flow.y = y + _PAD
    flow.page.append(Rule(LEFT, flow.y, RIGHT, 1.0, INK))
