"""Settings of the person at this desk: language, theme, height of rows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.language import NAMES
from app.terms.clause import Because, because
from ui.pages.limit_card import LimitCard
from ui.pages.mail_card import MailCard
from ui.pages.official_card import OfficialCard
from ui.pages.rates_card import RatesCard
from ui.pages.readings_card import ReadingsCard
from ui.pages.sim_days_card import SimDaysCard
from ui.pages.trays_card import TraysCard
from ui.parts.fields import ChoiceField
from ui.parts.frames import Card, Scroll, column
from ui.parts.words import Words, buddy
from ui.stage import Stage
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING

_THEMES: tuple[tuple[str, Because, str], ...] = (
    ("system", because("As the system"), "settings"),
    ("light", because("Light"), "sun"),
    ("dark", because("Dark"), "moon"),
)
_ROWS: tuple[tuple[int, Because, str], ...] = (
    (-4, because("Dense"), ""),
    (0, because("Normal"), ""),
    (4, because("Roomy"), ""),
)
_NEWS: tuple[tuple[str, Because, str], ...] = (
    ("none", because("Not at all"), ""),
    ("sound", because("By a sound"), ""),
    ("message", because("By a message of the computer"), ""),
    ("both", because("By a sound and a message"), ""),
)
_WIDE = 860
"""Cards with lists, for administrators."""


class SettingsPage(QWidget):
    """``rows_changed`` carries the pixels to add to every row, ``clause_asked`` a clause to show."""

    rows_changed = Signal(int)
    clause_asked = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.language = ChoiceField(because("Language"), [(code, name, "") for code, name in NAMES.items()])
        self.theme = ChoiceField(because("Theme"), _THEMES)
        self.rows = ChoiceField(because("Height of rows"), _ROWS)
        self.news = ChoiceField(because("Tell me when something new waits"), _NEWS)
        self.news.chosen.connect(self._choose_news)
        self.setFocusProxy(self.language)
        self.language.chosen.connect(lambda code: stage.speak(str(code)))
        self.theme.chosen.connect(self._choose_theme)
        self.rows.chosen.connect(self._choose_rows)
        stage.theme.changed.connect(self.refresh)
        card = Card()
        card.setMaximumWidth(640)
        grid = QGridLayout(card)
        grid.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(24)
        for line, (name, field, hint) in enumerate(self._fields()):
            grid.addWidget(buddy(name, field, "name", "text"), line * 3, 0)
            grid.addWidget(field, line * 3, 1)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(Words(hint, "caption", "text2", wrap=True), line * 3 + 1, 1)
            grid.setRowMinimumHeight(line * 3 + 2, BETWEEN_CARDS)
        grid.setColumnStretch(1, 1)
        cards = column(card, spacing=BETWEEN_CARDS)
        if stage.desk.person.role == "administrator":
            readings = ReadingsCard(stage)
            readings.clause_asked.connect(self.clause_asked)
            for kept in (readings, OfficialCard(stage), RatesCard(stage)):
                kept.setMaximumWidth(_WIDE)
                cards.addWidget(kept)
        if stage.desk.person.role in ("supervisor", "administrator"):
            self.limit, self.sim_days = LimitCard(stage), SimDaysCard(stage)
            for card_of_all in (self.limit, self.sim_days):
                card_of_all.setMaximumWidth(_WIDE)
                cards.addWidget(card_of_all)
        if stage.desk.person.role == "supervisor":
            self.trays, self.mail = TraysCard(stage), MailCard(stage)
            for one in (self.trays, self.mail):
                one.setMaximumWidth(_WIDE)
                cards.addWidget(one)
        inside = QWidget()
        inside.setLayout(column(Words(because("Settings"), "page"), cards, None, spacing=16, margins=(24, 20, 24, 20)))
        self.setLayout(column(Scroll(inside), spacing=0))
        self.refresh()

    def _fields(self) -> tuple[tuple[Because, ChoiceField, Because], ...]:
        return (
            (
                because("Language"),
                self.language,
                because("Of the window. Letters are written in the customer’s language."),
            ),
            (because("Theme"), self.theme, because("Follow the system, or stay light or dark.")),
            (because("Height of rows"), self.rows, because("Four pixels less or more in every list.")),
            (
                because("Tell me when something new waits"),
                self.news,
                because("A message names the queue and never a customer."),
            ),
        )

    def refresh(self) -> None:
        """Show what is set."""
        self.language.set_value(self._stage.language.code)
        self.theme.set_value(self._stage.theme.choice)
        self.rows.set_value(self._stage.settings.row_step)
        self.news.set_value(self._stage.settings.news)

    def _choose_theme(self, choice: object) -> None:
        if choice in ("system", "light", "dark"):
            self._stage.theme.choose(choice)
            self._stage.settings.theme = self._stage.theme.choice

    def _choose_rows(self, step: object) -> None:
        if isinstance(step, int):
            self._stage.settings.row_step = step
            self.rows_changed.emit(step)

    def _choose_news(self, how: object) -> None:
        self._stage.settings.news = str(how)

    def sizeHint(self) -> QSize:
        return QSize(640, 480)
