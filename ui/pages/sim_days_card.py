"""In the settings of supervisors and administrators: how many working days a dealer has for a SIM job."""

from __future__ import annotations

from app.acts.sim_job_days import days, set_days
from app.language import Language
from app.terms.clause import Because, Refusal, because, because_count
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import Card, column, row
from ui.parts.words import Words, buddy
from ui.stage import Stage
from ui.theme.tokens import CARD_PADDING


class SimDaysCard(Card):
    """The days that hold, and a field to set others."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._holds = Words("", "name", wrap=True)
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        self.days = TextField(because("Working days"))
        self.days.setFixedWidth(160)
        self.set = Button(because("Set the days"), "secondary", "check")
        self.set.clicked.connect(self._set)
        self.days.returnPressed.connect(self._set)
        about = because("Jobs that are ordered already keep their day.")
        edge = CARD_PADDING
        self.setLayout(
            column(
                Words(because("Days a dealer has for a SIM job"), "card"),
                Words(about, "body", "text2", wrap=True),
                4,
                self._holds,
                row(buddy(because("Working days"), self.days), self.days, self.set, None, spacing=8),
                self._said,
                spacing=6,
                margins=(edge, 14, edge, edge),
            )
        )
        self.reload()

    def reload(self) -> None:
        """Ask how many days hold."""
        desk = self._stage.desk
        self._stage.worker.run(lambda: days(desk), self._show, owner=self)

    def said(self) -> str:
        """How the last change went."""
        return self._said.text()

    def holds(self) -> str:
        """What holds now, in words."""
        return self._holds.text()

    def speak(self, language: Language) -> None:
        """Forget what was said in another language, and say anew what holds."""
        self._said.hide()
        self.reload()

    def _set(self) -> None:
        desk, typed = self._stage.desk, self.days.text()
        mark_wrong(self.days, "")

        def done(count: int) -> None:
            self.days.clear()
            self._tell(because("The days are set for all desks."), "ok")
            self._show(count)

        self._stage.worker.run(lambda: set_days(desk, typed), done, self._refuse, owner=self)

    def _show(self, count: int) -> None:
        words = because_count("A dealer has {count} working day.", "A dealer has {count} working days.", count)
        self._holds.say(words, self._stage.language)

    def _refuse(self, refusal: Refusal) -> None:
        mark_wrong(self.days, self._stage.say(refusal.because))
        self.days.setFocus()
        self._tell(refusal.because, "bad")

    def _tell(self, sentence: Because, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.say(sentence, self._stage.language)
        self._said.show()
        announce(self, self._said.text())
