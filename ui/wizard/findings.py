"""The panel beside a wizard: why it comes out like this, what stays on, what costs less, what to read out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.acts.rows import Option, Preview
from app.acts.unanswered import question_of, words_of
from app.language import Language
from app.terms.clause import Because, Refusal, WrongInput, because
from ui.parts.boxes import ReadOut
from ui.parts.buttons import Button
from ui.parts.frames import Card, Rule, Scroll, clear, column, row
from ui.parts.readings import ReadingLine, ReadingsLink
from ui.parts.reasoning import Reasoning
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.marks import Mark
from ui.theme.tokens import CARD_PADDING, SIBLING
from ui.wizard.reasoning import ReadingBox, ReasonBox, Rights

_WIDTH = 332


class Findings(Card):
    """Findings of a preview. ``switch_asked`` carries the option the agent would rather start.

    ``reading_asked`` carries the reading of a contested point that a supervisor chooses, ``reason`` asks why.
    """

    switch_asked = Signal(object)
    clause_asked = Signal(str)
    reading_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.rights = Rights()
        self.reason = ReasonBox()
        self.reason.hide()
        self._inside = QFrame()
        self._parts = QVBoxLayout(self._inside)
        self._parts.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        self._parts.setSpacing(12)
        self.pages = Scroll(self._inside)
        self.pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.pages, 1)
        layout.addLayout(column(self.reason, margins=(CARD_PADDING, 4, CARD_PADDING, 4)))
        # What is read out stands still while the reasoning scrolls.
        self._spoken = column(margins=(CARD_PADDING, 4, CARD_PADDING, CARD_PADDING))
        layout.addLayout(self._spoken)

    def show_found(self, found: Preview | Refusal | None, language: Language) -> None:
        """Show a preview, or say why there is none."""
        if isinstance(found, Preview):
            self.show_preview(found, language)
        else:
            self.show_waiting(found, language)

    def show_reason(self, reason: str, *, asked: bool) -> None:
        """Ask why a reading is chosen, or ask no more."""
        self.reason.setVisible(asked)
        self.reason.show_reason(reason)

    def show_preview(self, preview: Preview, language: Language) -> None:
        """Show what ``preview`` found; the place in sight stays, and the keyboard on a reading."""
        seen = self.pages.verticalScrollBar().value()
        focused = self.focusWidget()
        held = focused.reading if isinstance(focused, ReadingLine) else ""
        clear(self._parts)
        self._head(preview.determinations[0].edition if preview.determinations else "", language)
        if preview.readings:
            link = ReadingsLink(preview.readings, self.pages, lambda: [*self._inside.findChildren(ReadingBox)])
            self._parts.addLayout(row(link, None))
        steps = Reasoning(preview.why)
        steps.clause_asked.connect(self.clause_asked)
        self._parts.addWidget(steps)
        for reading in preview.readings:
            self._parts.addWidget(Rule())
            box = ReadingBox(reading, self.rights)
            box.chosen.connect(self.reading_asked)
            self._parts.addWidget(box)
        if preview.stays_on:
            self._parts.addWidget(Rule())
            self._parts.addWidget(_stays_on(preview.stays_on))
        for option in preview.better:
            self._parts.addWidget(Rule())
            self._parts.addWidget(self._better(option, language))
        self._parts.addStretch(1)
        clear(self._spoken)
        if preview.read_out is not None:
            read_out = ReadOut(preview.read_out)
            read_out.copied_from(self)
            self._spoken.addWidget(read_out)
        speak_all(self, language)
        QTimer.singleShot(0, self, lambda: self._return_to(seen, held))

    def _return_to(self, seen: int, held: str) -> None:
        self.pages.verticalScrollBar().setValue(seen)
        lines = [line for line in self._inside.findChildren(ReadingLine) if held and line.reading == held]
        if lines and lines[0].isEnabled():
            lines[0].setFocus()

    def show_waiting(self, refusal: Refusal | None, language: Language) -> None:
        """Nothing can be found yet: say what is missing."""
        clear(self._parts)
        clear(self._spoken)
        self._head("", language)
        if refusal is None or isinstance(refusal, WrongInput):
            sentence = because("The findings stand here as soon as the entries are complete.")
            self._parts.addWidget(Words(sentence, "body", "text2", wrap=True))
        if refusal is not None:
            self._parts.addWidget(Words(words_of(refusal), "body", "text2", wrap=True))
        question = question_of(refusal)
        if question is not None:
            self._spoken.addWidget(ReadOut(question))
        self._parts.addStretch(1)
        speak_all(self, language)

    def _head(self, edition: str, language: Language) -> None:
        head = row(Words(because("Findings"), "card"), None)
        if edition:
            # "mini-belux-2025-09": the month is what an agent knows an edition by.
            month = "-".join(edition.split("-")[-2:])
            head.addWidget(Words(because("Edition {edition}", edition=month), "body", "text3"))
        self._parts.addLayout(head)
        self.setAccessibleName(language.text("Findings"))

    def _better(self, option: Option, language: Language) -> QWidget:
        box = QWidget()
        switch = Button(because("Start this instead"), "link", "arrow-right")
        switch.clicked.connect(lambda: self.switch_asked.emit(option))
        parts: list[QWidget] = [Words(because("Costs less for the customer"), "strong")]
        parts.append(Words(option.title, "name", wrap=True))
        parts += [Words(sentence, "body", "text2", wrap=True) for sentence in _what_it_gives(option)]
        layout = column(*parts, spacing=4)
        layout.addLayout(row(switch, None))
        box.setLayout(layout)
        return box


def _what_it_gives(option: Option) -> list[Because]:
    sentences = []
    if option.last_service_day is not None:
        sentences.append(because("Last service day: {day}.", day=option.last_service_day))
    elif option.last_service_day_text is not None:
        sentences.append(option.last_service_day_text)
    if option.refund:
        sentences.append(because("Paid back: {amount}.", amount=option.refund))
    return sentences


def _stays_on(names: tuple[Because, ...]) -> QWidget:
    box = QWidget()
    layout = column(Words(because("Stays on"), "strong"), spacing=SIBLING)
    for name in names:
        line = row(spacing=10)
        line.addWidget(Mark("done"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Words(name, "body", wrap=True), 1)
        layout.addLayout(line)
    box.setLayout(layout)
    return box
