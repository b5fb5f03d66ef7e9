"""In the settings of a supervisor: in which tray the paper for each language lies, for all desks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from app.acts.printing import change_trays, printers, trays
from app.language import Language
from app.problems import Problem
from app.terms.clause import Because, Refusal, because
from ui.dossier.naming import LANGUAGES
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import ChoiceField
from ui.parts.frames import Card, column, row
from ui.parts.words import Words, buddy
from ui.queues.paper_fields import offer_trays, tray_field
from ui.stage import Stage
from ui.theme.tokens import CARD_PADDING

if TYPE_CHECKING:
    from app.start import Desk

_ORDER = "sim_work_order"


class TraysCard(Card):
    """A tray for the letters of each language, and one for work orders of that language."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.fields: dict[str, ChoiceField] = {}
        self._set: Mapping[str, str] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for place, head in enumerate((because("Language"), because("Letters"), because("Work orders for dealers"))):
            grid.addWidget(Words(head, "head", "text3"), 0, place)
        for line, (code, name) in enumerate(LANGUAGES.items(), start=1):
            letters = tray_field(because("Tray for the letters in {language}", language=name), (), "")
            orders = tray_field(because("Tray for the work orders in {language}", language=name), (), "")
            self.fields[code], self.fields[f"{code}:{_ORDER}"] = letters, orders
            grid.addWidget(buddy(name, letters, "name", "text"), line, 0)
            grid.addWidget(letters, line, 1)
            grid.addWidget(orders, line, 2)
        for place in (1, 2):
            grid.setColumnStretch(place, 1)
        self.save = Button(because("Save"), "secondary", "check")
        self.save.clicked.connect(self._save)
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        about = because("What is proposed for all desks before printing; another tray can be chosen there.")
        edge = CARD_PADDING
        self.setLayout(
            column(
                Words(because("Paper trays"), "card"),
                Words(about, "body", "text2", wrap=True),
                grid,
                row(self.save, None),
                self._said,
                spacing=8,
                margins=(edge, 14, edge, edge),
            )
        )
        stage.errands.run(partial(_known, stage.desk), self._show, lambda _: None, owner=self)

    def said(self) -> str:
        """How the last act went."""
        return self._said.text()

    def speak(self, language: Language) -> None:
        """Forget what was said in another language."""
        self._said.hide()

    def _show(self, known: tuple[Mapping[str, str], tuple[str, ...], Because | None]) -> None:
        self._set, names, trouble = known
        for key, field in self.fields.items():
            chosen = self._set.get(key, "")
            offer_trays(field, (*names, chosen) if chosen not in names else names, chosen)
            field.speak(self._stage.language)
        if trouble is not None:
            self._tell(trouble, "bad")

    def _save(self) -> None:
        chosen = {**self._set, **{key: str(field.value() or "") for key, field in self.fields.items()}}
        job = partial(change_trays, self._stage.desk, chosen)
        self._stage.worker.run(job, lambda _: self._tell(because("The trays are saved."), "ok"), self._refuse,
                               owner=self)  # fmt: skip

    def _refuse(self, refusal: Refusal) -> None:
        self._tell(refusal.because, "bad")

    def _tell(self, sentence: Because, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.say(sentence, self._stage.language)
        self._said.show()
        announce(self, self._said.text())


def _known(desk: Desk) -> tuple[Mapping[str, str], tuple[str, ...], Because | None]:
    """The trays that are set, those the printers have, and why there may be none."""
    chosen = trays(desk)
    try:
        found = {tray: None for printer in printers() for tray in printer.trays}
    except Problem as problem:
        return chosen, (), problem.because
    return chosen, tuple(found), None
