"""Above a queue: the chips of its states, its further choices, and the field of the words to look for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.language import Language
from app.terms.clause import Because, because
from ui.parts.fields import ChoiceField
from ui.parts.filter_field import FilterField
from ui.parts.state_chip import CHIP_HEIGHT, StateChip
from ui.parts.wrapped_row import WrappedRow
from ui.queues.queue_spec import Choice, State
from ui.theme.tokens import SIBLING

_TYPING = 150
"""Milliseconds without a key after which the words are asked for."""
_LEAST, _WIDTH = 110, 220


class QueueFilters(QWidget):
    """``changed`` when something else is asked for, ``left`` when Esc leaves the field.

    The field, ``words``, stands where the page puts it.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, states: Sequence[State], choices: Sequence[Choice], language: Language) -> None:
        super().__init__()
        self._language = language
        self.chips = {state.key: StateChip(state.key, state.word, state.mark) for state in states}
        group = QButtonGroup(self)
        for chip in self.chips.values():
            group.addButton(chip)
            chip.clicked.connect(self.changed)
        for chip in tuple(self.chips.values())[:1]:
            chip.setChecked(True)
        self.fields = {choice.key: ChoiceField(choice.name, _offered(choice.values), snug=True) for choice in choices}
        for field in self.fields.values():
            field.set_value("")
            field.chosen.connect(lambda _: self.changed.emit())
        self.words = FilterField(because("Filter the list"), because("Filter the list"))
        self.words.setMinimumWidth(_LEAST)
        self.words.setMaximumWidth(_WIDTH)
        self.words.left.connect(self.left)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self._typing.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _: self._typing.start())
        self._row = WrappedRow((*self.chips.values(), *self.fields.values()), gap=SIBLING)
        self.setLayout(self._row)

    @property
    def state(self) -> str:
        """The state whose chip is pressed."""
        return next((key for key, chip in self.chips.items() if chip.isChecked()), "")

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The further filters that are set."""
        values = ((key, str(field.value() or "")) for key, field in self.fields.items())
        return tuple((key, value) for key, value in values if value)

    def choose_state(self, key: str) -> None:
        """Press the chip of a state."""
        self.chips[key].setChecked(True)
        self.changed.emit()

    def offer(self, key: str, values: Sequence[tuple[str, Because | str]]) -> None:
        """Offer other values of a choice."""
        self.fields[key].offer(_offered(values))
        if self.fields[key].value() is None:
            self.fields[key].set_value("")
        self.fields[key].speak(self._language)
        self._keep_height()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are in each state; all of them where the queue does not say so itself."""
        for key, chip in self.chips.items():
            chip.show_count(counts.get(key, 0) if key else counts.get("", sum(counts.values())), self._language)
        self._keep_height()

    def speak(self, language: Language) -> None:
        """Remember the language for numbers shown later."""
        self._language = language
        self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        """No layout may press the lines together."""
        self.setMinimumHeight(max(CHIP_HEIGHT, self._row.heightForWidth(self.width())))


def _offered(values: Sequence[tuple[str, Because | str]]) -> tuple[tuple[object, Because | str, str], ...]:
    return tuple((value, words, "") for value, words in values)
