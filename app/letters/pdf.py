"""Drawing only: content in, PDF bytes out. The same content gives the same bytes, on any machine and any day."""

from __future__ import annotations

import hashlib
import io
from functools import cache, lru_cache
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfdoc import PDFName, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from app.letters.archive import describe
from app.letters.blocks import Content
from app.letters.flow import HEIGHT, WIDTH
from app.letters.fonts import REGULAR, font, printable
from app.letters.marks import FAINT, INK, Arranged, Code, Mark, Page, Rule, Text, TickBox
from app.letters.sheet import arrange
from app.letters.tagging import Structure


def draw(content: Content) -> tuple[bytes, int]:
    """The letter as PDF/A-3b and PDF/UA-1, and how many pages it has."""
    arranged = arrange(content)
    return paint(content, arranged), len(arranged.pages)


def paint(content: Content, arranged: Arranged) -> bytes:
    """Write the marks of a letter already laid out."""
    font(REGULAR)
    file = io.BytesIO()
    canvas = Canvas(
        file,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=REGULAR,
        pdfVersion=(1, 7),
        lang=content.language,
    )
    document = canvas._doc
    structure = Structure(arranged.root)
    for page in arranged.pages:
        structure.new_page()
        _paint_page(canvas, structure, page)
        canvas.showPage()
        _finish_page(document, len(document.Pages.pages) - 1)
    describe(
        document,
        title=printable(content.title),
        author=printable(content.sender.lines[0]),
        language=content.language,
        written_on=content.written_on,
    )
    document.Catalog.StructTreeRoot = structure.write(document)
    document._ID = _identity(content)
    canvas.save()
    return file.getvalue()


def _identity(content: Content) -> bytes:
    """The file identifier: of the content, so that it neither changes between runs nor agrees between letters."""
    digest = hashlib.sha256(repr(content).encode("utf-8")).hexdigest()[:32].encode("ascii")
    return b"\n[<" + digest + b"><" + digest + b">]\n"


def _finish_page(document: Any, index: int) -> None:
    """Give reportlab's page what PDF/UA asks, and take from it what PDF/A forbids (a transition)."""
    page = document.Pages.pages[index]
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = index
    page.Tabs = PDFName("S")
    page.Trans = None
    page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])


def _paint_page(canvas: Any, structure: Structure, page: Page) -> None:
    """Marks in their order; neighbours of one tag share one marked-content sequence, decoration is an artifact."""
    pens = _Pens(canvas)
    out: list[str] = []
    tag: object = page
    for mark in page:
        own = mark.tag if isinstance(mark, Text | Code) else None
        if own is not tag:
            if out:
                out.append("EMC")
            out.append(structure.begin(own))
            tag = own
        out.append(pens.stroke(mark))
    if out:
        out.append("EMC")
    canvas.addLiteral("\n".join(out))


class _Pens:
    """Turns marks into PDF operators; the fonts of reportlab's document give the character codes."""

    def __init__(self, canvas: Any) -> None:
        self._document = canvas._doc

    def stroke(self, mark: Mark) -> str:
        match mark:
            case Text():
                return self._text(mark)
            case Rule():
                y = HEIGHT - mark.y
                return f"{_colour(mark.ink)} RG {mark.weight} w {mark.x:.2f} {y:.2f} m {mark.to:.2f} {y:.2f} l S"
            case TickBox():
                y = HEIGHT - mark.baseline
                return f"{_colour(FAINT)} RG 0.7 w {mark.x:.2f} {y:.2f} {mark.size} {mark.size} re S"
            case Code():
                scale, modules = _modules(mark.text)
                y = HEIGHT - mark.y - mark.size
                size = mark.size / scale
                return f"q {size:.4f} 0 0 {size:.4f} {mark.x:.2f} {y:.2f} cm {_colour(INK)} rg {modules} f Q"

    def _text(self, mark: Text) -> str:
        shown: list[str] = []
        last = len(mark.pieces) - 1
        for at, (text, face) in enumerate(mark.pieces):
            loaded = font(face)
            # A space at the end of each line keeps readers from joining its last word to the next line's first.
            for subset, codes in loaded.splitString(text + " " if at == last else text, self._document):
                name = loaded.getSubsetInternalName(subset, self._document)
                shown.append(f"{name} {mark.size} Tf ({escapePDF(codes)}) Tj")
        place = f"{mark.x:.2f} {HEIGHT - mark.baseline:.2f} Td"
        return f"BT {place} {_colour(mark.ink)} rg {' '.join(shown)} ET"


@cache
def _colour(ink: str) -> str:
    return " ".join(f"{int(ink[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


@lru_cache(maxsize=256)
def _modules(text: str) -> tuple[int, str]:
    """The dark modules of a QR code as rectangles in a grid from the lower left corner, and the size of that grid.

    A fixed mask saves segno the search for the best one; a short case number is read with any.
    """
    import segno

    rows = [list(row) for row in segno.make_qr(text, error="m", mask=2, boost_error=False).matrix]
    size = len(rows)
    rectangles: list[str] = []
    for down, row in enumerate(rows):
        start = None
        for across, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                rectangles.append(f"{start} {size - 1 - down} {across - start} 1 re")
                start = None
    return size, " ".join(rectangles)
