"""How a text is made comparable: the same function for what is stored and for what is asked.

The database engines fold too little (ß ø ł đ æ stay) and each in its own way, so it is done here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")

LONGEST_WORD = 80
"""Words are cut here; no name has longer ones."""

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ŧ": "t",
        "ĸ": "k",
        "ſ": "s",
    }
)
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ‘`´]+")


def fold(text: str) -> str:
    """Small letters without accents or marks; everything else stays, separators too."""
    small = text if text.isascii() else _unaccented(text)
    return small.casefold()


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold().translate(_LETTERS)


@lru_cache(maxsize=65536)
def fold_words(text: str) -> tuple[str, ...]:
    """The words of a name: folded, split at all that is no letter or digit; an apostrophe joins (``d'Hondt``)."""
    return tuple(_NOT_ALPHANUMERIC.sub(" ", _APOSTROPHES.sub("", fold(text))).split())


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """What a name is found by: its words, and up to four neighbours written as one (``De Smet``: de, smet, desmet)."""
    words = fold_words(name)
    runs = ["".join(words[start:end]) for start in range(len(words)) for end in range(start + 2, start + 5)]
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in (*words, *runs)))


@lru_cache(maxsize=65536)
def joined_words(name: str) -> str:
    """A name as one word: ``De Smet`` is desmet."""
    return "".join(fold_words(name))


def fold_plate(plate: str) -> str:
    """Capitals and digits only: ``1-abc 234`` and ``1ABC234`` are one plate."""
    return _NOT_ALPHANUMERIC.sub("", fold(plate)).upper()


def is_email(text: str) -> bool:
    """Whether ``text`` has the form of an e-mail address."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def fold_email(address: str) -> str:
    """Small letters, without spaces around."""
    return address.strip().lower()


def digits(text: str) -> str:
    """The digits 0 to 9 of a text, in their order."""
    return "".join(sign for sign in text if sign in "0123456789")
