"""The two bars of a wizard: what it is about at the top, what to do next at the bottom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from app.acts.rows import Preview
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.buttons import Button
from ui.parts.frames import Panel, row
from ui.parts.words import Words
from ui.speech import Text
from ui.theme.icons import icon
from ui.theme.tokens import ACTION_BAR, CARD_PADDING, ICON_ROW
from ui.wizard.flow import Flow


class TitleBar(Panel):
    """The name of the act, who and which vehicle, when the draft was saved, and the way out."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "bottom")
        self._title = Words("", "wizard")
        self._about = Words("", "body", "text2")
        self._saved = Words("", "caption", "text2")
        self._disk = QLabel()
        self._disk.setPixmap(icon("device-floppy", "text2").pixmap(ICON_ROW, ICON_ROW))
        self._disk.hide()
        close = Button(because("Close"), "quiet", "x").tip(because("Close the wizard and keep the draft (Esc)"))
        close.clicked.connect(self.closed)
        self.setFixedHeight(ACTION_BAR)
        words = row(self._title, self._about, None, self._disk, self._saved, 8, close, spacing=12)
        words.setContentsMargins(CARD_PADDING + 4, 0, CARD_PADDING, 0)
        self.setLayout(words)

    def show_title(self, title: Because, about: str, language: Language) -> None:
        """Show the act and what it is about."""
        self._title.say(title, language)
        self._about.say(about, language)

    def show_saved(self, sentence: Because | None, tone: str, language: Language) -> None:
        """Say when the draft was saved, or that it could not be."""
        self._saved.set_tone(tone)
        self._saved.say(sentence or "", language)
        self._disk.setVisible(sentence is not None)


class ActionBar(Panel):
    """Back, a sentence on what is written, the letter's preview, and the one next thing."""

    back_asked = Signal()
    preview_asked = Signal()
    what_if_asked = Signal()
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "top")
        self.back = Button(because("Back"), "secondary", "arrow-left")
        self._sentence = Words("", "body", "text2")
        self.preview = Button(because("Preview letter"), "secondary", "file-text")
        self.what_if = Button(because("What if"), "secondary", "calendar-event")
        self.next = Button(because("Continue"), "primary", "arrow-right", icon_after=True)
        self.record = Button(because("Record"), "primary", "check")
        self.back.clicked.connect(self.back_asked)
        self.preview.clicked.connect(self.preview_asked)
        self.what_if.clicked.connect(self.what_if_asked)
        self.next.clicked.connect(self.next_asked)
        self.record.clicked.connect(self.next_asked)
        self.setFixedHeight(ACTION_BAR)
        line = row(self.back, None, self._sentence, 8, self.what_if, self.preview, self.next, self.record, spacing=12)
        line.setContentsMargins(CARD_PADDING + 4, 0, CARD_PADDING + 4, 0)
        self.setLayout(line)

    def show_actions(
        self,
        flow: Flow,
        preview: Preview | None,
        language: Language,
        *,
        left: bool,
        reading: bool,
        busy: bool,
        instead: bool,
    ) -> None:
        """Offer what ``flow`` allows.

        ``left``: an act waits to be gone back to; ``reading``: a letter is read; ``busy``: an errand is under way;
        ``instead``: going on means to start another act.
        """
        may_record = preview is not None and flow.may_record(preview)
        reviewing = flow.step.kind == "review" and not reading
        recording = reviewing and may_record and preview is not None
        self._sentence.say(_sentence(flow, reviewing=reviewing, may_record=may_record, busy=busy), language)
        self.back.setVisible(not reading and (left or not flow.first))
        self.preview.setVisible(recording and preview is not None and bool(preview.letters))
        self.what_if.setVisible(reviewing and flow.has_receipt)
        self.next.setVisible(not reviewing)
        self.record.setVisible(recording)
        if preview is not None and recording:
            self.record.say(preview.finish_label, language)
        forward = flow.done is None and not reading
        self.next.set_icon("arrow-right" if forward else "arrow-left", after=forward)
        self.next.say(_onward(flow, reading=reading, instead=instead), language)
        for button in (self.back, self.what_if, self.preview, self.next, self.record):
            button.setEnabled(not busy)


def _sentence(flow: Flow, *, reviewing: bool, may_record: bool, busy: bool) -> Text:
    if busy:
        return because("One moment…")
    if reviewing:
        return because("Nothing is written until you record it.") if may_record else ""
    if flow.step.kind == "form":
        position, count = flow.position + 1, len(flow.steps)
        return because("Step {number} of {count}. Nothing is written yet.", number=position, count=count)
    return ""


def _onward(flow: Flow, *, reading: bool, instead: bool) -> Because:
    if flow.done is not None:
        return because("Back to the dossier")
    if reading:
        return because("Back to the review")
    return because("Start this instead") if instead else because("Continue")
