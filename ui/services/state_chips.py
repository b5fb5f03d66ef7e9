"""Chips that keep the services in a state: each with its mark, its word and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.acts.panel_rows import ServicePanel
from app.language import Language
from app.terms.clause import Because, because_word
from ui.parts.buttons import pressed_by_enter
from ui.parts.wrapped_row import WrappedRow
from ui.theme.fonts import font
from ui.theme.marks import paint_mark
from ui.theme.tokens import MARK_CHIP, colours_of

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
_HEIGHT, _PAD, _GAP = 28, 11, 6


class StateChip(QPushButton):
    """One chip, pressed or not. Drawn fully round, with its count after the word."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self.state = state
        self.count = 0
        self._word = ""
        self.setCheckable(True)
        self.setFont(font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, language: Language) -> None:
        """Show how many services there are."""
        self.count = count
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Take the word of ``language``."""
        self._word = language.say(STATES[self.state])
        self.setAccessibleName(language.text("{state}: {count}", state=self._word, count=self.count))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font("body")).horizontalAdvance(self._word)
        number = QFontMetrics(font("strong")).horizontalAdvance(str(self.count))
        return QSize(2 * _PAD + self._mark_room() + words + _GAP + number, _HEIGHT)

    def _mark_room(self) -> int:
        return 0 if self.state == ALL else MARK_CHIP + _GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pressed = self.isChecked()
        painter.setPen(QPen(colours["accent" if pressed else "control"], 1.5 if pressed else 1))
        painter.setBrush(colours["accent_soft" if pressed else "surface"])
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _HEIGHT / 2 - 1, _HEIGHT / 2 - 1)
        left = _PAD
        if self.state != ALL:
            mark = self.rect().adjusted(left, (_HEIGHT - MARK_CHIP) // 2, 0, 0)
            mark.setSize(QSize(MARK_CHIP, MARK_CHIP))
            paint_mark(painter, self.state, mark, colours)
            left += self._mark_room()
        painter.setPen(colours["accent" if pressed else "text"])
        painter.setFont(font("body"))
        place = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._word)
        left += QFontMetrics(font("body")).horizontalAdvance(self._word) + _GAP
        painter.setFont(font("strong"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), str(self.count))
        painter.end()


class StateChips(QWidget):
    """``picked`` carries the states to keep; none for all. States without a service have no chip."""

    picked = Signal(object)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.chips = {state: StateChip(state) for state in STATES}
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
        self.setMinimumHeight(max(_HEIGHT, self._row.heightForWidth(self.width())))

    def _press(self, pressed: StateChip) -> None:
        if pressed.state == ALL or not any(chip.isChecked() for chip in self.chips.values()):
            for state, chip in self.chips.items():
                chip.setChecked(state == ALL)
        else:
            self.chips[ALL].setChecked(False)
        self.picked.emit(frozenset(state for state, chip in self.chips.items() if chip.isChecked() and state != ALL))
