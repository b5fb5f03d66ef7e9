"""Asks again while a database does not answer: soon at first, then less and less often, until it answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.terms.clause import because

TRYING_AGAIN = because("The database does not answer; trying again…")

_FIRST, _LONGEST = 500, 8_000
"""Milliseconds before the second attempt, and between attempts at most."""


class Patience(QObject):
    """One thing that is tried until it succeeds. Gone with its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause = _FIRST
        self._action: Callable[[], object] = lambda: None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._action())

    def again(self, action: Callable[[], object]) -> None:
        """Do ``action`` after a pause, each time twice as long as the last; in place of what waits already."""
        self._action = action
        self._timer.start(self._pause)
        self._pause = min(2 * self._pause, _LONGEST)

    def end(self) -> None:
        """It succeeded, or nobody wants it any more."""
        self._timer.stop()
        self._pause = _FIRST
