"""How fast letters are written, against a bare reportlab canvas and platypus in the same run.

    python tests/bench/letters.py

Prints medians of seven rounds in processor time, the ratio, and the target beside it. The bare canvas puts the same
lines at the same places with the same fonts, the rules and the QR code, untagged and without metadata: reportlab at its
best. Platypus lays the same paragraphs and table out itself.
"""

from __future__ import annotations

import io
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import segno  # noqa: E402  the project may not be installed
from reportlab.lib.colors import HexColor  # noqa: E402
from reportlab.lib.styles import ParagraphStyle  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer  # noqa: E402
from reportlab.platypus import Paragraph as Flowing  # noqa: E402
from reportlab.platypus import Table as FlowingTable  # noqa: E402

from app.letters.blocks import Bullets, Closing, Content, Paragraph, Table  # noqa: E402
from app.letters.content import compose  # noqa: E402
from app.letters.flow import HEIGHT, MM, WIDTH  # noqa: E402
from app.letters.fonts import REGULAR, STRONG, font  # noqa: E402
from app.letters.letter import write  # noqa: E402
from app.letters.letterhead import current  # noqa: E402
from app.letters.marks import FAINT, HAIR, INK, QUIET, Code, Page, Rule, Text  # noqa: E402
from app.letters.matter import Matter, RefundLine  # noqa: E402
from app.letters.samples import LANGUAGES, matter  # noqa: E402
from app.letters.sheet import arrange  # noqa: E402

ROUNDS, LETTERS = 7, 40
OURS, EXPLAINED = "tagged, archive-grade letter", "the same with its annex"
BARE, PLATYPUS = "bare canvas, untagged", "platypus"
ALONE, ANNEXED = replace(current(), annex=False), replace(current(), annex=True)
"""The letterhead without the annex on a page of its own, which the other makers do not write, and with it."""
FIRST = "from app.letters.samples import matter; from app.letters.letter import write; write(matter('{kind}', 'nl'))"


def letters(batch: int) -> list[Matter]:
    """One page each, in four languages, a table of three; no two letters of a run share their numbers or names."""
    found: list[Matter] = []
    for at in range(LETTERS):
        number = f"{batch:02}{at:03}"
        one = matter("withdrawal_confirmation", LANGUAGES[at % 4])
        lines: tuple[RefundLine, ...] = tuple(replace(one.refund_lines[at > 0], period_start=None) for at in range(3))
        found.append(
            replace(
                one,
                case_number=f"C-2026-{number}",
                letter_number=f"L-2026-{number}",
                recipient=replace(
                    one.recipient, family_name=f"Maes{number}", address_lines=(f"Straat {number}", "9000 Gent")
                ),
                refund_lines=lines,
                services=(),
                legal_functions=(),
            )
        )
    return found


def code_bars(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """A QR code as horizontal bars (row, first module, length), and how many modules it is wide."""
    rows = [list(row) for row in segno.make_qr(text, error="m", mask=2, boost_error=False).matrix]
    bars: list[tuple[int, int, int]] = []
    for down, row in enumerate(rows):
        across = 0
        for dark, group in itertools.groupby(row):
            length = len(list(group))
            if dark:
                bars.append((down, across, length))
            across += length
    return len(rows), bars


def bare(content: Content, pages: tuple[Page, ...]) -> bytes:
    """The marks of the letter through reportlab's own calls, nothing else. Where they stand is given."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1, initialFontName=REGULAR)
    for page in pages:
        for mark in page:
            if isinstance(mark, Text):
                x = mark.x
                canvas.setFillColor(COLOURS[mark.ink])
                for text, face in mark.pieces:
                    canvas.setFont(face, mark.size)
                    canvas.drawString(x, HEIGHT - mark.baseline, text)
                    x += font(face).stringWidth(text, mark.size)
            elif isinstance(mark, Rule):
                canvas.setStrokeColor(COLOURS[mark.ink])
                canvas.setLineWidth(mark.weight)
                canvas.line(mark.x, HEIGHT - mark.y, mark.to, HEIGHT - mark.y)
            elif isinstance(mark, Code):
                modules, bars = code_bars(mark.text)
                side = mark.size / modules
                path = canvas.beginPath()
                for down, across, length in bars:
                    path.rect(mark.x + across * side, HEIGHT - mark.y - (down + 1) * side, length * side, side)
                canvas.drawPath(path, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class FlowingCode(Flowable):  # type: ignore[misc]  # reportlab is untyped
    """The QR code as platypus wants it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.modules, self.bars = code_bars(text)
        self.width = self.height = 14 * MM

    def draw(self) -> None:
        side = self.width / self.modules
        path = self.canv.beginPath()
        for down, across, length in self.bars:
            path.rect(across * side, self.height - (down + 1) * side, length * side, side)
        self.canv.drawPath(path, stroke=0, fill=1)


COLOURS = {ink: HexColor(ink) for ink in (INK, QUIET, FAINT, HAIR)}
RULED = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, 0), 1, INK),
    ("LINEBELOW", (0, 1), (-1, -1), 0.5, FAINT),
]


def platypus(content: Content) -> bytes:
    """The same texts as flowables."""
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=10.2, leading=14.6, spaceAfter=6)
    strong = ParagraphStyle("strong", parent=body, fontName=STRONG)
    small = ParagraphStyle("small", parent=body, fontSize=8.3, leading=11)
    story: list[Flowable] = [Flowing(line, body) for line in (*content.sender.lines, *content.address)]
    story += [Flowing(f"{label} {value}", body) for label, value in content.references]
    story.append(Flowing(content.subject, strong))
    for block in content.blocks:
        match block:
            case Paragraph():
                story.append(Flowing("".join(run.text for run in block.runs), body))
            case Bullets():
                story += [Flowing("".join(run.text for run in item), body) for item in block.items]
            case Table():
                rows = [[Flowing(column.head, strong) for column in block.columns]]
                rows += [
                    [[Flowing(cell.text, body), Flowing(cell.detail, small)] for cell in row] for row in block.rows
                ]
                story.append(FlowingTable(rows, style=RULED))
            case Closing():
                story += [Flowing(line, body) for line in (block.greeting, block.name, block.office)]
    story += [Spacer(1, 6), *(Flowing(line, body) for line in (*content.foot.contact, *content.foot.sources))]
    story.append(FlowingCode(content.qr_text))
    file = io.BytesIO()

    def sheet(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(REGULAR, 7.5)
        canvas.drawString(25 * MM, 13 * MM, content.running)
        canvas.drawRightString(185 * MM, 13 * MM, content.page_label.format(page=document.page, pages=1))
        for height in (99, 148.5, 198):
            canvas.line(5 * MM, HEIGHT - height * MM, 9 * MM, HEIGHT - height * MM)

    SimpleDocTemplate(file, pagesize=(WIDTH, HEIGHT), invariant=1).build(story, onFirstPage=sheet, onLaterPages=sheet)
    return file.getvalue()


def per_second(make: Callable[[], object]) -> float:
    start = time.process_time()
    make()
    return LETTERS / (time.process_time() - start)


def one_round(batch: int) -> dict[str, float]:
    """Letters per second of each maker, on letters nobody has written before."""
    matters = letters(batch)
    ours = per_second(lambda: [write(one, ALONE) for one in matters])
    explained = per_second(lambda: [write(one, ANNEXED) for one in matters])
    contents = [compose(one, ALONE) for one in matters]
    placed = [(content, arrange(content).pages) for content in contents]
    return {
        OURS: ours,
        EXPLAINED: explained,
        BARE: per_second(lambda: [bare(content, pages) for content, pages in placed]),
        PLATYPUS: per_second(lambda: [platypus(content) for content in contents]),
    }


def first_letter() -> float:
    """Seconds from nothing to the first letter, imports and fonts included; without the start of Python itself."""

    def run(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
        return time.perf_counter() - start

    return run(FIRST.format(kind="withdrawal_confirmation")) - run("pass")


def main() -> None:
    """Measure and print."""
    sample = [write(one, ALONE) for one in letters(99)]
    rounds = [one_round(batch) for batch in range(ROUNDS)]
    speed = {name: statistics.median(found[name] for found in rounds) for name in (OURS, EXPLAINED, BARE, PLATYPUS)}
    for name, found in speed.items():
        print(f"{name:32} {found:6.0f} letters/s")
    first = statistics.median(first_letter() for _ in range(ROUNDS))
    heaviest = max(len(one.pdf) for one in sample) / 1024
    print(f"{'letter ÷ bare canvas':32} {speed[OURS] / speed[BARE]:6.2f}   target ≥ 0.65")
    print(f"{'letter ÷ platypus':32} {speed[OURS] / speed[PLATYPUS]:6.2f}   target ≥ 2")
    print(f"{'first letter, imports included':32} {first * 1000:6.0f} ms target ≤ 0.35 × WeasyPrint (600–760 ms)")
    print(f"{'one letter':32} {heaviest:6.1f} KB target ≤ 45 a page; pages: {max(one.pages for one in sample)}")


if __name__ == "__main__":
    main()
