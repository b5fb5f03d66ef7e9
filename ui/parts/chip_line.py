"""Links to several clauses beside each other; those without room go to the next line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.chips import ClauseChip
from ui.parts.wrapped_row import WrappedRow


class ChipLine(QWidget):
    """``clause_asked`` tells the clause whose link was pressed."""

    clause_asked = Signal(str)

    def __init__(self, clauses: tuple[str, ...]) -> None:
        super().__init__()
        chips = [ClauseChip(clause) for clause in clauses]
        for chip in chips:
            chip.asked.connect(self.clause_asked)
        line = WrappedRow(chips)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
