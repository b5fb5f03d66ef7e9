"""Asks before every refund that is ready is released at once."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from app.language import Language
from app.terms.clause import Cents, because, because_count
from ui.parts.buttons import Button
from ui.parts.frames import column, row
from ui.parts.words import Words
from ui.speech import speak_all


class ReleaseDialog(QDialog):
    """Accepted when all ``count`` refunds, ``total`` together, are to be released."""

    def __init__(self, count: int, total: Cents, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        title = because_count("Release {count} ready refund", "Release {count} ready refunds", count)
        self.setWindowTitle(language.say(title))
        self.setMinimumWidth(440)
        about = because(
            "They leave with the next file for the bank. Until then the release can be taken back, refund by refund."
        )
        self.release = Button(because("Release"), "primary", "receipt")
        self.leave = Button(because("Cancel"), "secondary")
        self.release.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.setLayout(
            column(
                Words(title, "wizard"),
                Words(because("{amount}", amount=total), "strong"),
                Words(about, "body", "text2", wrap=True),
                row(None, self.leave, self.release),
                spacing=14,
                margins=(20, 20, 20, 16),
            )
        )
        speak_all(self, language)
        self.release.setFocus()
