"""Reads what somebody typed: which of a name, a plate, a VIN, a telephone, an e-mail address or a number it can be.

Nothing typed is ever part of a statement's text; what is not a letter or a digit ends up as a separator at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.records.folding import digits, fold_email, fold_plate, fold_words

_LONGEST_QUESTION = 200
_MOST_WORDS = 8
_PHONE_SIGNS = re.compile(r"[0-9+/().\s\-–]+")
_RUNNING_NUMBER = re.compile(r"([CL])\W*(\d{4})(?:\W+(\d{1,5})|(\d{5}))")
_PART_OF_NUMBER = re.compile(r"[CL]\W*\d{1,4}\W*\d{0,5}")
_ADDRESS = re.compile(r"\S*@\S*|[^\W\d][\w+-]*([._][\w+-]+)+")
_NO_VIN = frozenset("IOQ")
_VIN = 17
_TAIL = 7
_COUNTRIES = ("+32", "+352")
_NATIONAL = 9  # digits of a Belgian number dialled within Belgium
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "al d da das de dei del della den der des di do dos du el la las le les lo los op t te ten ter "
        "van vanden vander vom von zu zum zur",
    )
)


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, in the forms in which the records are compared. A form it cannot have is empty.

    ``words`` are folded; ``key`` is capitals and digits only; ``email`` small letters; ``phone_starts`` are beginnings
    of E.164 numbers, ``phone_end`` the last digits from last to first; ``number`` is as typed in capitals,
    ``running_numbers`` are case or letter numbers, in full or as far as they were typed.
    """

    text: str
    words: tuple[str, ...]
    key: str
    email: str
    phone_starts: tuple[str, ...]
    phone_end: str
    number: str
    running_numbers: tuple[str, ...]

    @property
    def has_digit(self) -> bool:
        """Whether a plate, a VIN or a number is likely."""
        return any(sign.isdigit() for sign in self.key)

    @property
    def is_address(self) -> bool:
        """Whether it can be nothing but an e-mail address. ``elke.desmet`` can be the beginning of one."""
        return "@" in self.email

    @property
    def may_be_vin(self) -> bool:
        """Whether it can be a VIN or a part of one."""
        return 3 <= len(self.key) <= _VIN and self.key.isascii() and not _NO_VIN & set(self.key)

    @property
    def is_tail(self) -> bool:
        """Whether it can be the last seven of a VIN."""
        return self.may_be_vin and len(self.key) == _TAIL

    @property
    def is_name(self) -> bool:
        """Whether it holds a letter and is no e-mail address."""
        return not self.is_address and any(not word.isdigit() for word in self.words)


def read(text: str) -> Question:
    """Take a text apart. Every text has a reading, if an empty one."""
    text = text.replace("\0", " ").strip()[:_LONGEST_QUESTION].strip()
    words = tuple(fold_words(text)[:_MOST_WORDS])
    starts, end = _phone(text)
    number = " ".join(text.upper().split())
    return Question(
        text=text,
        words=words,
        key=fold_plate(text),
        email=fold_email(text) if _ADDRESS.fullmatch(text) else "",
        phone_starts=starts,
        phone_end=end,
        number=number if any(sign.isdigit() for sign in number) else "",
        running_numbers=_running_numbers(number),
    )


def splits(words: tuple[str, ...], *, particles_join: bool) -> list[tuple[str, ...]]:
    """The ways to write the words together or apart: ``elke de smet`` → elke·desmet, elkede·smet, elkedesmet …

    With ``particles_join`` a particle never stands alone: ``de`` belongs to ``smet``.
    """
    if len(words) > 5:
        return [words]
    ways: list[tuple[str, ...]] = []
    for joints in range(1 << max(len(words) - 1, 0)):
        way = [words[0]] if words else []
        for place, word in enumerate(words[1:]):
            if joints >> place & 1:
                way[-1] += word
            else:
                way.append(word)
        if not particles_join or len(way) == 1 or not _PARTICLES.intersection(words).intersection(way):
            ways.append(tuple(way))
    return ways


def _phone(text: str) -> tuple[tuple[str, ...], str]:
    """Beginnings of E.164 numbers, and the end reversed. ``(0)`` is written for people and not dialled."""
    if not _PHONE_SIGNS.fullmatch(text):
        return (), ""
    plain = re.sub(r"\(\s*0\s*\)", "", text)
    figures = digits(plain)
    if len(figures) < 4:
        return (), ""
    if plain.lstrip(" (").startswith("+"):
        return (f"+{figures}",), figures[::-1]
    whole = len(figures) >= _NATIONAL  # a shorter one may be the end of a number, zeros and all
    if figures.startswith("00"):
        return (f"+{figures[2:]}",), figures[:1:-1] if whole else figures[::-1]
    if figures.startswith("0"):
        return (f"+32{figures[1:]}",), figures[:0:-1] if whole else figures[::-1]
    return (f"+{figures}", *(country + figures for country in _COUNTRIES)), figures[::-1]


def _running_numbers(number: str) -> tuple[str, ...]:
    """``C-2026-01796`` from any spelling of it. ``C-2026-17`` may be number 17 or the beginning of 1796."""
    whole = _RUNNING_NUMBER.fullmatch(number)
    if whole:
        series, year, loose, close = whole.groups()
        figures = loose or close
        return tuple(dict.fromkeys((f"{series}-{year}-{figures:0>5}", f"{series}-{year}-{figures}")))
    if _PART_OF_NUMBER.fullmatch(number):
        figures = digits(number)
        return (f"{number[0]}-{figures[:4]}" + (f"-{figures[4:]}" if len(figures) > 4 else ""),)
    return ()
