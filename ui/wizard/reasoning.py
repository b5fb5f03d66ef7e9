"""The points that can be read in two ways, as the findings beside a wizard show them, and why one is read otherwise."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.acts.rows import Reading
from app.language import Language
from app.terms.clause import because
from ui.parts.chips import Chip
from ui.parts.fields import WritingField, mark_wrong
from ui.parts.frames import column, row
from ui.parts.readings import ReadingChoices, two_ways
from ui.parts.words import Words, buddy
from ui.speech import speak_all

_PAUSE = 300
"""Milliseconds without a key before the reason is taken."""


class Rights(NamedTuple):
    """The readings the organisation chose against the default, and whether a supervisor sits here."""

    organisation: frozenset[str] = frozenset()
    supervisor: bool = False


class ReadingBox(QWidget):
    """A contested point with its readings. ``chosen`` carries the id of the one a supervisor chose."""

    chosen = Signal(str)

    def __init__(self, reading: Reading, rights: Rights) -> None:
        super().__init__()
        heading = row(Words(two_ways(reading), "strong"), None, Chip(reading.id))
        usual = next((one for one in reading.choices if one in rights.organisation), reading.default)
        self.readings = ReadingChoices(reading, usual, may_choose=rights.supervisor)
        self.readings.chosen.connect(self.chosen)
        self.setLayout(column(heading, self.readings, spacing=4))


class ReasonBox(QWidget):
    """Asks why a case follows another reading; it stays while the findings are made anew. ``entered`` carries it."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = WritingField(because("Why does this case follow another reading?"), lines=2)
        self._wrong = Words("", "caption", "bad", wrap=True)
        self._wrong.hide()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_PAUSE)
        self._typed.timeout.connect(self.take)
        self.field.textChanged.connect(self._typed.start)
        label = buddy(because("Why does this case follow another reading?"), self.field)
        label.setWordWrap(True)
        self.setLayout(column(label, self.field, self._wrong, spacing=4))

    def show_reason(self, reason: str) -> None:
        """Show what is entered, unless the person is typing."""
        if not self.field.hasFocus() and self.field.toPlainText() != reason:
            self.field.blockSignals(True)
            self.field.setPlainText(reason)
            self.field.blockSignals(False)

    def take(self) -> None:
        """Take what is typed now."""
        self._typed.stop()
        if self.field.toPlainText().strip():
            self._say("", None)
        self.entered.emit(self.field.toPlainText())

    def ask(self, language: Language) -> None:
        """Say that the reason is missing, and give the field the keyboard."""
        self._say(language.say(because("Say why this case follows another reading of the terms.")), language)
        self.field.setFocus()

    def _say(self, sentence: str, language: Language | None) -> None:
        mark_wrong(self.field, sentence)
        self._wrong.setVisible(bool(sentence))
        if language is not None:
            self._wrong.say(sentence, language)
            speak_all(self._wrong, language)
