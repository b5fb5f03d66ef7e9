"""A letter once more on paper, marked as a copy: why, and on which printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.acts.letter_copies import Paper
from app.language import Language
from app.terms.clause import because
from ui.parts.buttons import Button
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import column, row
from ui.parts.words import Words, buddy
from ui.queues.paper_fields import offer_sides, offer_trays, printer_field, sides_field, tray_field, trouble_of
from ui.settings import PaperChoice
from ui.speech import speak_all

if TYPE_CHECKING:
    from app.acts.printing import Printer

_WIDTH = 520


class CopyDialog(QDialog):
    """``agreed`` carries the reason and an ``app.acts.letter_copies.Paper``."""

    agreed = Signal(str, object)

    def __init__(
        self, number: str, printers: tuple[Printer, ...], choice: PaperChoice, language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._printers = printers
        self._language = language
        self.setMinimumWidth(_WIDTH)
        title = because("Print a copy of letter {number}", number=number)
        self.setWindowTitle(language.say(title))
        self.reason = TextField(because("Why a copy is needed"), because("for example: lost in the post"))
        self.printer = printer_field(printers, choice.printer)
        self.tray = tray_field(because("Tray"), (), "")
        self.sides = sides_field(choice)
        self._trouble = Words("", "body", "bad", wrap=True)
        cancel = Button(because("Cancel"), "secondary")
        cancel.clicked.connect(self.reject)
        self.go = Button(because("Print a copy"), "primary", "printer")
        self.go.setDefault(True)
        self.go.clicked.connect(self._agree)
        about = because("The same letter, marked as a copy on every page. The reason is written down.")
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        fields = (
            (because("Why a copy is needed"), self.reason),
            (because("Printer"), self.printer),
            (because("Tray"), self.tray),
            (because("Sides"), self.sides),
        )
        for line, (name, field) in enumerate(fields):
            grid.addWidget(buddy(name, field), line, 0)
            grid.addWidget(field, line, 1)
        layout = column(spacing=14, margins=(20, 20, 20, 16))
        layout.addLayout(column(Words(title, "wizard"), Words(about, "body", "text2", wrap=True), spacing=2))
        layout.addLayout(grid)
        layout.addWidget(self._trouble)
        layout.addLayout(row(None, cancel, self.go))
        self.setLayout(layout)
        self.printer.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()
        self.reason.setFocus()

    @property
    def _chosen(self) -> Printer | None:
        return next((one for one in self._printers if one.name == self.printer.value()), None)

    def _offer(self) -> None:
        printer = self._chosen
        offer_trays(self.tray, printer.trays if printer else (), str(self.tray.value() or ""))
        offer_sides(self.sides, printer)
        why = trouble_of(printer)
        self._trouble.say(why or "", self._language)
        self._trouble.setVisible(why is not None)
        speak_all(self, self._language)

    def _agree(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            why = because("Say why a copy is needed.")
            self._trouble.say(why, self._language)
            self._trouble.show()
            mark_wrong(self.reason, self._language.say(why))
            self.reason.setFocus()
            return
        if self._chosen is None:
            return
        paper = Paper(str(self.printer.value()), str(self.tray.value() or ""), str(self.sides.value()))
        self.accept()
        self.agreed.emit(reason, paper)
