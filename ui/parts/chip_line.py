"""Links to several clauses beside each other; those without room go to the next line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.chips import ClauseChip

_BESIDE, _BELOW = 6, 4


class ChipLine(QWidget):
    """``clause_asked`` tells the clause whose link was pressed."""

    clause_asked = Signal(str)

    def __init__(self, clauses: tuple[str, ...]) -> None:
        super().__init__()
        self._chips = []
        for clause in clauses:
            chip = ClauseChip(clause)
            chip.setParent(self)
            chip.asked.connect(self.clause_asked)
            self._chips.append(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        width = self.width() if self.isVisible() else 240
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0)
        return QSize(widest, self.heightForWidth(max(widest, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Another language: the links are wider or narrower now.
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        for chip, place in zip(self._chips, self._places(self.width()), strict=True):
            chip.setGeometry(place)

    def _places(self, width: int) -> Iterator[QRect]:
        """Where each link stands in a line ``width`` wide."""
        left = top = 0
        for chip in self._chips:
            size = chip.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + size.height() + _BELOW
            yield QRect(QPoint(left, top), size)
            left += size.width() + _BESIDE
