"""Finds in a text as it is displayed the part that answered a question asked in folded form."""

from __future__ import annotations

from functools import lru_cache

from app.records.folding import fold


def matched_part(display: str, folded: str, *, at_word: bool = False) -> str:
    """The part of ``display`` that reads ``folded`` when folded, separators ignored; empty when there is none.

    ``desmet`` marks ``De Smet`` in ``De Smet, Elke``. A place where a word begins is preferred; with ``at_word`` it is
    the only kind that counts.
    """
    if not folded:
        return ""
    letters, places = _letters(display)
    first = -1
    found = letters.find(folded)
    while found >= 0:
        if _begins_word(display, places[found]):
            return display[places[found] : places[found + len(folded) - 1] + 1]
        if first < 0:
            first = found
        found = letters.find(folded, found + 1)
    if first < 0 or at_word:
        return ""
    return display[places[first] : places[first + len(folded) - 1] + 1]


@lru_cache(maxsize=2048)
def _letters(display: str) -> tuple[str, tuple[int, ...]]:
    """The folded letters and digits of a text, and where in the text each came from."""
    if display.isascii():
        where = tuple(place for place, sign in enumerate(display) if sign.isalnum())
        return "".join(map(display.__getitem__, where)).lower(), where
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(display):
        for letter in fold(sign):
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), tuple(places)


def _begins_word(display: str, place: int) -> bool:
    return place == 0 or not display[place - 1].isalnum()
