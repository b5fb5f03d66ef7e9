"""The cards beside the services: Service Inclusive with its gauges, users, keys, Store, contact centre, data rights."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.acts.panel_rows import PanelCard
from app.acts.rows import Overview
from app.language import Language
from app.terms.clause import because
from ui.parts.chip_line import ChipLine
from ui.parts.frames import Card, Scroll, clear, column, row
from ui.parts.words import Words
from ui.services.facts import fact_grid
from ui.services.gauge import NAMES, GaugeBar
from ui.services.job_check import JobCheck
from ui.speech import speak_all
from ui.theme.marks import Mark
from ui.theme.tokens import BETWEEN_CARDS, MARK


class CardsPane(QWidget):
    """The cards one below the other. ``clause_asked`` for a clause."""

    clause_asked = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.cards: tuple[PanelCard, ...] = ()
        self._stack = QVBoxLayout()
        self._stack.setSpacing(BETWEEN_CARDS)
        inside = QWidget()
        inside.setLayout(column(self._stack, None, spacing=0))
        self.area = Scroll(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(column(self.area, spacing=0))

    def show_cards(self, cards: tuple[PanelCard, ...], overview: Overview) -> None:
        """Show the cards of a dossier."""
        self.cards = cards
        clear(self._stack)
        for card in cards:
            self._stack.addWidget(self._card(card, overview))
        speak_all(self, self._language)

    def _card(self, card: PanelCard, overview: Overview) -> Card:
        made = Card()
        body = column(spacing=5, margins=(14, 10, 12, 12))
        body.addWidget(Words(card.title, "strong", wrap=True))
        state = row(Mark(card.state, MARK), spacing=8)
        state.addWidget(Words(card.headline, "name", wrap=True), 1)
        body.addLayout(state)
        for gauge in card.gauges:
            body.addWidget(Words(NAMES[gauge.unit], "caption", "text3"))
            body.addWidget(GaugeBar(gauge))
            body.addWidget(Words(gauge.text, "body", wrap=True))
        if card.facts:
            body.addWidget(fact_grid(card.facts))
        for line in card.lines:
            body.addWidget(Words(line, "body", "text2", wrap=True))
        if card.gauges:
            body.addWidget(JobCheck(overview, card.subject, self._language))
        chips = ChipLine(card.clauses)
        chips.clause_asked.connect(self.clause_asked)
        body.addWidget(chips)
        made.setLayout(body)
        return made

    def speak(self, language: Language) -> None:
        """Remember the language for cards shown later."""
        self._language = language
        self.area.setAccessibleName(language.say(because("Around the services")))
