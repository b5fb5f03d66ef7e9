"""Does something again after news, at most once a second, and only when somebody is there to see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_PAUSE = 1000
"""Milliseconds between two times."""


class Pacing(QObject):
    """``again`` is called when there was news and ``ready`` says yes; whoever becomes ready calls :meth:`catch_up`."""

    def __init__(self, parent: QObject, again: Callable[[], None], ready: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._again = again
        self._ready = ready
        self._stale = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.catch_up)

    def hear(self) -> None:
        """There is news."""
        self._stale = True
        self.catch_up()

    def catch_up(self) -> None:
        """Do it again where there was news since, and the last time is long enough ago."""
        if self._stale and not self._pause.isActive() and self._ready():
            self._stale = False
            self._pause.start()
            self._again()
