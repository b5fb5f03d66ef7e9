"""A column of the board: its head with the count and the sum, its cards, and a line below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from app.language import Language
from app.terms.clause import Because
from ui.parts.buttons import Button
from ui.parts.frames import Panel, column, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.queues.deadline_cards import CardList
from ui.queues.deadline_cells import MARKS
from ui.theme.marks import Mark
from ui.theme.tokens import BETWEEN_CARDS, MARK, MARK_OPTION

if TYPE_CHECKING:
    from app.acts.deadlines import Deadline
    from app.records.queues.deadline_rows import Tally

_TOGETHER = 360
"""From this width on there is room for both beside each other."""


class DeadlineColumn(Panel):
    """``key`` is the column's. ``more`` is a link below the cards, ``note`` the words beside it."""

    def __init__(self, key: str, title: Because, language: Language) -> None:
        super().__init__("sunken")
        self.key = key
        self.title = Words(title, "card")
        self._count = Words("", "body", "text2")
        self._total = Words("", "strong", "text2")
        self.list = CardList(title, language)
        self.more = Button("", "link")
        self.more.hide()
        self.note = Words("", "caption", "text2", wrap=True)
        self._sign = Mark("done", MARK)
        self._hint = Picture("info-circle")
        for sign in (self._sign, self._hint):
            sign.hide()
        head = row(Mark(MARKS[key], MARK_OPTION), self.title, self._count, None, self._total, margins=(0, 0, 4, 0))
        noted = row(self._sign, self._hint, spacing=8)
        noted.addWidget(self.note, 1)
        self._foot = row(spacing=8)
        self._foot.addLayout(noted, 1)
        self._foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)
        inside = column(head, self.list, self._foot, spacing=8, margins=(BETWEEN_CARDS, 12, BETWEEN_CARDS, 10))
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow column the link stands below the words beside it.
        wide = self.width() >= _TOGETHER
        self._foot.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def show_cards(self, cards: tuple[Deadline, ...], tally: Tally, language: Language) -> None:
        """Show the cards with the numbers of the whole column."""
        self._count.say(language.number(tally.count), language)
        self._total.say(language.money(tally.total) if tally.total else "", language)
        self.list.language = language
        self.list.show_cards(cards)

    def tell(self, words: Because | None, language: Language, sign: str = "") -> None:
        """Say something below the cards; ``sign`` is ``done``, ``hint`` or empty."""
        self.note.say(words if words is not None else "", language)
        self._sign.setVisible(sign == "done")
        self._hint.setVisible(sign == "hint")

    def link(self, words: Because | None, language: Language) -> None:
        """Offer the link with these words, or none."""
        self.more.setVisible(words is not None)
        if words is not None:
            self.more.say(words, language)
