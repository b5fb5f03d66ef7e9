"""In the settings of supervisors and administrators: from which amount on a refund waits for a supervisor."""

from __future__ import annotations

from app.acts.approval_limit import limit, set_limit
from app.language import Language
from app.terms.clause import Because, Cents, Refusal, because
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import Card, column, row
from ui.parts.words import Words, buddy
from ui.stage import Stage
from ui.theme.tokens import CARD_PADDING

LIMIT = "approval_above"
"""What is written: open dossiers show other acts as waiting for approval."""


class LimitCard(Card):
    """The amount that holds, and a field to set another one; empty for none."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._holds = Words("", "name", wrap=True)
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        self.amount = TextField(because("Amount in euros"), because("Empty: no limit"))
        self.amount.setFixedWidth(160)
        self.set = Button(because("Set the amount"), "secondary", "check")
        self.set.clicked.connect(self._set)
        self.amount.returnPressed.connect(self._set)
        about = because("What the rules leave open waits for a supervisor in any case, and so does goodwill.")
        fields = row(buddy(because("Amount in euros"), self.amount), self.amount, self.set, None, spacing=8)
        edge = CARD_PADDING
        self.setLayout(
            column(
                Words(because("Refunds that a supervisor approves"), "card"),
                Words(about, "body", "text2", wrap=True),
                4,
                self._holds,
                fields,
                self._said,
                spacing=6,
                margins=(edge, 14, edge, edge),
            )
        )
        self.reload()

    def reload(self) -> None:
        """Ask which amount holds."""
        desk = self._stage.desk
        self._stage.worker.run(lambda: limit(desk), self._show, owner=self)

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
        desk, typed = self._stage.desk, self.amount.text()
        mark_wrong(self.amount, "")

        def done(amount: Cents | None) -> None:
            self.amount.clear()
            self._tell(because("The amount is set for all desks."), "ok")
            self._show(amount)
            self._stage.changed.emit(LIMIT, None)

        self._stage.worker.run(lambda: set_limit(desk, typed), done, self._refuse, owner=self)

    def _show(self, amount: Cents | None) -> None:
        words = (
            because("No limit is set.")
            if amount is None
            else because("Refunds above {amount} wait for a supervisor.", amount=amount)
        )
        self._holds.say(words, self._stage.language)

    def _refuse(self, refusal: Refusal) -> None:
        mark_wrong(self.amount, self._stage.say(refusal.because))
        self.amount.setFocus()
        self._tell(refusal.because, "bad")

    def _tell(self, sentence: Because, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.say(sentence, self._stage.language)
        self._said.show()
        announce(self, self._said.text())
