"""The faces of the letter: loaded once from the shipped fonts, measured word by word, and what a face cannot show.

Widths are in points. Every face shows digits of equal width, so figures line up without a font feature.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache, lru_cache
from typing import Any

from app.paths import RESOURCES

REGULAR = "IBMPlexSans-Regular"
STRONG = "IBMPlexSans-SemiBold"
CODE = "IBMPlexMono-Regular"

ONE_DOCUMENT = threading.Lock()
"""reportlab's fonts belong to one document at a time: who draws one holds this."""

ASCENT, DESCENT = 0.78, 0.22
"""Of the size: how far letters with accents reach above and below the baseline, for boxes that must not overlap."""

MISSING = "◊"
"""Stands where a name holds a character no Latin, Greek or Cyrillic face has: visible, never a silent gap."""

SOFT_HYPHEN = "\u00ad"


@cache
def font(face: str) -> Any:
    """reportlab's font of ``face``, registered on first use. Only the glyphs a letter uses are embedded in it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    loaded = TTFont(face, str(RESOURCES / "fonts" / f"{face}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


@lru_cache(maxsize=16384)
def _units(text: str, face: str) -> int:
    widths = font(face).face.charWidths
    default = font(face).face.defaultWidth
    return int(sum(widths.get(ord(character), default) for character in text if character != SOFT_HYPHEN))


def width(text: str, face: str, size: float) -> float:
    """How wide ``text`` runs, without soft hyphens."""
    return _units(text, face) * size / 1000


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """``text`` with only what the faces can show.

    Control and direction characters go; a letter with an unknown accent becomes the bare letter; anything else the
    faces lack becomes :data:`MISSING`. Texts in the four languages pass unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    known = font(REGULAR).face.charToGlyph
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if character.isspace() and character not in "\u00a0\u202f":
            kept.append(" ")
        elif unicodedata.category(character)[0] == "C" and character != SOFT_HYPHEN:
            continue
        elif ord(character) in known:
            kept.append(character)
        else:
            kept.append(_bare(character, known))
    return "".join(kept)


def _bare(character: str, known: Any) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    if not letters:
        return ""
    return letters if all(ord(one) in known for one in letters) else MISSING
