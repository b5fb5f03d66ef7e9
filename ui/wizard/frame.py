"""How a wizard is put together: rail, page and findings between two bars, and room for a refusal above the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.acts.comparing import Overtaken
from app.language import Language
from app.terms.clause import Refusal, because
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.frames import Panel
from ui.patience import TRYING_AGAIN
from ui.speech import speak_all
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING
from ui.what_if import WhatIfCard
from ui.wizard.bars import ActionBar, TitleBar
from ui.wizard.findings import Findings
from ui.wizard.form_page import FormPage, refusal_note
from ui.wizard.letter_page import LetterPage
from ui.wizard.overtaken import OvertakenDialog
from ui.wizard.rail import StepRail
from ui.wizard.restored import Restored, RestoredNotice
from ui.wizard.review_page import ReviewPage

_ONCE = because("What you entered is kept. The act is recorded as soon as the database answers, and only once.")


class WizardFrame(QWidget):
    """The parts and their places. What they show is the wizard's business."""

    def __init__(self, today: date, country: str, language: Language) -> None:
        super().__init__()
        self._language = language
        self.title = TitleBar()
        self.rail = StepRail()
        self.form = FormPage(today)
        self.review = ReviewPage(country)
        self.letters = LetterPage(language)
        self.what_if = WhatIfCard(language, until=today)
        self.findings = Findings()
        self.bar = ActionBar()
        self.pages = QStackedWidget()
        self.trouble: NoteBox | None = None
        self.restored: RestoredNotice | None = None
        for page in (self.form, self.review, self.letters, self.what_if):
            self.pages.addWidget(page)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(BETWEEN_CARDS)
        self._middle.addWidget(self.pages, 1)
        body = Panel("bg")
        beside = QHBoxLayout(body)
        beside.setContentsMargins(CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS)
        beside.setSpacing(BETWEEN_CARDS)
        beside.addWidget(self.rail)
        beside.addLayout(self._middle, 1)
        beside.addWidget(self.findings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addWidget(body, 1)
        layout.addWidget(self.bar)

    def set_keys(self, keys: Mapping[str, Callable[[], object]]) -> None:
        """Let keys act wherever the keyboard is, while the wizard is in sight; held down they act once."""
        for name, action in keys.items():
            shortcut = QShortcut(QKeySequence(name), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(action)

    def timer(self, pause: int, action: Callable[[], object]) -> QTimer:
        """A timer that does ``action`` once, ``pause`` milliseconds after it was started last."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(action)
        return timer

    def show_restored(self, restored: Restored) -> RestoredNotice:
        """Say above the page that a kept draft is gone on with."""
        self.restored = RestoredNotice(restored, self._language)
        self._middle.insertWidget(0, self.restored)
        return self.restored

    def clear_restored(self) -> None:
        """Take that notice away."""
        if self.restored is not None:
            self._middle.removeWidget(self.restored)
            self.restored.hide()
            self.restored.deleteLater()
            self.restored = None

    def show_trouble(self, refusal: Refusal, read_again: Callable[[], None]) -> NoteBox:
        """Say above the page why nothing was written, and offer to look at the dossier as it is now."""
        self.clear_trouble()
        self.trouble = refusal_note(refusal, self._language)
        again = Button(because("Read the dossier again"), "secondary", "refresh")
        again.clicked.connect(read_again)
        again.speak(self._language)
        self.trouble.add(again)
        self._middle.insertWidget(0, self.trouble)
        if isinstance(refusal, Overtaken) and refusal.changes:
            dialog = OvertakenDialog(refusal, self._language, self)
            dialog.accepted.connect(read_again)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        return self.trouble

    def show_waiting(self) -> None:
        """Say above the page that recording goes on as soon as the database answers."""
        if self.trouble is None:
            self.trouble = NoteBox("warn", TRYING_AGAIN, (_ONCE,))
            speak_all(self.trouble, self._language)
            self._middle.insertWidget(0, self.trouble)

    def clear_trouble(self) -> None:
        """Take the refusal away."""
        if self.trouble is not None:
            self._middle.removeWidget(self.trouble)
            self.trouble.hide()
            self.trouble.deleteLater()
            self.trouble = None
