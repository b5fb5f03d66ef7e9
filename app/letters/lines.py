"""Breaking text into lines of a given width.

No-break spaces hold; a soft hyphen may break; a word too long for any line is cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.letters.blocks import Run
from app.letters.fonts import REGULAR, SOFT_HYPHEN, STRONG, printable, width

Piece = tuple[str, str]
"""Text and the face it is set in."""
Word = list[Piece]


_TOLERANCE = 0.01
"""In points: a column exactly as wide as its longest text must hold it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces and how wide it runs."""

    pieces: tuple[Piece, ...]
    width: float


def face_of(run: Run) -> str:
    return STRONG if run.strong else REGULAR


@lru_cache(maxsize=4096)
def wrap(pieces: tuple[Piece, ...], size: float, limit: float) -> tuple[Line, ...]:
    """Lines no wider than ``limit``; at least one, which may be empty. Kept: a letter is laid out more than once."""
    lines: list[Line] = []
    current: list[Word] = []
    used = 0.0
    for word in _words(pieces):
        space = width(" ", word[0][1] if word else REGULAR, size) if current else 0.0
        wide = _wide(word, size)
        if used + space + wide <= limit + _TOLERANCE:
            current.append(word)
            used += space + wide
            continue
        head, rest = _at_soft_hyphen(word, size, limit - used - space)
        if head:
            current.append(head)
        if current:
            lines.append(_line(current, size))
        *full, rest = _cut(rest, size, limit)
        lines += [_line([one], size) for one in full]
        current, used = [rest], _wide(rest, size)
    if current or not lines:
        lines.append(_line(current, size))
    return tuple(lines)


def _words(pieces: tuple[Piece, ...]) -> list[Word]:
    """Words at spaces; a word may change face inside, as in "**2027**."."""
    words: list[Word] = [[]]
    for text, face in pieces:
        for at, part in enumerate(printable(text).split(" ")):
            if at:
                words.append([])
            if part:
                words[-1].append((part, face))
    return [word for word in words if word]


def _wide(word: Word, size: float) -> float:
    return sum(width(text, face, size) for text, face in word)


def _at_soft_hyphen(word: Word, size: float, room: float) -> tuple[Word, Word]:
    """The longest part of ``word`` that fits with a hyphen, and the rest; nothing and the word where none does."""
    if len(word) != 1 or SOFT_HYPHEN not in word[0][0]:
        return [], word
    text, face = word[0]
    parts = text.split(SOFT_HYPHEN)
    for count in range(len(parts) - 1, 0, -1):
        head = "".join(parts[:count]) + "-"
        if width(head, face, size) <= room:
            return [(head, face)], [(SOFT_HYPHEN.join(parts[count:]), face)]
    return [], word


def _cut(word: Word, size: float, limit: float) -> list[Word]:
    """A word wider than a whole line, cut where it must be."""
    if _wide(word, size) <= limit + _TOLERANCE:
        return [word]
    cut: list[Word] = [[]]
    used = 0.0
    for text, face in word:
        for character in text:
            wide = width(character, face, size)
            if used + wide > limit and cut[-1]:
                cut.append([])
                used = 0.0
            cut[-1].append((character, face))
            used += wide
    return cut


def _line(words: list[Word], size: float) -> Line:
    """Words joined by spaces, neighbours of one face as one piece."""
    merged: list[list[str]] = []
    for at, word in enumerate(words):
        for first, (text, face) in enumerate(word):
            text = text.replace(SOFT_HYPHEN, "")
            lead = " " if at and not first else ""
            if merged and merged[-1][1] == face:
                merged[-1][0] += lead + text
            elif merged:
                merged[-1][0] += lead
                merged.append([text, face])
            else:
                merged.append([text, face])
    pieces = tuple((text, face) for text, face in merged)
    return Line(pieces, sum(width(text, face, size) for text, face in pieces))
