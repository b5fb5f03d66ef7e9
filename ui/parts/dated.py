"""A sentence whose days stand out: what a caller asks about first."""

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
    """A wrapped sentence with its days in bold; a screen reader gets it plain."""

    def __init__(self, sentence: Because, tone: str = "text2") -> None:
        super().__init__(sentence, "body", tone, wrap=True)
        self._sentence = sentence
        self.setTextFormat(Qt.TextFormat.RichText)

    def speak(self, language: Language) -> None:
        """Show the sentence in ``language``."""
        plain = language.say(self._sentence)
        shown = escape(plain)
        for day in {language.date(one) for one in _days(self._sentence)}:
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
