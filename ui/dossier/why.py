"""Why: the reasoning step by step, the other reading where there is one, and a paragraph to read to the caller."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.acts.rows import Option, Reading
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.boxes import NoteBox, ReadOut
from ui.parts.buttons import IconButton
from ui.parts.frames import Card, Panel, Scroll, clear, column, row
from ui.parts.readings import ReadingChoices, ReadingsLink, two_ways
from ui.parts.reasoning import Reasoning, inputs_of
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.tokens import CARD_PADDING, SIDE_PANEL


class WhyPanel(Card):
    """Shows the reasons of one option. ``closed`` when the person closes it, ``clause_asked`` for a clause."""

    closed = Signal()
    clause_asked = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._option: Option | None = None
        self.setFixedWidth(SIDE_PANEL)
        self._subject = Words("", "body", "text2", wrap=True)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(10)
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(10)
        close = IconButton("x", because("Close the Why panel"))
        close.clicked.connect(self.closed)
        head = Panel("surface", "bottom")
        title = row(Words(because("Why"), "card"), spacing=10, margins=(CARD_PADDING, 12, 12, 12))
        title.addWidget(self._subject, 1)
        title.addWidget(close)
        head.setLayout(title)
        inside = QWidget()
        inside.setLayout(column(self._steps, None, self._boxes, spacing=12, margins=(CARD_PADDING, 12, 14, 8)))
        self.area = Scroll(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # What is read out stands still while the reasoning scrolls.
        self._spoken = column(margins=(CARD_PADDING - 4, 6, CARD_PADDING - 4, CARD_PADDING - 4))
        layout = column(head, self.area, self._spoken, spacing=0, margins=(1, 1, 1, 1))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_option(self, option: Option | None) -> None:
        """Show the reasons of ``option``; nothing for none."""
        self._option = option
        clear(self._steps)
        clear(self._boxes)
        clear(self._spoken)
        self._subject.say("" if option is None else option.title, self._language)
        if option is None:
            return
        if option.readings:
            boxes = [self._two_ways(reading) for reading in option.readings]
            self._steps.addLayout(row(ReadingsLink(option.readings, self.area, lambda: [*boxes]), None))
            for box in boxes:
                self._boxes.addWidget(box)
        reasoning = Reasoning(option.why)
        reasoning.clause_asked.connect(self.clause_asked)
        self._steps.addWidget(reasoning)
        if option.reason is not None and not option.why:
            self._steps.addWidget(Words(option.reason, "body", "text2", wrap=True))
        if option.read_out is not None:
            read_out = ReadOut(option.read_out)
            read_out.copied_from(self)
            self._spoken.addWidget(read_out)
        speak_all(self, self._language)
        self.area.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """Everything the panel says."""
        option = self._option
        if option is None:
            return ""
        parts: list[Because | None] = [option.title, option.reason, option.read_out]
        for step in option.why:
            parts += [step.title, step.sentence, inputs_of(step) if step.inputs else None, step.arithmetic, step.result]
        return "\n".join(self._language.say(part) for part in parts if part is not None)

    def speak(self, language: Language) -> None:
        """Remember the language for options shown later."""
        self._language = language
        self.area.setAccessibleName(language.say(because("Why")))

    def _two_ways(self, reading: Reading) -> NoteBox:
        box = NoteBox("warn", two_ways(reading), remark=reading.id)
        box.add(ReadingChoices(reading, reading.choices[0] if reading.choices else "", may_choose=False))
        return box
