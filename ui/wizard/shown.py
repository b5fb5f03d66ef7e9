"""A list to read: what stops, what stays on. Long ones show their first lines until all are asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.acts.step import Choice
from app.terms.clause import because_count
from ui.parts.buttons import Button
from ui.parts.frames import column, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.theme.marks import Mark

_FIRST, _FIRST_WHEN_LOW = 4, 2
_MARKS = {"locked": "fixed", "ends": "off", "": ""}
"""The marks of states that only a list to read knows."""


def mark_of_all(lines: tuple[Choice, ...]) -> str:
    """The mark over a list whose lines all stop or all stay; none over any other."""
    states = {line.state for line in lines}
    if states and states <= {"stops"}:
        return "off"
    return "done" if states and states <= {"locked", "allowed"} and "locked" in states else ""


class ShownList(QWidget):
    """Marked lines with a sentence each; on a ``low`` page, which has questions below them, at first fewer and bare."""

    def __init__(self, lines: tuple[Choice, ...], *, low: bool = False) -> None:
        super().__init__()
        first = _FIRST_WHEN_LOW if low else _FIRST
        self._rest: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for index, line in enumerate(lines):
            shown = self._line(line, bare=low)
            layout.addWidget(shown)
            if index >= first:
                shown.hide()
                self._rest.append(shown)
        count = len(lines)
        self._more = Button(because_count("Show {count} line", "Show all {count}", count), "link", "chevron-down")
        self._more.clicked.connect(self._show_all)
        self._more.setVisible(bool(self._rest))
        layout.addLayout(row(self._more, None))
        layout.addStretch(1)

    def _line(self, line: Choice, *, bare: bool) -> QWidget:
        box = QWidget()
        layout = row(spacing=10)
        mark = _MARKS.get(line.state, line.state)
        # A duty has no state: a ring would look like a choice.
        layout.addWidget(Mark(mark) if mark else Picture("message"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(Words(line.label, "name", wrap=True), spacing=0)
        if line.detail is not None:
            detail = Words(line.detail, "body", "text2", wrap=True)
            words.addWidget(detail)
            if bare:
                detail.hide()
                self._rest.append(detail)
        layout.addLayout(words, 1)
        box.setLayout(layout)
        return box

    def _show_all(self) -> None:
        for line in self._rest:
            line.show()
        self._more.hide()
