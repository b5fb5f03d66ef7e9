"""A colleague changed what an act depends on: what was there, what the agent has, and what is there now."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.acts.comparing import Overtaken
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.buttons import Button
from ui.parts.frames import Rule, column, row
from ui.parts.words import Words
from ui.speech import Text, speak_all
from ui.theme.marks import Mark

_WIDTH = 760
_MOST = 8
"""Lines at most: what follows is a consequence of them, and the page shows it when it is read again."""


class OvertakenDialog(QDialog):
    """Accepted: read the dossier again. Rejected: stay on the page as it is; nothing was written in either case.

    There is nothing to choose from line by line: facts of the dossier are what they are, and what the agent entered
    stays entered.
    """

    def __init__(self, overtaken: Overtaken, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_WIDTH)
        title = _title(overtaken.by)
        self.setWindowTitle(language.say(title))
        told = because("What you entered stays. Read the dossier again to see what your act gives now.")
        words = column(Words(title, "wizard", wrap=True), Words(told, "body", "text2", wrap=True), spacing=2)
        head = row(Mark("approval", 20), spacing=12)
        head.addLayout(words, 1)
        cancel = Button(because("Cancel"), "secondary")
        cancel.clicked.connect(self.reject)
        self.again = Button(because("Read the dossier again"), "primary", "refresh")
        self.again.clicked.connect(self.accept)
        self.again.setDefault(True)
        layout = column(spacing=14, margins=(20, 20, 20, 16))
        layout.addLayout(head)
        layout.addWidget(Rule())
        layout.addLayout(_grid(overtaken))
        layout.addWidget(Rule())
        layout.addWidget(Words(overtaken.because, "body", wrap=True))
        layout.addLayout(row(None, cancel, self.again, spacing=8))
        self.setLayout(layout)
        speak_all(self, language)


def _grid(overtaken: Overtaken) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    saved: Text = because("saved {moment}", moment=overtaken.at) if overtaken.at is not None else ""
    heads: tuple[tuple[Text, Text], ...] = (
        (because("Original"), because("when you opened it")),
        (overtaken.by or because("Now"), saved),
    )
    for place, (head, below) in enumerate(heads, start=1):
        grid.addLayout(column(Words(head, "strong"), Words(below, "caption", "text2"), spacing=2), 0, place)
        grid.setColumnStretch(place, 1)
    for line, one in enumerate(overtaken.changes[:_MOST], start=1):
        grid.addWidget(Words(one.label, "strong", wrap=True), line, 0)
        grid.addWidget(Words(one.seen, "body", "text2", wrap=True), line, 1)
        grid.addWidget(Words(one.now, "strong", wrap=True), line, 2)
    return grid


def _title(by: str) -> Because:
    return because("{person} changed this as well", person=by) if by else because("Somebody else changed this as well")
