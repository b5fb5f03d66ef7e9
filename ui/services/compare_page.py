"""Two vehicles side by side in the tab of a call; what differs is marked and can be kept alone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.acts.panel_rows import ComparedRow
from app.acts.vehicle_comparing import compared
from app.language import Language
from app.records.rows import Dossier
from app.terms.clause import Because, Refusal, because
from ui.frame.status_bar import Keys
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import CheckField, ChoiceField
from ui.parts.frames import Card, Panel, column, row
from ui.parts.words import Words, buddy
from ui.speech import speak_all
from ui.tables.columns import BY_TEXT, Cell, Column
from ui.tables.row_table import RowTable
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, ROW_COMPACT

Choices = tuple[tuple[object, str, str], ...]


class ComparePage(QWidget):
    """``closed`` goes back, ``other_asked`` carries the VIN of the vehicle to compare with."""

    closed = Signal()
    other_asked = Signal(str)

    def __init__(self, left: Dossier, others: Choices, today: date, language: Language) -> None:
        super().__init__()
        self._left = left
        self._today = today
        self._language = language
        self._rows: tuple[ComparedRow, ...] = ()
        back = Button(because("Back to the services"), "quiet", "arrow-left")
        back.clicked.connect(self.closed)
        self.other = ChoiceField(because("Compare with"), others)
        self.only = CheckField(because("Only what differs"))
        self.said = Words("", "body", "text2")
        bar = Panel("surface", "bottom")
        bar.setLayout(
            row(back, 8, buddy(because("Compare with"), self.other), self.other, None, self.said, self.only,
                margins=(8, 6, 16, 6))
        )  # fmt: skip
        name = left.vehicle.plate if left.vehicle else ""
        self.table = RowTable(because("Two vehicles"), _columns(name, "—"), language, row_height=ROW_COMPACT)
        self._card = Card()
        self._body = column(self.table, spacing=0, margins=(1, 1, 1, 1))
        self._card.setLayout(self._body)
        page = row(spacing=0, margins=(CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS))
        page.addWidget(self._card, 1)
        self.setLayout(column(bar, page, spacing=0))
        self.other.chosen.connect(lambda vin: self.other_asked.emit(str(vin)))
        self.only.toggled.connect(lambda _: self._show())
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        speak_all(self, language)
        if not others:
            self.said.say(because("This customer has no other vehicle, and no other call is open."), language)

    def show_other(self, right: Dossier) -> None:
        """Show the vehicle of another dossier at the right."""
        vehicle, own = right.vehicle, self._left.vehicle
        if vehicle is None or own is None:
            return
        self.other.set_value(vehicle.vin)
        self._rows = compared(self._left, right, self._today)
        table = RowTable(
            because("Two vehicles"), _columns(own.plate, vehicle.plate), self._language, row_height=ROW_COMPACT
        )
        self._body.replaceWidget(self.table, table)
        self.table.deleteLater()
        self.table = table
        speak_all(table, self._language)
        self._show()
        table.setFocus()

    def _show(self) -> None:
        kept = tuple(one for one in self._rows if one.differs) if self.only.isChecked() else self._rows
        self.table.show_rows(kept)
        differing = sum(one.differs for one in self._rows)
        text = because("{count} of {total} lines differ", count=differing, total=len(self._rows))
        self.said.say(text if self._rows else "", self._language)

    def say_trouble(self, refusal: Refusal) -> None:
        """Say why something was not done."""
        self.said.set_tone("bad")
        self.said.say(refusal.because, self._language)
        announce(self, self.said.text())

    def take_focus(self) -> None:
        """Give the keyboard to the choice of the other vehicle."""
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def page_keys(self) -> Keys:
        """The keys worth knowing here."""
        return (("Ctrl+C", because("Copy the row")), ("Esc", because("Back")))


def _columns(left: str, right: str) -> tuple[Column, ...]:
    def name(line: ComparedRow, language: Language) -> Cell:
        return Cell(language.say(line.name), "strong" if line.differs else "body")

    def side(text: Because, mark: str, line: ComparedRow, language: Language) -> Cell:
        tone, style = ("text", "name") if line.differs else ("text2", "body")
        return Cell(language.say(text), style, tone, mark=mark)

    def differs(line: ComparedRow, language: Language) -> Cell:
        return Cell(language.say(because("differs")), "name", "warn") if line.differs else Cell()

    return (
        Column("name", because("What"), name, BY_TEXT, stretch=True, least=200),
        Column("left", left, lambda line, said: side(line.left, line.left_mark, line, said), BY_TEXT, most=240),
        Column("right", right, lambda line, said: side(line.right, line.right_mark, line, said), BY_TEXT, most=240),
        Column("differs", because("Difference"), differs, BY_TEXT),
    )
