"""The notice of a wizard that goes on with a kept draft: of when it is, and the way to begin anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import because
from ui.parts.buttons import Button
from ui.parts.frames import row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.speech import speak_all


@dataclass(frozen=True, slots=True)
class Restored:
    """When the draft was kept, and the draft to begin anew with; ``None`` where that is no longer possible."""

    saved_at: datetime
    fresh: Any


class RestoredNotice(QWidget):
    """One line above the page. ``anew`` when the agent would rather begin anew."""

    anew = Signal()

    def __init__(self, restored: Restored, language: Language) -> None:
        super().__init__()
        sentence = Words(because("Draft of {moment} restored", moment=restored.saved_at), "body", "text2")
        self.begin = Button(because("Begin anew"), "link", "refresh")
        self.begin.clicked.connect(self.anew)
        self.begin.setVisible(restored.fresh is not None)
        self.setLayout(row(Picture("device-floppy"), sentence, self.begin, None, spacing=10))
        speak_all(self, language)
