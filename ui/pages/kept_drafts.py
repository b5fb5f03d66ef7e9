"""Wizards that were begun and not finished, each with the two things one does with it: go on, or throw it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import Language
from app.terms.clause import because, because_count
from ui.parts.buttons import Button
from ui.parts.frames import Card, clear, column, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.speech import speak_all

if TYPE_CHECKING:
    from app.acts.drafts import OpenDraft


class KeptDrafts(QWidget):
    """The newest first; hidden while there are none. ``wanted`` and ``discarded`` carry the draft."""

    wanted = Signal(object)
    discarded = Signal(object)

    def __init__(self, *, small: bool) -> None:
        """``small`` leaves out their number and takes one line for each, for a page that has more to show."""
        super().__init__()
        self._small = small
        self.drafts: tuple[OpenDraft, ...] = ()
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(8)
        self.hide()

    def show_drafts(self, drafts: tuple[OpenDraft, ...], language: Language) -> None:
        """Offer ``drafts``."""
        if drafts == self.drafts:
            return
        self.drafts = drafts
        clear(self._cards)
        if drafts and not self._small:
            count = len(drafts)
            heading = because_count("{count} draft to go on with", "{count} drafts to go on with", count)
            self._cards.addWidget(Words(heading, "strong"))
        for draft in reversed(drafts):
            self._cards.addWidget(self._card(draft))
        speak_all(self, language)
        self.setVisible(bool(drafts))

    def _card(self, draft: OpenDraft) -> Card:
        from app.acts import act

        card = Card()
        title = because("Draft: {act}, {subject}", act=act(draft.act).TITLE, subject=draft.subject)
        saved = because("{name} · {plate} · saved {moment}", name=draft.name, plate=draft.plate, moment=draft.saved_at)
        parts = (Words(title, "strong", wrap=True), Words(saved, "caption", "text2", wrap=True))
        words = row(*parts, spacing=12) if self._small else column(*parts, spacing=2)
        discard = Button(because("Discard"), "quiet", "trash").tip(because("Throw this draft away"))
        discard.clicked.connect(lambda: self.discarded.emit(draft))
        go_on = Button(because("Go on"), "secondary", "arrow-right", icon_after=True)
        go_on.clicked.connect(lambda: self.wanted.emit(draft))
        line = row(Picture("device-floppy"), spacing=12, margins=(16, 2, 12, 2) if self._small else (16, 8, 12, 8))
        line.addLayout(words, 1)
        line.addWidget(discard)
        line.addWidget(go_on)
        card.setLayout(line)
        return card
