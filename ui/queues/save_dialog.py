"""Several letters as files: all in one, or one each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.language import Language
from app.terms.clause import because, because_count
from ui.parts.buttons import Button
from ui.parts.frames import column, row
from ui.parts.words import Words
from ui.speech import speak_all


class SaveDialog(QDialog):
    """``one_wanted`` or ``each_wanted``."""

    one_wanted = Signal()
    each_wanted = Signal()

    def __init__(self, count: int, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        title = because_count("Save {count} letter as PDF", "Save {count} letters as PDF", count)
        self.setWindowTitle(language.say(title))
        self.setMinimumWidth(460)
        about = because("One behind the other in one file, or a file for each, named by its number.")
        self.one = Button(because("One file"), "primary", "file-text")
        self.each = Button(because("A file for each"), "secondary", "files")
        cancel = Button(because("Cancel"), "quiet")
        cancel.clicked.connect(self.reject)
        for button, signal in ((self.one, self.one_wanted), (self.each, self.each_wanted)):
            button.clicked.connect(self.accept)
            button.clicked.connect(signal)
        self.setLayout(
            column(
                Words(title, "wizard"),
                Words(about, "body", "text2", wrap=True),
                row(cancel, None, self.each, self.one),
                spacing=14,
                margins=(20, 20, 20, 16),
            )
        )
        speak_all(self, language)
        self.one.setFocus()
