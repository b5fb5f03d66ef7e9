"""Collects garbage on the thread of the windows only.

Python collects on whichever thread happens to allocate. Were that the database thread, a window caught in a cycle would
be destroyed there, and Qt does not survive that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000
"""Milliseconds between two looks; a second of waste is little."""


class Collector(QObject):
    """Takes the collection over from Python as long as it lives; :meth:`stop` gives it back."""

    def __init__(self, parent: QObject, every: int = _EVERY) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(every)

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        """Collect what Python would have collected by now: the oldest generation that is full."""
        limits = zip(gc.get_count(), gc.get_threshold(), strict=True)
        full = [generation for generation, (count, limit) in enumerate(limits) if count > limit]
        if full:
            gc.collect(full[-1])
