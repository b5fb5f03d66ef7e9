"""Is a job at the workshop owed under the package? The agent chooses the work and ticks what the caller tells."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.acts.rows import Overview
from app.acts.service_inclusive_card import EXCLUSIONS, WORKS, Job, entitlement
from app.language import Language
from app.terms.clause import Refusal, because
from ui.parts.fields import CheckField, ChoiceField
from ui.parts.frames import Rule, column, row
from ui.parts.words import Words, buddy
from ui.theme.marks import Mark
from ui.theme.tokens import MARK


class JobCheck(QWidget):
    """Answers at once, each time something is changed (SI 7)."""

    def __init__(self, overview: Overview, number: str, language: Language) -> None:
        super().__init__()
        self._overview = overview
        self._number = number
        self._language = language
        self.work = ChoiceField(because("Work"), tuple((word, name, "") for word, name in WORKS))
        self.work.set_value(WORKS[0][0])
        self.cbs = CheckField(because("The vehicle shows that it is due"))
        self.cbs.setChecked(True)
        self.misuse, self.overload, self.intervals = map(CheckField, EXCLUSIONS.values())
        self._mark = Mark("ready", MARK)
        self.answer = Words("", "name", wrap=True)
        said = row(self._mark, spacing=8)
        said.addWidget(self.answer, 1)
        label = buddy(because("Is this work covered?"), self.work, "strong")
        self.setLayout(
            column(
                Rule(), label, self.work, self.cbs, self.misuse, self.overload, self.intervals, said,
                spacing=4, margins=(0, 4, 0, 4),
            )
        )  # fmt: skip
        self.work.chosen.connect(lambda _: self._answer())
        for box in (self.cbs, self.misuse, self.overload, self.intervals):
            box.toggled.connect(lambda _: self._answer())

    def speak(self, language: Language) -> None:
        """Answer in ``language``."""
        self._language = language
        self._answer()

    def _answer(self) -> None:
        job = Job(
            str(self.work.value()),
            self.cbs.isChecked(),
            self.misuse.isChecked(),
            self.overload.isChecked(),
            self.intervals.isChecked(),
        )
        try:
            found = entitlement(self._overview.dossier, self._number, job, self._overview.today).finding("entitled")
        except Refusal as refusal:
            self._mark.show_state("question")
            self.answer.say(refusal.because, self._language)
            return
        if found is not None and found.because is not None:
            self._mark.show_state("done" if found.value else "blocked")
            self.answer.say(found.because, self._language)
