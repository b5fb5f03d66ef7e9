"""Why: the reasoning step by step, the other reading where there is one, and a paragraph to read to the caller."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.acts.rows import Option, Reading, WhyStep
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.boxes import NoteBox, ReadOut
from ui.parts.buttons import IconButton
from ui.parts.chips import ClauseChip, StepDisc
from ui.parts.frames import Card, Panel, Scroll, clear, column, row
from ui.parts.radio import paint_radio
from ui.parts.words import Words
from ui.parts.wrapping import wrapped
from ui.speech import said, speak_all
from ui.theme.fonts import font
from ui.theme.tokens import CARD_PADDING, SIDE_PANEL, colours_of


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
        inside.setLayout(column(self._steps, None, self._boxes, spacing=10, margins=(CARD_PADDING, 12, 14, 8)))
        self.area = Scroll(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(column(head, self.area, spacing=0, margins=(1, 1, 1, 1)))

    def show_option(self, option: Option | None) -> None:
        """Show the reasons of ``option``; nothing for none."""
        self._option = option
        clear(self._steps)
        clear(self._boxes)
        self._subject.say("" if option is None else option.title, self._language)
        if option is None:
            return
        for number, step in enumerate(option.why, start=1):
            self._steps.addWidget(self._step(number, step))
        if option.reason is not None and not option.why:
            self._steps.addWidget(Words(option.reason, "body", "text2", wrap=True))
        for reading in option.readings:
            self._boxes.addWidget(self._two_ways(reading))
        if option.read_out is not None:
            self._boxes.addWidget(ReadOut(option.read_out))
        speak_all(self, self._language)
        self.area.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """Everything the panel says."""
        option = self._option
        if option is None:
            return ""
        parts: list[Because | None] = [option.title, option.reason, option.read_out]
        for step in option.why:
            parts += [step.title, step.sentence, step.result]
        return "\n".join(self._language.say(part) for part in parts if part is not None)

    def speak(self, language: Language) -> None:
        """Remember the language for options shown later."""
        self._language = language
        self.area.setAccessibleName(language.say(because("Why")))

    def _step(self, number: int, step: WhyStep) -> QWidget:
        holder = QWidget()
        title = row(Words(step.title, "strong", wrap=True), spacing=6)
        title.setStretch(0, 1)
        for clause in step.clauses[:2]:
            chip = ClauseChip(clause)
            chip.asked.connect(self.clause_asked)
            title.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        words = column(title, Words(step.sentence, "body", "text2", wrap=True), spacing=2)
        if step.result is not None:
            words.addWidget(Words(step.result, "strong", wrap=True))
        layout = row(spacing=10)
        layout.addWidget(StepDisc(number), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        holder.setLayout(layout)
        return holder

    def _two_ways(self, reading: Reading) -> NoteBox:
        box = NoteBox("warn", because("Read in two ways"), (reading.question,), (reading.id,))
        box.clause_asked.connect(self.clause_asked)
        for index, (words, result) in enumerate(zip(reading.readings, reading.results, strict=True)):
            box.add(
                ReadingLine(
                    said(words, self._language),
                    said(result, self._language),
                    default=index == 0,
                    language=self._language,
                )
            )
        return box


class ReadingLine(QWidget):
    """One reading and what it gives. The default is marked; choosing is done in the wizard, by who may choose."""

    def __init__(self, words: str, result: str, *, default: bool, language: Language) -> None:
        super().__init__()
        self._default = default
        self._words = language.text("{reading} (default)", reading=words) if default else words
        self._result = result
        self.setAccessibleName(f"{self._words}: {result}")

    def heightForWidth(self, width: int) -> int:
        return len(self._lines(width)) * QFontMetrics(font("name")).height() + 4

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def _lines(self, width: int) -> list[str]:
        metrics = QFontMetrics(font("name"))
        return wrapped(
            self._words, metrics, width - 26 - QFontMetrics(font("strong")).horizontalAdvance(self._result) - 8
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_radio(painter, QRect(0, 2, 17, 17), colours, chosen=self._default)
        painter.setFont(font("name" if self._default else "body"))
        painter.setPen(colours["text" if self._default else "text2"])
        metrics = QFontMetrics(font("name"))
        for number, line in enumerate(self._lines(self.width())):
            painter.drawText(26, 3 + number * metrics.height() + metrics.ascent(), line)
        painter.setFont(font("strong" if self._default else "name"))
        place = QRect(0, 3, self.width(), metrics.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight), self._result)
        painter.end()
