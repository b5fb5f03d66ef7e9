"""The card *What if*: the strip of days, and below it in words what the day looked at would give."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.acts.rows import DayAnswer, WhatIf
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.announcing import announce
from ui.parts.buttons import Button, IconButton
from ui.parts.frames import Card, Panel, Scroll, column, row
from ui.parts.words import Words
from ui.speech import Text, speak_all
from ui.theme.marks import Mark, mark_of
from ui.theme.tokens import CARD_PADDING, MARK_OPTION
from ui.what_if.strip import DaySlider

_ANSWERS: dict[str, Because] = {
    "allowed": because("Received {day}: possible"),
    "approval": because("Received {day}: needs approval"),
    "needs_answer": because("Received {day}: needs an answer"),
    "blocked": because("Received {day}: not possible"),
    "gone": because("Received {day}: not possible"),
}
_ANSWER, _GAP, _USUAL_SENTENCES = 40, 6, 3
_NARROW = 660
"""Below this width the values stand under the answer, not beside it."""
_LABELS = (
    because("Possible until"),
    because("Last service day"),
    because("Refund"),
    because("Refund by"),
)


class WhatIfCard(Card):
    """``day_used`` carries the day the agent wants to go on with; ``closed`` says that the strip is not needed now.

    With ``until`` no later day can be used: a message that is being recorded has come in.
    """

    day_used = Signal(object)
    closed = Signal()

    def __init__(self, language: Language, until: date | None = None) -> None:
        super().__init__()
        self._language = language
        self._until = until
        self._what_if: WhatIf | None = None
        self._title = Words("", "body", "text2", wrap=True)
        self.use = Button(because("Use this day"), "secondary", "check")
        self.use.clicked.connect(self._use)
        self.close_button = IconButton("x", because("Close what if"))
        self.close_button.clicked.connect(self.closed)
        self._mark = Mark("ready", MARK_OPTION)
        self._answer = Words("", "strong", wrap=True)
        self._values = [_Value(label) for label in _LABELS]
        self._sentences = [Words("", "name", wrap=True), *(Words("", "body", "text2", wrap=True) for _ in range(5))]
        self._head, self._above, self._inside = Panel("surface", "bottom"), QWidget(), QWidget()
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._above)
        self.slider = DaySlider()
        self.slider.valueChanged.connect(lambda _: self._look(aloud=True))
        self.slider.used.connect(lambda _: self._use())
        self._arrange()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        speak_all(self, language)

    def _arrange(self) -> None:
        line = row(Words(because("What if"), "card"), spacing=10, margins=(CARD_PADDING, 8, 12, 8))
        line.addWidget(self._title, 1)
        line.addWidget(self.use)
        line.addWidget(self.close_button)
        self._head.setLayout(line)
        answer = row(spacing=10)
        answer.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        answer.addWidget(self._answer, 1)
        # Of a fixed height, so that the strip stands still while one slides over it.
        self._lines.setContentsMargins(CARD_PADDING - 2, 0, CARD_PADDING, 0)
        self._lines.addLayout(answer, 1)
        self._lines.addLayout(row(*self._values, None, spacing=10))
        self._above.setFixedHeight(_ANSWER)
        strip = row(self.slider, margins=(8, 0, 8, 0))
        words = column(*self._sentences, spacing=2, margins=(CARD_PADDING - 2, 0, CARD_PADDING, 0))
        self._inside.setLayout(column(self._above, strip, words, None, spacing=_GAP, margins=(0, _GAP, 0, _GAP)))
        layout = column(self._head, Scroll(self._inside), spacing=0, margins=(1, 1, 1, 1))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def wait_for(self, title: Because) -> None:
        """Say what is being asked; answers to something else are taken away until the new ones are there."""
        self._title.say(title, self._language)
        if self._what_if is not None and self._what_if.title != title:
            self._what_if = None
            self.slider.show_what_if(None, self._language)
            self._mark.show_state("ready")
            for words in (self._answer, *self._sentences):
                words.say("", self._language)
            for value in self._values:
                value.show_text("", self._language)

    def show_what_if(self, what_if: WhatIf) -> None:
        """Show the answers; the day looked at stays."""
        self._what_if = what_if
        self._title.say(what_if.title, self._language)
        self.slider.show_what_if(what_if, self._language)
        self._look(aloud=False)

    def speak(self, language: Language) -> None:
        """Say everything in ``language``."""
        self._language = language
        if self._what_if is not None:
            self.show_what_if(self._what_if)

    def height_needed(self) -> int:
        """How high the card has to be to show the strip and the usual sentences."""
        words = _USUAL_SENTENCES * (self._answer.fontMetrics().height() + 3)
        return (
            self._head.sizeHint().height()
            + self._above.height()
            + self.slider.sizeHint().height()
            + words
            + 4 * _GAP
            + 2
        )

    def take_focus(self) -> None:
        """Give the keyboard to the strip."""
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        ways = QBoxLayout.Direction
        self._lines.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._above.setFixedHeight(2 * _ANSWER if narrow else _ANSWER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # The day looked at -------------------------------------------------------------------------------------------

    def _look(self, *, aloud: bool) -> None:
        """Say what the day under the slider gives: a look-up, nothing is computed."""
        answers = self.slider.answers()
        if not answers or self._what_if is None:
            return
        answer = answers[0]
        self._mark.show_state("off" if answer.state == "gone" else mark_of(answer.state))
        self._answer.say(_ANSWERS[answer.state]._replace(values=(("day", answer.received_on),)), self._language)
        for value, text in zip(self._values, _values(answer), strict=True):
            value.show_text(text, self._language)
        sentences = self._said(answers, self._what_if)
        for words, sentence in zip_longest(self._sentences, sentences):
            words.setVisible(sentence is not None)
            words.say(sentence or "", self._language)
        usable = self._until is None or answer.received_on <= self._until
        self.use.setEnabled(usable)
        if aloud:
            announce(self.slider, " ".join([self._answer.text(), *(self._language.say(one) for one in sentences)]))

    def _said(self, answers: tuple[DayAnswer, ...], what_if: WhatIf) -> list[Because]:
        answer = answers[0]
        said = [answer.difference or because("This is the day of receipt as entered.")]
        if answer.reason is not None and not answer.possible:
            said.append(answer.reason)
        if what_if.note is not None:
            said.append(what_if.note)
        if self._until is not None and answer.received_on > self._until:
            said.append(because("This day is still to come: a message can only be recorded once it is there."))
        return [*said[:3], *(one.difference for one in answers[1:] if one.difference is not None)]

    def _use(self) -> None:
        day = self.slider.day
        if day is not None and self.use.isEnabled():
            self.day_used.emit(day)


class _Value(QWidget):
    """A value under its label, hidden where there is none."""

    def __init__(self, label: Text) -> None:
        super().__init__()
        self._value = Words("", "strong")
        self.setLayout(column(Words(label, "caption", "text2"), self._value, spacing=1, margins=(10, 0, 0, 0)))

    def show_text(self, text: Text, language: Language) -> None:
        """Show ``text``."""
        self.setVisible(bool(text))
        self._value.say(text, language)


def _values(answer: DayAnswer) -> tuple[Text, Text, Text, Text]:
    """Until when, the last service day, the refund and its day, as far as the act has an effect."""
    if not answer.possible:
        return "", "", "", ""
    return (
        _day(answer.possible_until),
        answer.last_service_day_text or _day(answer.last_service_day),
        "" if answer.refund is None else Because("{refund}", (("refund", answer.refund),)),
        _day(answer.refund_due_by) if answer.refund else "",
    )


def _day(day: date | None) -> Text:
    return "" if day is None else Because("{day}", (("day", day),))
