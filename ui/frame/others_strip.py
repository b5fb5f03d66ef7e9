"""Who else has the dossier in front open, and what they are entering there: a line for each, below the tabs."""

from __future__ import annotations

from app.language import Language
from app.terms.clause import Because
from ui.parts.frames import Panel, clear, column, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.tokens import CARD_PADDING

_MOST = 3
"""So many are named; of a dossier that more have open, these say enough."""


class OthersStrip(Panel):
    """Takes no room while nobody else is there."""

    def __init__(self) -> None:
        super().__init__("sunken", "bottom")
        self._lines = column(spacing=2, margins=(CARD_PADDING, 6, CARD_PADDING, 6))
        self._shown: tuple[Because, ...] = ()
        self.setLayout(self._lines)
        self.hide()

    def show_others(self, others: tuple[Because, ...], language: Language) -> None:
        """Show one sentence for each who is there too."""
        if others != self._shown:
            self._shown = others
            clear(self._lines)
            for sentence in others[:_MOST]:
                self._lines.addLayout(row(Picture("users", size=14), Words(sentence, "body", wrap=True), spacing=8))
            speak_all(self, language)
        self.setVisible(bool(others))
