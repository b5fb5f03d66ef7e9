"""The pop-over of the search. It answers every text, drops answers nobody waits for, and never takes the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.language import Language
from app.problems import Unanswered
from app.records.rows import Hit
from app.terms.clause import Because, Refusal, because, because_word
from ui.parts.announcing import announce
from ui.parts.chips import KeyHint
from ui.parts.frames import Panel, column, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.patience import TRYING_AGAIN, Patience
from ui.questions import Answer, Glance, Questions
from ui.search.hit_list import HitList
from ui.search.hit_words import READINGS
from ui.search.preview_pane import PreviewPane
from ui.theme.tokens import RADIUS_DIALOG, colours_of
from ui.worker import Ticket, Worker

_GLANCE_WAIT = 120
"""Milliseconds on one answer before its dossier is looked into: a look must not hold up the next question."""
_SIZE = QSize(832, 536)
_SHADE = 0.28
_KEYS: tuple[tuple[str, Because], ...] = (
    ("↑ ↓", because("move")),
    ("Enter", because_word("command", "open")),
    ("Ctrl Enter", because("new tab")),
    ("Esc", because("close")),
)


class SearchPanel(QWidget):
    """Covers the page below the top bar while it is open. ``opened`` carries the hit and whether behind the call."""

    opened = Signal(object, bool)
    closed = Signal()
    answer_shown = Signal(str)

    def __init__(self, parent: QWidget, questions: Questions, worker: Worker, is_open: Callable[[Hit], bool]) -> None:
        super().__init__(parent)
        self._window = parent
        self._questions = questions
        self._worker = worker
        self._language: Language | None = None
        self._text = ""
        self._asking = False
        self._looked: Ticket | None = None
        self._answer: Answer | None = None
        self._enter: str = ""
        self._top, self._middle = 0, 0
        self._glance_wait = _timer(self, _GLANCE_WAIT, self._glance)
        self.list = HitList(is_open)
        self.pane = PreviewPane()
        self._patience = Patience(self)
        self._box = _Box(self)
        self._build()
        self.list.current.connect(self._stand_on)
        self.list.chosen.connect(lambda hit: self._open(behind=False))
        self.pane.opened.connect(lambda: self._open(behind=False))
        worker.broke.connect(self._give_up)
        parent.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        self._empty_title = Words("", "card", wrap=True)
        self._empty_text = Words("", "body", "text2", wrap=True)
        for words in (self._empty_title, self._empty_text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        empty = QWidget()
        picture = row(None, Picture("search", "accent", 32), None)
        empty.setLayout(column(None, picture, 8, self._empty_title, self._empty_text, None, margins=(64, 16, 64, 16)))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(empty)
        self._hints = [_hint(key, word) for key, word in _KEYS]
        self._reading = Words("", "caption", "text2")
        self._count = Words("", "caption", "text2")
        foot = self._foot = Panel("foot")
        foot.setFixedHeight(40)
        foot.setLayout(row(*self._hints, None, self._reading, self._count, spacing=6, margins=(20, 0, 20, 0)))
        body = row(spacing=0)
        body.addWidget(self._pages, 1)
        body.addWidget(self.pane)
        self._box.setLayout(column(body, foot, spacing=0, margins=(1, 1, 1, 1)))

    # What the search field tells -----------------------------------------------------------------------------------

    def ask(self, text: str) -> None:
        """The text changed, or the field got the keyboard: answer it."""
        self._text = text.strip()
        self._enter = ""
        if not self.isVisible():
            self._cover()
            self.show()
            self.raise_()
        if not self._text:
            self._answer = None
            self._show_empty()
        elif not self._asking:
            self._ask()

    def steer(self, key: str) -> None:
        """Do what a key of the search field asks for."""
        steps = {"down": 1, "up": -1, "page_down": 6, "page_up": -6}
        if key == "close":
            self.close_panel()
        elif key in steps:
            self.list.step(steps[key])
        elif key in ("open", "open_behind"):
            self._open(behind=key == "open_behind")

    @property
    def answered(self) -> str:
        """The text the answers shown belong to; empty while none are."""
        return self._answer.text if self._answer is not None else ""

    def empty_words(self) -> str:
        """What is said where nothing was found."""
        return f"{self._empty_title.text()} {self._empty_text.text()}"

    def show_group(self, number: int) -> None:
        """Go to a group and show all of its hits."""
        if self._answer is None or self._language is None or number > len(self._answer.result.groups):
            return
        groups = self._answer.result.groups
        self.list.show_groups(groups, self._language, groups[number - 1].name)
        self.list.go_to(self.list.hits.first_of(number))

    def close_panel(self) -> None:
        """Close without opening anything."""
        self.hide()
        self.closed.emit()

    # Asking --------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask for the text as it is now. One question is out at a time: what is typed meanwhile is asked next."""
        self._asking, text = True, self._text
        self._worker.run(lambda: self._questions.search(text), self._answered, self._refuse, owner=self)

    def _answered(self, answer: Answer) -> None:
        self._asking = False
        self._patience.end()
        if answer.text == self._text:
            self._show_answer(answer)
        elif self._text:
            self._ask()

    def _give_up(self, _: object) -> None:
        """A fault on the database thread may have been our question: the next text is asked again."""
        self._asking = False

    def _show_answer(self, answer: Answer) -> None:
        self._answer = answer
        if self._language is None:
            return
        result = answer.result
        self._reading.say(READINGS.get(result.reading, ""), self._language)
        counted = self._language.count(
            "{count} result in {ms} ms", "{count} results in {ms} ms", result.total, ms=answer.milliseconds
        )
        self._count.say(counted, self._language)
        self._fit_foot()
        if result.groups:
            self._pages.setCurrentIndex(0)
            self.list.show_groups(result.groups, self._language)
        else:
            self._show_empty()
        self.answer_shown.emit(answer.text)
        if self._enter:
            asked, self._enter = self._enter, ""
            self._open(behind=asked == "open_behind")

    def _fit_foot(self) -> None:
        """Leave out the keys at the end of the line where a language needs the room for what was found."""
        for hint in self._hints:
            hint.show()
        for hint in reversed(self._hints):
            if self._foot.sizeHint().width() <= self._box.width():
                break
            hint.hide()

    def _show_empty(self) -> None:
        if self._language is None:
            return
        if self._text:
            title: Because = because("Nothing found for “{text}”", text=self._text[:60])
            text = because("Try the number plate, the last seven of the VIN, a phone number, or only part of the name.")
        else:
            title = because("Who is calling?")
            text = because(
                "Type a VIN or its last seven, a plate, a name, a phone number, an e-mail or a number of the desk."
            )
            self._reading.clear()
            self._count.clear()
        self._empty_title.say(title, self._language)
        self._empty_text.say(text, self._language)
        self._pages.setCurrentIndex(1)
        self.pane.show_glance(None, None)

    def _refuse(self, refusal: Refusal) -> None:
        self._asking = False
        if self._language is not None:
            self._empty_title.say(because("The search did not answer"), self._language)
            away = isinstance(refusal, Unanswered)
            self._empty_text.say(TRYING_AGAIN if away else refusal.because, self._language)
            self._pages.setCurrentIndex(1)
            if away:
                self._patience.again(self._ask_again)

    def _ask_again(self) -> None:
        if self._text and not self._asking and self.isVisible():
            self._ask()

    def _stand_on(self, hit: Hit | None) -> None:
        self._glance_wait.start()
        if hit is not None:
            announce(self, str(self.list.currentIndex().data() or ""))

    def _glance(self) -> None:
        hit = self.list.hit()
        if self._looked is not None:
            self._looked.drop()
        if hit is None or not self.isVisible():
            return
        show = self._show_glance
        self._looked = self._worker.run(lambda: self._questions.glance(hit), show, lambda _: None, owner=self)

    def _show_glance(self, glance: Glance) -> None:
        self.pane.show_glance(glance, self._language)

    def _open(self, *, behind: bool) -> None:
        hit = self.list.hit() if self._pages.currentIndex() == 0 else None
        if self._text and (self._answer is None or self._answer.text != self._text):
            # Enter right after typing: what stands there answers an older text, so the new answer is opened.
            self._enter = "open_behind" if behind else "open"
            return
        if hit is None:
            return
        if not behind:
            self.hide()
        self.opened.emit(hit, behind)

    # Place and language ----------------------------------------------------------------------------------------------

    def speak(self, language: Language) -> None:
        """Say the answers again in ``language``."""
        self._language = language
        if self._answer is not None and self._text:
            self._show_answer(self._answer)
        else:
            self._show_empty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def place_below(self, top: int, middle: int) -> None:
        """Where the page begins and where the search field has its middle, in the window."""
        self._top, self._middle = top, middle
        if self.isVisible():
            self._cover()

    def _cover(self) -> None:
        window = self._window
        self.setGeometry(0, self._top, window.width(), window.height() - self._top)
        wide = min(_SIZE.width(), self.width() - 48)
        high = min(_SIZE.height(), self.height() - 40)
        left = max(24, min(self._middle - wide // 2, self.width() - wide - 24))
        self._box.setGeometry(left, 2, wide, high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = QColor(colours_of(self.palette())["shade"])
        shade.setAlphaF(_SHADE)
        painter.fillRect(self.rect(), shade)
        _paint_shadow(painter, self._box.geometry().translated(QPoint(0, 14)), self)
        painter.end()


class _Box(Panel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__("popover", parent=parent)


def _paint_shadow(painter: QPainter, where: QRect, widget: QWidget) -> None:
    """A soft shadow, painted once with the page behind and never with what scrolls."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(colours_of(widget.palette())["shade"])
    shade.setAlphaF(0.016)
    painter.setBrush(shade)
    for step in range(12):
        spread = 24 - step * 2
        painter.drawRoundedRect(
            where.adjusted(-spread, -spread, spread, spread), RADIUS_DIALOG + spread, RADIUS_DIALOG + spread
        )


def _hint(key: str, word: Because) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(KeyHint(key), Words(word, "caption", "text2"), 6, spacing=6))
    return holder


def _timer(parent: QObject, pause: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(act)
    return timer
