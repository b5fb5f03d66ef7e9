"""Where it is done: dealers to choose from, the nearest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.acts.step import Choice
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.buttons import Button
from ui.parts.frames import row
from ui.speech import Text, said
from ui.tables.columns import Cell, Column
from ui.tables.row_table import RowTable
from ui.theme.tokens import ROW_OPTION

_FIRST = 6
"""How many dealers are shown until all are asked for."""


class Dealers(QWidget):
    """A table with a button in each row. ``chosen`` carries the value of the dealer chosen."""

    chosen = Signal(str)

    def __init__(self, name: Text, choices: tuple[Choice, ...], heads: tuple[Because, ...]) -> None:
        super().__init__()
        self._name = name
        self._choices = choices
        self._heads = heads
        self._value = ""
        self._all = False
        self._language: Language | None = None
        self._table: RowTable | None = None
        self._more = Button(because("Show all"), "link", "chevron-down")
        self._more.clicked.connect(self._show_all)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addLayout(row(self._more, None))

    def speak(self, language: Language) -> None:
        """Show the table in ``language``."""
        self._language = language
        if self._table is None:
            self._table = RowTable(
                self._name, self._columns(), language, row_height=ROW_OPTION, sortable=False, whole=True
            )
            self._table.started.connect(self._choose)
            self._layout.insertWidget(0, self._table)
            self.setFocusProxy(self._table)
        self._table.speak(language)
        self._show()

    def set_value(self, value: str | None) -> None:
        """Show the dealer chosen."""
        if value != self._value:
            self._value = value or ""
            self._show()

    def _choose(self, choice: Choice) -> None:
        self._value = choice.value
        self._show()
        self.chosen.emit(choice.value)

    def _show_all(self) -> None:
        self._all = True
        self._show()

    def _shown(self) -> list[Choice]:
        if self._all:
            return list(self._choices)
        first = list(self._choices[:_FIRST])
        return first + [one for one in self._choices[_FIRST:] if one.value == self._value]

    def _show(self) -> None:
        if self._table is None:
            return
        shown = self._shown()
        current = next((index for index, one in enumerate(shown) if one.value == self._value), 0)
        self._table.show_rows(shown, select=current)
        self._more.setVisible(len(shown) < len(self._choices))

    def _columns(self) -> list[Column]:
        facts = dict.fromkeys(label for choice in self._choices for label, _ in choice.facts)
        columns = [Column("dealer", self._heads[0] if self._heads else because("Dealer"), self._dealer, stretch=True)]
        columns += [Column(label.message, label, _fact(label), most=64) for label in facts]
        return [*columns, Column("choose", "", self._button)]

    def _dealer(self, choice: Choice, language: Language) -> Cell:
        chosen = choice.value == self._value
        return Cell(
            text=language.say(choice.label),
            style="strong" if chosen else "name",
            mark="done" if chosen else "",
            small=said(choice.detail, language),
        )

    def _button(self, choice: Choice, language: Language) -> Cell:
        if choice.value == self._value:
            return Cell(text=language.text("Chosen"), style="strong", tone="accent")
        return Cell(button=language.text("Choose"))


def _fact(label: Because) -> Callable[[Choice, Language], Cell]:
    def cell(choice: Choice, language: Language) -> Cell:
        return Cell(text=said(dict(choice.facts).get(label), language), whole=True)

    return cell
