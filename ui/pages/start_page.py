"""What stands in a tab before somebody is in it: how to begin, and what was left unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import Because, because
from ui.frame.places import Place
from ui.pages.day_cards import DayCards
from ui.pages.kept_drafts import KeptDrafts
from ui.parts.buttons import Button
from ui.parts.frames import Scroll, column, row
from ui.parts.picture import Picture
from ui.parts.words import Words

if TYPE_CHECKING:
    from app.acts.drafts import OpenDraft


class StartPage(QWidget):
    """``search_wanted`` when the button is pressed, ``draft_wanted`` carries the draft to go on with,
    ``draft_discarded`` the one to throw away."""

    search_wanted = Signal()
    draft_wanted = Signal(object)
    draft_discarded = Signal(object)

    def __init__(self, queues: Sequence[Place] = ()) -> None:
        """``queues`` are those whose work is counted below."""
        super().__init__()
        self._language: Language | None = None
        self._title = Words(because("Nobody is on the line"), "page")
        self._text = Words(because("Type a number plate, a name or any number to open a dossier."), "body", "text2")
        self._button = Button(because("Search"), "primary", "search")
        self._button.clicked.connect(self.search_wanted)
        self.kept = KeptDrafts(small=False)
        self.kept.setMinimumWidth(640)
        self.kept.wanted.connect(self.draft_wanted)
        self.kept.discarded.connect(self.draft_discarded)
        self.day = DayCards(queues)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = column(
            row(None, Picture("phone", "accent", 40), None),
            12,
            self._title,
            self._text,
            8,
            row(None, self._button, None),
            24,
            row(None, self.kept, None),
            row(None, self.day, None),
        )
        inside = QWidget()
        inside.setLayout(column(None, middle, None, None, margins=(0, 12, 0, 12)))
        self.setLayout(column(Scroll(inside), spacing=0))

    def speak(self, language: Language) -> None:
        """Remember the language for drafts shown later."""
        self._language = language

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._language is not None:
            self.day.fit(self.width(), self._language)

    def say(self, title: Because, text: Because) -> None:
        """Say something else, as why the database could not be opened; then there is nothing to search."""
        self._button.hide()
        if self._language is not None:
            self._title.say(title, self._language)
            self._text.say(text, self._language)

    def words(self) -> str:
        """What the page says."""
        return f"{self._title.text()} {self._text.text()}"

    def show_drafts(self, drafts: tuple[OpenDraft, ...]) -> None:
        """Offer to go on with what was not finished."""
        if self._language is not None:
            self.kept.show_drafts(drafts, self._language)
