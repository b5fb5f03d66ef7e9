"""A sentence whose deciding day stands out: what a caller asks about first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from typing import Any

from PySide6.QtCore import Qt

from app.language import Language
from app.terms.clause import Because
from ui.parts.words import Words


class Dated(Words):
    """A wrapped sentence with one day in bold; a screen reader gets it plain.

    ``decides_on`` is that day; ``None`` for a sentence whose only day it is.
    """

    def __init__(self, sentence: Because, decides_on: date | None = None, tone: str = "text2") -> None:
        super().__init__(sentence, "body", tone, wrap=True)
        self._sentence = sentence
        days = set(_days(sentence))
        self._days = {decides_on} & days if decides_on is not None else days if len(days) == 1 else set()
        self.setTextFormat(Qt.TextFormat.RichText)

    def speak(self, language: Language) -> None:
        """Show the sentence in ``language``."""
        plain = language.say(self._sentence)
        shown = escape(plain)
        for day in {language.date(one) for one in self._days}:
            shown = shown.replace(escape(day), f"<b>{escape(day)}</b>")
        self.setText(shown)
        self.setAccessibleName(plain)
        self._grow()


def _days(value: Any) -> Iterator[date]:
    if isinstance(value, Because):
        for _, inner in value.values:
            yield from _days(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _days(inner)
    elif isinstance(value, date) and not isinstance(value, datetime):
        yield value
