"""The end of an act: the case is recorded, here are its letters."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from app.acts.rows import Done
from app.language import Language
from app.terms.clause import because
from ui.dossier.naming import LETTER_KINDS, named
from ui.letter_view import LetterView
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.frames import Card, row
from ui.speech import speak_all
from ui.theme.tokens import BETWEEN_CARDS

_STATES = {
    "waits_for_approval": because("A supervisor approves it next; the confirmation follows then."),
}


class LetterPage(QFrame):
    """The letters of a case, or those that would be issued. ``asked`` carries the number or kind of one to show."""

    asked = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._letters: tuple[tuple[str, str], ...] = ()
        self._head: QWidget | None = None
        self._choice = QWidget()
        self._buttons: dict[str, Button] = {}
        self.view = LetterView(language)
        self.paper = Card()
        inside = QVBoxLayout(self.paper)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(BETWEEN_CARDS)
        self._layout.addWidget(self._choice)
        self._layout.addWidget(self.paper, 1)
        self._layout.addStretch()

    def show_done(self, done: Done, language: Language) -> None:
        """Say that the case is recorded and offer its letters."""
        sentences = tuple(filter(None, [_STATES.get(done.state)]))
        title = because("Case {number} is recorded.", number=done.case_number)
        self._set_head(NoteBox("ok", title, sentences))
        self._offer(done.letters, language)

    def show_kinds(self, kinds: tuple[str, ...], language: Language) -> None:
        """Offer the letters that would be issued, by kind."""
        self._set_head(None)
        self._offer(tuple((kind, kind) for kind in dict.fromkeys(kinds)), language)

    def show_letter(self, asked: str, content: bytes, *, issued: bool) -> None:
        """Show a letter that was asked for."""
        kind = dict(self._letters).get(asked, asked)
        self.view.show_letter(asked if issued else "", named(LETTER_KINDS, kind), content, issued=issued)
        for name, button in self._buttons.items():
            button.setChecked(name == asked)

    def take_focus(self) -> None:
        """Put the keyboard on the letter."""
        self.view.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_head(self, head: QWidget | None) -> None:
        if self._head is not None:
            self._layout.removeWidget(self._head)
            self._head.deleteLater()
        self._head = head
        if head is not None:
            self._layout.insertWidget(0, head)

    def _offer(self, letters: tuple[tuple[str, str], ...], language: Language) -> None:
        self._letters = letters
        self.view.clear()
        choice = QWidget()
        group = QButtonGroup(choice)
        self._buttons = {}
        line = row(spacing=8)
        kinds = [kind for _, kind in letters]
        for asked, kind in letters:
            name = named(LETTER_KINDS, kind)
            if kinds.count(kind) > 1:
                name = because("{letter}, {number}", letter=name, number=asked)
            button = Button(name, "secondary", "file-text")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, asked=asked: self.asked.emit(asked))
            group.addButton(button)
            self._buttons[asked] = button
            line.addWidget(button)
        line.addStretch(1)
        choice.setLayout(line)
        self._layout.replaceWidget(self._choice, choice)
        self._choice.hide()
        self._choice.deleteLater()
        self._choice = choice
        choice.setVisible(len(letters) > 1)
        self.paper.setVisible(bool(letters))
        speak_all(self, language)
        if letters:
            # Everybody gets an acknowledgement; what it comes to stands in the letter after it.
            first = next((asked for asked, kind in letters if kind != "acknowledgement"), letters[0][0])
            self.asked.emit(first)
