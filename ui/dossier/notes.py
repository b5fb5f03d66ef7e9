"""Notes: what colleagues wrote, and a place to write the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.terms.clause import because
from ui.parts.buttons import Button
from ui.parts.fields import WritingField
from ui.parts.frames import column, row
from ui.parts.words import buddy
from ui.tables.row_table import RowTable
from ui.theme.tokens import CARD_PADDING


class NotesPage(QWidget):
    """``written`` carries the text of a new note. The text stays in the field until :meth:`recorded` is called."""

    written = Signal(str)

    def __init__(self, table: RowTable) -> None:
        super().__init__()
        self.table = table
        self.field = WritingField(because("New note"), because("What was said on the phone"), lines=3)
        self.add = Button(because("Add note"), "secondary", "plus").tip(because("Ctrl+Enter adds the note"))
        line = row(spacing=8, margins=(CARD_PADDING, 10, CARD_PADDING, 10))
        line.addWidget(buddy(because("New note"), self.field))
        line.addWidget(self.field, 1)
        line.addWidget(self.add)
        self.setLayout(column(line, table, spacing=0))
        self.field.finished.connect(self._write)
        self.add.clicked.connect(self._write)

    def recorded(self) -> None:
        """The note is in the database: make room for the next."""
        self.field.clear()

    def unfinished(self) -> bool:
        """Whether something is written that is not recorded yet."""
        return bool(self.field.toPlainText().strip())

    def _write(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.written.emit(text)
        else:
            self.field.setFocus()
