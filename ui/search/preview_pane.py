"""The right side of the search: the dossier behind a hit in a few lines, and a button that opens it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.acts.rows import Option
from app.language import Language
from app.records.rows import HitPreview
from app.terms.clause import Because, because
from ui.dossier.naming import CUSTOMER_KINDS, LANGUAGES, SIM_STATES, named
from ui.parts.buttons import Button
from ui.parts.frames import Panel, Rule, Scroll, clear, column, row
from ui.parts.words import Words
from ui.questions import Glance
from ui.speech import Text, speak_all
from ui.theme.marks import Mark
from ui.theme.tokens import MARK, MARK_CHIP

_WIDTH = 272


class PreviewPane(Panel):
    """``opened`` when the person wants the dossier."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__("aside")
        self.setFixedWidth(_WIDTH)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(6)
        inside = QWidget()
        inside.setLayout(column(self._facts, None, margins=(20, 16, 18, 8)))
        self._button = Button(because("Open dossier"), "primary", "corner-down-left", icon_after=True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self.opened)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 18, 16)
        foot.addWidget(self._button)
        self.setLayout(column(Scroll(inside), foot, spacing=0))
        self.shown: Glance | None = None
        self.show_glance(None, None)

    def show_glance(self, glance: Glance | None, language: Language | None) -> None:
        """Show a dossier; nothing while there is none."""
        self.shown = glance
        clear(self._facts)
        self._button.setVisible(glance is not None)
        if glance is None or language is None:
            return
        if glance.preview is not None:
            self._show_person(glance.preview)
        if glance.best is not None:
            self._show_best(glance.best)
        if glance.preview is not None and glance.preview.last_note is not None:
            note = glance.preview.last_note
            self._heading(because("Last note"))
            text = because("{day}, {name}: {text}", day=note.at.date(), name=note.by, text=" ".join(note.text.split()))
            self._facts.addWidget(Words(text, "body", "text2", wrap=True))
        speak_all(self, language)

    def _show_person(self, seen: HitPreview) -> None:
        self._facts.addWidget(Words(seen.customer, "card", wrap=True))
        kind, spoken = named(CUSTOMER_KINDS, seen.kind), named(LANGUAGES, seen.language)
        about = because("{kind} · {country} · {language}", kind=kind, country=seen.country, language=spoken)
        self._facts.addWidget(Words(about, "body", "text2"))
        self._facts.addSpacing(6)
        if seen.vin:
            self._fact(because("Vehicle"), seen.model)
            self._fact(because("Plate"), seen.plate)
        if seen.sim_state in SIM_STATES:
            word, mark = SIM_STATES[seen.sim_state]
            self._fact(because("SIM"), word, mark)
        if seen.mini_id_linked is not None:
            linked = because("Linked") if seen.mini_id_linked else because("Not linked")
            self._fact(because("MINI ID"), linked, "active" if seen.mini_id_linked else "missing")
        if seen.package_until is not None:
            self._fact(because("Package until"), because("{day}", day=seen.package_until))
        cases: Because = because("None") if not seen.open_cases else because("{count}", count=seen.open_cases)
        self._fact(because("Open cases"), cases)

    def _show_best(self, best: Option) -> None:
        self._heading(because("Best option today"))
        title = row(spacing=10)
        title.addWidget(Mark(best.state, MARK), 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(Words(best.title, "name", wrap=True), 1)
        self._facts.addLayout(title)
        facts = []
        if best.possible_until is not None:
            facts.append(because("until {day}", day=best.possible_until))
        if best.refund:
            facts.append(because("back {amount}", amount=best.refund))
        if facts:
            line = because("{first}, {second}", first=facts[0], second=facts[1]) if len(facts) > 1 else facts[0]
            self._facts.addWidget(Words(line, "body", "text2", wrap=True))

    def _heading(self, text: Because) -> None:
        self._facts.addSpacing(8)
        self._facts.addWidget(Rule())
        self._facts.addSpacing(6)
        self._facts.addWidget(Words(text, "strong", "text2"))

    def _fact(self, label: Text, value: Text, mark: str = "") -> None:
        marks = (Mark(mark, MARK_CHIP),) if mark else ()
        self._facts.addLayout(row(Words(label, "body", "text3"), None, *marks, Words(value, "name"), spacing=6))
