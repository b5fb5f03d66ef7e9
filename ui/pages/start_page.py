"""What stands in a tab before somebody is in it: how to begin, and what was left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import Language
from app.terms.clause import Because, because
from ui.parts.buttons import Button
from ui.parts.frames import Card, clear, column, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.speech import speak_all

if TYPE_CHECKING:
    from app.acts.drafts import OpenDraft


class StartPage(QWidget):
    """``search_wanted`` when the button is pressed, ``draft_wanted`` carries the draft to go on with."""

    search_wanted = Signal()
    draft_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._language: Language | None = None
        self._title = Words(because("Nobody is on the line"), "page")
        self._text = Words(because("Type a number plate, a name or any number to open a dossier."), "body", "text2")
        self._button = Button(because("Search"), "primary", "search")
        self._button.clicked.connect(self.search_wanted)
        self._drafts = QVBoxLayout()
        self._drafts.setSpacing(8)
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
            row(None, self._holder(), None),
        )
        self.setLayout(column(None, middle, None, None))

    def _holder(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(self._drafts)
        holder.setMinimumWidth(520)
        return holder

    def speak(self, language: Language) -> None:
        """Remember the language for drafts shown later."""
        self._language = language

    def say(self, title: Because, text: Because) -> None:
        """Say something else, as why the database could not be opened; then there is nothing to search."""
        self._button.hide()
        if self._language is not None:
            self._title.say(title, self._language)
            self._text.say(text, self._language)

    def words(self) -> str:
        """What the page says."""
        return f"{self._title.text()} {self._text.text()}"

    def show_drafts(self, drafts: tuple[OpenDraft, ...], titles: dict[str, Because]) -> None:
        """Offer to go on with what was not finished."""
        clear(self._drafts)
        if not drafts or self._language is None:
            return
        count = len(drafts)
        heading = self._language.count("{count} draft was restored", "{count} drafts were restored", count)
        self._drafts.addWidget(Words(heading, "strong"))
        for draft in drafts:
            self._drafts.addWidget(self._draft(draft, titles))
        speak_all(self, self._language)

    def _draft(self, draft: OpenDraft, titles: dict[str, Because]) -> Card:
        card = Card()
        saved = because("{plate} · saved {moment}", plate=draft.plate, moment=draft.saved_at)
        act = titles.get(draft.act, Because(draft.act))
        words = column(
            Words(because("{act} · {name}", act=act, name=draft.name), "strong"),
            Words(saved, "caption", "text2"),
            spacing=2,
        )
        go_on = Button(because("Go on"), "secondary", "arrow-right", icon_after=True)
        go_on.clicked.connect(lambda: self.draft_wanted.emit(draft))
        line = row(Picture("device-floppy"), spacing=12, margins=(16, 10, 12, 10))
        line.addLayout(words, 1)
        line.addWidget(go_on)
        card.setLayout(line)
        return card
