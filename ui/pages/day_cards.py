"""The start of the day: a card for each queue in which something waits, with its number and what comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.language import Language
from app.terms.clause import because, because_count
from ui.frame.places import Place
from ui.parts.buttons import IconButton
from ui.parts.chips import Chip, KeyHint
from ui.parts.frames import Card, clear, column, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.fonts import font
from ui.theme.marks import Mark
from ui.theme.tokens import BETWEEN_CARDS, MARK_CHIP, colours_of

if TYPE_CHECKING:
    from app.acts.first_waiting import Waiting
    from app.acts.workload import Load

_WIDTH = 388
_MOST_COLUMNS = 3


class DayCards(QWidget):
    """``wanted`` carries the key of the page to go to. Hidden while nothing waits."""

    wanted = Signal(str)

    def __init__(self, queues: Sequence[Place]) -> None:
        super().__init__()
        self._queues = tuple(queues)
        self._loads: Mapping[str, Load] = {}
        self._first: Mapping[str, tuple[Waiting, ...]] = {}
        self._columns = _MOST_COLUMNS
        self._title = Words(because("Waiting for you"), "strong")
        self._grid = QGridLayout()
        self._grid.setSpacing(BETWEEN_CARDS)
        self.setLayout(column(row(self._title, None), self._grid, spacing=BETWEEN_CARDS))
        self.hide()

    def show_loads(self, loads: Mapping[str, Load], language: Language) -> None:
        """Show how much waits in each queue."""
        self._loads = loads
        self._show(language)

    def show_first(self, first: Mapping[str, tuple[Waiting, ...]], language: Language) -> None:
        """Show what is to be done first in each queue."""
        if first != self._first:
            self._first = first
            self._show(language)

    def fit(self, width: int, language: Language) -> None:
        """Take as many cards beside each other as there is room for."""
        columns = max(1, min(_MOST_COLUMNS, (width - BETWEEN_CARDS) // (_WIDTH + BETWEEN_CARDS)))
        if columns != self._columns:
            self._columns = columns
            self._show(language)

    def key_of(self, number: int) -> str:
        """The page of the queue with this number, which is its place in the rail; empty for none."""
        return self._queues[number - 1].key if 0 < number <= len(self._queues) else ""

    def _show(self, language: Language) -> None:
        shown = [
            (number, place, load)
            for number, place in enumerate(self._queues, 1)
            if (load := self._loads.get(place.key)) is not None and load.waiting
        ]
        clear(self._grid)
        for at, (number, place, load) in enumerate(shown):
            self._grid.addWidget(self._card(number, place, load, language), at // self._columns, at % self._columns)
        speak_all(self, language)
        self.setVisible(bool(shown))

    def _card(self, number: int, place: Place, load: Load, language: Language) -> Card:
        card = Card()
        card.setFixedWidth(_WIDTH)
        go = IconButton("chevron-right", because("Open"), "accent")
        go.clicked.connect(lambda: self.wanted.emit(place.key))
        waiting = Words(language.number(load.waiting), "body", "text2")
        head = row(Picture(place.icon), Words(place.word, "strong"), waiting, spacing=6)
        if load.late:
            head.addWidget(Chip(because_count("{count} late", "{count} late", load.late), "bad"))
        head.addStretch(1)
        head.addWidget(KeyHint(f"Alt+{number}"))
        head.addWidget(go)
        lines = column(spacing=6)
        for one in self._first.get(place.key, ()):
            lines.addLayout(_line(one, language))
        card.setLayout(column(head, lines, None, spacing=6, margins=(14, 6, 6, 12)))
        return card


class _OneLine(QLabel):
    """Words that end where the line is full; the tool tip has them whole, with ``number``."""

    def __init__(self, words: str, number: str) -> None:
        super().__init__(words)
        self.setFont(font("body"))
        self.setToolTip(f"{number} · {words}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colours_of(self.palette())["text"])
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


def _line(one: Waiting, language: Language) -> QHBoxLayout:
    """Who and what on the left, the day on the right; the mark says whether it is over."""
    from app.acts.nouns import ACTS  # long after the first frame
    from ui.dossier.naming import LETTER_KINDS, named

    about = language.say(named({**ACTS, **LETTER_KINDS}, one.about))
    what = _OneLine(f"{one.who} · {about}" if one.who else about, one.number)
    day = Words(language.date_table(one.on) if one.on is not None else "", "body", "bad" if one.late else "text2")
    line = row(Mark("late" if one.late else "waiting", MARK_CHIP), margins=(0, 0, 8, 0))
    line.addWidget(what, 1)
    line.addWidget(day)
    return line
