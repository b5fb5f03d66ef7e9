"""Makes a PDF such as an organisation attaches as its official text; the words are invented."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

PAGES = (
    ("Terms", "8 Term and end ........ 3", "15 Withdrawal ........ 4", "Digital Key ........ 5"),
    ("1 Services", "1.1 Who provides them", "as clause", "8.1 says, for example,", "7. Sale", "7.1 What passes on"),
    (
        "8 Term and end",
        "8.1 Leaving the contract",
        "8.5 What is paid again",
        "a) End when it is due",
        "b) Cards that end",
    ),
    ("c) Other trouble", "Article 15: Withdrawal", "Period", "The fourteen days."),
    ("Descriptions", "Digital Key", "The key on the telephone, and how many there are."),
)


def pdf_of(pages: Sequence[Sequence[str]] = PAGES, *, size: tuple[float, float] = A4, encrypt: Any = None) -> bytes:
    """One page for each of ``pages``, one line for each of its texts."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, encrypt=encrypt, invariant=1)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(60, size[1] - 80 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
