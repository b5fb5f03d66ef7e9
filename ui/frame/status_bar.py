"""The status bar: the edition of the terms at the left, the keys of the page at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from app.language import Language
from app.terms.clause import Because, because_word
from ui.parts.frames import Panel, clear, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.speech import Text, speak_all
from ui.theme.tokens import CARD_PADDING, STATUS_BAR

Keys = tuple[tuple[Text, Because], ...]
"""Keys with what they do. Only a key that keyboards name in words, as the space bar, has words to translate."""

SPACE = because_word("key", "Space")


class StatusBar(Panel):
    """Shows the keys the page in front reacts to."""

    def __init__(self) -> None:
        super().__init__("surface", "top")
        self.setFixedHeight(STATUS_BAR)
        self._edition = Words("", "caption", "text2")
        self._book = Picture("book", size=14)
        self._book.hide()
        self._keys = QHBoxLayout()
        self._keys.setSpacing(6)
        self._shown: Keys = ()
        self._language: Language | None = None
        layout = row(self._book, self._edition, None, margins=(CARD_PADDING, 0, CARD_PADDING, 0))
        layout.addLayout(self._keys)
        self.setLayout(layout)

    def show_edition(self, edition: Because | None, language: Language) -> None:
        """Show which terms govern what is in front; nothing for a page without terms."""
        self._edition.say(edition or "", language)
        self._book.setVisible(bool(self._edition.text()))

    def show_keys(self, keys: Keys) -> None:
        """Show other keys."""
        if keys == self._shown:
            return
        self._shown = keys
        clear(self._keys)
        for key, word in keys:
            self._keys.addSpacing(10)
            self._keys.addWidget(Words(key, "caption_strong", "text2"))
            self._keys.addWidget(Words(word, "caption", "text2"))
        if self._language is not None:
            speak_all(self, self._language)

    def speak(self, language: Language) -> None:
        """Remember the language for keys shown later."""
        self._language = language
