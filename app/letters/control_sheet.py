"""The last page of a print job: its number, and every letter that is in it, to count them by.

It names no customer. That it came out shows that the whole job did.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.language import Language
from app.letters.flow import BOTTOM, HEIGHT, LEFT, MEASURE, MM, TOP, WIDTH
from app.letters.fonts import ONE_DOCUMENT, REGULAR, STRONG, font, printable

_COLUMNS = 4
_LEADING = 13.0
_SIZE = 9.0


@dataclass(frozen=True, slots=True)
class Batch:
    """What the sheet says of a job. ``letters`` are their numbers with their pages, in the order of printing."""

    number: str
    printed_at: datetime
    printed_by: str
    printer: str
    tray: str
    letters_in: str
    letters: Sequence[tuple[str, int]]


def control_sheet(batch: Batch, words: Language) -> bytes:
    """The sheet as a PDF, as long as the list needs."""
    from reportlab.pdfgen.canvas import Canvas  # loaded with the first paper

    with ONE_DOCUMENT:
        font(REGULAR)
        font(STRONG)
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, initialFontName=REGULAR, lang=words.code)
        canvas.setTitle(batch.number)
        y = _head(canvas, batch, words)
        _numbers(canvas, batch.letters, y)
        canvas.save()
    return file.getvalue()


def _put(canvas: Any, text: str, x: float, y: float, *, size: float = _SIZE, strong: bool = False) -> None:
    canvas.setFont(STRONG if strong else REGULAR, size)
    canvas.drawString(x, HEIGHT - y, printable(text))


def _head(canvas: Any, batch: Batch, words: Language) -> float:
    """Title and what the job was; where the list begins."""
    y = TOP + 14
    _put(canvas, words.text("Control sheet"), LEFT, y, size=17, strong=True)
    y += 26
    known = (
        (words.text("Print job"), batch.number),
        (words.text("Made"), words.moment(batch.printed_at)),
        (words.text("By"), batch.printed_by),
        (words.text("Printer"), batch.printer),
        (words.text("Paper tray"), batch.tray),
        (words.text("Language"), batch.letters_in),
        (words.text("Letters"), words.number(len(batch.letters))),
        (words.text("Pages"), words.number(sum(pages for _, pages in batch.letters))),
    )
    for label, value in known:
        if value:
            _put(canvas, label, LEFT, y)
            _put(canvas, value, LEFT + 42 * MM, y, strong=True)
            y += _LEADING
    return y + _LEADING


def _numbers(canvas: Any, letters: Sequence[tuple[str, int]], y: float) -> None:
    """Number and pages of each letter, in columns, from above to below."""
    wide = MEASURE / _COLUMNS
    at = 0
    while at < len(letters):
        rows = max(1, int((BOTTOM - y) / _LEADING))
        rows = min(rows, -(-(len(letters) - at) // _COLUMNS))
        for column in range(_COLUMNS):
            for row, (number, pages) in enumerate(letters[at + column * rows : at + (column + 1) * rows]):
                line = y + row * _LEADING
                _put(canvas, number, LEFT + column * wide, line)
                canvas.drawRightString(LEFT + column * wide + 30 * MM, HEIGHT - line, str(pages))
        at += rows * _COLUMNS
        if at < len(letters):
            canvas.showPage()
            y = TOP
