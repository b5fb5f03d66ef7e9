"""The refund table: per booking what was paid, used, kept and given back, and the total."""

from __future__ import annotations

from functools import partial

from app.acts.rows import Preview
from app.language import Language
from app.letters.matter import RefundLine
from app.terms.clause import Because, Cents, because
from ui.tables.columns import Cell, Column
from ui.tables.row_table import RowTable
from ui.theme.tokens import ROW_TWO_LINES

BOOKING_AT_LEAST = 190

Line = RefundLine | Preview
"""A booking, or the preview itself for the total."""


def refund_table(preview: Preview, language: Language, *, narrow: bool) -> RowTable:
    """The lines of ``preview``; with more than one, the total below. ``narrow`` names the days with the booking.

    The days are those used, which are kept; of an outage those without service, which come back.
    """
    outage = any(found.rule == "outage" for found in preview.determinations)
    rate = language.percent(preview.vat_percent)
    vat_head = because("VAT {rate} in it", rate=rate)
    columns = [
        Column(
            "booking",
            because("Booking"),
            partial(_booking, narrow=narrow, outage=outage),
            stretch=True,
            least=BOOKING_AT_LEAST,
        ),
        Column("price", because("Price paid"), lambda line, words: _amount(_price(line), words), right=True),
        Column("days", because("Without service") if outage else because("Days used"), _days, right=True),
        Column("deduction", because("Deduction"), lambda line, words: _amount(_deduction(line), words), right=True),
        Column("refund", because("Refund"), _refund, right=True),
        Column("vat", vat_head, lambda line, words: _amount(_vat(line), words, "text2"), right=True),
    ]
    left_out = [key for key, applies in (("days", narrow), ("deduction", outage)) if applies]
    columns = [column for column in columns if column.key not in left_out]
    table = RowTable(because("Refund"), columns, language, row_height=ROW_TWO_LINES, sortable=False, whole=True)
    rows: list[Line] = list(preview.refund_lines)
    if len(rows) > 1:
        rows.append(preview)
    table.show_rows(rows, select=None)
    return table


def width_needed(table: RowTable) -> int:
    """How wide a refund table has to be to show every column."""
    others = range(1, table.horizontalHeader().count())
    return BOOKING_AT_LEAST + sum(table.columnWidth(column) for column in others)


def _booking(line: Line, language: Language, *, narrow: bool, outage: bool) -> Cell:
    if isinstance(line, Preview):
        return Cell(text=language.text("Total"), style="strong")
    below = language.say(_period(line))
    if narrow and line.consumed_days is not None and line.total_days is not None:
        used, total = line.consumed_days, line.total_days
        if outage:
            below = language.text(
                "{period} ({used} of {total} days without service)", period=below, used=used, total=total
            )
        else:
            below = language.text("{period} ({used} of {total} days used)", period=below, used=used, total=total)
    mark = "approval" if line.needs_approval else "done"
    # The line carries the name as a message, the letter says it in the language of the customer.
    return Cell(text=language.say(Because(line.service)), style="name", mark=mark, below=below)


def _period(line: RefundLine) -> Because:
    if line.period_start is None:
        return because("no term")
    if line.period_end is None:
        return because("{first}, no end date", first=line.period_start)
    return because("{first} to {last}", first=line.period_start, last=line.period_end)


def _days(line: Line, language: Language) -> Cell:
    if isinstance(line, Preview):
        return Cell()
    if line.consumed_days is None or line.total_days is None:
        return Cell(text=language.text("no term"), tone="text2")
    return Cell(text=language.text("{used} of {total}", used=line.consumed_days, total=line.total_days))


def _refund(line: Line, language: Language) -> Cell:
    amount = line.refund_total if isinstance(line, Preview) else line.refund
    if amount is None:
        return Cell(text=language.text("open"), tone="warn", style="strong")
    return Cell(text=language.money(amount), style="hit_strong" if isinstance(line, Preview) else "strong")


def _price(line: Line) -> Cents | None:
    return _sum(line, "price") if isinstance(line, Preview) else line.price


def _deduction(line: Line) -> Cents | None:
    return _sum(line, "deduction") if isinstance(line, Preview) else line.deduction


def _vat(line: Line) -> Cents | None:
    return line.refund_vat if isinstance(line, Preview) else line.vat


def _sum(preview: Preview, name: str) -> Cents | None:
    """The sum of a column; none while one of its amounts is open."""
    amounts = [getattr(line, name) for line in preview.refund_lines]
    return None if any(amount is None for amount in amounts) else Cents(sum(amounts))


def _amount(amount: Cents | None, language: Language, tone: str = "text") -> Cell:
    return Cell(text=language.money(amount), tone=tone) if amount is not None else Cell()
