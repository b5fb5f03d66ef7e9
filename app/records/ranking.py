"""How well a name fits what was typed. The database gives candidates, never an order: that would cost more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.records.folding import fold_words, joined_words, name_words

EXACT = 100.0
WORDS = 95.0
BEGINNING = 85.0
BEGINNINGS = 70.0
TOWN = 60.0
CLOSE = 40.0
APART = 35.0
"""``de smet`` is Denis Smet only after every near spelling of De Smet."""
CLOSE_TOWN = 33.0
"""A town one typing error away comes after every name that is."""
PART = 30.0

_ONE_WORD = 5.0
_SPACE = 1.0


@dataclass(frozen=True, slots=True)
class Named:
    """A customer found by name. ``needle`` is the folded word to be marked; ``note`` as in ``rows.Hit``."""

    customer_id: int
    name: str
    score: float
    needle: str
    note: str


class Ranking:
    """Ranks customers for the words of one question; ``ways`` are those words written together or apart.

    ``apart``: the ways tear particles from their names, so that mere beginnings count less.
    """

    def __init__(self, words: tuple[str, ...], ways: list[tuple[str, ...]], *, apart: bool = False) -> None:
        self._words = words
        self._ways = ways
        self._joined = "".join(words)
        self._beginnings = APART if apart else BEGINNINGS
        self._needles = sorted({word for way in ways for word in way}, key=lambda word: (-len(word), word))

    def literal(self, row: Row[Any]) -> Named:
        """A customer whose name or town holds the words as they were typed."""
        name = _name(row)
        shown = _shown(row)
        needle = next((word for word in self._needles if any(one.startswith(word) for one in shown)), "")
        score = self._score(row)
        if not needle:  # found by the town, or by the person who speaks for a company
            return Named(row.id, name, min(score, TOWN), self._needles[0], "")
        begins_word = any(one.startswith(needle) for one in _shown_words(row))
        if len(self._words) > 1:
            one_word = begins_word and needle not in self._words
            return Named(row.id, name, score - _ONE_WORD * one_word, needle, "one_word" if one_word else "")
        return Named(row.id, name, score - _SPACE * (not begins_word), needle, "")

    def near(self, row: Row[Any], spellings: frozenset[str]) -> Named:
        """A customer with one of ``spellings`` in name or town, each one typing error away."""
        needle = max((word for word in _words(row) if word in spellings), key=len, default="")
        return Named(row.id, _name(row), CLOSE if needle else CLOSE_TOWN, needle, "close_spelling")

    def part(self, row: Row[Any]) -> Named:
        """A customer with the words inside a word of the name."""
        return Named(row.id, _name(row), PART, self._joined, "")

    def _score(self, row: Row[Any]) -> float:
        family, given = joined_words(row.company_name or row.family_name), joined_words(row.given_name)
        words = frozenset(_words(row))
        if self._joined in (family, family + given, given + family):
            return EXACT
        if any(words.issuperset(way) for way in self._ways):
            return WORDS
        if (given + family).startswith(self._joined) or (family + given).startswith(self._joined):
            return BEGINNING
        if any(all(any(one.startswith(word) for one in words) for word in way) for way in self._ways):
            return self._beginnings
        return TOWN


def _words(row: Row[Any]) -> tuple[str, ...]:
    return (*name_words(row.company_name), *name_words(row.family_name), *name_words(row.given_name))


def _shown(row: Row[Any]) -> tuple[str, ...]:
    """What the displayed name can be found by, in the order in which it is displayed."""
    if row.company_name:
        return name_words(row.company_name)
    whole = joined_words(row.family_name) + joined_words(row.given_name)
    return (whole, *name_words(row.family_name), *name_words(row.given_name))


def _shown_words(row: Row[Any]) -> tuple[str, ...]:
    """The words of the displayed name, each as it stands."""
    if row.company_name:
        return fold_words(row.company_name)
    return (*fold_words(row.family_name), *fold_words(row.given_name))


def _name(row: Row[Any]) -> str:
    return row.company_name or f"{row.family_name}, {row.given_name}"
