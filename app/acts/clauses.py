"""What a citation says, for whoever reads the reasoning: title and summary of a clause or an article of law."""

from __future__ import annotations

from typing import NamedTuple

from app.terms.register import ClauseText, LawText, text_of


class ClauseWords(NamedTuple):
    """A clause in one language. ``checked`` is False for an article of law whose own text was not read yet."""

    number: str
    title: str
    summary: str
    checked: bool


def clause_text(number: str, language: str, edition: str = "") -> ClauseWords | None:
    """The clause cited as ``number`` in the language ``nl``, ``fr``, ``de`` or ``en``; ``None`` for one not known.

    ``edition`` is the one that governs where it is cited.
    """
    found = text_of(number, edition)
    return clause_words(found, language) if found is not None else None


def clause_words(entry: ClauseText | LawText, language: str) -> ClauseWords:
    """An entry of a register in one language."""
    checked = entry.checked if isinstance(entry, LawText) else True
    return ClauseWords(entry.number, entry.title[language], entry.summary[language], checked)
