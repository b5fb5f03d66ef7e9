"""Which deadlines the board shows: of which country, of which kind, of whose cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import because
from ui.parts.fields import ChoiceField
from ui.parts.state_chip import StateChip
from ui.parts.wrapped_row import WrappedRow
from ui.queues.deadline_cells import COUNTRIES, KINDS
from ui.theme.tokens import SIBLING


class DeadlineFilters(QWidget):
    """``changed`` when something else is asked for. Both countries are chosen at first, and one always stays."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.countries = {key: StateChip(key, word, "") for key, word in COUNTRIES.items()}
        for key, chip in self.countries.items():
            chip.setChecked(True)
            chip.clicked.connect(lambda _=False, key=key: self._turned(key))
        self.kind = ChoiceField(because("Kind"), tuple((key, word, "") for key, word in KINDS), snug=True)
        self.agent = ChoiceField(because("Agent"), (("", because("All agents"), ""),), snug=True)
        for field in (self.kind, self.agent):
            field.set_value("")
            field.chosen.connect(lambda _: self.changed.emit())
        self._agents: tuple[str, ...] = ()
        self.setLayout(WrappedRow((*self.countries.values(), self.kind, self.agent), gap=SIBLING))

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The filters that are set."""
        on = [key for key, chip in self.countries.items() if chip.isChecked()]
        values = {
            "country": on[0] if len(on) == 1 else "",
            "kind": str(self.kind.value() or ""),
            "agent": str(self.agent.value() or ""),
        }
        return tuple((key, value) for key, value in values.items() if value)

    def _turned(self, key: str) -> None:
        if not any(chip.isChecked() for chip in self.countries.values()):
            # Without a country there is nothing to see: the other one takes its place.
            for other, chip in self.countries.items():
                chip.setChecked(other != key)
        self.changed.emit()

    def show_counts(self, counts: Mapping[str, int], agents: Sequence[str], language: Language) -> None:
        """Show how many there are in each country, and offer those who recorded cases."""
        for key, chip in self.countries.items():
            chip.show_count(counts.get(key, 0), language)
        if tuple(agents) != self._agents:
            self._agents = tuple(agents)
            chosen = self.agent.value()
            names = self._agents if chosen in ("", *self._agents) else (*self._agents, str(chosen))
            self.agent.offer((("", because("All agents"), ""), *((name, name, "") for name in names)))
            self.agent.speak(language)
