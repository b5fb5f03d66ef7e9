"""Boxes that stand out of the page: a warning, a refusal, a paragraph to read to the caller."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.language import Language
from app.terms.clause import because
from ui.parts.buttons import IconButton
from ui.parts.chips import Chip, ClauseChip
from ui.parts.frames import row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.speech import Text, said
from ui.theme.marks import Mark
from ui.theme.tokens import MARK_OPTION

_MARK = {"warn": "approval", "bad": "blocked", "ok": "done", "sunken": ""}


class NoteBox(QFrame):
    """A title with its mark, clause chips or a ``remark`` at the right, and sentences.

    ``tone`` is ``warn | bad | ok | sunken``. ``head`` is the line of the title: a button can stand at its end.
    """

    clause_asked = Signal(str)

    def __init__(
        self,
        tone: str,
        title: Text,
        sentences: tuple[Text, ...] = (),
        clauses: tuple[str, ...] = (),
        style: str = "strong",
        remark: Text = "",
    ) -> None:
        super().__init__()
        self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 12, 14)
        self.body.setSpacing(4)
        heading = Words(title, style, tone if tone in ("warn", "bad", "ok") else "text", wrap=True)
        head = self.head = row(spacing=8)
        if _MARK.get(tone):
            head.addWidget(Mark(_MARK[tone], MARK_OPTION))
        head.addWidget(heading, 1)
        for clause in clauses:
            chip = ClauseChip(clause)
            chip.asked.connect(self.clause_asked)
            head.addWidget(chip)
        if remark:
            head.addWidget(Chip(remark))
        self.body.addLayout(head)
        self._indent = MARK_OPTION + 8 if _MARK.get(tone) else 0
        for sentence in sentences:
            self.add(Words(sentence, "body", "text2", wrap=True))

    def add(self, part: QWidget) -> None:
        """Put ``part`` below what is there, under the title and not under its mark."""
        self.body.addLayout(row(part, margins=(self._indent, 0, 0, 0)))


class ReadOut(QFrame):
    """A paragraph to read to the caller, with a button that copies it."""

    def __init__(self, paragraph: Text) -> None:
        super().__init__()
        self.setProperty("tone", "sunken")
        self._paragraph = paragraph
        self._said = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 12)
        layout.setSpacing(4)
        copy = IconButton("copy", because("Copy the paragraph to read out"))
        copy.clicked.connect(self.copy)
        layout.addLayout(row(Picture("message"), Words(because("To read out"), "head", "text2"), None, copy))
        self._label = Words("", "body", "text", wrap=True)
        layout.addWidget(self._label)

    def copied_from(self, panel: QWidget) -> None:
        """Let Ctrl+C copy the paragraph while anything in ``panel`` has the focus."""
        keys = QShortcut(QKeySequence.StandardKey.Copy, panel)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.copy)
        # The next paragraph brings its own: two on one panel would answer neither.
        self.destroyed.connect(keys.deleteLater)

    def copy(self) -> None:
        """Put the paragraph on the clipboard."""
        QGuiApplication.clipboard().setText(self._said)

    def speak(self, language: Language) -> None:
        """Show the paragraph in quotation marks of ``language``."""
        self._said = said(self._paragraph, language)
        self._label.say(language.text("“{paragraph}”", paragraph=self._said), language)
