"""Issued letters put together for the printer, and copies of them: the kept bytes themselves are never touched."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

from app.language import language
from app.letters.flow import HEIGHT, MM, RIGHT, WIDTH
from app.letters.fonts import ONE_DOCUMENT, STRONG, font, printable
from app.pdfium import alone, opened


def pages_in_job(pages: int, *, two_sided: bool) -> int:
    """How many pages a letter takes in a print job: two-sided, the next letter begins on a fresh sheet."""
    return pages + pages % 2 if two_sided else pages


def joined(parts: Iterable[bytes], *, two_sided: bool = False) -> bytes:
    """The PDFs one behind the other as one; with ``two_sided`` each begins on the front of a sheet."""
    import pypdfium2  # loaded with the first print job

    with alone():
        whole = pypdfium2.PdfDocument.new()
    try:
        for part in parts:
            # One after the other: a window that waits for its picture comes in between.
            with opened(part) as document:
                whole.import_pages(document)
                if two_sided and len(document) % 2:
                    whole.new_page(WIDTH, HEIGHT)
        file = io.BytesIO()
        with alone():
            whole.save(file)
        return file.getvalue()
    finally:
        with alone():
            whole.close()


def page_counts(parts: Sequence[bytes]) -> tuple[int, ...]:
    """How many pages each PDF has."""
    counts = []
    for part in parts:
        with opened(part) as document:
            counts.append(len(document))
    return tuple(counts)


def marked_copy(content: bytes, code: str, made_on: date) -> bytes:
    """The letter with “copy” and the day above every page, in the language ``code`` of the letter."""
    words = language(code)
    mark = _mark(words.text("Copy made on {day}", day=words.date_plain(made_on)), code)
    with opened(content) as document, opened(mark) as marked:
        stamp = marked.page_as_xobject(0, document)
        for page in document:
            page.insert_obj(stamp.as_pageobject())
            page.gen_content()
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()


def _mark(text: str, code: str) -> bytes:
    """A page with nothing on it but the mark, in a frame at its top."""
    from reportlab.pdfgen.canvas import Canvas  # loaded with the first paper

    with ONE_DOCUMENT:
        font(STRONG)
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, initialFontName=STRONG, lang=code)
        canvas.setFont(STRONG, 9)
        shown = printable(text)
        wide = canvas.stringWidth(shown, STRONG, 9)
        canvas.roundRect(RIGHT - wide - 6, HEIGHT - 19 * MM, wide + 12, 16, 3)
        canvas.drawString(RIGHT - wide, HEIGHT - 19 * MM + 5, shown)
        canvas.save()
    return file.getvalue()
