"""Two people changed the same: what was there, what I entered and what the other one saved, to choose from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QGridLayout, QHBoxLayout, QWidget

from app.acts.addresses import spaced_phone
from app.acts.contact_data import PARTS, Contact, Differs, part_of, with_part
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.buttons import Button
from ui.parts.frames import Rule, column, row
from ui.parts.radio import RadioCard, RadioChoice
from ui.parts.words import Words
from ui.speech import Text, speak_all
from ui.theme.marks import Mark

_WIDTH = 760
_MINE, _THEIRS = "mine", "theirs"
_NAMES: dict[str, Because] = {
    "phone": because("Telephone"),
    "email": because("E-mail"),
    "address": because("Address"),
}


class ConflictDialog(QDialog):
    """``chosen`` carries the ``Contact`` to save: what only one of the two changed, and one's choice of the rest."""

    chosen = Signal(object)

    def __init__(self, differs: Differs, name: str, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._differs = differs
        self.setMinimumWidth(_WIDTH)
        self.cards: dict[str, dict[str, RadioCard]] = {}
        title = _title(differs.by)
        self.setWindowTitle(language.say(title))
        told = because("{name}. Nothing is lost: choose what to keep.", name=name)
        words = column(Words(title, "wizard", wrap=True), Words(told, "body", "text2", wrap=True), spacing=2)
        head = row(Mark("approval", 20), spacing=12)
        head.addLayout(words, 1)
        layout = column(spacing=14, margins=(20, 20, 20, 16))
        layout.addLayout(head)
        layout.addWidget(Rule())
        layout.addLayout(self._grid())
        layout.addWidget(Rule())
        layout.addLayout(self._buttons())
        self.setLayout(layout)
        self.take(_MINE)
        speak_all(self, language)

    def _grid(self) -> QGridLayout:
        differs, grid = self._differs, QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        for place, (head, below) in enumerate(_heads(differs), start=1):
            grid.addLayout(column(Words(head, "strong"), Words(below, "caption", "text2"), spacing=2), 0, place)
            grid.setColumnStretch(place, 1)
        for line, part in enumerate(differs.names, start=1):
            was = Words(_value(differs.before, part), "body", "text2", wrap=True)
            grid.addWidget(Words(_NAMES[part], "strong"), line, 0)
            grid.addWidget(was, line, 1)
            group = QButtonGroup(self)
            self.cards[part] = {}
            for place, (side, one) in enumerate(((_MINE, differs.wanted), (_THEIRS, differs.now)), start=2):
                card = RadioCard(RadioChoice(side, _value(one, part)))
                group.addButton(card)
                self.cards[part][side] = card
                grid.addWidget(card, line, place)
        return grid

    def _buttons(self) -> QHBoxLayout:
        mine, theirs = Button(because("Keep all of mine"), "quiet"), Button(because("Take all of the other"), "quiet")
        mine.clicked.connect(lambda: self.take(_MINE))
        theirs.clicked.connect(lambda: self.take(_THEIRS))
        cancel = Button(because("Cancel"), "secondary")
        cancel.clicked.connect(self.reject)
        self.save = Button(because("Save this choice"), "primary", "check")
        self.save.clicked.connect(self._save)
        return row(mine, theirs, None, cancel, self.save, spacing=8)

    def take(self, side: str) -> None:
        """Choose ``mine`` or ``theirs`` for everything."""
        for cards in self.cards.values():
            cards[side].setChecked(True)

    def _save(self) -> None:
        wanted = self._differs.wanted
        for part in PARTS:
            theirs = part in self.cards and self.cards[part][_THEIRS].isChecked()
            untouched = part_of(wanted, part) == part_of(self._differs.before, part)
            if theirs or untouched:
                wanted = with_part(wanted, part, self._differs.now)
        self.accept()
        self.chosen.emit(wanted)


def _title(by: str) -> Because:
    return because("{person} changed this as well", person=by) if by else because("Somebody else changed this as well")


def _heads(differs: Differs) -> tuple[tuple[Text, Text], ...]:
    saved: Text = because("saved {moment}", moment=differs.at) if differs.at is not None else ""
    theirs: Text = differs.by or because("The other")
    return (
        (because("Original"), because("when you opened it")),
        (because("Yours"), because("not saved yet")),
        (theirs, saved),
    )


def _value(contact: Contact, part: str) -> Text:
    values = part_of(contact, part)
    if part == "phone":
        values = (spaced_phone(contact.phone),)
    if part == "address":
        street, number, box, postcode, town = values
        values = (" ".join(one for one in (street, number, box) if one), f"{postcode} {town}".strip())
    return ", ".join(one for one in values if one) or because("empty")
