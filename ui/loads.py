"""Keeps counting what waits in the queues of the person at the desk, for the rail and the start of the day."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.terms.clause import Refusal
from ui.pacing import Pacing
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.workload import Load


class Loads(QWidget):
    """A part of the window that is never shown. ``counted`` carries the load of each queue, by the key of its page."""

    counted = Signal(object)

    def __init__(self, stage: Stage, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._stage = stage
        self._asking = False
        self.now: Mapping[str, Load] = {}
        self._pacing = Pacing(self, self._ask, lambda: not self._asking)
        stage.queues_changed.connect(self._pacing.hear)

    def begin(self) -> None:
        """The database is open: count from now on."""
        self._pacing.hear()

    def _ask(self) -> None:
        from app.acts.workload import workload  # long after the first frame

        self._asking = True
        self._stage.worker.run(partial(workload, self._stage.desk), self._counted, self._refused, owner=self)

    def _counted(self, loads: Mapping[str, Load]) -> None:
        self._asking = False
        if loads != self.now:
            self.now = loads
            self.counted.emit(loads)
        self._pacing.catch_up()

    def _refused(self, _: Refusal) -> None:
        # Whoever asks for something is told; a number that is a little old harms nobody.
        self._asking = False
