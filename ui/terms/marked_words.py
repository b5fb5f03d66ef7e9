"""A paragraph in which the words that were looked for are marked."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt

from app.acts.clause_browser import marked_places
from app.language import Language
from ui.parts.words import Words
from ui.theme.tokens import colours_of


class MarkedWords(Words):
    """Like :class:`Words`; ``query`` is what was looked for."""

    def __init__(self, text: str, query: str, style: str = "body", tone: str = "text") -> None:
        super().__init__(text, style, tone, wrap=True)
        self._plain = text
        self._query = query
        self.setTextFormat(Qt.TextFormat.RichText)

    def mark(self, query: str) -> None:
        """Mark the words of another question."""
        if query != self._query:
            self._query = query
            self._show()

    def speak(self, language: Language) -> None:
        """Show the paragraph, which is in its language already."""
        self._show()

    def plain(self) -> str:
        """The paragraph without marks."""
        return self._plain

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._query:
            self._show()

    def _show(self) -> None:
        ground = colours_of(self.palette())["match"].name()
        pieces, done = [], 0
        for start, end in marked_places(self._plain, self._query):
            marked = f'<span style="background-color: {ground}">{escape(self._plain[start:end])}</span>'
            pieces += [escape(self._plain[done:start]), marked]
            done = end
        self.setText("".join((*pieces, escape(self._plain[done:]))))
        self.setAccessibleName(self._plain)
        self._grow()
