"""Below a queue: how many rows are chosen, what was done last, and which part of the list is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from app.language import Language
from app.terms.clause import Because, because, because_count
from ui.parts.announcing import announce
from ui.parts.buttons import IconButton
from ui.parts.frames import Panel, row
from ui.parts.words import Words
from ui.theme.tokens import CARD_PADDING


class QueueFooter(Panel):
    """``turned`` carries 1 for the next page and -1 for the one before."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__("surface", "top")
        self._chosen = Words("", "strong")
        self._besides = Words("", "strong")
        self._hint = Words(because("Space selects, Shift+↓ extends, Ctrl+A all"), "caption", "text3")
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        self._part = Words("", "body", "text2")
        self._before = IconButton("chevron-left", because("Previous page"))
        self._after = IconButton("chevron-right", because("Next page"))
        self._before.clicked.connect(lambda: self.turned.emit(-1))
        self._after.clicked.connect(lambda: self.turned.emit(1))
        self._besides.hide()
        parts = (self._chosen, self._besides, 4, self._hint, 8, self._said, self._part, self._before, self._after)
        line = row(*parts, margins=(CARD_PADDING, 6, 8, 6))
        for words in (self._hint, self._said):
            # What is said may be long: it must not make the window wider, and goes on below.
            words.setSizePolicy(QSizePolicy.Policy.Ignored, words.sizePolicy().verticalPolicy())
            line.setStretchFactor(words, 1)
        self.setLayout(line)

    def show_part(self, first: int, shown: int, matching: int, language: Language) -> None:
        """The rows shown are ``shown`` ones from ``first`` on (from 0), of all that match."""
        values = {"first": first + 1, "last": first + shown, "total": matching}
        self._part.say(because("{first}–{last} of {total}", **values) if matching else "", language)
        for button, possible in ((self._before, first > 0), (self._after, first + shown < matching)):
            button.setEnabled(possible)
            button.setVisible(matching > shown)

    def show_chosen(self, chosen: int, matching: int, language: Language) -> None:
        """How many are chosen; without any, how many there are."""
        rows = because_count("{count} row", "{count} rows", matching)
        words = because("{chosen} of {total} selected", chosen=chosen, total=matching)
        beyond = because_count("{count} selected", "{count} selected", chosen)
        self._chosen.say(rows if not chosen else words if chosen <= matching else beyond, language)

    def say_besides(self, words: Because | None, language: Language) -> None:
        """What the chosen rows come to, beside their number."""
        self._besides.say(words or "", language)
        self._besides.setVisible(words is not None)

    def say(self, sentence: Because | None, tone: str, language: Language) -> None:
        """Say what was done, or why it was not; ``None`` takes it away."""
        self._said.set_tone(tone)
        self._said.say(sentence or "", language)
        self._said.setToolTip(self._said.text())
        self._said.setVisible(sentence is not None)
        self._hint.setVisible(sentence is None)
        announce(self, self._said.text())

    def said(self) -> str:
        """What stands there."""
        return self._said.text()

    def shown(self) -> str:
        """How many are chosen and which part is shown, as it is written."""
        return " · ".join(part for part in (self._chosen.text(), self._besides.text(), self._part.text()) if part)
