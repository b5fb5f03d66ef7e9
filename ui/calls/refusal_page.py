"""Why something is not possible, and what is: shown in the tab of the call, never as a dead end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.acts.rows import Option, Overview
from app.language import Language
from app.terms.clause import because
from ui.frame.status_bar import Keys
from ui.parts.boxes import NoteBox, ReadOut
from ui.parts.buttons import Button
from ui.parts.dated import Dated
from ui.parts.frames import Card, Rule, Scroll, column, row
from ui.parts.words import Words
from ui.questions import Explained
from ui.speech import speak_all
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING
from ui.wizard.review_page import instead_table

_WIDEST = 960


class RefusalPage(QWidget):
    """``closed`` goes back to the options, ``date_wrong`` back to the day of receipt, ``started`` carries an option.

    ``in_writing`` carries the option the customer wants refused on paper.
    """

    closed = Signal()
    date_wrong = Signal()
    started = Signal(object)
    in_writing = Signal(object)
    clause_asked = Signal(str)

    def __init__(self, overview: Overview, option: Option, explained: Explained, language: Language) -> None:
        super().__init__()
        refusal = explained.refusal
        card = Card()
        card.setMaximumWidth(_WIDEST)
        dossier = overview.dossier
        plate = f" · {dossier.vehicle.plate}" if dossier.vehicle and dossier.vehicle.plate else ""
        inside = column(spacing=CARD_PADDING, margins=(CARD_PADDING, 14, CARD_PADDING, 12))
        title = row(
            Words(option.title, "card"), Words(dossier.customer.name + plate, "body", "text2"), None, spacing=10
        )
        inside.addLayout(title)
        inside.addWidget(Rule())
        box = NoteBox("bad", refusal.title, (), refusal.clauses, style="card")
        box.add(Dated(refusal.because, refusal.decides_on or option.ended_on))
        box.clause_asked.connect(self.clause_asked)
        inside.addWidget(box)
        if option.read_out is not None:
            inside.addWidget(ReadOut(option.read_out))
        self.table = instead_table(refusal.instead, language) if refusal.instead else None
        if self.table is not None:
            self.table.started.connect(self.started)
            inside.addWidget(Words(because("What the customer can do today"), "card"))
            inside.addWidget(self.table)
        inside.addLayout(self._foot(option if explained.in_writing else None))
        card.setLayout(inside)
        page = QWidget()
        centred = row(spacing=0, margins=(CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS))
        centred.addWidget(card, 1)
        page.setLayout(column(centred, None))
        self.setLayout(column(Scroll(page), spacing=0))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        speak_all(self, language)

    def _foot(self, recordable: Option | None) -> QHBoxLayout:
        back = Button(because("Back to the options"), "quiet", "arrow-left")
        back.clicked.connect(self.closed)
        wrong = Button(because("Is a date wrong?"), "link")
        wrong.clicked.connect(self.date_wrong)
        parts: list[QWidget | None] = [back, None, wrong]
        if recordable is not None:
            written = Button(because("Refuse in writing"), "secondary", "file-text")
            written.clicked.connect(lambda: self.in_writing.emit(recordable))
            parts.append(written)
        return row(*parts)

    def take_focus(self) -> None:
        """Give the keyboard to what is possible."""
        (self.table or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def page_keys(self) -> Keys:
        """The keys worth knowing here."""
        return (("Enter", because("Start")), ("Esc", because("Back")))
