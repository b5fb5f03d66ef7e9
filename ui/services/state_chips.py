"""Chips that keep the services in a state: each with its mark, its word and how many there are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.acts.panel_rows import ServicePanel
from app.language import Language
from app.terms.clause import Because, because_word
from ui.parts.state_chip import CHIP_HEIGHT, StateChip
from ui.parts.wrapped_row import WrappedRow

ALL = "all"
STATES: dict[str, Because] = {
    ALL: because_word("services", "All"),
    "active": because_word("services", "Active"),
    "ends_on": because_word("services", "Ending"),
    "suspended": because_word("services", "Resting"),
    "always_on": because_word("services", "Always on"),
    "off": because_word("services", "Off"),
    "available": because_word("services", "Available"),
    "missing": because_word("services", "Not available"),
    "ended": because_word("services", "Ended"),
    "expired": because_word("services", "Expired"),
}


class StateChips(QWidget):
    """``picked`` carries the states to keep; none for all. States without a service have no chip."""

    picked = Signal(object)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.chips = {state: StateChip(state, word, "" if state == ALL else state) for state, word in STATES.items()}
        for chip in self.chips.values():
            chip.clicked.connect(lambda _=False, one=chip: self._press(one))
        self._row = WrappedRow(tuple(self.chips.values()))
        self.setLayout(self._row)
        self.chips[ALL].setChecked(True)

    def show_panel(self, panel: ServicePanel) -> None:
        """Show the numbers of a panel."""
        counts: dict[str, int] = {ALL: len(panel.nodes)}
        counts.update(panel.counts)
        for state, chip in self.chips.items():
            chip.show_count(counts.get(state, 0), self._language)
            chip.setVisible(bool(counts.get(state)))
            if not counts.get(state):
                chip.setChecked(False)
        self._keep_height()

    def speak(self, language: Language) -> None:
        """Remember the language for numbers shown later."""
        self._language = language
        for chip in self.chips.values():
            chip.speak(language)
        self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        """No layout may press the lines together."""
        self.setMinimumHeight(max(CHIP_HEIGHT, self._row.heightForWidth(self.width())))

    def _press(self, pressed: StateChip) -> None:
        if pressed.state == ALL or not any(chip.isChecked() for chip in self.chips.values()):
            for state, chip in self.chips.items():
                chip.setChecked(state == ALL)
        else:
            self.chips[ALL].setChecked(False)
        self.picked.emit(frozenset(state for state, chip in self.chips.items() if chip.isChecked() and state != ALL))
