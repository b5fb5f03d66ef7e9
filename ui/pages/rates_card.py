"""In the settings of an administrator: the legal rates of interest of Luxembourg, each from a day on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.acts.interest_rates import enter, entered, take_back
from app.language import Language
from app.terms.clause import Because, Refusal, WrongInput, because
from ui.parts.announcing import announce
from ui.parts.buttons import Button, IconButton
from ui.parts.days import DateField
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import Card, clear, column, row
from ui.parts.words import Words, buddy
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.tokens import CARD_PADDING

if TYPE_CHECKING:
    from app.records.change_rows import InterestRate

RATES = "interest_rates"
"""What is written: dossiers of customers in Luxembourg show other interest."""


class RatesCard(Card):
    """A line for each rate with who entered it, and the fields to enter the next."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(2, 1)
        self.day = DateField(because("First day of the rate"), stage.desk.today(), optional=True)
        self.percent = TextField(because("Per cent a year"), because("for example 3.75"))
        self.add = Button(because("Enter the rate"), "secondary", "plus")
        self.add.clicked.connect(self._enter)
        self.percent.returnPressed.connect(self._enter)
        about = because(
            "Runs by itself on a refund that comes late. A day without a rate stays open: nothing is invented."
        )
        fields = row(buddy(because("From"), self.day), self.day, 8, spacing=8)
        for part in (buddy(because("Per cent a year"), self.percent), self.percent, self.add):
            fields.addWidget(part)
        fields.addStretch(1)
        edge = CARD_PADDING
        self.setLayout(
            column(
                Words(because("Legal interest in Luxembourg"), "card"),
                Words(about, "body", "text2", wrap=True),
                self._lines,
                4,
                fields,
                self._said,
                spacing=6,
                margins=(edge, 14, edge, edge),
            )
        )
        self.reload()

    def reload(self) -> None:
        """Ask which rates are on record."""
        desk = self._stage.desk
        self._stage.worker.run(lambda: entered(desk), self._show, owner=self)

    def said(self) -> str:
        """How the last act went."""
        return self._said.text()

    def speak(self, language: Language) -> None:
        """Forget what was said in another language, and write the lines anew."""
        self._said.hide()
        self.reload()

    def _enter(self) -> None:
        desk, day, percent = self._stage.desk, self.day.value(), self.percent.text()
        mark_wrong(self.percent, "")

        def done(rates: tuple[InterestRate, ...]) -> None:
            self.percent.clear()
            self._tell(because("The rate is entered."), "ok")
            self._written(rates)

        self._stage.worker.run(lambda: enter(desk, day, percent), done, self._refuse, owner=self)

    def _take_back(self, rate: InterestRate) -> None:
        desk = self._stage.desk

        def done(rates: tuple[InterestRate, ...]) -> None:
            self._tell(because("The rate from {day} on is taken back.", day=rate.starts_on), "text2")
            self._written(rates)

        self._stage.worker.run(lambda: take_back(desk, rate.starts_on), done, self._refuse, owner=self)

    def _written(self, rates: tuple[InterestRate, ...]) -> None:
        self._show(rates)
        self._stage.changed.emit(RATES, None)

    def _show(self, rates: tuple[InterestRate, ...]) -> None:
        clear(self._lines)
        for place, rate in enumerate(reversed(rates)):
            self._line(place, rate)
        if not rates:
            self._lines.addWidget(Words(because("No rate is entered."), "body", "text2"), 0, 0)
        for part in range(self._lines.count()):
            item = self._lines.itemAt(part)
            widget = item.widget() if item is not None else None
            if widget is not None:
                speak_all(widget, self._stage.language)

    def _line(self, place: int, rate: InterestRate) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        by = because("entered by {name} on {day}", name=rate.entered_by, day=rate.entered_at.date())
        remove = IconButton("trash", because("Take the rate from {day} on back", day=rate.starts_on))
        remove.clicked.connect(partial(self._take_back, rate))
        self._lines.addWidget(Words(because("from {day}", day=rate.starts_on), "name"), place, 0, middle)
        self._lines.addWidget(Words(because("{percent} %", percent=rate.percent)), place, 1, middle)
        self._lines.addWidget(Words(by, "body", "text2", wrap=True), place, 2, middle)
        self._lines.addWidget(remove, place, 3, middle)

    def _refuse(self, refusal: Refusal) -> None:
        if isinstance(refusal, WrongInput) and refusal.field == "starts_on":
            self.day.setFocus()
        else:
            mark_wrong(self.percent, self._stage.say(refusal.because))
            self.percent.setFocus()
        self._tell(refusal.because, "bad")

    def _tell(self, sentence: Because, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.say(sentence, self._stage.language)
        self._said.show()
        announce(self, self._said.text())
