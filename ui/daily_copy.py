"""Makes the daily copy of the database while the window stands: on a thread of its own, so that no question waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.stage import Stage
from ui.worker import Worker

_SOON, _EVERY = 60_000, 3_600_000
"""Milliseconds until the first look, when the day's work has begun, and between two."""


class DailyCopy(QObject):
    """Looks once an hour whether today's copy exists, and makes it. A failure is told like any other refusal."""

    def __init__(self, stage: Stage, parent: QObject, soon: int = _SOON) -> None:
        super().__init__(parent)
        self._stage = stage
        self._worker: Worker | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._timer.start(soon)

    def stop(self) -> None:
        """Wait for a copy that is being made, and make no other."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.stop()

    def _look(self) -> None:
        from app.acts.backing_up import back_up_if_due  # long after the first frame

        if self._worker is None:
            self._worker = Worker(self)
            self._worker.refused.connect(self._stage.worker.refused)
            self._worker.broke.connect(self._stage.worker.broke)
        self._worker.run(lambda: back_up_if_due(self._stage.desk), lambda _: None)
        self._timer.start(_EVERY)
