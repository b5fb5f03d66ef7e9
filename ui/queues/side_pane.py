"""The pane beside a queue: what the current row is about, with the way to the row before and after."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import because
from ui.parts.buttons import IconButton
from ui.parts.frames import Card, Panel, column, row
from ui.parts.words import Words
from ui.speech import Text
from ui.theme.tokens import CARD_PADDING


class SidePane(Card):
    """A head with a title, ``tools`` and two arrows; ``body`` and ``foot`` are for the queue to fill.

    ``stepped`` carries 1 for the row below and -1 for the one above.
    """

    stepped = Signal(int)

    def __init__(self, *tools: IconButton) -> None:
        super().__init__()
        self._title = Words("", "card", wrap=True)
        self._subtitle = Words("", "caption", "text2", wrap=True)
        up = IconButton("chevron-up", because("The row above"))
        down = IconButton("chevron-down", because("The row below"))
        up.clicked.connect(lambda: self.stepped.emit(-1))
        down.clicked.connect(lambda: self.stepped.emit(1))
        head = Panel("surface", "bottom")
        names = column(self._title, self._subtitle, spacing=2)
        line = row(spacing=2, margins=(CARD_PADDING, 12, 10, 12))
        line.addLayout(names, 1)
        for tool in (*tools, up, down):
            line.addWidget(tool)
        head.setLayout(line)
        self.body = column(spacing=8, margins=(CARD_PADDING, 12, CARD_PADDING, 12))
        self.foot = column(spacing=8, margins=(CARD_PADDING, 10, CARD_PADDING, 12))
        self._foot = Panel("surface", "top")
        self._foot.setLayout(self.foot)
        middle = QWidget()
        middle.setLayout(self.body)
        layout = column(head, spacing=0, margins=(1, 1, 1, 1))
        layout.addWidget(middle, 1)
        layout.addWidget(self._foot)
        self.setLayout(layout)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._foot.setVisible(self.foot.count() > 0)

    def show_head(self, title: Text, subtitle: Text, language: Language) -> None:
        """Say what the pane shows."""
        self._title.say(title, language)
        self._subtitle.say(subtitle, language)
