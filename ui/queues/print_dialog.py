"""Before printing: how many letters and pages in which language, from which tray, on which printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.language import Language
from app.terms.clause import Because, because, because_count
from ui.dossier.naming import LANGUAGES
from ui.parts.buttons import Button
from ui.parts.fields import ChoiceField
from ui.parts.frames import Rule, clear, column, row
from ui.parts.words import Words, buddy
from ui.queues.paper_fields import offer_sides, printer_field, sides_field, tray_field, trouble_of
from ui.settings import PaperChoice
from ui.speech import speak_all

if TYPE_CHECKING:
    from app.acts.printing import Group, Printer

_WIDTH = 640


@dataclass(frozen=True, slots=True)
class ToPrint:
    """What is to be printed: the jobs it would make, how many chosen letters are left out, and where it can go.

    ``trays`` are those set for all desks (``app.acts.printing.TRAYS``).
    """

    groups: tuple[Group, ...]
    left_out: int
    printers: tuple[Printer, ...]
    trays: Mapping[str, str]


class PrintDialog(QDialog):
    """``agreed`` carries the numbers, the printer, the sides and the trays."""

    agreed = Signal(object, str, str, object)

    def __init__(self, wanted: ToPrint, choice: PaperChoice, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._language = language
        self._remembered = dict(choice.trays)
        self.setMinimumWidth(_WIDTH)
        letters = sum(len(group.letters) for group in wanted.groups)
        title = because_count("Print {count} letter", "Print {count} letters", letters)
        self.setWindowTitle(language.say(title))
        self.printer = printer_field(wanted.printers, choice.printer)
        self.sides = sides_field(choice)
        self.trays: list[ChoiceField] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._trouble = Words("", "body", "bad", wrap=True)
        cancel = Button(because("Cancel"), "secondary")
        cancel.clicked.connect(self.reject)
        self.go = Button(title, "primary", "printer")
        self.go.setDefault(True)
        self.go.clicked.connect(self._agree)
        self.printer.currentIndexChanged.connect(lambda _: self._offer())
        self._arrange(title, cancel)
        self._offer()
        speak_all(self, language)
        self.go.setFocus()

    def _arrange(self, title: Because, cancel: Button) -> None:
        about = because("One job for each language and tray, each with a control sheet of its letters behind it.")
        heads = column(Words(title, "wizard"), Words(about, "body", "text2", wrap=True), spacing=2)
        if self._wanted.left_out:
            left_out = because_count(
                "{count} chosen letter is held back, being printed or printed already, and is left out.",
                "{count} chosen letters are held back, being printed or printed already, and are left out.",
                self._wanted.left_out,
            )
            heads.addWidget(Words(left_out, "body", "warn", wrap=True))
        where = QGridLayout()
        where.setHorizontalSpacing(20)
        where.setVerticalSpacing(8)
        where.setColumnStretch(1, 1)
        for line, (name, field) in enumerate(((because("Printer"), self.printer), (because("Sides"), self.sides))):
            where.addWidget(buddy(name, field), line, 0)
            where.addWidget(field, line, 1)
        layout = column(spacing=14, margins=(20, 20, 20, 16))
        layout.addLayout(heads)
        layout.addLayout(where)
        layout.addWidget(Rule())
        layout.addLayout(self._grid)
        layout.addWidget(self._trouble)
        layout.addLayout(row(None, cancel, self.go))
        self.setLayout(layout)

    @property
    def _chosen(self) -> Printer | None:
        return next((one for one in self._wanted.printers if one.name == self.printer.value()), None)

    def _offer(self) -> None:
        """Another printer has other trays."""
        printer, grid = self._chosen, self._grid
        clear(grid)
        self.trays = []
        for place, head in enumerate((because("Language"), because("Letters"), because("Pages"), because("Tray"))):
            grid.addWidget(Words(head, "head", "text3"), 0, place)
        for line, group in enumerate(self._wanted.groups, start=1):
            chosen = self._remembered.get(self._place(group), group.tray)
            name = because("Tray for the letters in {language}", language=LANGUAGES[group.language])
            field = tray_field(name, printer.trays if printer else (), chosen)
            self.trays.append(field)
            count = len(group.letters)
            grid.addWidget(Words(LANGUAGES[group.language], "name"), line, 0)
            grid.addWidget(Words(because_count("{count} letter", "{count} letters", count)), line, 1)
            grid.addWidget(Words(because_count("{count} page", "{count} pages", group.pages)), line, 2)
            grid.addWidget(field, line, 3)
        grid.setColumnStretch(3, 1)
        offer_sides(self.sides, printer)
        why = trouble_of(printer)
        self._trouble.say(why or "", self._language)
        self._trouble.setVisible(why is not None)
        speak_all(self, self._language)

    def _place(self, group: Group) -> str:
        return f"{self.printer.value()}/{group.language}/{group.tray}"

    def remembered(self) -> PaperChoice:
        """What to propose the next time."""
        here = {self._place(group): str(field.value() or "") for group, field in self._pairs()}
        trays = {**self._remembered, **here}
        return PaperChoice(str(self.printer.value() or ""), str(self.sides.value()), tuple(trays.items()))

    def _pairs(self) -> tuple[tuple[Group, ChoiceField], ...]:
        return tuple(zip(self._wanted.groups, self.trays, strict=True))

    def _agree(self) -> None:
        if self._chosen is None:
            return
        trays = dict(self._wanted.trays)
        for group, field in self._pairs():
            tray = str(field.value() or "")
            kinds = [key for key in self._wanted.trays if key.startswith(f"{group.language}:")]
            for key in (group.language, *kinds):
                if self._wanted.trays.get(key, "") == group.tray:
                    trays[key] = tray
        numbers = tuple(number for group in self._wanted.groups for number in group.letters)
        self.accept()
        self.agreed.emit(numbers, str(self.printer.value()), str(self.sides.value()), trays)
