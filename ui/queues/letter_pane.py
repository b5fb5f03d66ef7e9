"""Beside the letters: the paper as it will leave the house, who approved it, and what one does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.language import Language
from app.terms.clause import Because, because
from ui.dossier.naming import LETTER_KINDS, LETTER_MARKS, named
from ui.page_view import PageView
from ui.parts.buttons import Button, IconButton
from ui.parts.frames import row
from ui.parts.words import Words
from ui.parts.wrapped_row import WrappedRow
from ui.pdf_pages import PdfPages
from ui.queues.letter_cells import UNDONE, state_words
from ui.queues.side_pane import SidePane
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.marks import Mark
from ui.theme.tokens import MARK_CHIP

if TYPE_CHECKING:
    from app.acts.letter_queue import LetterQueueRow

Acts = tuple[tuple[Because, Callable[[], None]], ...]
_STEP = 1.25
_LARGEST = 3.0


class LetterPane(SidePane):
    """``print_wanted``, ``hold_wanted`` (to hold or to release), ``case_wanted`` and ``open_wanted`` for the row shown.

    ``more`` says what else can be done with it.
    """

    print_wanted = Signal()
    hold_wanted = Signal()
    case_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, stage: Stage, more: Callable[[], Acts]) -> None:
        self.zoom = IconButton("zoom-in", because("Larger"))
        self.letter = IconButton("external-link", because("Open the letter"))
        super().__init__(self.zoom, self.letter)
        self._stage = stage
        self._more = more
        self.row: LetterQueueRow | None = None
        self._larger = False
        self._shown: PdfPages | None = None
        self.view = PageView()
        self._said = Words("", "body", "text2", wrap=True)
        self._mark = Mark("done", MARK_CHIP)
        self._state = Words("", "body", "text2", wrap=True)
        self.print = Button(because("Print this one"), "secondary", "printer")
        self.hold = Button(because("Hold"), "quiet", "player-pause")
        self.case = Button(because("Open case"), "quiet", "folder")
        self.others = IconButton("dots", because("More for this letter"))
        self._arrange()
        self.zoom.clicked.connect(self._change_zoom)
        self.letter.clicked.connect(self.open_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.hold.clicked.connect(self.hold_wanted)
        self.case.clicked.connect(self.case_wanted)
        self.others.clicked.connect(self._open_menu)
        self.show_row(None)

    def _arrange(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self._said.setContentsMargins(16, 12, 16, 12)
        self._said.hide()
        self.body.addWidget(self._said)
        self.body.addWidget(self.view, 1)
        self.view.viewport().installEventFilter(self)
        line = row(self._mark)
        line.addWidget(self._state, 1)
        line.addWidget(self.others)
        self.foot.addLayout(line)
        buttons = QWidget()
        buttons.setLayout(WrappedRow((self.print, self.hold, self.case), gap=4))
        self.foot.addWidget(buttons)

    def show_row(self, letter: LetterQueueRow | None) -> None:
        """Show what is known of a letter; its pages come with :meth:`show_pages`."""
        other = self.row is None or letter is None or self.row.number != letter.number
        self.row = letter
        if other:
            self.show_pages(None)
        for part in (self.print, self.hold, self.case, self.others, self.zoom, self.letter, self._mark, self._state):
            part.setVisible(letter is not None)
        speak_all(self, self._stage.language)

    def show_pages(self, content: bytes | None, why: Because | None = None) -> None:
        """Show the pages of the letter, or say ``why`` they cannot be shown."""
        self._shown = PdfPages(content) if content else None
        self._larger = False
        self.view.show_pages(self._shown)
        self._fit()
        self._said.setVisible(why is not None)
        self._said.say(why or "", self._stage.language)
        self.view.setVisible(why is None)
        self._describe(self._stage.language)

    def speak(self, language: Language) -> None:
        """Say the letter in ``language``."""
        letter = self.row
        if letter is None:
            self.show_head(because("No letter is chosen."), "", language)
            return
        kind = named(LETTER_KINDS, letter.kind)
        self.show_head(letter.recipient, because("{kind} · {number}", kind=kind, number=letter.number), language)
        printed = letter.state == "printed"
        self.print.say(because("Print a copy") if printed else because("Print this one"), language)
        held = letter.state == "held"
        self.hold.say(because("Release") if held else because("Hold"), language)
        self.hold.set_icon("player-play" if held else "player-pause")
        self.hold.setVisible(letter.state in ("ready", "failed", "held"))
        mark, words = _standing(letter)
        self._mark.show_state(mark)
        self._state.say(words, language)
        self._describe(language)

    def text(self) -> str:
        """The words of the pages, as a screen reader gets them."""
        if self._shown is None:
            return ""
        return "\n".join(self._shown.text(page) for page in range(len(self._shown)))

    def _describe(self, language: Language) -> None:
        self.view.setAccessibleName(language.text("The letter"))
        self.view.setAccessibleDescription(self.text())
        self.zoom.show_icon("zoom-out" if self._larger else "zoom-in")
        self.zoom.say(because("The whole page") if self._larger else because("Larger"), language)

    # Zoom -----------------------------------------------------------------------------------------------------------

    def _fit(self) -> None:
        self.view.set_zoom(max(0.2, min(self.view.zoom_that_fits(), 1.0)))

    def _change_zoom(self) -> None:
        """From the whole width to the size on paper, and back."""
        self._larger = not self._larger
        if self._larger:
            self.view.set_zoom(1.0)
        else:
            self._fit()
        self._describe(self._stage.language)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and event.modifiers():
            factor = _STEP if event.angleDelta().y() > 0 else 1 / _STEP
            self._larger = True
            self.view.set_zoom(max(0.2, min(self.view.zoom * factor, _LARGEST)))
            self._describe(self._stage.language)
            return True
        if event.type() == QEvent.Type.Resize and not self._larger:
            self._fit()
        return False

    # More -----------------------------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """What else can be done with the letter."""
        menu = QMenu(self)
        for words, act in self._more():
            action = QAction(self._stage.say(words), menu)
            action.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.others.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))
        menu.deleteLater()


def _standing(letter: LetterQueueRow) -> tuple[str, Because]:
    """The mark and the sentence below the page: what went wrong, when it was printed, or who approved its case."""
    if letter.mail_open is not None:
        return "question", because(
            "It went to the mail server {moment}, and no answer is known. Find out whether it arrived, and say so "
            "under “More for this letter”.",
            moment=letter.mail_open,
        )
    if letter.state == "failed":
        return "failed", state_words(letter)
    if letter.state == "printed" and letter.printed_at is not None:
        return "done", because("Printed {moment}", moment=letter.printed_at)
    if letter.state == "held" and letter.undone:
        return "held", UNDONE[letter.undone]
    if letter.mailed_at is not None:
        return "done", because("Sent by e-mail {moment}", moment=letter.mailed_at)
    if letter.approved_by and letter.approved_at is not None:
        return "done", because("Approved by {person}, {moment}", person=letter.approved_by, moment=letter.approved_at)
    return LETTER_MARKS[letter.state], because("This letter needed no approval.")
