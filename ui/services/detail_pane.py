"""The chosen service in full: what it does, where it stands, what an act changes, its data and when they are erased."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.acts.panel_rows import RetentionLine, ServiceDetail
from app.language import Language
from app.terms.clause import because
from ui.parts.chip_line import ChipLine
from ui.parts.frames import Card, Scroll, clear, column, row
from ui.parts.words import Words
from ui.services.facts import fact_grid, heading
from ui.speech import speak_all
from ui.theme.marks import Mark
from ui.theme.tokens import CARD_PADDING, MARK


class DetailPane(Card):
    """Shows one ``ServiceDetail``. ``clause_asked`` for a clause."""

    clause_asked = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.shown: ServiceDetail | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        inside = QWidget()
        inside.setLayout(column(self._body, None, spacing=0, margins=(CARD_PADDING, 14, CARD_PADDING - 2, 14)))
        self.area = Scroll(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(column(self.area, spacing=0, margins=(1, 1, 1, 1)))

    def show_detail(self, detail: ServiceDetail | None) -> None:
        """Show a service; nothing for none."""
        self.shown = detail
        clear(self._body)
        if detail is None:
            return
        status = detail.status
        self._body.addWidget(Words(status.name, "card", wrap=True))
        state = row(Mark(status.state, MARK), spacing=8)
        state.addWidget(Words(status.state_text, "name", wrap=True), 1)
        self._body.addLayout(state)
        self._body.addWidget(Words(detail.description, "body", "text2", wrap=True))
        if detail.facts:
            self._body.addWidget(fact_grid(detail.facts))
        if detail.effects:
            heading(self._body, because("What an act changes"))
            self._body.addWidget(fact_grid(detail.effects))
        heading(self._body, because("Data"))
        self._body.addWidget(fact_grid(detail.data))
        if detail.retention:
            heading(self._body, because("How long they are kept"))
            for line in detail.retention:
                self._retention(line)
        heading(self._body, because("Good to know"))
        for note in detail.notes:
            self._body.addWidget(Words(note, "body", "text2", wrap=True))
        self._clauses(detail.clauses)
        speak_all(self, self._language)
        self.area.verticalScrollBar().setValue(0)

    def _retention(self, line: RetentionLine) -> None:
        self._body.addWidget(Words(because("{place}: {rule}", place=line.place, rule=line.text), "body", wrap=True))
        if line.erase_by is not None:
            self._body.addWidget(Words(line.erase_by, "name", wrap=True))

    def _clauses(self, clauses: tuple[str, ...]) -> None:
        chips = ChipLine(clauses)
        chips.clause_asked.connect(self.clause_asked)
        self._body.addSpacing(4)
        self._body.addWidget(chips)

    def speak(self, language: Language) -> None:
        """Remember the language for services shown later."""
        self._language = language
        self.area.setAccessibleName(language.say(because("The chosen service")))
