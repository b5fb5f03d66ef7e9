"""One letter, written: the only place where content becomes a PDF."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.letters.content import compose
from app.letters.fonts import ONE_DOCUMENT
from app.letters.letterhead import Letterhead
from app.letters.matter import Matter


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as issued: its bytes, their SHA-256 in hexadecimal, and how many pages it has."""

    pdf: bytes
    sha256: str
    pages: int


def write(matter: Matter, letterhead: Letterhead | None = None) -> Letter:
    """Write the letter: the same matter and letterhead give the same bytes.

    ``letterhead`` is the organisation's by default. An unknown kind or language is a ``ValueError``.
    """
    content = compose(matter, letterhead)
    from app.letters.pdf import draw  # reportlab is loaded with the first letter, not with the window

    with ONE_DOCUMENT:
        pdf, pages = draw(content)
    return Letter(pdf, hashlib.sha256(pdf).hexdigest(), pages)
