"""The whole panel of services in the tab of a call: the tree, the chosen service in full, the cards beside it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from app.acts.panel_cards import cards_of
from app.acts.panel_rows import ServiceNode, ServicePanel
from app.acts.rows import Overview
from app.acts.service_detail import detail_of
from app.language import Language
from app.terms.clause import Refusal, because
from ui.frame.status_bar import Keys
from ui.parts.announcing import announce
from ui.parts.buttons import Button, IconButton
from ui.parts.fields import TextField
from ui.parts.frames import Card, Panel, column, row
from ui.parts.tab_bar import CountTabs
from ui.parts.words import Words, buddy
from ui.services.cards_pane import CardsPane
from ui.services.detail_pane import DetailPane
from ui.services.state_chips import StateChips
from ui.services.tree import ServiceTree
from ui.speech import speak_all
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING

_SIDE, _SIDE_NARROW = 340, 300
_SEARCH = 210
_ANY = 16_777_215
"""What Qt takes for no limit at all."""
_WIDE, _WIDER, _HIGH = 1080, 1300, 560
"""From this width on the service and the cards stand beside each other; below it behind two tabs.

From the last one on there is room above the tree for what an act would change."""


class ServicesPage(QWidget):
    """``closed`` goes back to the dossier, ``compare_asked`` asks for another vehicle, ``print_asked`` for the letter.

    ``clause_asked`` carries a clause.
    """

    closed = Signal()
    compare_asked = Signal()
    print_asked = Signal()
    clause_asked = Signal(str)

    def __init__(self, overview: Overview, panel: ServicePanel, now: datetime, language: Language) -> None:
        super().__init__()
        self._overview = overview
        self._panel = panel
        self._language = language
        self.tree = ServiceTree(language, narrow=True)
        self.chips = StateChips(language)
        self.search = TextField(because("Search the services"), because("Name, state, booking"), "search")
        self.search.setMinimumWidth(_SEARCH)
        self.detail = DetailPane(language)
        self.cards = CardsPane(language)
        self.said = Words("", "caption", "text2")
        self._side_tabs = CountTabs(
            because("Beside the services"), (because("Service"), because("Around the services"))
        )
        self._effects = QWidget()
        self._stack = QStackedWidget()
        self._beside = QWidget()
        self._beside_layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._beside)
        self._beside_layout.setContentsMargins(0, 0, 0, 0)
        self._beside_layout.setSpacing(BETWEEN_CARDS)
        self._beside_layout.addWidget(self._side_tabs)
        self._beside_layout.addWidget(self._stack, 1)
        self._wide: bool | None = None
        body = row(spacing=BETWEEN_CARDS, margins=(CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS))
        body.addWidget(self._list_card(), 1)
        body.addWidget(self._beside)
        self.setLayout(column(self._bar(), body, spacing=0))
        self._connect()
        self.chips.show_panel(panel)
        self.tree.show_panel(panel)
        self.cards.show_cards(cards_of(overview.dossier, now), overview)
        speak_all(self, language)

    def _bar(self) -> Panel:
        dossier = self._overview.dossier
        self._about = Words(
            f"{dossier.vehicle.model} · {dossier.vehicle.plate}" if dossier.vehicle else "", "name", "text2"
        )
        back = Button(because("Back to the dossier"), "quiet", "arrow-left")
        back.clicked.connect(self.closed)
        copy = IconButton("copy", because("Copy the list"))
        copy.clicked.connect(self._copy)
        compare = Button(because("Compare"), "quiet", "columns").tip(because("Another vehicle side by side"))
        compare.clicked.connect(self.compare_asked)
        printed = Button(because("Print"), "secondary", "printer").tip(because("One page for the customer"))
        printed.clicked.connect(self.print_asked)
        bar = Panel("surface", "bottom")
        bar.setLayout(row(back, self._about, None, self.said, copy, compare, printed, margins=(8, 6, 16, 6)))
        return bar

    def _list_card(self) -> Card:
        card = Card()
        lines = column(spacing=2)
        for line in self._panel.effects:
            lines.addWidget(Words(line.text, "body", "text2", wrap=True))
        self._effects.setLayout(lines)
        find = row(Words(because("Services"), "card"), None, buddy(because("Search"), self.search), self.search)
        head = column(find, self.chips, self._effects, spacing=8, margins=(CARD_PADDING, 12, CARD_PADDING, 8))
        layout = column(head, self.tree, spacing=0, margins=(1, 1, 1, 1))
        layout.setStretch(1, 1)
        card.setLayout(layout)
        return card

    def _connect(self) -> None:
        self.chips.picked.connect(self.tree.keep_states)
        self.search.textChanged.connect(self._search)
        self.tree.current.connect(self._show_detail)
        self.detail.clause_asked.connect(self.clause_asked)
        self.cards.clause_asked.connect(self.clause_asked)
        self._side_tabs.currentChanged.connect(self._stack.setCurrentIndex)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._leave)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_asked.emit)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self, self._copy)

    # What is shown ----------------------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Show a service in full."""
        self.tree.choose(key)
        self._show_detail(self.tree.row())

    def _show_detail(self, node: ServiceNode | None) -> None:
        if node is None:
            self.detail.show_detail(None)
        elif self.detail.shown is None or self.detail.shown.status != node.status:
            today = self._overview.today
            self.detail.show_detail(detail_of(self._overview.dossier, self._panel, node.key, today))

    def _search(self, text: str) -> None:
        self.tree.keep(text)
        part = because("{shown} of {total}", shown=self.tree.matching, total=len(self._panel.nodes))
        self.said.say(part if text.strip() else "", self._language)

    def _copy(self) -> None:
        self.tree.copy_all()
        self.said.say(because("Copied."), self._language)
        announce(self, self.said.text())

    def _leave(self) -> None:
        """Esc empties the search first, then goes back."""
        if self.search.text():
            self.search.clear()
            self.tree.setFocus()
        else:
            self.closed.emit()

    # Room -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._about.setVisible(wide)
        self._effects.setVisible(self.height() >= _HIGH)
        if wide != self._wide:
            self._wide = wide
            self._arrange(wide=wide)

    def _arrange(self, *, wide: bool) -> None:
        """The service and the cards side by side where there is room, else behind two tabs."""
        for part in (self.detail, self.cards):
            part.setFixedWidth(_SIDE if wide and self.width() >= _WIDER else _SIDE_NARROW)
            if wide:
                self._beside_layout.addWidget(part)
                part.show()
            else:
                self._stack.addWidget(part)
        if wide:
            self._beside.setMinimumWidth(0)
            self._beside.setMaximumWidth(_ANY)
        else:
            self._beside.setFixedWidth(_SIDE_NARROW)
        self._side_tabs.setVisible(not wide)
        self._stack.setVisible(not wide)
        directions = QBoxLayout.Direction
        self._beside_layout.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._stack.setCurrentIndex(max(0, self._side_tabs.currentIndex()))

    def say_trouble(self, refusal: Refusal) -> None:
        """Say why something was not done."""
        self.said.set_tone("bad")
        self.said.say(refusal.because, self._language)
        announce(self, self.said.text())

    def take_focus(self) -> None:
        """Give the keyboard to the tree."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def page_keys(self) -> Keys:
        """The keys worth knowing here."""
        return (
            ("← →", because("Fold")),
            ("Ctrl+F", because("Search")),
            ("Ctrl+P", because("Print")),
            ("Esc", because("Back")),
        )
