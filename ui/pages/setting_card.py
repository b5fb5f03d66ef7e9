"""In the settings: one value that holds for all desks, and a field to set another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from app.language import Language
from app.terms.clause import Because, Refusal
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import Card, column, row
from ui.parts.words import Words, buddy
from ui.stage import Stage
from ui.theme.tokens import CARD_PADDING

if TYPE_CHECKING:
    from app.start import Desk


class Setting(NamedTuple):
    """What a card asks and says. ``read`` gives the value that holds, ``write`` takes what was typed and gives the new.

    Both run on the thread of the database. ``words`` say what holds, ``done`` that it was set.
    """

    title: Because
    about: Because
    label: Because
    hint: Because | None
    button: Because
    done: Because
    read: Callable[[Desk], Any]
    write: Callable[[Desk, str], Any]
    words: Callable[[Any], Because]


class SettingCard(Card):
    """The value that holds in words, a field for another one, and how the last change went."""

    def __init__(self, stage: Stage, setting: Setting) -> None:
        super().__init__()
        self._stage = stage
        self._setting = setting
        self._holds = Words("", "name", wrap=True)
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        self.field = TextField(setting.label, setting.hint)
        self.field.setFixedWidth(160)
        self.set = Button(setting.button, "secondary", "check")
        self.set.clicked.connect(self._set)
        self.field.returnPressed.connect(self._set)
        edge = CARD_PADDING
        self.setLayout(
            column(
                Words(setting.title, "card"),
                Words(setting.about, "body", "text2", wrap=True),
                4,
                self._holds,
                row(buddy(setting.label, self.field), self.field, self.set, None, spacing=8),
                self._said,
                spacing=6,
                margins=(edge, 14, edge, edge),
            )
        )
        self.reload()

    def reload(self) -> None:
        """Ask what holds."""
        desk = self._stage.desk
        self._stage.worker.run(lambda: self._setting.read(desk), self._show, owner=self)

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

    def written(self) -> None:
        """It was set: a card whose value shows elsewhere tells so."""

    def _set(self) -> None:
        desk, typed = self._stage.desk, self.field.text()
        mark_wrong(self.field, "")
        self._stage.worker.run(lambda: self._setting.write(desk, typed), self._done, self._refuse, owner=self)

    def _done(self, value: Any) -> None:
        self.field.clear()
        self._tell(self._setting.done, "ok")
        self._show(value)
        self.written()

    def _show(self, value: Any) -> None:
        self._holds.say(self._setting.words(value), self._stage.language)

    def _refuse(self, refusal: Refusal) -> None:
        mark_wrong(self.field, self._stage.say(refusal.because))
        self.field.setFocus()
        self._tell(refusal.because, "bad")

    def _tell(self, sentence: Because, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.say(sentence, self._stage.language)
        self._said.show()
        announce(self, self._said.text())
