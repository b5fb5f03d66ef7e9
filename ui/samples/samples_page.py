"""All letters: the kinds at the left, the letter with invented people at the right, in the language chosen."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.acts.sample_letters import kinds, sample_letter
from app.language import LANGUAGES, NAMES, Language
from app.records.rows import Country, LanguageCode
from app.terms.clause import because, because_count
from ui.dossier.naming import LETTER_KINDS, named
from ui.frame.status_bar import Keys
from ui.letter_view import LetterView
from ui.parts.buttons import Button
from ui.parts.fields import ChoiceField
from ui.parts.frames import Card, Panel, Rule, column, row
from ui.parts.tab_bar import CountTabs
from ui.parts.words import Words
from ui.samples.kind_list import KindList
from ui.stage import Stage
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING
from ui.worker import Ticket

_LIST = 320
_COMPANY = "Garage Leieboord"


class SamplesPage(QWidget):
    """``left`` when the person goes back to the help."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._asked: Ticket | None = None
        self.list = KindList(kinds())
        self.languages = CountTabs(because("Language of the letter"), tuple(NAMES[code] for code in LANGUAGES))
        self.customer = ChoiceField(
            because("Customer"), [("", because("Consumer"), ""), (_COMPANY, because("Company"), "")], snug=True
        )
        self.country = ChoiceField(
            because("Country"), [("BE", because("Belgium"), ""), ("LU", because("Luxembourg"), "")], snug=True
        )
        self.customer.set_value("")
        self.country.set_value("BE")
        self.view = LetterView(stage.language)
        self.languages.setCurrentIndex(LANGUAGES.index(stage.language.code))
        self.setFocusProxy(self.list)
        self._arrange()
        self.list.current.connect(lambda _: self._show())
        self.languages.currentChanged.connect(lambda _: self._show())
        self.customer.chosen.connect(lambda _: self._show())
        self.country.chosen.connect(lambda _: self._show())
        # A shortcut of the window, which Qt hears only while this page is in sight.
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)

    def _arrange(self) -> None:
        back = Button(because("Help"), "quiet", "arrow-left")
        back.clicked.connect(self.left)
        count = because_count("{count} kind of letter", "{count} kinds of letters", len(kinds()))
        head = column(
            row(back, None),
            Words(because("All letters"), "page"),
            Words(count, "caption", "text2"),
            spacing=8,
            margins=(CARD_PADDING, 10, CARD_PADDING, 10),
        )
        side = Card()
        side.setFixedWidth(_LIST)
        layout = column(head, Rule(), self.list, spacing=0, margins=(1, 1, 1, 1))
        layout.setStretch(2, 1)
        side.setLayout(layout)
        bar = Panel("surface", "bottom")
        bar.setLayout(
            row(self.languages, None, self.customer, self.country, margins=(CARD_PADDING, 0, CARD_PADDING, 0))
        )
        paper = Card()
        letter = column(bar, self.view, spacing=0, margins=(1, 1, 1, 1))
        letter.setStretch(1, 1)
        paper.setLayout(letter)
        body = row(spacing=BETWEEN_CARDS, margins=(CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS))
        body.addWidget(side)
        body.addWidget(paper, 1)
        ground = Panel("bg")
        ground.setLayout(body)
        self.setLayout(column(ground, spacing=0))

    def speak(self, language: Language) -> None:
        """Say the names in ``language``; the letter keeps its own."""
        self.list.speak(language)

    def _show(self) -> None:
        """Write the letter on the thread of the worker, and show it."""
        kind = self.list.kind()
        code = cast(LanguageCode, LANGUAGES[self.languages.currentIndex()])
        country = cast(Country, self.country.value() or "BE")
        company = str(self.customer.value() or "")
        if self._asked is not None:
            self._asked.drop()

        def show(content: bytes) -> None:
            about = because("A sample with an invented customer")
            self.view.show_letter(f"{kind}.{code}", named(LETTER_KINDS, kind), content, about=about)

        self._asked = self._stage.worker.run(lambda: sample_letter(kind, code, country, company), show, owner=self)

    def page_keys(self) -> Keys:
        """The keys worth knowing here."""
        return (
            ("↑ ↓", because("Move in the list")),
            ("Ctrl+P", because("Print")),
            ("Ctrl+S", because("Save")),
            ("Esc", because("Help")),
        )
